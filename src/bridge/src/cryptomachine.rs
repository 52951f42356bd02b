// SPDX-License-Identifier: GPL-3.0-or-later

//! The machine of matrix-sdk-crypto over its SQLite store, driven from one plain thread.
//!
//! The runtime is of that thread: everything that the crate spawns runs while a call blocks, but for the disk, for
//! which it has threads of its own. Its clock is on because the crate waits with time-outs. What it awaits is always
//! the disk and never the server, so that no call waits for another: that is what missing_sessions() looks out for.

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;

use matrix_sdk_crypto::olm::PrivateCrossSigningIdentity;
use matrix_sdk_crypto::types::requests::ToDeviceRequest;
use matrix_sdk_crypto::{
    CollectStrategy, DecryptionSettings, EncryptionSettings, EncryptionSyncChanges, OlmMachine,
    TrustRequirement,
};
use matrix_sdk_sqlite::{SqliteCryptoStore, SqliteStoreConfig};
use ruma::api::client::sync::sync_events::DeviceLists;
use ruma::events::secret::request::SecretName;
use ruma::serde::Raw;
use ruma::{OneTimeKeyAlgorithm, OwnedUserId, RoomId, UInt, UserId};
use tokio::runtime::{Builder, Runtime};

use crate::cachedstore::CachedStore;
use crate::crypto::ffi::{
    CryptoFlag, CryptoRequestKind, CryptoRequests, CryptoStatus, CryptoText, IdentityKeys, Recipients,
    RoomKey, RoomSettings, SyncChanges, SyncedKeys, VerificationFlow,
};
use crate::cryptoerror::{megolm, olm, opening, status_of, storage, Outcome};
use crate::cryptorequest::{self, claim, to_device};
use crate::keybackup;
use crate::todevice;
use crate::verification::FlowName;

pub struct Machine {
    olm: Option<OlmMachine>,
    runtime: Runtime,
    /// Of whom a message of a room must come to be shown.
    pub(crate) trust: TrustRequirement,
    /// Made for the account, and not known to be its own yet.
    pub(crate) new_identity: Option<PrivateCrossSigningIdentity>,
    /// The master key of one's own under which people were last looked at; see settle_people().
    pub(crate) settled_key: Option<String>,
    /// Verifications that somebody may want to see.
    pub(crate) flows: Vec<FlowName>,
    pub(crate) ended_flows: Vec<VerificationFlow>,
}

/// What opening came to.
pub struct OpenedMachine(Outcome<Box<Machine>>);

impl OpenedMachine {
    pub fn status(&self) -> CryptoStatus {
        self.0.as_ref().err().copied().unwrap_or(CryptoStatus::Ok)
    }

    pub fn take(&mut self) -> Box<Machine> {
        std::mem::replace(&mut self.0, Err(CryptoStatus::NotFound))
            .expect("only a machine that opened is taken")
    }
}

pub fn open_machine(folder: &str, key: &[u8], user: &str, device: &str) -> Box<OpenedMachine> {
    Box::new(OpenedMachine(try_open(folder, key, user, device).map(Box::new)))
}

fn try_open(folder: &str, key: &[u8], user: &str, device: &str) -> Outcome<Machine> {
    let key: &[u8; 32] = key.try_into().map_err(|_| CryptoStatus::Refused)?;
    let user = UserId::parse(user).map_err(|_| CryptoStatus::Refused)?;
    if device.is_empty() {
        return Err(CryptoStatus::Refused);
    }
    let runtime = Builder::new_current_thread().enable_time().build().map_err(|_| CryptoStatus::Storage)?;
    // Even a store that did not open has connections, which close on the runtime.
    let opened = runtime.block_on(async {
        let config = SqliteStoreConfig::new(folder).key(Some(key)).pool_max_size(2);
        let store = SqliteCryptoStore::open_with_config(&config).await.map_err(opening)?;
        let olm = OlmMachine::with_store(&user, device.into(), CachedStore::new(store), None)
            .await
            .map_err(storage)?;
        if olm.store().get_custom_value(keybackup::OFF).await.map_err(storage)?.is_some() {
            olm.backup_machine().disable_backup().await.map_err(storage)?;
        }
        // It would ask whenever something cannot be decrypted, before the sync or the backup has brought the key, and
        // go through all that it has ever asked for each time: request_key() asks.
        olm.set_room_key_requests_enabled(false);
        Ok(olm)
    });
    Ok(Machine {
        olm: Some(opened?),
        runtime,
        trust: TrustRequirement::Untrusted,
        new_identity: None,
        settled_key: None,
        flows: Vec::new(),
        ended_flows: Vec::new(),
    })
}

