// SPDX-License-Identifier: GPL-3.0-or-later

//! The one door from C++ to Rust. Everything Rust in Linnet is linked through this crate, the process's only
//! SQLite (SQLCipher) included. Pure functions over bytes; nothing here keeps state or logs.

mod passphrasebox;

// The C++ side calls SQLite's own functions; naming the crate is what puts them into the archive.
use rusqlite as _;

#[cxx::bridge(namespace = "linnet::rust_bridge")]
mod ffi {
    /// How opening a sealed box went.
    enum OpenStatus {
        Ok,
        WrongPassphrase,
        Corrupt,
    }

    /// `bytes` is the secret, only with `OpenStatus::Ok`.
    struct Opened {
        status: OpenStatus,
        bytes: Vec<u8>,
    }

    extern "Rust" {
        /// Empty if the system has no randomness to give.
        fn seal(secret: &[u8], passphrase: &str) -> Vec<u8>;
        fn open(sealed: &[u8], passphrase: &str) -> Opened;
        fn wipe(bytes: &mut [u8]);
    }
}

use passphrasebox::{open, seal};

/// Overwrites `bytes` with zeros in a way that the compiler may not leave out.
fn wipe(bytes: &mut [u8]) {
    use zeroize::Zeroize;
    bytes.zeroize();
}
