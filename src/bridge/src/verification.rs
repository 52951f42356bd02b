// SPDX-License-Identifier: GPL-3.0-or-later

//! Verifying one another. The crate's objects change by themselves while messages come in; here each is looked at when
//! it is asked for.

use matrix_sdk_crypto::matrix_sdk_qrcode::QrVerificationData;
use matrix_sdk_crypto::types::requests::OutgoingVerificationRequest;
use matrix_sdk_crypto::{
    CancelInfo, QrVerification, QrVerificationState, Sas, SasState, Verification, VerificationRequest,
    VerificationRequestState,
};
use ruma::events::key::verification::cancel::CancelCode;
use ruma::events::key::verification::VerificationMethod;
use ruma::events::AnySyncMessageLikeEvent;
use ruma::{EventId, OwnedUserId, UserId};

use crate::crypto::ffi::{
    AskedVerification, CryptoBytes, CryptoRequest, CryptoRequests, CryptoStatus, CryptoText, FlowState,
    VerificationAction, VerificationFlow, VerificationFlows,
};
use crate::cryptoerror::{status_of, storage, Outcome};
use crate::cryptomachine::{parse_room, parse_user, text_of, Machine};
use crate::cryptorequest::{self, new_signatures};

/// Whose flow, and its name.
pub struct FlowName {
    user: OwnedUserId,
    id: String,
    /// The crate took it for one.
    is_known: bool,
}

/// Codes can be shown on any screen; to scan one takes a camera.
fn methods(can_scan: bool) -> Vec<VerificationMethod> {
    let mut methods =
        vec![VerificationMethod::SasV1, VerificationMethod::QrCodeShowV1, VerificationMethod::ReciprocateV1];
    if can_scan {
        methods.push(VerificationMethod::QrCodeScanV1);
    }
    methods
}

impl Machine {
    /// Remembers a flow that somebody began.
    pub(crate) fn note_flow(&mut self, user: &str, id: &str) {
        if let Ok(user) = UserId::parse(user) {
            if !self.flows.iter().any(|name| name.user == user && name.id == id) {
                self.flows.push(FlowName { user, id: id.to_owned(), is_known: false });
            }
        }
    }

    /// What is over is told once.
    pub fn verification_flows(&mut self) -> VerificationFlows {
        self.collect_ended_flows();
        let mut flows = std::mem::take(&mut self.ended_flows);
        flows.extend(self.flows.iter().filter_map(|name| self.flow(name)));
        VerificationFlows { flows }
    }

    /// Keeps what can be said of those that are over: the crate forgets them with the next sync.
    pub(crate) fn collect_ended_flows(&mut self) {
        for mut name in std::mem::take(&mut self.flows) {
            match self.flow(&name) {
                Some(flow) if flow.state == FlowState::Done || flow.state == FlowState::Cancelled => {
                    self.ended_flows.push(flow);
                }
                Some(_) => {
                    name.is_known = true;
                    self.flows.push(name);
                }
                None if name.is_known => self.ended_flows.push(timed_out(&name)),
                None => {}
            }
        }
    }

    /// None of what the crate did not take for a flow at all.
    fn flow(&self, name: &FlowName) -> Option<VerificationFlow> {
        let request = self.olm().get_verification_request(&name.user, &name.id);
        let verification = self.olm().get_verification(&name.user, &name.id);
        let mut flow = blank(name);
        flow.is_own_user = name.user == self.olm().user_id();
        if let Some(request) = &request {
            describe_request(&mut flow, request);
        }
        // Of a request that has become one, or of one that began without.
        match &verification {
            Some(Verification::SasV1(sas)) => describe_sas(&mut flow, sas),
            Some(Verification::QrV1(code)) => describe_code(&mut flow, code),
            Some(_) => {}
            None if request.is_none() => return None,
            None => {}
        }
        Some(flow)
    }

