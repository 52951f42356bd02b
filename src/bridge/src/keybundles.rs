// SPDX-License-Identifier: GPL-3.0-or-later

//! The keys of a room's history for somebody who is invited to it: what is given, and what is taken of others.

use matrix_sdk_crypto::store::types::StoredRoomKeyBundleData;
use matrix_sdk_crypto::types::events::room_key_bundle::RoomKeyBundleContent;
use matrix_sdk_crypto::types::events::room_key_withheld::RoomKeyWithheldContent;
use matrix_sdk_crypto::types::room_history::{HistoricRoomKey, RoomKeyBundle};
use matrix_sdk_crypto::CollectStrategy;
use ruma::events::room::EncryptedFile;
use ruma::RoomId;

use crate::crypto::ffi::{
    CryptoRequests, CryptoStatus, CryptoText, ExpectedBundle, ExpectedBundles, ImportedKeys, RoomKey,
};
use crate::cryptoerror::{olm, status_of, storage, Outcome};
use crate::cryptomachine::{parse_room, parse_user, text_of, Machine};
use crate::cryptorequest::{self, to_device};
use crate::keyimport::KeyImporter;

/// What somebody has given: keys that are still to be taken in, and which they kept to themselves.
pub struct GivenKeys {
    data: StoredRoomKeyBundleData,
    bundle: RoomKeyBundle,
}

impl GivenKeys {
    pub fn left(&self) -> usize {
        self.bundle.room_keys.len() + self.bundle.withheld.len()
    }

    /// The next `count`; the keys that are withheld come last.
    fn next(&mut self, count: usize) -> RoomKeyBundle {
        fn some<T>(from: &mut Vec<T>, count: usize) -> Vec<T> {
            from.split_off(from.len().saturating_sub(count))
        }
        let room_keys = some(&mut self.bundle.room_keys, count);
        let withheld = some(&mut self.bundle.withheld, count - room_keys.len());
        RoomKeyBundle { room_keys, withheld }
    }
}

fn withheld_session(content: &RoomKeyWithheldContent) -> Option<(&RoomId, &str)> {
    match content {
        RoomKeyWithheldContent::MegolmV1AesSha2(content) => Some((content.room_id()?, content.session_id()?)),
        _ => None,
    }
}

impl Machine {
    /// Empty if there is nothing to say.
    pub fn build_bundle(&self, room: &str) -> CryptoText {
        text_of(self.wait(async {
            let bundle =
                self.olm().store().build_room_key_bundle(parse_room(room)?).await.map_err(storage)?;
            if bundle.is_empty() {
                return Ok(String::new());
            }
            serde_json::to_string(&bundle).map_err(|_| CryptoStatus::Storage)
        }))
    }

    pub fn share_bundle(&mut self, room: &str, user: &str, file: &[u8]) -> CryptoRequests {
        cryptorequest::answer(self.wait(async {
            let file: EncryptedFile = serde_json::from_slice(file).map_err(|_| CryptoStatus::Refused)?;
            let content = RoomKeyBundleContent { room_id: parse_room(room)?.to_owned(), file };
            let requests = self
                .olm()
                .share_room_key_bundle_data(
                    &parse_user(user)?,
                    &CollectStrategy::IdentityBasedStrategy,
                    content,
                )
                .await
                .map_err(olm)?;
            requests.iter().map(to_device).collect()
        }))
    }

    pub fn expect_bundle(&mut self, room: &str, inviter: &str) -> CryptoStatus {
        status_of(self.wait(async {
            let (room, inviter) = (parse_room(room)?, parse_user(inviter)?);
            self.olm().store().store_room_pending_key_bundle(room, &inviter).await.map_err(storage)
        }))
    }

    pub fn forget_bundle(&mut self, room: &str) -> CryptoStatus {
        status_of(self.wait(async {
            self.olm().store().clear_room_pending_key_bundle(parse_room(room)?).await.map_err(storage)
        }))
    }

    pub fn expected_bundles(&self) -> ExpectedBundles {
        match self.wait(self.try_expected_bundles()) {
            Ok(bundles) => ExpectedBundles { status: CryptoStatus::Ok, bundles },
            Err(status) => ExpectedBundles { status, bundles: Vec::new() },
        }
    }

    async fn try_expected_bundles(&self) -> Outcome<Vec<ExpectedBundle>> {
        let store = self.olm().store();
        let mut bundles = Vec::new();
        for details in store.get_all_rooms_pending_key_bundles().await.map_err(storage)? {
            let given = store
                .get_received_room_key_bundle_data(&details.room_id, &details.inviter)
                .await
                .map_err(storage)?;
            let file = given.and_then(|given| serde_json::to_string(&given.bundle_data.file).ok());
            bundles.push(ExpectedBundle {
                room: details.room_id.to_string(),
                inviter: details.inviter.to_string(),
                since: details.invite_accepted_at.get().into(),
                file: file.unwrap_or_default(),
            });
        }
        Ok(bundles)
    }

    pub fn read_bundle(&self, room: &str, sender: &str, bundle: &[u8]) -> Box<KeyImporter> {
        Box::new(KeyImporter::of_bundle(self.wait(async {
            let (room, sender) = (parse_room(room)?, parse_user(sender)?);
            let data =
                self.olm().store().get_received_room_key_bundle_data(room, &sender).await.map_err(storage)?;
            let bundle = serde_json::from_slice(bundle).map_err(|_| CryptoStatus::BadReply)?;
            Ok(GivenKeys { data: data.ok_or(CryptoStatus::NotFound)?, bundle })
        })))
    }

    /// The crate says nothing of whether it wanted a key, so it is looked at before and after.
    pub(crate) async fn import_given(&self, given: &mut GivenKeys, count: usize) -> Outcome<ImportedKeys> {
        let room = given.data.bundle_data.room_id.clone();
        let some = given.next(count);
        let sessions: Vec<String> =
            of_room(&some.room_keys, &room).map(|key| key.session_id.clone()).collect();
        let withheld: Vec<String> = some
            .withheld
            .iter()
            .filter_map(withheld_session)
            .filter(|(of, _)| *of == room)
            .map(|(_, session)| session.to_owned())
            .collect();
        let before = self.first_indices(&room, &sessions).await?;
        self.olm().store().receive_room_key_bundle(&given.data, some, |_, _| {}).await.map_err(storage)?;
        let after = self.first_indices(&room, &sessions).await?;
        let fresh =
            sessions.iter().zip(before.iter().zip(&after)).filter(|(_, (before, after))| before != after);
        let keys = fresh.map(|(session, _)| session).chain(&withheld);
        Ok(ImportedKeys {
            status: CryptoStatus::Ok,
            total: sessions.len() as u32,
            keys: keys.map(|session| RoomKey { room: room.to_string(), session: session.clone() }).collect(),
        })
    }

    /// From where on each can be read; None: not at all.
    async fn first_indices(&self, room: &RoomId, sessions: &[String]) -> Outcome<Vec<Option<u32>>> {
        let mut indices = Vec::with_capacity(sessions.len());
        for session in sessions {
            let key = self.olm().store().get_inbound_group_session(room, session).await.map_err(storage)?;
            indices.push(key.map(|key| key.first_known_index()));
        }
        Ok(indices)
    }
}

fn of_room<'a>(keys: &'a [HistoricRoomKey], room: &'a RoomId) -> impl Iterator<Item = &'a HistoricRoomKey> {
    keys.iter().filter(move |key| *key.room_id == *room)
}
