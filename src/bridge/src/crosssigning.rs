// SPDX-License-Identifier: GPL-3.0-or-later

//! One's own identity: its keys, what publishes them, where they come from.

use matrix_sdk_crypto::olm::PrivateCrossSigningIdentity;
use matrix_sdk_crypto::store::types::BackupDecryptionKey;
use matrix_sdk_crypto::store::SecretsBundleExportError;
use matrix_sdk_crypto::types::{CrossSigningSecrets, SecretsBundle};
use matrix_sdk_crypto::{CrossSigningKeyExport, OwnUserIdentity, SecretImportError, SignatureError};
use ruma::events::secret::request::SecretName;

use crate::crypto::ffi::{
    CryptoFlag, CryptoRequest, CryptoRequests, CryptoStatus, CryptoText, SigningStatus,
};
use crate::cryptoerror::{status_of, storage, Outcome};
use crate::cryptomachine::{flag_of, text_of, Machine};
use crate::cryptorequest::{self, new_signatures, outgoing, signing_keys};

/// A signature that could not be made: its key is not here.
pub fn signing(error: SignatureError) -> CryptoStatus {
    match error {
        SignatureError::StoreError(error) => storage(error),
        _ => CryptoStatus::Refused,
    }
}

impl Machine {
    pub fn signing_status(&self) -> SigningStatus {
        self.wait(self.try_signing_status()).unwrap_or_else(|status| SigningStatus {
            status,
            has_identity: false,
            has_master: false,
            has_self_signing: false,
            has_user_signing: false,
            is_identity_verified: false,
            is_device_signed: false,
        })
    }

    async fn try_signing_status(&self) -> Outcome<SigningStatus> {
        let olm = self.olm();
        let keys = olm.cross_signing_status().await;
        let identity = self.own_identity().await?;
        let device = olm.get_device(olm.user_id(), olm.device_id(), None).await.map_err(storage)?;
        Ok(SigningStatus {
            status: CryptoStatus::Ok,
            has_identity: identity.is_some(),
            has_master: keys.has_master,
            has_self_signing: keys.has_self_signing,
            has_user_signing: keys.has_user_signing,
            is_identity_verified: identity.is_some_and(|one| one.is_verified()),
            is_device_signed: device.is_some_and(|device| device.is_cross_signed_by_owner()),
        })
    }

    pub fn bootstrap(&mut self) -> CryptoRequests {
        cryptorequest::answer(self.wait(async {
            let made = self.olm().bootstrap_cross_signing(false).await.map_err(storage)?;
            let mut requests = Vec::new();
            if let Some(upload) = &made.upload_keys_req {
                requests.push(outgoing(upload)?);
            }
            requests.push(signing_keys(&made.upload_signing_keys_req)?);
            requests.push(new_signatures(&made.upload_signatures_req)?);
            Ok(requests)
        }))
    }

    /// Another identity for the account, of which the machine itself knows nothing yet: what was here stays until the
    /// server has taken this one. Nothing if it has done so already, and only its answer was lost.
    pub fn new_identity(&mut self) -> CryptoRequests {
        let made = self.wait(self.make_identity());
        cryptorequest::answer(made.map(|made| match made {
            Some((identity, upload)) => {
                self.new_identity = Some(identity);
                vec![upload]
            }
            None => Vec::new(),
        }))
    }

    async fn make_identity(&self) -> Outcome<Option<(PrivateCrossSigningIdentity, CryptoRequest)>> {
        if self.is_new_identity_published().await? {
            return Ok(None);
        }
        // A copy of the account, which signs as the account does and is not written.
        let account = self.olm().store().load_account().await.map_err(storage)?;
        let account = account.ok_or(CryptoStatus::NotFound)?;
        let (identity, upload, _) = account.bootstrap_cross_signing().await;
        Ok(Some((identity, signing_keys(&upload)?)))
    }

    async fn is_new_identity_published(&self) -> Outcome<bool> {
        let Some(made) = &self.new_identity else { return Ok(false) };
        let key = made.master_public_key().await.and_then(|key| key.get_first_key());
        let own = self.own_identity().await?;
        Ok(key.is_some() && own.and_then(|own| own.master_key().get_first_key()) == key)
    }

    pub(crate) async fn own_identity(&self) -> Outcome<Option<OwnUserIdentity>> {
        let olm = self.olm();
        Ok(olm.get_identity(olm.user_id(), None).await.map_err(storage)?.and_then(|one| one.own()))
    }