impl Drop for Machine {
    /// The store's connections are given back to the runtime, which must be there for it.
    fn drop(&mut self) {
        let _context = self.runtime.enter();
        if let Some(olm) = self.olm.take() {
            let _ = self.runtime.block_on(olm.store().close());
        }
    }
}

impl Machine {
    /// There is one until the machine is dropped.
    pub(crate) fn olm(&self) -> &OlmMachine {
        self.olm.as_ref().expect("a machine lives as long as its box")
    }

    pub(crate) fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    pub fn identity_keys(&self) -> IdentityKeys {
        let keys = self.olm().identity_keys();
        IdentityKeys { ed25519: keys.ed25519.to_base64(), curve25519: keys.curve25519.to_base64() }
    }

    pub fn receive_sync(&mut self, changes: &SyncChanges) -> SyncedKeys {
        self.collect_ended_flows();
        let (mut synced, flows) = match self.wait(try_receive(self.olm(), changes)) {
            Ok(received) => received,
            Err(status) => (SyncedKeys { status, ..todevice::nothing() }, Vec::new()),
        };
        for (user, id) in flows {
            self.note_flow(&user, &id);
        }
        synced.has_verifications |= !self.flows.is_empty() || !self.ended_flows.is_empty();
        // Secrets of one's own, or the end of a verification, may have come. What fails is tried again with the next.
        let _ = self.settle_people();
        synced
    }

    pub fn outgoing_requests(&mut self) -> CryptoRequests {
        cryptorequest::answer(self.wait(async {
            let requests = self.olm().outgoing_requests().await.map_err(storage)?;
            requests.iter().map(cryptorequest::outgoing).collect()
        }))
    }

    pub fn mark_sent(&mut self, id: &str, kind: CryptoRequestKind, reply: &[u8]) -> CryptoStatus {
        let marked = self.wait(cryptorequest::mark(self.olm(), id, kind, reply));
        let is_query = matches!(kind, CryptoRequestKind::KeysQuery);
        status_of(marked.and_then(|()| if is_query { self.settle_people() } else { Ok(()) }))
    }

    pub fn query_keys(&self, users: &[String]) -> CryptoRequests {
        let users = parse_users(users);
        let (id, request) = self.olm().query_keys_for_users(users.iter().map(|user| user.as_ref()));
        cryptorequest::answer(cryptorequest::query(&id, &request).map(|request| vec![request]))
    }

    pub fn track(&mut self, users: &[String]) -> CryptoStatus {
        let users = parse_users(users);
        status_of(
            self.wait(self.olm().update_tracked_users(users.iter().map(|user| user.as_ref())))
                .map_err(storage),
        )
    }

    pub fn needs_query(&self, users: &[String]) -> CryptoFlag {
        match self.wait(self.unknown_users(&parse_users(users))) {
            Ok(unknown) => CryptoFlag { status: CryptoStatus::Ok, is_true: !unknown.is_empty() },
            Err(status) => CryptoFlag { status, is_true: false },
        }
    }

