// SPDX-License-Identifier: GPL-3.0-or-later

//! A secret under a passphrase, with the cipher of the Matrix SDK's own stores: a random key encrypts the
//! secret (XChaCha20-Poly1305), and that key is exported under the passphrase (PBKDF2, 200,000 rounds).
//!
//! Layout: length of the export (u32, little endian), export, encrypted value.

use matrix_sdk_store_encryption::{Error, StoreCipher};
use zeroize::Zeroizing;

use crate::ffi::{OpenStatus, Opened};

pub fn seal(secret: &[u8], passphrase: &str) -> Vec<u8> {
    try_seal(secret, passphrase).unwrap_or_default()
}

fn try_seal(secret: &[u8], passphrase: &str) -> Result<Vec<u8>, Error> {
    let cipher = StoreCipher::new()?;
    let export = cipher.export(passphrase)?;
    let value = cipher.encrypt_value(&secret)?;
    let mut sealed = Vec::with_capacity(4 + export.len() + value.len());
    sealed.extend_from_slice(&(export.len() as u32).to_le_bytes());
    sealed.extend_from_slice(&export);
    sealed.extend_from_slice(&value);
    Ok(sealed)
}

pub fn open(sealed: &[u8], passphrase: &str) -> Opened {
    match try_open(sealed, passphrase) {
        Ok(bytes) => Opened { status: OpenStatus::Ok, bytes },
        Err(status) => Opened { status, bytes: Vec::new() },
    }
}

fn try_open(sealed: &[u8], passphrase: &str) -> Result<Vec<u8>, OpenStatus> {
    let (length, rest) = sealed.split_first_chunk::<4>().ok_or(OpenStatus::Corrupt)?;
    let length = u32::from_le_bytes(*length) as usize;
    let (export, value) = rest.split_at_checked(length).ok_or(OpenStatus::Corrupt)?;
    let cipher = StoreCipher::import(passphrase, export).map_err(|error| match error {
        Error::Encryption(_) => OpenStatus::WrongPassphrase,
        _ => OpenStatus::Corrupt,
    })?;
    let secret: Zeroizing<Vec<u8>> =
        cipher.decrypt_value::<Vec<u8>>(value).map_err(|_| OpenStatus::Corrupt)?.into();
    Ok(secret.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_what_it_sealed() {
        let sealed = seal(b"secret\0\xff", "open sesame");
        let opened = open(&sealed, "open sesame");
        assert!(opened.status == OpenStatus::Ok);
        assert_eq!(opened.bytes, b"secret\0\xff");
    }

    #[test]
    fn tells_a_wrong_passphrase_from_damage() {
        let sealed = seal(b"secret", "open sesame");
        assert!(open(&sealed, "open barley").status == OpenStatus::WrongPassphrase);
        assert!(open(&sealed[..3], "open sesame").status == OpenStatus::Corrupt);
        assert!(open(&sealed[..sealed.len() - 1], "open sesame").status == OpenStatus::Corrupt);
        assert!(open(b"\xff\xff\xff\xffabc", "open sesame").status == OpenStatus::Corrupt);
    }
}
