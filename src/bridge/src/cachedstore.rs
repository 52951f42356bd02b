// SPDX-License-Identifier: GPL-3.0-or-later

//! A crypto store that keeps in memory what is read again for each event: room keys, people's devices and identities.
//!
//! Every write goes to the store below and drops what it touched. What is given out shares marks (whether a key is
//! backed up, whether a device or an identity is trusted) with what is kept, and the crate sets them before it saves
//! them. So a value is given out only as long as its marks are those that were stored: saving an identity asks the
//! store whether one was verified before.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard};

use async_trait::async_trait;
use matrix_sdk_common::cross_process_lock::CrossProcessLockGeneration;
use matrix_sdk_crypto::olm::{
    Curve25519PublicKey, InboundGroupSession, OlmMessageHash, OutboundGroupSession,
    PrivateCrossSigningIdentity, SenderDataType,
};
use matrix_sdk_crypto::store::types::{
    BackupKeys, Changes, DehydratedDeviceKey, PendingChanges, RoomKeyCounts, RoomKeyWithheldEntry,
    RoomPendingKeyBundleDetails, RoomSettings, StoredRoomKeyBundleData, TrackedUser,
};
use matrix_sdk_crypto::store::CryptoStore;
use matrix_sdk_crypto::{
    Account, DeviceData, GossipRequest, LocalTrust, SecretInfo, Session, UserIdentityData,
};
use ruma::events::secret::request::SecretName;
use ruma::{DeviceId, OwnedDeviceId, OwnedUserId, RoomId, TransactionId, UserId};
use zeroize::Zeroizing;

/// What windows look at and a good deal more; a key takes about a kilobyte.
const MAX_KEYS: usize = 1_000;
/// More than a big room has: who goes through all of it finds them the next time.
const MAX_USERS: usize = 2_000;

/// A map that forgets the half that was not used for longest once it is full.
struct Recent<K, V> {
    entries: HashMap<K, (u64, V)>,
    limit: usize,
    uses: u64,
}

impl<K: Eq + Hash, V> Recent<K, V> {
    fn new(limit: usize) -> Self {
        Recent { entries: HashMap::new(), limit, uses: 0 }
    }

    fn get<Q: Eq + Hash + ?Sized>(&mut self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let (used, value) = self.entries.get_mut(key)?;
        self.uses += 1;
        *used = self.uses;
        Some(value)
    }

    fn insert(&mut self, key: K, value: V) {
        if self.entries.len() >= self.limit {
            let mut uses: Vec<u64> = self.entries.values().map(|(used, _)| *used).collect();
            let middle = uses.len() / 2;
            let (_, &mut oldest_kept, _) = uses.select_nth_unstable(middle);
            self.entries.retain(|_, (used, _)| *used >= oldest_kept);
        }
        self.uses += 1;
        self.entries.insert(key, (self.uses, value));
    }

    fn remove<Q: Eq + Hash + ?Sized>(&mut self, key: &Q)
    where
        K: Borrow<Q>,
    {
        self.entries.remove(key);
    }

    fn clear(&mut self) {
        self.entries.clear();
    }
}

/// What can be set in a value that is given out.
trait Marked {
    type Marks: PartialEq;
    fn marks(&self) -> Self::Marks;
}

impl Marked for InboundGroupSession {
    type Marks = bool;
    fn marks(&self) -> bool {
        self.backed_up()
    }
}

impl Marked for DeviceData {
    type Marks = (LocalTrust, bool, bool);
    fn marks(&self) -> Self::Marks {
        (self.local_trust_state(), self.is_deleted(), self.was_withheld_code_sent())
    }
}

/// Which key of somebody else is pinned cannot be asked; but who pins one saves it at once.
impl Marked for UserIdentityData {
    type Marks = (bool, bool);
    fn marks(&self) -> Self::Marks {
        match self {
            UserIdentityData::Own(own) => (own.was_previously_verified(), own.is_verified()),
            UserIdentityData::Other(other) => (other.was_previously_verified(), false),
        }
    }
}

