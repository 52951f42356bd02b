// SPDX-License-Identifier: GPL-3.0-or-later

//! One encrypted event of a room: what it says, of whom it is, or why it stays closed.

use matrix_sdk_common::deserialized_responses::{
    AlgorithmInfo, DecryptedRoomEvent, DeviceLinkProblem, VerificationLevel, VerificationState, WithheldCode,
};
use matrix_sdk_crypto::types::events::room::encrypted::EncryptedEvent;
use matrix_sdk_crypto::vodozemac::megolm::DecryptionError;
use matrix_sdk_crypto::{DecryptionSettings, EventError, MegolmError};
use ruma::serde::Raw;
use ruma::RoomId;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::crypto::ffi::{CryptoStatus, Decryption, Shield, ShieldAnswer, Undecryptable};
use crate::cryptoerror::{megolm, status_of, storage};
use crate::cryptomachine::{of_anybody, parse_room, parse_user, Machine};

#[derive(Deserialize)]
struct Outer {
    content: OuterContent,
}

#[derive(Deserialize)]
struct OuterContent {
    session_id: Option<String>,
}

#[derive(Deserialize)]
struct Clear<'a> {
    #[serde(rename = "type")]
    event_type: String,
    #[serde(borrow)]
    content: &'a RawValue,
}

impl Machine {
    pub fn decrypt(&self, room: &str, event: &[u8]) -> Decryption {
        let Ok(event) = serde_json::from_slice::<Raw<EncryptedEvent>>(event) else {
            return closed(Undecryptable::Malformed, String::new());
        };
        let Ok(room) = parse_room(room) else {
            return closed(Undecryptable::Malformed, String::new());
        };
        match self.wait(self.try_decrypt(room, &event)) {
            Ok(decrypted) => open(decrypted),
            Err(error) => closed(reason(error), session_of(&event)),
        }
    }

    /// The request is among outgoing_requests() from now on. The crate keeps each, and makes no second one of a key.
    pub fn request_key(&mut self, room: &str, event: &[u8]) -> CryptoStatus {
        status_of(self.wait(async {
            let room = parse_room(room)?;
            let event: Raw<EncryptedEvent> =
                serde_json::from_slice(event).map_err(|_| CryptoStatus::Refused)?;
            let own = self.olm().get_user_devices(self.olm().user_id(), None).await.map_err(storage)?;
            // No other session would answer, and later it would not be asked any more.
            if own.is_any_verified() {
                self.olm().request_room_key(&event, room).await.map_err(megolm)?;
            }
            Ok(())
        }))
    }

    /// What this very session has said is shown also while nobody has signed it.
    async fn try_decrypt(
        &self,
        room: &RoomId,
        event: &Raw<EncryptedEvent>,
    ) -> Result<DecryptedRoomEvent, MegolmError> {
        let settings = DecryptionSettings { sender_device_trust_requirement: self.trust };
        match self.olm().decrypt_room_event(event, room, &settings).await {
            Err(MegolmError::SenderIdentityNotTrusted(level))
                if !matches!(level, VerificationLevel::MismatchedSender)
                    && self.is_from_here(room, event).await? =>
            {
                self.olm().decrypt_room_event(event, room, &of_anybody()).await
            }
            outcome => outcome,
        }
    }

    async fn is_from_here(&self, room: &RoomId, event: &Raw<EncryptedEvent>) -> Result<bool, MegolmError> {
        let key = self.olm().store().get_inbound_group_session(room, &session_of(event)).await?;
        Ok(key.is_some_and(|key| key.sender_key() == self.olm().identity_keys().curve25519))
    }

    /// Of what was decrypted earlier with this key.
    pub fn shield(&self, room: &str, session: &str, sender: &str) -> ShieldAnswer {
        let found = self.wait(async {
            let sender = parse_user(sender)?;
            let info = self.olm().get_session_encryption_info(parse_room(room)?, session, &sender).await;
            info.map_err(|error| match error {
                MegolmError::MissingRoomKey(_) => CryptoStatus::NotFound,
                error => megolm(error),
            })
        });
        match found {
            Ok(info) => ShieldAnswer { status: CryptoStatus::Ok, shield: shield(&info.verification_state) },
            Err(status) => ShieldAnswer { status, shield: Shield::None },
        }
    }
}

fn closed(reason: Undecryptable, session: String) -> Decryption {
    Decryption {
        reason,
        session,
        event_type: String::new(),
        content: String::new(),
        raw: String::new(),
        shield: Shield::None,
        sender_key: String::new(),
        sender_device: String::new(),
    }
}

fn open(decrypted: DecryptedRoomEvent) -> Decryption {
    let info = &decrypted.encryption_info;
    let session = info.session_id().unwrap_or_default().to_owned();
    let raw: Box<RawValue> = decrypted.event.into_json();
    let Ok(clear) = serde_json::from_str::<Clear<'_>>(raw.get()) else {
        return closed(Undecryptable::Malformed, session);
    };
    Decryption {
        reason: Undecryptable::No,
        session,
        content: clear.content.get().to_owned(),
        event_type: clear.event_type,
        shield: shield(&info.verification_state),
        sender_key: match &info.algorithm_info {
            AlgorithmInfo::MegolmV1AesSha2 { curve25519_key, .. } => curve25519_key.clone(),
            AlgorithmInfo::OlmV1Curve25519AesSha2 { curve25519_public_key_base64 } => {
                curve25519_public_key_base64.clone()
            }
        },
        sender_device: info.sender_device.as_ref().map(ToString::to_string).unwrap_or_default(),
        raw: String::from(Box::<str>::from(raw)),
    }
}

fn session_of(event: &Raw<EncryptedEvent>) -> String {
    serde_json::from_str::<Outer>(event.json().get())
        .ok()
        .and_then(|outer| outer.content.session_id)
        .unwrap_or_default()
}

fn shield(state: &VerificationState) -> Shield {
    match state {
        VerificationState::Verified => Shield::None,
        VerificationState::Unverified(level) => match level {
            VerificationLevel::UnverifiedIdentity => Shield::UnverifiedIdentity,
            VerificationLevel::VerificationViolation => Shield::VerificationViolation,
            VerificationLevel::UnsignedDevice => Shield::UnsignedDevice,
            VerificationLevel::None(DeviceLinkProblem::MissingDevice) => Shield::UnknownDevice,
            VerificationLevel::None(DeviceLinkProblem::InsecureSource) => Shield::UnsureSource,
            VerificationLevel::MismatchedSender => Shield::MismatchedSender,
        },
    }
}

fn reason(error: MegolmError) -> Undecryptable {
    match error {
        MegolmError::EventError(EventError::UnsupportedAlgorithm) => Undecryptable::Unsupported,
        MegolmError::MissingRoomKey(None) => Undecryptable::NoKey,
        MegolmError::MissingRoomKey(Some(code)) => match code {
            WithheldCode::Unverified => Undecryptable::WithheldUnverified,
            WithheldCode::Blacklisted => Undecryptable::WithheldBlacklisted,
            WithheldCode::Unauthorised => Undecryptable::WithheldUnauthorised,
            WithheldCode::NoOlm => Undecryptable::WithheldNoOlm,
            WithheldCode::HistoryNotShared => Undecryptable::WithheldHistory,
            _ => Undecryptable::WithheldOther,
        },
        MegolmError::Decryption(DecryptionError::UnknownMessageIndex(..)) => Undecryptable::IndexTooOld,
        MegolmError::SenderIdentityNotTrusted(_) => Undecryptable::SenderNotTrusted,
        MegolmError::Store(_) => Undecryptable::Storage,
        _ => Undecryptable::Malformed,
    }
}