    pub fn ask_own_device(&mut self, device: &str, can_scan: bool) -> AskedVerification {
        let asked = self.wait(async {
            let olm = self.olm();
            let (request, message) = if device.is_empty() {
                let own = self.identity_of(olm.user_id()).await?.own().ok_or(CryptoStatus::NotFound)?;
                own.request_verification_with_methods(methods(can_scan)).await.map_err(storage)?
            } else {
                let found = olm.get_device(olm.user_id(), device.into(), None).await.map_err(storage)?;
                found.ok_or(CryptoStatus::NotFound)?.request_verification_with_methods(methods(can_scan))
            };
            Ok((request.flow_id().as_str().to_owned(), cryptorequest::verification(&message)?))
        });
        match asked {
            Ok((flow, request)) => {
                let user = self.olm().user_id().to_string();
                self.note_flow(&user, &flow);
                AskedVerification { status: CryptoStatus::Ok, flow, requests: vec![request] }
            }
            Err(status) => AskedVerification { status, flow: String::new(), requests: Vec::new() },
        }
    }

    pub fn room_verification_request(&self, user: &str, can_scan: bool) -> CryptoText {
        text_of(self.wait(async {
            let identity =
                self.identity_of(&parse_user(user)?).await?.other().ok_or(CryptoStatus::Refused)?;
            let content = identity.verification_request_content(Some(methods(can_scan)));
            let mut content = serde_json::to_value(content).map_err(|_| CryptoStatus::Refused)?;
            content["msgtype"] = "m.key.verification.request".into();
            Ok(content.to_string())
        }))
    }

    pub fn room_verification_sent(
        &mut self,
        user: &str,
        room: &str,
        event: &str,
        can_scan: bool,
    ) -> CryptoStatus {
        let asked = self.wait(async {
            let identity =
                self.identity_of(&parse_user(user)?).await?.other().ok_or(CryptoStatus::Refused)?;
            let event: &EventId = event.try_into().map_err(|_| CryptoStatus::Refused)?;
            identity.request_verification(parse_room(room)?, event, Some(methods(can_scan)));
            Ok(())
        });
        if asked.is_ok() {
            self.note_flow(user, event);
        }
        status_of(asked)
    }

    pub fn receive_room_verification(&mut self, room: &str, event: &[u8]) -> CryptoStatus {
        let received = self.wait(async {
            let room = parse_room(room)?;
            let event: AnySyncMessageLikeEvent =
                serde_json::from_slice(event).map_err(|_| CryptoStatus::Refused)?;
            let (sender, id) = (event.sender().to_owned(), event.event_id().to_owned());
            let event = event.into_full_event(room.to_owned());
            self.olm().receive_verification_event(&event).await.map_err(storage)?;
            Ok((sender, id))
        });
        match received {
            Ok((sender, id)) => {
                // Only a request is a flow by its own name.
                if self.olm().get_verification_request(&sender, id.as_str()).is_some() {
                    self.note_flow(sender.as_str(), id.as_str());
                }
                CryptoStatus::Ok
            }
            Err(status) => status,
        }
    }

    pub fn act_on_verification(
        &mut self,
        user: &str,
        flow: &str,
        action: VerificationAction,
        can_scan: bool,
    ) -> CryptoRequests {
        cryptorequest::answer(self.wait(async {
            let user = parse_user(user)?;
            let request = self.olm().get_verification_request(&user, flow);
            let verification = self.olm().get_verification(&user, flow);
            if request.is_none() && verification.is_none() {
                return Err(CryptoStatus::NotFound);
            }
            match action {
                VerificationAction::Accept => accept(request, verification, can_scan),
                VerificationAction::StartSas => start(request, verification).await,
                VerificationAction::Confirm => confirm(verification).await,
                VerificationAction::Mismatch => mismatch(verification),
                _ => cancel(request, verification),
            }
        }))
    }

    pub fn verification_code(&mut self, user: &str, flow: &str) -> CryptoBytes {
        let made = self.wait(async {
            let user = parse_user(user)?;
            let request = self.olm().get_verification_request(&user, flow).ok_or(CryptoStatus::NotFound)?;
            let code = request.generate_qr_code().await.map_err(storage)?.ok_or(CryptoStatus::Refused)?;
            code.to_bytes().map_err(|_| CryptoStatus::Refused)
        });
        match made {
            Ok(bytes) => CryptoBytes { status: CryptoStatus::Ok, bytes },
            Err(status) => CryptoBytes { status, bytes: Vec::new() },
        }
    }