/// A value with the marks that it was read with.
struct Kept<T: Marked> {
    value: T,
    marks: T::Marks,
}

impl<T: Marked + Clone> Kept<T> {
    fn new(value: &T) -> Self {
        Kept { value: value.clone(), marks: value.marks() }
    }

    fn given(&self) -> Option<T> {
        (self.value.marks() == self.marks).then(|| self.value.clone())
    }
}

struct Memory {
    /// How often something was written: what was read before a write is not kept after it.
    writes: u64,
    /// By session, as the disk has them; of which room it is shows in the key.
    keys: Recent<String, Kept<InboundGroupSession>>,
    devices: Recent<OwnedUserId, HashMap<OwnedDeviceId, Kept<DeviceData>>>,
    /// `None` of who is known to have none.
    identities: Recent<OwnedUserId, Option<Kept<UserIdentityData>>>,
}

impl Memory {
    fn new() -> Self {
        Memory {
            writes: 0,
            keys: Recent::new(MAX_KEYS),
            devices: Recent::new(MAX_USERS),
            identities: Recent::new(MAX_USERS),
        }
    }

    fn key(&mut self, room: &RoomId, session: &str) -> Option<InboundGroupSession> {
        self.keys.get(session)?.given().filter(|key| key.room_id() == room)
    }

    fn user_devices(&mut self, user: &UserId) -> Option<HashMap<OwnedDeviceId, DeviceData>> {
        let devices = self.devices.get(user)?;
        devices.iter().map(|(id, device)| Some((id.clone(), device.given()?))).collect()
    }

    /// Of a user whose devices are known: whether there is that one, and which.
    fn device(&mut self, user: &UserId, id: &DeviceId) -> Option<Option<DeviceData>> {
        match self.devices.get(user)?.get(id) {
            Some(device) => device.given().map(Some),
            None => Some(None),
        }
    }

    fn identity(&mut self, user: &UserId) -> Option<Option<UserIdentityData>> {
        match self.identities.get(user)? {
            Some(identity) => identity.given().map(Some),
            None => Some(None),
        }
    }

    fn keep_key(&mut self, session: &str, key: Option<&InboundGroupSession>) {
        if let Some(key) = key {
            self.keys.insert(session.to_owned(), Kept::new(key));
        }
    }

    fn keep_devices(&mut self, user: &UserId, devices: &HashMap<OwnedDeviceId, DeviceData>) {
        let devices = devices.iter().map(|(id, device)| (id.clone(), Kept::new(device))).collect();
        self.devices.insert(user.to_owned(), devices);
    }

    fn keep_identity(&mut self, user: &UserId, identity: Option<&UserIdentityData>) {
        self.identities.insert(user.to_owned(), identity.map(Kept::new));
    }
}

/// What a write touches.
#[derive(Default)]
struct Touched {
    are_all_keys: bool,
    keys: Vec<String>,
    devices: Vec<OwnedUserId>,
    identities: Vec<OwnedUserId>,
}

impl Touched {
    fn all_keys() -> Self {
        Touched { are_all_keys: true, ..Default::default() }
    }

    fn keys<'a>(sessions: impl Iterator<Item = &'a str>) -> Self {
        Touched { keys: sessions.map(str::to_owned).collect(), ..Default::default() }
    }

    fn changes(changes: &Changes) -> Self {
        let (devices, identities) = (&changes.devices, &changes.identities);
        Touched {
            are_all_keys: false,
            keys: changes.inbound_group_sessions.iter().map(|key| key.session_id().to_owned()).collect(),
            devices: [&devices.new, &devices.changed, &devices.deleted]
                .into_iter()
                .flatten()
                .map(|device| device.user_id().to_owned())
                .collect(),
            identities: [&identities.new, &identities.changed, &identities.unchanged]
                .into_iter()
                .flatten()
                .map(|identity| identity.user_id().to_owned())
                .collect(),
        }
    }
}