    /// Those of `users` whose devices must be asked for.
    async fn unknown_users(&self, users: &[OwnedUserId]) -> Outcome<BTreeSet<OwnedUserId>> {
        let asked: BTreeSet<&OwnedUserId> = users.iter().collect();
        let tracked = self.olm().store().load_tracked_users().await.map_err(storage)?;
        Ok(tracked
            .into_iter()
            .filter(|user| user.dirty && asked.contains(&user.user_id))
            .map(|user| user.user_id)
            .collect())
    }

    pub fn missing_sessions(&mut self, users: &[String]) -> CryptoRequests {
        cryptorequest::answer(self.wait(async {
            let users = self.with_known_devices(parse_users(users)).await?;
            let users = users.iter().map(|user| user.as_ref());
            let request = self.olm().get_missing_sessions(users).await.map_err(storage)?;
            Ok(request.map(|(id, request)| claim(&id, &request)).transpose()?.into_iter().collect())
        }))
    }

    /// Without those who have no devices as long as a query of them is under way: the crate would wait five seconds
    /// for its answer, which comes from this very thread.
    async fn with_known_devices(&self, users: Vec<OwnedUserId>) -> Outcome<Vec<OwnedUserId>> {
        let unknown = self.unknown_users(&users).await?;
        if unknown.is_empty() {
            return Ok(users);
        }
        let mut known = Vec::with_capacity(users.len());
        for user in users {
            if !unknown.contains(&user)
                || self.olm().get_user_devices(&user, None).await.map_err(storage)?.keys().next().is_some()
            {
                known.push(user);
            }
        }
        Ok(known)
    }

    pub fn share_room_key(
        &mut self,
        room: &str,
        users: &[String],
        settings: &RoomSettings,
    ) -> CryptoRequests {
        cryptorequest::answer(self.wait(async {
            let room = parse_room(room)?;
            let users = parse_users(users);
            let users = users.iter().map(|user| user.as_ref());
            let requests =
                self.olm().share_room_key(room, users, encryption_settings(settings)).await.map_err(olm)?;
            requests.iter().map(|request: &std::sync::Arc<ToDeviceRequest>| to_device(request)).collect()
        }))
    }

    pub fn encrypt(&mut self, room: &str, event_type: &str, content: &[u8]) -> CryptoText {
        text_of(self.wait(async {
            let room = parse_room(room)?;
            let content = object(content)?;
            self.ensure_usable_key(room).await?;
            let encrypted = self
                .olm()
                .encrypt_room_event_raw(room, event_type, &content.cast_unchecked())
                .await
                .map_err(megolm)?;
            Ok(encrypted.content.into_json().get().to_owned())
        }))
    }

    /// The crate ends the process if there is no key, or one whose time is over.
    async fn ensure_usable_key(&self, room: &RoomId) -> Outcome<()> {
        let key = self.olm().store().get_outbound_group_session(room).await.map_err(storage)?;
        match key {
            Some(key) if key.shared() && !key.expired() && !key.invalidated() => Ok(()),
            _ => Err(CryptoStatus::NotFound),
        }
    }

    pub fn discard_room_key(&mut self, room: &str) -> CryptoStatus {
        status_of(self.wait(async {
            self.olm().discard_room_key(parse_room(room)?).await.map_err(storage)?;
            Ok(())
        }))
    }

    pub fn has_key(&self, room: &str, session: &str) -> CryptoFlag {
        let found = self.wait(async {
            let key = self.olm().store().get_inbound_group_session(parse_room(room)?, session).await;
            Ok(key.map_err(storage)?.is_some())
        });
        flag_of(found)
    }
}

impl Machine {
    /// Whether messages are shown only of sessions that their people have signed, or that came before one could know
    /// (MSC4153).
    pub fn set_trusted_only(&mut self, is_trusted_only: bool) {
        self.trust =
            if is_trusted_only { TrustRequirement::CrossSignedOrLegacy } else { TrustRequirement::Untrusted };
    }
}