    pub fn scanned_code(&mut self, user: &str, flow: &str, code: &[u8]) -> CryptoRequests {
        cryptorequest::answer(self.wait(async {
            let user = parse_user(user)?;
            let request = self.olm().get_verification_request(&user, flow).ok_or(CryptoStatus::NotFound)?;
            let data = QrVerificationData::from_bytes(code).map_err(|_| CryptoStatus::Refused)?;
            let scanned = request.scan_qr_code(data).await.map_err(|_| CryptoStatus::Refused)?;
            sent(scanned.ok_or(CryptoStatus::Refused)?.reciprocate())
        }))
    }
}

fn blank(name: &FlowName) -> VerificationFlow {
    VerificationFlow {
        id: name.id.clone(),
        user: name.user.to_string(),
        device: String::new(),
        room: String::new(),
        state: FlowState::Requested,
        is_by_other: false,
        is_own_user: false,
        supports_sas: false,
        supports_showing: false,
        supports_scanning: false,
        emoji_numbers: Vec::new(),
        emoji_symbols: Vec::new(),
        emoji_names: Vec::new(),
        decimals: Vec::new(),
        cancel_code: String::new(),
        is_cancelled_by_us: false,
    }
}

fn timed_out(name: &FlowName) -> VerificationFlow {
    let cancel_code = CancelCode::Timeout.to_string();
    VerificationFlow { state: FlowState::Cancelled, cancel_code, is_cancelled_by_us: true, ..blank(name) }
}

fn describe_request(flow: &mut VerificationFlow, request: &VerificationRequest) {
    flow.room = request.room_id().map(ToString::to_string).unwrap_or_default();
    flow.device = request.other_device_id().map(|id| id.to_string()).unwrap_or_default();
    flow.is_by_other = !request.we_started();
    let theirs = request.their_supported_methods().unwrap_or_default();
    let ours = request.our_supported_methods().unwrap_or_else(|| methods(true));
    let can = |here, there| ours.contains(&here) && theirs.contains(&there);
    flow.supports_sas = can(VerificationMethod::SasV1, VerificationMethod::SasV1);
    flow.supports_showing = can(VerificationMethod::QrCodeShowV1, VerificationMethod::QrCodeScanV1);
    flow.supports_scanning = can(VerificationMethod::QrCodeScanV1, VerificationMethod::QrCodeShowV1);
    match request.state() {
        VerificationRequestState::Ready { .. } => flow.state = FlowState::Ready,
        VerificationRequestState::Transitioned { .. } => flow.state = FlowState::Started,
        VerificationRequestState::Done => flow.state = FlowState::Done,
        VerificationRequestState::Cancelled(info) => describe_cancel(flow, &info),
        _ => {}
    }
}

fn describe_cancel(flow: &mut VerificationFlow, info: &CancelInfo) {
    flow.state = FlowState::Cancelled;
    flow.cancel_code = info.cancel_code().to_string();
    flow.is_cancelled_by_us = info.cancelled_by_us();
}

fn describe_sas(flow: &mut VerificationFlow, sas: &Sas) {
    flow.room = sas.room_id().map(ToString::to_string).unwrap_or_default();
    flow.device = sas.other_device_id().to_string();
    flow.supports_sas = true;
    flow.is_by_other = !sas.we_started();
    match sas.state() {
        // Who began the comparison, which need not be who has asked for it.
        SasState::Created { .. } | SasState::Accepted { .. } => {
            flow.state = FlowState::Started;
            flow.is_by_other = false;
        }
        SasState::Started { .. } => {
            flow.state = FlowState::Started;
            flow.is_by_other = true;
        }
        SasState::KeysExchanged { emojis, decimals } => {
            flow.state = FlowState::Comparing;
            flow.decimals = vec![decimals.0, decimals.1, decimals.2];
            if let Some(emojis) = emojis {
                flow.emoji_numbers = emojis.indices.to_vec();
                flow.emoji_symbols = emojis.emojis.iter().map(|emoji| emoji.symbol.to_owned()).collect();
                flow.emoji_names = emojis.emojis.iter().map(|emoji| emoji.description.to_owned()).collect();
            }
        }
        SasState::Confirmed => flow.state = FlowState::Confirmed,
        SasState::Done { .. } => flow.state = FlowState::Done,
        SasState::Cancelled(info) => describe_cancel(flow, &info),
    }
}