/// Drops what a write touches when the write is over, however it ended.
struct Writing<'a> {
    memory: &'a Mutex<Memory>,
    touched: Touched,
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        let mut memory = lock(self.memory);
        memory.writes += 1;
        if self.touched.are_all_keys {
            memory.keys.clear();
        }
        for session in &self.touched.keys {
            memory.keys.remove(session);
        }
        for user in &self.touched.devices {
            memory.devices.remove(user);
        }
        for user in &self.touched.identities {
            memory.identities.remove(user);
        }
    }
}

fn lock(memory: &Mutex<Memory>) -> MutexGuard<'_, Memory> {
    memory.lock().expect("nothing panics while it has the memory")
}

pub struct CachedStore<S> {
    inner: S,
    memory: Mutex<Memory>,
}

impl<S> CachedStore<S> {
    pub fn new(inner: S) -> Self {
        CachedStore { inner, memory: Mutex::new(Memory::new()) }
    }

    fn writing(&self, touched: Touched) -> Writing<'_> {
        Writing { memory: &self.memory, touched }
    }

    /// What is `known`, or what is `read` from the disk, to be kept unless somebody writes meanwhile.
    async fn answer<T, F: Future<Output = Result<T, E>>, E>(
        &self,
        known: impl FnOnce(&mut Memory) -> Option<T>,
        read: impl FnOnce() -> F,
        keep: impl FnOnce(&mut Memory, &T),
    ) -> Result<T, E> {
        let writes = {
            let mut memory = lock(&self.memory);
            if let Some(answer) = known(&mut memory) {
                return Ok(answer);
            }
            memory.writes
        };
        let answer = read().await?;
        let mut memory = lock(&self.memory);
        if memory.writes == writes {
            keep(&mut memory, &answer);
        }
        Ok(answer)
    }
}

/// Nothing of what is kept: it is secret.
impl<S: fmt::Debug> fmt::Debug for CachedStore<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CachedStore").field("inner", &self.inner).finish_non_exhaustive()
    }
}

/// The store, with what the store below does as it is, and the methods in braces.
macro_rules! crypto_store {
    (
        $(fn $name:ident($($argument:ident: $type:ty),*) -> $answer:ty;)*
        { $($own:tt)* }
    ) => {
        #[async_trait]
        impl<S: CryptoStore> CryptoStore for CachedStore<S> {
            type Error = S::Error;

            $(async fn $name(&self, $($argument: $type),*) -> Result<$answer, S::Error> {
                self.inner.$name($($argument),*).await
            })*

            $($own)*
        }
    };
}

