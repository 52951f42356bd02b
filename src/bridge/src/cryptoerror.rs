// SPDX-License-Identifier: GPL-3.0-or-later

//! What the crates' many errors come down to: what somebody can do about them.

use std::error::Error as StdError;

use matrix_sdk_crypto::{CryptoStoreError, MegolmError, OlmError, SessionRecipientCollectionError};
use matrix_sdk_sqlite::OpenStoreError;
use rusqlite::ErrorCode;

use crate::crypto::ffi::CryptoStatus;

pub type Outcome<T> = Result<T, CryptoStatus>;

/// The status of a call that has nothing else to say.
pub fn status_of(outcome: Outcome<()>) -> CryptoStatus {
    match outcome {
        Ok(()) => CryptoStatus::Ok,
        Err(status) => status,
    }
}

/// For `map_err` on a storage's error.
pub fn storage(error: CryptoStoreError) -> CryptoStatus {
    match error {
        CryptoStoreError::MismatchedAccount { .. } => CryptoStatus::OtherAccount,
        CryptoStoreError::UnpicklingError
        | CryptoStoreError::Pickle(_)
        | CryptoStoreError::Serialization(_)
        | CryptoStoreError::UnsupportedDatabaseVersion(..) => CryptoStatus::Corrupt,
        CryptoStoreError::Backend(error) => backend(error.as_ref()),
        _ => CryptoStatus::Storage,
    }
}

/// What is neither the storage's fault nor the person's is the input's.
pub fn olm(error: OlmError) -> CryptoStatus {
    match error {
        OlmError::Store(error) => storage(error),
        OlmError::SessionRecipientCollectionError(error) => recipients(error),
        _ => CryptoStatus::Refused,
    }
}

/// Nobody gets a key until the person has verified something.
fn recipients(error: SessionRecipientCollectionError) -> CryptoStatus {
    use SessionRecipientCollectionError::*;
    match error {
        CrossSigningNotSetup | SendingFromUnverifiedDevice => CryptoStatus::NotVerified,
        VerifiedUserChangedIdentity(_) => CryptoStatus::IdentityChanged,
        // Of a strategy that is not used here.
        VerifiedUserHasUnsignedDevice(_) => CryptoStatus::Refused,
    }
}

pub fn megolm(error: MegolmError) -> CryptoStatus {
    match error {
        MegolmError::Store(error) => storage(error),
        _ => CryptoStatus::Refused,
    }
}

pub fn opening(error: OpenStoreError) -> CryptoStatus {
    match &error {
        OpenStoreError::InitCipher(_) | OpenStoreError::MissingVersion | OpenStoreError::InvalidVersion => {
            CryptoStatus::Corrupt
        }
        _ => backend(&error),
    }
}

/// Looks for what SQLite says at the root of an error.
fn backend(error: &(dyn StdError + 'static)) -> CryptoStatus {
    let mut at = Some(error);
    while let Some(error) = at {
        if let Some(failure) = error.downcast_ref::<rusqlite::ffi::Error>() {
            return match failure.code {
                ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => CryptoStatus::Corrupt,
                ErrorCode::DiskFull => CryptoStatus::DiskFull,
                _ => CryptoStatus::Storage,
            };
        }
        at = error.source();
    }
    CryptoStatus::Storage
}