fn describe_code(flow: &mut VerificationFlow, code: &QrVerification) {
    flow.room = code.room_id().map(ToString::to_string).unwrap_or_default();
    flow.device = code.other_device_id().to_string();
    match code.state() {
        // Shown, and nobody has looked at it: everything else is still possible.
        QrVerificationState::Started => flow.state = FlowState::Ready,
        QrVerificationState::Scanned => {
            flow.state = FlowState::Scanned;
            flow.is_by_other = true;
        }
        QrVerificationState::Confirmed | QrVerificationState::Reciprocated => {
            flow.state = FlowState::Confirmed
        }
        QrVerificationState::Done { .. } => flow.state = FlowState::Done,
        QrVerificationState::Cancelled(info) => describe_cancel(flow, &info),
    }
}

fn sent(message: Option<OutgoingVerificationRequest>) -> Outcome<Vec<CryptoRequest>> {
    message.iter().map(cryptorequest::verification).collect()
}

/// Refused where there is nothing to accept.
fn accept(
    request: Option<VerificationRequest>,
    verification: Option<Verification>,
    can_scan: bool,
) -> Outcome<Vec<CryptoRequest>> {
    let message = match (verification, request) {
        (Some(Verification::SasV1(sas)), _) => sas.accept(),
        (_, Some(request)) => request.accept_with_methods(methods(can_scan)),
        _ => None,
    };
    message.ok_or(CryptoStatus::Refused).and_then(|message| sent(Some(message)))
}

/// Refused once the other has begun: the crate would take a second one for an attack and end both.
async fn start(
    request: Option<VerificationRequest>,
    verification: Option<Verification>,
) -> Outcome<Vec<CryptoRequest>> {
    let request = request.ok_or(CryptoStatus::NotFound)?;
    if let Some(Verification::SasV1(_)) = verification {
        return Err(CryptoStatus::Refused);
    }
    let (_, message) = request.start_sas().await.map_err(storage)?.ok_or(CryptoStatus::Refused)?;
    sent(Some(message))
}

async fn confirm(verification: Option<Verification>) -> Outcome<Vec<CryptoRequest>> {
    match verification {
        Some(Verification::SasV1(sas)) => {
            let (messages, signatures) = sas.confirm().await.map_err(storage)?;
            let mut requests: Vec<CryptoRequest> =
                messages.iter().map(cryptorequest::verification).collect::<Outcome<_>>()?;
            if let Some(signatures) = signatures {
                requests.push(new_signatures(&signatures)?);
            }
            Ok(requests)
        }
        Some(Verification::QrV1(code)) => sent(code.confirm_scanning()),
        _ => Err(CryptoStatus::Refused),
    }
}

fn mismatch(verification: Option<Verification>) -> Outcome<Vec<CryptoRequest>> {
    match verification {
        Some(Verification::SasV1(sas)) => sent(sas.cancel_with_code(CancelCode::MismatchedSas)),
        Some(Verification::QrV1(code)) => sent(code.cancel_with_code(CancelCode::KeyMismatch)),
        _ => Err(CryptoStatus::Refused),
    }
}

fn cancel(
    request: Option<VerificationRequest>,
    verification: Option<Verification>,
) -> Outcome<Vec<CryptoRequest>> {
    let of_request = request.as_ref().and_then(VerificationRequest::cancel);
    let of_verification = match &verification {
        Some(Verification::SasV1(sas)) => sas.cancel(),
        Some(Verification::QrV1(code)) => code.cancel(),
        _ => None,
    };
    // One is enough: it names the flow.
    sent(of_request.or(of_verification))
}