crypto_store! {
    fn load_account() -> Option<Account>;
    fn load_identity() -> Option<PrivateCrossSigningIdentity>;
    fn save_pending_changes(changes: PendingChanges) -> ();
    fn get_sessions(sender_key: &str) -> Option<Vec<Session>>;
    fn get_withheld_info(room: &RoomId, session: &str) -> Option<RoomKeyWithheldEntry>;
    fn get_withheld_sessions_by_room_id(room: &RoomId) -> Vec<RoomKeyWithheldEntry>;
    fn get_inbound_group_sessions() -> Vec<InboundGroupSession>;
    fn inbound_group_session_counts(backup_version: Option<&str>) -> RoomKeyCounts;
    fn get_inbound_group_sessions_by_room_id(room: &RoomId) -> Vec<InboundGroupSession>;
    fn get_inbound_group_sessions_for_device_batch(
        curve_key: Curve25519PublicKey,
        sender_data_type: SenderDataType,
        after_session_id: Option<String>,
        limit: usize
    ) -> Vec<InboundGroupSession>;
    fn inbound_group_sessions_for_backup(backup_version: &str, limit: usize) -> Vec<InboundGroupSession>;
    fn load_backup_keys() -> BackupKeys;
    fn load_dehydrated_device_pickle_key() -> Option<DehydratedDeviceKey>;
    fn delete_dehydrated_device_pickle_key() -> ();
    fn get_outbound_group_session(room: &RoomId) -> Option<OutboundGroupSession>;
    fn load_tracked_users() -> Vec<TrackedUser>;
    fn save_tracked_users(users: &[(&UserId, bool)]) -> ();
    fn get_own_device() -> DeviceData;
    fn is_message_known(message_hash: &OlmMessageHash) -> bool;
    fn get_outgoing_secret_requests(request: &TransactionId) -> Option<GossipRequest>;
    fn get_secret_request_by_info(secret: &SecretInfo) -> Option<GossipRequest>;
    fn get_unsent_secret_requests() -> Vec<GossipRequest>;
    fn delete_outgoing_secret_requests(request: &TransactionId) -> ();
    fn get_secrets_from_inbox(secret: &SecretName) -> Vec<Zeroizing<String>>;
    fn delete_secrets_from_inbox(secret: &SecretName) -> ();
    fn get_room_settings(room: &RoomId) -> Option<RoomSettings>;
    fn get_received_room_key_bundle_data(room: &RoomId, user: &UserId) -> Option<StoredRoomKeyBundleData>;
    fn get_pending_key_bundle_details_for_room(room: &RoomId) -> Option<RoomPendingKeyBundleDetails>;
    fn get_all_rooms_pending_key_bundles() -> Vec<RoomPendingKeyBundleDetails>;
    fn has_downloaded_all_room_keys(room: &RoomId) -> bool;
    fn get_custom_value(key: &str) -> Option<Vec<u8>>;
    fn set_custom_value(key: &str, value: Vec<u8>) -> ();
    fn remove_custom_value(key: &str) -> ();
    fn try_take_leased_lock(
        lease_duration_ms: u32,
        key: &str,
        holder: &str
    ) -> Option<CrossProcessLockGeneration>;
    fn next_batch_token() -> Option<String>;
    fn get_size() -> Option<usize>;
    {
        async fn save_changes(&self, changes: Changes) -> Result<(), S::Error> {
            let _writing = self.writing(Touched::changes(&changes));
            self.inner.save_changes(changes).await
        }

        async fn save_inbound_group_sessions(
            &self,
            keys: Vec<InboundGroupSession>,
            backed_up_to_version: Option<&str>,
        ) -> Result<(), S::Error> {
            let _writing = self.writing(Touched::keys(keys.iter().map(|key| key.session_id())));
            self.inner.save_inbound_group_sessions(keys, backed_up_to_version).await
        }

        async fn mark_inbound_group_sessions_as_backed_up(
            &self,
            backup_version: &str,
            keys: &[(&RoomId, &str)],
        ) -> Result<(), S::Error> {
            let _writing = self.writing(Touched::keys(keys.iter().map(|(_, session)| *session)));
            self.inner.mark_inbound_group_sessions_as_backed_up(backup_version, keys).await
        }

        async fn reset_backup_state(&self) -> Result<(), S::Error> {
            let _writing = self.writing(Touched::all_keys());
            self.inner.reset_backup_state().await
        }

        async fn get_inbound_group_session(
            &self,
            room: &RoomId,
            session: &str,
        ) -> Result<Option<InboundGroupSession>, S::Error> {
            self.answer(
                |memory| memory.key(room, session).map(Some),
                || self.inner.get_inbound_group_session(room, session),
                |memory, key| memory.keep_key(session, key.as_ref()),
            )
            .await
        }

        async fn get_device(&self, user: &UserId, device: &DeviceId) -> Result<Option<DeviceData>, S::Error> {
            self.answer(
                |memory| memory.device(user, device),
                || self.inner.get_device(user, device),
                |_, _| (),
            )
            .await
        }

        async fn get_user_devices(
            &self,
            user: &UserId,
        ) -> Result<HashMap<OwnedDeviceId, DeviceData>, S::Error> {
            self.answer(
                |memory| memory.user_devices(user),
                || self.inner.get_user_devices(user),
                |memory, devices| memory.keep_devices(user, devices),
            )
            .await
        }

        async fn get_user_identity(&self, user: &UserId) -> Result<Option<UserIdentityData>, S::Error> {
            self.answer(
                |memory| memory.identity(user),
                || self.inner.get_user_identity(user),
                |memory, identity| memory.keep_identity(user, identity.as_ref()),
            )
            .await
        }

        async fn close(&self) -> Result<(), S::Error> {
            *lock(&self.memory) = Memory::new();
            self.inner.close().await
        }

        async fn reopen(&self) -> Result<(), S::Error> {
            self.inner.reopen().await
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::Arc;

    use matrix_sdk_crypto::olm::SenderData;
    use matrix_sdk_crypto::store::types::{DeviceChanges, IdentityChanges};
    use matrix_sdk_crypto::store::MemoryStore;
    use matrix_sdk_crypto::{EncryptionSettings, OlmMachine};
    use matrix_sdk_sqlite::{SqliteCryptoStore, SqliteStoreConfig};
    use ruma::{device_id, room_id, user_id};

    use super::*;

    /// A store on disk, as it is and with memory.
    struct Stores {
        folder: PathBuf,
        disk: SqliteCryptoStore,
        cached: CachedStore<SqliteCryptoStore>,
    }

    impl Stores {
        async fn new() -> Self {
            static COUNT: AtomicUsize = AtomicUsize::new(0);
            let name = format!(
                "linnet-cachedstore-{}-{}",
                std::process::id(),
                COUNT.fetch_add(1, Ordering::Relaxed)
            );
            let folder = std::env::temp_dir().join(name);
            let config = SqliteStoreConfig::new(&folder).pool_max_size(2);
            let disk = SqliteCryptoStore::open_with_config(&config).await.unwrap();
            Stores { folder, disk: disk.clone(), cached: CachedStore::new(disk) }
        }

        async fn save_keys(&self, keys: Vec<InboundGroupSession>) {
            self.cached
                .save_changes(Changes { inbound_group_sessions: keys, ..Default::default() })
                .await
                .unwrap();
        }

        async fn save_devices(&self, devices: DeviceChanges) {
            self.cached.save_changes(Changes { devices, ..Default::default() }).await.unwrap();
        }

        async fn save_identities(&self, identities: IdentityChanges) {
            self.cached.save_changes(Changes { identities, ..Default::default() }).await.unwrap();
        }

        /// As both say it.
        async fn key(&self, session: &str) -> Option<InboundGroupSession> {
            let on_disk = self.disk.get_inbound_group_session(room(), session).await.unwrap();
            let key = self.cached.get_inbound_group_session(room(), session).await.unwrap();
            let looks = |key: &InboundGroupSession| (key.first_known_index(), key.backed_up());
            assert_eq!(key.as_ref().map(looks), on_disk.as_ref().map(looks));
            key
        }

        async fn devices(&self) -> HashMap<OwnedDeviceId, DeviceData> {
            let on_disk = self.disk.get_user_devices(alice()).await.unwrap();
            let devices = self.cached.get_user_devices(alice()).await.unwrap();
            assert_eq!(json(&devices), json(&on_disk));
            for (id, device) in &devices {
                let one = self.cached.get_device(alice(), id).await.unwrap();
                assert_eq!(json(&one), json(&Some(device)));
            }
            devices
        }

        async fn identity(&self) -> Option<UserIdentityData> {
            let on_disk = self.disk.get_user_identity(alice()).await.unwrap();
            let identity = self.cached.get_user_identity(alice()).await.unwrap();
            assert_eq!(json(&identity), json(&on_disk));
            identity
        }
    }

    impl Drop for Stores {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }

    fn run(test: impl Future<Output = ()>) {
        tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(test);
    }

    fn json(value: &impl serde::Serialize) -> serde_json::Value {
        serde_json::to_value(value).unwrap()
    }

    fn alice() -> &'static UserId {
        user_id!("@alice:example.org")
    }

    fn room() -> &'static RoomId {
        room_id!("!room:example.org")
    }

    fn account(device: &DeviceId) -> Account {
        Account::with_device_id(alice(), device)
    }

    fn device(id: &DeviceId) -> DeviceData {
        DeviceData::from_account(&account(id))
    }

    async fn new_key() -> InboundGroupSession {
        let (account, settings) = (account(device_id!("AAA")), EncryptionSettings::default());
        account.create_group_session_pair(room(), settings, SenderData::unknown()).await.unwrap().1
    }

    async fn new_identity() -> UserIdentityData {
        let store = Arc::new(MemoryStore::new());
        let machine = OlmMachine::with_store(alice(), device_id!("AAA"), store.clone(), None).await.unwrap();
        machine.bootstrap_cross_signing(false).await.unwrap();
        let identity = store.get_user_identity(alice()).await.unwrap().unwrap();
        // Nobody has verified it.
        let mut text = json(&identity);
        text["Own"]["verified"] = "NeverVerified".into();
        serde_json::from_value(text).unwrap()
    }

    #[test]
    fn what_was_read_is_not_read_again() {
        run(async {
            let stores = Stores::new().await;
            let key = new_key().await;
            stores.save_keys(vec![key.clone()]).await;
            stores
                .save_devices(DeviceChanges { new: vec![device(device_id!("AAA"))], ..Default::default() })
                .await;
            stores
                .save_identities(IdentityChanges { new: vec![new_identity().await], ..Default::default() })
                .await;
            let bob = user_id!("@bob:example.org");
            stores.key(key.session_id()).await;
            stores.devices().await;
            stores.identity().await;
            stores.cached.get_user_identity(bob).await.unwrap();

            stores.disk.close().await.unwrap();
            let cached = &stores.cached;
            assert!(cached.get_inbound_group_session(room(), key.session_id()).await.unwrap().is_some());
            assert_eq!(cached.get_user_devices(alice()).await.unwrap().len(), 1);
            assert!(cached.get_device(alice(), device_id!("AAA")).await.unwrap().is_some());
            assert!(cached.get_device(alice(), device_id!("BBB")).await.unwrap().is_none());
            assert!(cached.get_user_identity(alice()).await.unwrap().is_some());
            assert!(cached.get_user_identity(bob).await.unwrap().is_none());
            assert!(cached.get_user_devices(bob).await.is_err());

            cached.close().await.unwrap();
            assert!(cached.get_inbound_group_session(room(), key.session_id()).await.is_err());
            assert!(cached.get_user_devices(alice()).await.is_err());
            assert!(cached.get_user_identity(alice()).await.is_err());
        });
    }

    #[test]
    fn a_better_key_takes_the_place_of_one() {
        run(async {
            let stores = Stores::new().await;
            let best = new_key().await;
            let [better, worse] = [best.export_at_index(3).await, best.export_at_index(5).await]
                .map(|key| InboundGroupSession::try_from(&key).unwrap());
            let session = best.session_id();
            assert!(stores.key(session).await.is_none());
            stores.save_keys(vec![worse]).await;
            assert_eq!(stores.key(session).await.unwrap().first_known_index(), 5);
            stores.save_keys(vec![better]).await;
            assert_eq!(stores.key(session).await.unwrap().first_known_index(), 3);
            stores.cached.save_inbound_group_sessions(vec![best.clone()], None).await.unwrap();
            assert_eq!(stores.key(session).await.unwrap().first_known_index(), 0);

            let other = room_id!("!other:example.org");
            assert!(stores.cached.get_inbound_group_session(other, session).await.unwrap().is_none());
        });
    }

    #[test]
    fn keys_are_backed_up_and_no_more() {
        run(async {
            let stores = Stores::new().await;
            let key = new_key().await;
            let session = key.session_id();
            stores.save_keys(vec![key.clone()]).await;
            assert!(!stores.key(session).await.unwrap().backed_up());
            let keys = [(room(), session)];
            stores.cached.mark_inbound_group_sessions_as_backed_up("1", &keys).await.unwrap();
            assert!(stores.key(session).await.unwrap().backed_up());
            stores.cached.reset_backup_state().await.unwrap();
            assert!(!stores.key(session).await.unwrap().backed_up());
        });
    }

    #[test]
    fn devices_come_change_and_go() {
        run(async {
            let stores = Stores::new().await;
            assert!(stores.devices().await.is_empty());
            let [a, b] = [device_id!("AAA"), device_id!("BBB")];
            stores
                .save_devices(DeviceChanges { new: vec![device(a), device(b)], ..Default::default() })
                .await;
            let before = stores.devices().await;
            assert_eq!(before.len(), 2);
            stores.save_devices(DeviceChanges { changed: vec![device(a)], ..Default::default() }).await;
            let after = stores.devices().await;
            assert_ne!(after[a].keys(), before[a].keys());
            assert_eq!(after[b].keys(), before[b].keys());
            stores
                .save_devices(DeviceChanges { deleted: vec![after[a].clone()], ..Default::default() })
                .await;
            assert_eq!(stores.devices().await.into_keys().collect::<Vec<_>>(), [b]);
        });
    }

    #[test]
    fn an_identity_comes_and_changes() {
        run(async {
            let stores = Stores::new().await;
            assert!(stores.identity().await.is_none());
            stores
                .save_identities(IdentityChanges { new: vec![new_identity().await], ..Default::default() })
                .await;
            let before = stores.identity().await.unwrap();
            stores
                .save_identities(IdentityChanges {
                    changed: vec![new_identity().await],
                    ..Default::default()
                })
                .await;
            assert_ne!(stores.identity().await.unwrap().master_key(), before.master_key());
        });
    }

    /// Saving looks at what was: the crate says that one is verified first, and then asks the store whether one was.
    #[test]
    fn what_is_set_is_not_stored_before_it_is_saved() {
        run(async {
            let stores = Stores::new().await;
            let key = new_key().await;
            stores.save_keys(vec![key.clone()]).await;
            stores
                .save_identities(IdentityChanges { new: vec![new_identity().await], ..Default::default() })
                .await;
            let identity = stores.identity().await.unwrap();
            stores.key(key.session_id()).await.unwrap().mark_as_backed_up();
            identity.own().unwrap().mark_as_verified();
            assert!(!stores.key(key.session_id()).await.unwrap().backed_up());
            assert!(!stores.identity().await.unwrap().own().unwrap().is_verified());

            stores.save_identities(IdentityChanges { changed: vec![identity], ..Default::default() }).await;
            assert!(stores.identity().await.unwrap().own().unwrap().is_verified());
        });
    }

    #[test]
    fn what_was_read_before_a_write_is_not_kept() {
        run(async {
            let stores = Stores::new().await;
            let write = DeviceChanges { new: vec![device(device_id!("AAA"))], ..Default::default() };
            let read = stores.cached.answer(
                |memory| memory.user_devices(alice()),
                || async {
                    let before = stores.disk.get_user_devices(alice()).await;
                    stores.save_devices(write).await;
                    before
                },
                |memory, devices| memory.keep_devices(alice(), devices),
            );
            assert!(read.await.unwrap().is_empty());
            assert_eq!(stores.devices().await.len(), 1);
        });
    }

    #[test]
    fn a_failed_write_leaves_nothing_of_what_it_touched() {
        run(async {
            let stores = Stores::new().await;
            let key = new_key().await;
            stores.save_keys(vec![key.clone()]).await;
            stores.key(key.session_id()).await;
            stores.disk.close().await.unwrap();
            assert!(stores.cached.save_inbound_group_sessions(vec![key.clone()], None).await.is_err());
            assert!(stores.cached.get_inbound_group_session(room(), key.session_id()).await.is_err());
        });
    }

    #[test]
    fn a_full_memory_forgets_what_was_not_used_for_longest() {
        let mut recent = Recent::new(4);
        for key in ["a", "b", "c", "d"] {
            recent.insert(key, key.len());
        }
        assert_eq!(recent.get("a"), Some(&1));
        recent.insert("e", 1);
        let mut kept: Vec<_> = recent.entries.keys().copied().collect();
        kept.sort_unstable();
        assert_eq!(kept, ["a", "d", "e"]);
    }
}
