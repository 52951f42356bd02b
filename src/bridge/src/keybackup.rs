// SPDX-License-Identifier: GPL-3.0-or-later

//! Room keys on the server: whether a backup there is ours, and what goes into it.
//!
//! The crate starts a saved backup again by itself. It cannot forget a key that it has saved, so what is
//! switched off is noted beside it.

use matrix_sdk_crypto::backups::MegolmV1BackupKey;
use matrix_sdk_crypto::store::types::BackupDecryptionKey;
use matrix_sdk_crypto::types::RoomKeyBackupInfo;
use ruma::events::secret::request::SecretName;
use serde::Deserialize;

use crate::crosssigning::signing;
use crate::crypto::ffi::{BackupState, BackupTrust, CryptoFlag, CryptoRequests, CryptoStatus, NewBackup};
use crate::cryptoerror::{status_of, storage, Outcome};
use crate::cryptomachine::{flag_of, Machine};
use crate::cryptorequest::{self, keys_backup};

/// Holds a byte if the person has switched the backup off here.
pub const OFF: &str = "linnet.backup.off";

/// What GET /room_keys/version answers.
struct Current {
    version: String,
    count: u64,
    info: RoomKeyBackupInfo,
}

#[derive(Deserialize)]
struct Outline {
    version: String,
    #[serde(default)]
    count: u64,
}

fn read_current(reply: &[u8]) -> Outcome<Current> {
    let outline: Outline = serde_json::from_slice(reply).map_err(|_| CryptoStatus::BadReply)?;
    let info = serde_json::from_slice(reply).map_err(|_| CryptoStatus::BadReply)?;
    Ok(Current { version: outline.version, count: outline.count, info })
}

fn public_key(info: &RoomKeyBackupInfo) -> Outcome<MegolmV1BackupKey> {
    match info {
        RoomKeyBackupInfo::MegolmBackupV1Curve25519AesSha2(data) => {
            MegolmV1BackupKey::from_base64(&data.public_key.to_base64()).map_err(|_| CryptoStatus::BadReply)
        }
        _ => Err(CryptoStatus::Unsupported),
    }
}

/// As secret storage has it, or as a person keeps it: base58 in groups.
fn read_key(text: &str) -> Outcome<BackupDecryptionKey> {
    BackupDecryptionKey::from_base64(text.trim_end_matches('='))
        .or_else(|_| BackupDecryptionKey::from_base58(text))
        .map_err(|_| CryptoStatus::Refused)
}

impl Machine {
    pub fn backup_state(&self) -> BackupState {
        self.wait(self.try_backup_state()).unwrap_or_else(|status| BackupState {
            status,
            version: String::new(),
            has_key: false,
            total: 0,
            backed_up: 0,
        })
    }

    async fn try_backup_state(&self) -> Outcome<BackupState> {
        let backup = self.olm().backup_machine();
        let counts = backup.room_key_counts().await.map_err(storage)?;
        let version = backup.backup_version().await.unwrap_or_default();
        Ok(BackupState {
            status: CryptoStatus::Ok,
            has_key: self.saved_backup_key().await?.is_some(),
            total: counts.total as u32,
            backed_up: if version.is_empty() { 0 } else { counts.backed_up as u32 },
            version,
        })
    }

    async fn saved_backup_key(&self) -> Outcome<Option<BackupDecryptionKey>> {
        Ok(self.olm().backup_machine().get_backup_keys().await.map_err(storage)?.decryption_key)
    }

    pub fn new_backup(&self) -> NewBackup {
        let made = self.wait(async {
            let key = BackupDecryptionKey::new();
            let mut info = key.to_backup_info();
            self.olm().backup_machine().sign_backup(&mut info).await.map_err(signing)?;
            let body = serde_json::to_string(&info).map_err(|_| CryptoStatus::Refused)?;
            Ok((body, key.to_base64()))
        });
        match made {
            Ok((body, key)) => NewBackup { status: CryptoStatus::Ok, body, key },
            Err(status) => NewBackup { status, body: String::new(), key: String::new() },
        }
    }

    pub fn create_backup(&mut self, key: &str, version: &str) -> CryptoStatus {
        status_of(self.wait(async {
            let key = BackupDecryptionKey::from_base64(key).map_err(|_| CryptoStatus::Refused)?;
            if version.is_empty() {
                return Err(CryptoStatus::Refused);
            }
            let public = key.megolm_v1_public_key();
            self.olm().backup_machine().save_decryption_key(Some(key), None).await.map_err(storage)?;
            self.start_backup(public, version, true).await
        }))
    }

    pub fn backup_trust(&self, current: &[u8]) -> BackupTrust {
        let trust = self.wait(async {
            let current = read_current(current)?;
            self.trust_of(&current).await
        });
        trust.unwrap_or_else(|status| BackupTrust {
            status,
            version: String::new(),
            is_supported: false,
            is_signed: false,
            does_key_fit: false,
            key_count: 0,
        })
    }

