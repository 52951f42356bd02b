// SPDX-License-Identifier: GPL-3.0-or-later

//! Room keys that come from a file, a backup or somebody else, taken in some at a time so that somebody can say how far it is.

use std::collections::HashMap;

use matrix_sdk_crypto::olm::ExportedRoomKey;
use matrix_sdk_crypto::store::types::BackupDecryptionKey;
use matrix_sdk_crypto::vodozemac::base64_decode;
use matrix_sdk_crypto::{decrypt_room_key_export, encrypt_room_key_export, KeyExportError};
use ruma::api::client::backup::EncryptedSessionData;
use ruma::{OwnedRoomId, RoomId};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::crypto::ffi::{CryptoStatus, CryptoText, ImportedKeys, RoomKey};
use crate::cryptoerror::{storage, Outcome};
use crate::cryptomachine::{text_of, Machine};
use crate::keybundles::GivenKeys;

/// As many as other clients take; the file says how many it wants.
const ROUNDS: u32 = 500_000;
const MAX_ROUNDS: u32 = 20_000_000;

/// A key of a backup, still closed.
struct BackedUp {
    room: OwnedRoomId,
    session: String,
    data: Box<RawValue>,
}

enum Source {
    File(Vec<ExportedRoomKey>),
    Backup { keys: Vec<BackedUp>, decryption_key: BackupDecryptionKey, version: Option<String> },
    Bundle(Box<GivenKeys>),
}

pub struct KeyImporter(Outcome<Source>);

impl KeyImporter {
    pub fn of_bundle(given: Outcome<GivenKeys>) -> Self {
        Self(given.map(|given| Source::Bundle(Box::new(given))))
    }

    pub fn status(&self) -> CryptoStatus {
        self.0.as_ref().err().copied().unwrap_or(CryptoStatus::Ok)
    }

    /// How many are left.
    pub fn left(&self) -> u32 {
        match &self.0 {
            Ok(Source::File(keys)) => keys.len() as u32,
            Ok(Source::Backup { keys, .. }) => keys.len() as u32,
            Ok(Source::Bundle(given)) => given.left() as u32,
            Err(_) => 0,
        }
    }

    /// The next `count`, opened, and the version of the backup that they are in.
    fn next(&mut self, count: usize) -> (Vec<ExportedRoomKey>, Option<String>) {
        match &mut self.0 {
            Ok(Source::File(keys)) => (keys.split_off(keys.len().saturating_sub(count)), None),
            Ok(Source::Backup { keys, decryption_key, version }) => {
                let some = keys.split_off(keys.len().saturating_sub(count));
                (some.into_iter().filter_map(|key| open(key, decryption_key)).collect(), version.clone())
            }
            Ok(Source::Bundle(_)) | Err(_) => (Vec::new(), None),
        }
    }
}

pub fn read_key_file(file: &[u8], passphrase: &str) -> Box<KeyImporter> {
    Box::new(KeyImporter(try_read_file(file, passphrase).map(Source::File)))
}

fn try_read_file(file: &[u8], passphrase: &str) -> Outcome<Vec<ExportedRoomKey>> {
    let text = std::str::from_utf8(file).map_err(|_| CryptoStatus::Refused)?;
    ensure_sensible(text)?;
    decrypt_room_key_export(text.as_bytes(), passphrase).map_err(|error| match error {
        KeyExportError::InvalidMac => CryptoStatus::WrongSecret,
        _ => CryptoStatus::Refused,
    })
}

/// The crate takes the file's word for how long to derive a key, and a file for long enough.
fn ensure_sensible(text: &str) -> Outcome<()> {
    let body: String = text.lines().map(str::trim).filter(|line| !line.starts_with("-----")).collect();
    let bytes = base64_decode(body).map_err(|_| CryptoStatus::Refused)?;
    // Version, salt, IV, rounds; the cipher text; its MAC.
    let rounds = bytes.get(33..37).and_then(|rounds| rounds.try_into().ok()).map(u32::from_be_bytes);
    match rounds {
        Some(rounds) if bytes.len() >= 37 + 32 && rounds <= MAX_ROUNDS => Ok(()),
        _ => Err(CryptoStatus::Refused),
    }
}

#[derive(Deserialize)]
struct AllKeys {
    rooms: HashMap<String, RoomKeys>,
}

#[derive(Deserialize)]
struct RoomKeys {
    sessions: HashMap<String, Box<RawValue>>,
}

#[derive(Deserialize)]
struct SessionKey {
    session_data: EncryptedSessionData,
}

