// SPDX-License-Identifier: GPL-3.0-or-later

//! The key of an account's secret storage.

use matrix_sdk_crypto::secret_storage::{AesHmacSha2EncryptedData, DecodeError, SecretStorageKey};
use ruma::events::secret::request::SecretName;
use ruma::events::secret_storage::key::SecretStorageKeyEventContent;
use ruma::events::EventContentFromType;
use serde_json::value::RawValue;
use serde_json::{json, Value};

use crate::crypto::ffi::{CryptoStatus, CryptoText};
use crate::cryptoerror::Outcome;
use crate::cryptomachine::text_of;

/// More than anybody asks for; a server could make a client derive for ever.
const MAX_ROUNDS: u64 = 20_000_000;

pub struct StorageKey(Outcome<SecretStorageKey>);

pub fn create_storage_key(passphrase: &str) -> Box<StorageKey> {
    Box::new(StorageKey(Ok(if passphrase.is_empty() {
        SecretStorageKey::new()
    } else {
        SecretStorageKey::new_from_passphrase(passphrase)
    })))
}

pub fn open_storage_key(id: &str, content: &[u8], secret: &str) -> Box<StorageKey> {
    Box::new(StorageKey(try_open(id, content, secret)))
}

fn try_open(id: &str, content: &[u8], secret: &str) -> Outcome<SecretStorageKey> {
    let raw: Box<RawValue> = serde_json::from_slice(content).map_err(|_| CryptoStatus::BadReply)?;
    let event_type = format!("m.secret_storage.key.{id}");
    let content =
        SecretStorageKeyEventContent::from_parts(&event_type, &raw).map_err(|_| CryptoStatus::BadReply)?;
    if content.passphrase.as_ref().is_some_and(|words| u64::from(words.iterations) > MAX_ROUNDS) {
        return Err(CryptoStatus::BadReply);
    }
    SecretStorageKey::from_account_data(secret.trim(), content).map_err(|error| match error {
        DecodeError::Mac(_) => CryptoStatus::WrongSecret,
        DecodeError::MacLength(..)
        | DecodeError::IvLength(..)
        | DecodeError::UnsupportedAlgorithm(_)
        | DecodeError::KdfIterationCount(_) => CryptoStatus::BadReply,
        _ => CryptoStatus::Refused,
    })
}

impl StorageKey {
    pub fn status(&self) -> CryptoStatus {
        self.0.as_ref().err().copied().unwrap_or(CryptoStatus::Ok)
    }

    fn text(&self, make: impl Fn(&SecretStorageKey) -> String) -> String {
        self.0.as_ref().map(make).unwrap_or_default()
    }

    pub fn id(&self) -> String {
        self.text(|key| key.key_id().to_owned())
    }

    pub fn recovery_key(&self) -> String {
        self.text(SecretStorageKey::to_base58)
    }

    pub fn content(&self) -> String {
        self.text(|key| serde_json::to_string(key.event_content()).unwrap_or_default())
    }

    pub fn encrypt(&self, name: &str, secret: &[u8]) -> String {
        self.text(|key| {
            let data = key.encrypt(secret.to_vec(), &SecretName::from(name));
            let data = serde_json::to_value(data).unwrap_or(Value::Null);
            json!({"encrypted": {key.key_id(): data}}).to_string()
        })
    }

    pub fn decrypt(&self, name: &str, content: &[u8]) -> CryptoText {
        text_of(self.try_decrypt(name, content))
    }

    fn try_decrypt(&self, name: &str, content: &[u8]) -> Outcome<String> {
        let key = self.0.as_ref().map_err(|status| *status)?;
        let content: Value = serde_json::from_slice(content).map_err(|_| CryptoStatus::Corrupt)?;
        let data = content
            .get("encrypted")
            .and_then(|secrets| secrets.get(key.key_id()))
            .ok_or(CryptoStatus::NotFound)?;
        let data: AesHmacSha2EncryptedData =
            serde_json::from_value(data.clone()).map_err(|_| CryptoStatus::Corrupt)?;
        let secret = key.decrypt(&data, &SecretName::from(name)).map_err(|_| CryptoStatus::Corrupt)?;
        String::from_utf8(secret).map_err(|_| CryptoStatus::Corrupt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_with_either_and_with_nothing_else() {
        let key = create_storage_key("it's a secret to everybody");
        let content = key.content();
        for secret in ["it's a secret to everybody", key.recovery_key().as_str()] {
            let opened = open_storage_key(&key.id(), content.as_bytes(), secret);
            assert!(opened.status() == CryptoStatus::Ok);
            let sealed = key.encrypt("m.megolm_backup.v1", b"abc");
            assert_eq!(opened.decrypt("m.megolm_backup.v1", sealed.as_bytes()).text, "abc");
            assert!(opened.decrypt("m.other", sealed.as_bytes()).status == CryptoStatus::Corrupt);
        }
        let wrong = open_storage_key(&key.id(), content.as_bytes(), "another");
        assert!(wrong.status() == CryptoStatus::WrongSecret);
    }

    #[test]
    fn tells_what_is_no_key_from_a_wrong_one() {
        let key = create_storage_key("");
        let other = create_storage_key("");
        let opened = |secret: &str| open_storage_key(&key.id(), key.content().as_bytes(), secret).status();
        assert!(opened(&key.recovery_key().replace(' ', "")) == CryptoStatus::Ok);
        assert!(opened(&other.recovery_key()) == CryptoStatus::WrongSecret);
        assert!(opened("EsTc") == CryptoStatus::Refused);
        assert!(opened("") == CryptoStatus::Refused);
        assert!(open_storage_key("a", b"[]", "x").status() == CryptoStatus::BadReply);
        assert!(open_storage_key("a", b"{}", "x").status() == CryptoStatus::BadReply);
    }
}