    async fn trust_of(&self, current: &Current) -> Outcome<BackupTrust> {
        let signatures =
            self.olm().backup_machine().verify_backup(current.info.clone(), false).await.map_err(storage)?;
        let key = self.saved_backup_key().await?;
        Ok(BackupTrust {
            status: CryptoStatus::Ok,
            version: current.version.clone(),
            is_supported: public_key(&current.info).is_ok(),
            is_signed: signatures.trusted(),
            does_key_fit: key.is_some_and(|key| key.backup_key_matches(&current.info)),
            key_count: current.count,
        })
    }

    pub fn enable_backup(&mut self, current: &[u8]) -> CryptoStatus {
        status_of(self.wait(async {
            let current = read_current(current)?;
            let trust = self.trust_of(&current).await?;
            if !trust.is_supported || !(trust.is_signed || trust.does_key_fit) {
                return Err(CryptoStatus::Refused);
            }
            self.start_backup(public_key(&current.info)?, &current.version, trust.does_key_fit).await
        }))
    }

    /// Keys that are in another version are not in this one. `is_own`: the saved key is that of this version.
    async fn start_backup(&self, key: MegolmV1BackupKey, version: &str, is_own: bool) -> Outcome<()> {
        let store = self.olm().store();
        let backup = self.olm().backup_machine();
        let before =
            backup.backup_version().await.or(backup.get_backup_keys().await.map_err(storage)?.backup_version);
        if before.as_deref() != Some(version) {
            backup.disable_backup().await.map_err(storage)?;
        }
        if is_own {
            backup.save_decryption_key(None, Some(version.to_owned())).await.map_err(storage)?;
        }
        store.remove_custom_value(OFF).await.map_err(storage)?;
        key.set_version(version.to_owned());
        backup.enable_backup_v1(key).await.map_err(storage)
    }

    pub fn set_backup_key(&mut self, key: &str, current: &[u8]) -> CryptoStatus {
        status_of(self.wait(async { self.accept_key(read_key(key)?, &read_current(current)?).await }))
    }

    async fn accept_key(&self, key: BackupDecryptionKey, current: &Current) -> Outcome<()> {
        if !key.backup_key_matches(&current.info) {
            return Err(CryptoStatus::WrongSecret);
        }
        self.olm().backup_machine().save_decryption_key(Some(key), None).await.map_err(storage)?;
        self.start_backup(public_key(&current.info)?, &current.version, true).await
    }

    /// The first of those that other sessions gave that fits; all of them are forgotten then.
    pub fn take_given_key(&mut self, current: &[u8]) -> CryptoFlag {
        flag_of(self.wait(async {
            let current = read_current(current)?;
            let store = self.olm().store();
            let given = store.get_secrets_from_inbox(&SecretName::RecoveryKey).await.map_err(storage)?;
            let mut is_taken = false;
            for secret in given {
                let Ok(key) = BackupDecryptionKey::from_base64(secret.as_str()) else { continue };
                if self.accept_key(key, &current).await.is_ok() {
                    is_taken = true;
                    break;
                }
            }
            store.delete_secrets_from_inbox(&SecretName::RecoveryKey).await.map_err(storage)?;
            Ok(is_taken)
        }))
    }

    pub fn disable_backup(&mut self) -> CryptoStatus {
        status_of(self.wait(async {
            self.olm().store().set_custom_value(OFF, vec![1]).await.map_err(storage)?;
            self.olm().backup_machine().disable_backup().await.map_err(storage)
        }))
    }

    pub fn next_backup_batch(&mut self) -> CryptoRequests {
        cryptorequest::answer(self.wait(async {
            let batch = self.olm().backup_machine().backup().await.map_err(storage)?;
            Ok(batch.map(|(id, request)| keys_backup(&id, &request)).transpose()?.into_iter().collect())
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_is_kept() {
        let key = BackupDecryptionKey::new();
        let words = key.to_base58();
        for text in [key.to_base64(), key.to_base64() + "=", words.clone(), words.replace(' ', "")] {
            assert!(read_key(&text).is_ok_and(|read| read.to_base64() == key.to_base64()));
        }
        assert!(read_key("no key").is_err());
    }

    #[test]
    fn a_reply_is_a_backup_or_none() {
        for reply in
            ["", "[]", "{}", r#"{"version":"1"}"#, r#"{"version":"1","algorithm":"a","auth_data":7}"#]
        {
            assert!(read_current(reply.as_bytes()).is_err());
        }
        let other = read_current(br#"{"version":"1","algorithm":"a","auth_data":{},"etag":"x"}"#);
        assert!(other.is_ok_and(|current| public_key(&current.info).is_err()));
    }
}