async fn try_receive(
    machine: &OlmMachine,
    changes: &SyncChanges,
) -> Outcome<(SyncedKeys, Vec<(String, String)>)> {
    if changes.are_others_unknown {
        machine.mark_all_tracked_users_as_dirty().await.map_err(storage)?;
    }
    let mut lists = DeviceLists::new();
    lists.changed = parse_users(&changes.changed);
    lists.left = parse_users(&changes.left);
    let counts: BTreeMap<OneTimeKeyAlgorithm, UInt> =
        changes.key_counts.iter().map(|one| (one.algorithm.as_str().into(), one.count.into())).collect();
    let fallback: Vec<OneTimeKeyAlgorithm> =
        changes.unused_fallback_keys.iter().map(|algorithm| algorithm.as_str().into()).collect();
    let changes = EncryptionSyncChanges {
        to_device_events: changes
            .to_device
            .iter()
            .filter_map(|event| Raw::from_json_string(event.clone()).ok())
            .collect(),
        changed_devices: &lists,
        one_time_keys_counts: &counts,
        unused_fallback_keys: changes.has_fallback_keys.then_some(fallback.as_slice()),
        next_batch_token: None,
    };
    let (events, keys) = machine.receive_sync_changes(changes, &of_anybody()).await.map_err(olm)?;

    let (mut synced, flows) = todevice::sorted(&events);
    synced.keys = keys
        .into_iter()
        .map(|key| RoomKey { room: key.room_id.to_string(), session: key.session_id })
        .collect();
    let secrets = machine.store().get_secrets_from_inbox(&SecretName::RecoveryKey).await.map_err(storage)?;
    synced.has_backup_key = !secrets.is_empty();
    Ok((synced, flows))
}

/// Everybody's, with a shield where it is due.
pub(crate) fn of_anybody() -> DecryptionSettings {
    DecryptionSettings { sender_device_trust_requirement: TrustRequirement::Untrusted }
}

fn encryption_settings(settings: &RoomSettings) -> EncryptionSettings {
    EncryptionSettings {
        rotation_period: std::time::Duration::from_millis(settings.rotation_period_ms),
        rotation_period_msgs: settings.rotation_messages,
        history_visibility: settings.history_visibility.as_str().into(),
        sharing_strategy: match settings.recipients {
            Recipients::SignedDevices => CollectStrategy::IdentityBasedStrategy,
            Recipients::VerifiedDevices => CollectStrategy::OnlyTrustedDevices,
            _ => CollectStrategy::AllDevices,
        },
        ..Default::default()
    }
}

/// What is no user id is nobody: old servers let people have any.
pub(crate) fn parse_users(users: &[String]) -> Vec<OwnedUserId> {
    users.iter().filter_map(|user| UserId::parse(user.as_str()).ok()).collect()
}

pub(crate) fn parse_room(room: &str) -> Outcome<&RoomId> {
    room.try_into().map_err(|_| CryptoStatus::Refused)
}

pub(crate) fn parse_user(user: &str) -> Outcome<OwnedUserId> {
    UserId::parse(user).map_err(|_| CryptoStatus::Refused)
}

/// JSON text that is an object.
pub(crate) fn object(bytes: &[u8]) -> Outcome<Raw<serde_json::Map<String, serde_json::Value>>> {
    let raw: Raw<_> = serde_json::from_slice(bytes).map_err(|_| CryptoStatus::Refused)?;
    if raw.json().get().starts_with('{') {
        Ok(raw)
    } else {
        Err(CryptoStatus::Refused)
    }
}

pub(crate) fn text_of(outcome: Outcome<String>) -> CryptoText {
    match outcome {
        Ok(text) => CryptoText { status: CryptoStatus::Ok, text },
        Err(status) => CryptoText { status, text: String::new() },
    }
}

pub(crate) fn flag_of(outcome: Outcome<bool>) -> CryptoFlag {
    match outcome {
        Ok(is_true) => CryptoFlag { status: CryptoStatus::Ok, is_true },
        Err(status) => CryptoFlag { status, is_true: false },
    }
}