    /// Takes the keys of the new identity, which is known to be the account's by now, and signs this session with
    /// them. NotFound: the account has another.
    pub fn take_new_identity(&mut self) -> CryptoRequests {
        if let Err(status) = self.wait(self.import_new_identity()) {
            return cryptorequest::answer(Err(status));
        }
        self.new_identity = None;
        match self.settle_people() {
            Ok(()) => self.sign_own_device(),
            Err(status) => cryptorequest::answer(Err(status)),
        }
    }

    async fn import_new_identity(&self) -> Outcome<()> {
        if !self.is_new_identity_published().await? {
            return Err(CryptoStatus::NotFound);
        }
        let made = self.new_identity.as_ref().ok_or(CryptoStatus::NotFound)?;
        self.import_keys(CrossSigningKeyExport {
            master_key: made.export_secret(&SecretName::CrossSigningMasterKey).await,
            self_signing_key: made.export_secret(&SecretName::CrossSigningSelfSigningKey).await,
            user_signing_key: made.export_secret(&SecretName::CrossSigningUserSigningKey).await,
        })
        .await
    }

    async fn import_keys(&self, keys: CrossSigningKeyExport) -> Outcome<()> {
        self.olm().import_cross_signing_keys(keys).await.map(|_| ()).map_err(|error| match error {
            SecretImportError::Store(error) => storage(error),
            _ => CryptoStatus::Refused,
        })
    }

    pub fn sign_own_device(&mut self) -> CryptoRequests {
        cryptorequest::answer(self.wait(async {
            let olm = self.olm();
            let device = olm.get_device(olm.user_id(), olm.device_id(), None).await.map_err(storage)?;
            let request = device.ok_or(CryptoStatus::NotFound)?.verify().await.map_err(signing)?;
            Ok(vec![new_signatures(&request)?])
        }))
    }

    pub fn request_missing_secrets(&mut self) -> CryptoFlag {
        flag_of(self.wait(self.olm().query_missing_secrets_from_other_sessions()).map_err(storage))
    }

    /// A secret that is here, as it stands in the account data of that name.
    pub fn secret(&self, name: &str) -> CryptoText {
        text_of(self.wait(async {
            let secret = self.olm().store().export_secret(&SecretName::from(name)).await.map_err(storage)?;
            secret.ok_or(CryptoStatus::NotFound)
        }))
    }

    /// The secrets that make another session of the account a trusted one, as JSON (MSC4108, `m.login.secrets`).
    /// NotFound: not all of the identity is here.
    pub fn secrets_bundle(&self) -> CryptoText {
        text_of(self.wait(async {
            let bundle = match self.olm().store().export_secrets_bundle().await {
                Ok(bundle) => bundle,
                // The key of a backup that is not known opens nothing.
                Err(SecretsBundleExportError::MissingBackupVersion) => self.bundle_without_backup().await?,
                Err(SecretsBundleExportError::Store(error)) => return Err(storage(error)),
                Err(_) => return Err(CryptoStatus::NotFound),
            };
            serde_json::to_string(&bundle).map_err(|_| CryptoStatus::Storage)
        }))
    }

    async fn bundle_without_backup(&self) -> Outcome<SecretsBundle> {
        let keys = self.olm().store().export_cross_signing_keys().await.map_err(storage)?;
        let mut keys = keys.ok_or(CryptoStatus::NotFound)?;
        let cross_signing = CrossSigningSecrets {
            master_key: keys.master_key.take().ok_or(CryptoStatus::NotFound)?,
            self_signing_key: keys.self_signing_key.take().ok_or(CryptoStatus::NotFound)?,
            user_signing_key: keys.user_signing_key.take().ok_or(CryptoStatus::NotFound)?,
        };
        Ok(SecretsBundle { cross_signing, backup: None })
    }

    /// Base64 each, or empty. Refused if they are not those of the account's identity.
    pub fn import_identity(&mut self, master: &str, self_signing: &str, user_signing: &str) -> CryptoStatus {
        let imported = self.wait(async {
            if self.own_identity().await?.is_none() {
                return Err(CryptoStatus::NotFound);
            }
            let key = |text: &str| (!text.is_empty()).then(|| text.trim_end_matches('=').to_owned());
            let keys = CrossSigningKeyExport {
                master_key: key(master),
                self_signing_key: key(self_signing),
                user_signing_key: key(user_signing),
            };
            self.import_keys(keys).await
        });
        status_of(imported.and_then(|()| self.settle_people()))
    }

    /// Keeps what may open a backup; which one is not known yet.
    pub fn keep_backup_key(&mut self, key: &str) -> CryptoStatus {
        status_of(self.wait(async {
            let key = BackupDecryptionKey::from_base64(key.trim_end_matches('='))
                .map_err(|_| CryptoStatus::Refused)?;
            self.olm().backup_machine().save_decryption_key(Some(key), None).await.map_err(storage)
        }))
    }
}