fn open(key: BackedUp, decryption_key: &BackupDecryptionKey) -> Option<ExportedRoomKey> {
    let data: SessionKey = serde_json::from_str(key.data.get()).ok()?;
    let opened = decryption_key.decrypt_session_data(data.session_data).ok()?;
    Some(ExportedRoomKey::from_backed_up_room_key(key.room, key.session, opened))
}

/// `room` and `session` as they were asked for, empty for all of them.
fn backed_up(reply: &[u8], room: &str, session: &str) -> Outcome<Vec<BackedUp>> {
    let bad = |_| CryptoStatus::BadReply;
    if !session.is_empty() {
        let room = RoomId::parse(room).map_err(|_| CryptoStatus::Refused)?;
        let data = serde_json::from_slice(reply).map_err(bad)?;
        return Ok(vec![BackedUp { room, session: session.to_owned(), data }]);
    }
    let rooms = if room.is_empty() {
        serde_json::from_slice::<AllKeys>(reply).map_err(bad)?.rooms
    } else {
        HashMap::from([(room.to_owned(), serde_json::from_slice::<RoomKeys>(reply).map_err(bad)?)])
    };
    let mut keys = Vec::new();
    for (room, of_room) in rooms {
        let Ok(room) = RoomId::parse(room) else { continue };
        keys.extend(of_room.sessions.into_iter().map(|(session, data)| BackedUp {
            room: room.clone(),
            session,
            data,
        }));
    }
    Ok(keys)
}

impl Machine {
    pub fn export_keys(&self, passphrase: &str, rooms: &[String]) -> CryptoText {
        text_of(self.wait(async {
            let wanted =
                |room: &RoomId| rooms.is_empty() || rooms.iter().any(|one| one.as_str() == room.as_str());
            let keys =
                self.olm().store().export_room_keys(|key| wanted(key.room_id())).await.map_err(storage)?;
            encrypt_room_key_export(&keys, passphrase, ROUNDS).map_err(|_| CryptoStatus::Storage)
        }))
    }

    pub fn read_backup(&self, reply: &[u8], room: &str, session: &str) -> Box<KeyImporter> {
        Box::new(KeyImporter(self.wait(async {
            let saved = self.olm().backup_machine().get_backup_keys().await.map_err(storage)?;
            Ok(Source::Backup {
                decryption_key: saved.decryption_key.ok_or(CryptoStatus::NotFound)?,
                version: self.olm().backup_machine().backup_version().await,
                keys: backed_up(reply, room, session)?,
            })
        })))
    }

    /// Takes the next `count` keys in.
    pub fn import_some(&mut self, from: &mut KeyImporter, count: u32) -> ImportedKeys {
        if let Ok(Source::Bundle(given)) = &mut from.0 {
            let imported = self.wait(self.import_given(given, count as usize));
            return imported.unwrap_or_else(|status| ImportedKeys { status, total: 0, keys: Vec::new() });
        }
        let (keys, version) = from.next(count as usize);
        let imported = self.wait(self.olm().store().import_room_keys(keys, version.as_deref(), |_, _| {}));
        match imported.map_err(storage) {
            Ok(result) => ImportedKeys {
                status: CryptoStatus::Ok,
                total: result.total_count as u32,
                keys: result
                    .keys
                    .into_iter()
                    .flat_map(|(room, senders)| {
                        senders
                            .into_values()
                            .flatten()
                            .map(move |session| RoomKey { room: room.to_string(), session })
                    })
                    .collect(),
            },
            Err(status) => ImportedKeys { status, total: 0, keys: Vec::new() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_bytes_at_all_end_the_process() {
        let header = "-----BEGIN MEGOLM SESSION DATA-----\n";
        let footer = "\n-----END MEGOLM SESSION DATA-----";
        for body in ["", "AQ==", "!", &"A".repeat(92), &"/".repeat(2000)] {
            let file = format!("{header}{body}{footer}");
            assert!(read_key_file(file.as_bytes(), "words").status() == CryptoStatus::Refused);
        }
        assert!(read_key_file(b"\xff\xfe", "words").status() == CryptoStatus::Refused);
    }

    #[test]
    fn backups_are_read_leniently_and_never_too_far() {
        assert!(backed_up(b"[]", "", "").is_err());
        assert!(backed_up(b"{}", "!a:b", "").is_err());
        assert!(backed_up(br#"{"rooms":{"no room":{"sessions":{"s":{}}}}}"#, "", "")
            .is_ok_and(|keys| keys.is_empty()));
        let keys = backed_up(br#"{"sessions":{"s":7,"t":{}}}"#, "!a:b", "").unwrap_or_default();
        assert_eq!(keys.len(), 2);
        let key = BackupDecryptionKey::new();
        assert!(keys.into_iter().all(|one| open(one, &key).is_none()));
    }
}
