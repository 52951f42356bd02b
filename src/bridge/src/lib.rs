// SPDX-License-Identifier: GPL-3.0-or-later

//! The one door from C++ to Rust. Everything Rust in Linnet is linked through this crate, the process's only
//! SQLite (SQLCipher) included. Pure functions over bytes, but for the machine of end-to-end encryption, which has a
//! door of its own (`crypto`). Nothing here logs.

mod attachment;
mod blurhash;
mod boundedhtml;
mod cachedstore;
mod codehighlight;
mod crosssigning;
mod crypto;
mod cryptoerror;
mod cryptomachine;
mod cryptorequest;
mod decryption;
mod devices;
mod jpegmetadata;
mod keybackup;
mod keybundles;
mod keyimport;
mod markdown;
mod messagehtml;
mod passphrasebox;
mod pushrules;
mod qrcode;
mod richline;
mod securechannel;
mod storagekey;
mod todevice;
mod verification;

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

    /// The formatting of a message, field by field as in `bridge/richtext.h`; texts that many spans may
    /// share are indices into `strings`, of which the first is empty.
    struct RichText {
        blocks: Vec<RichBlock>,
        strings: Vec<String>,
    }

    enum RichKind {
        Text,
        Heading,
        Code,
        Rule,
        Table,
    }

    struct RichBlock {
        kind: RichKind,
        level: u32,
        quotes: u32,
        indent: u32,
        marker: String,
        text: String,
        spans: Vec<RichSpan>,
        language: String,
        rows: Vec<RichRow>,
    }

    struct RichRow {
        cells: Vec<RichCell>,
    }

    struct RichCell {
        is_header: bool,
        text: String,
        spans: Vec<RichSpan>,
    }

    struct RichSpan {
        start: u32,
        length: u32,
        styles: u32,
        link: u32,
        spoiler: u32,
        image: u32,
        image_width: u32,
        image_height: u32,
        colour: u32,
        background: u32,
    }

    /// As `CodeHighlight::Kind` and `CodeHighlight::Span`.
    enum CodeKind {
        Comment,
        String,
        Number,
        Constant,
        Keyword,
        Function,
        Type,
        Tag,
        Attribute,
        Inserted,
        Deleted,
    }

    struct CodeSpan {
        start: u32,
        length: u32,
        kind: CodeKind,
    }

    struct PushPower {
        user: String,
        level: i32,
    }

    /// As `PushRoomState`; the last four only where `are_powers_known`.
    struct PushRoomState {
        room: String,
        user: String,
        own_name: String,
        joined: u32,
        are_powers_known: bool,
        powers: Vec<PushPower>,
        users_default: i32,
        notify_room: i32,
        creators: Vec<String>,
    }

    struct PushVerdict {
        notify: bool,
        highlight: bool,
        sound: String,
    }

    /// `bytes` only where `is_good`.
    struct ChannelBytes {
        is_good: bool,
        bytes: Vec<u8>,
    }

    /// As `LoginCode` of `bridge/securechannel.h`.
    struct LoginCode {
        is_valid: bool,
        is_login: bool,
        address: String,
        server: String,
    }

    extern "Rust" {
        type PushRules;
        type PushRoom;
        type SecureChannel;

        /// Empty if the system has no randomness to give.
        fn seal(secret: &[u8], passphrase: &str) -> Vec<u8>;
        fn open(sealed: &[u8], passphrase: &str) -> Opened;
        fn wipe(bytes: &mut [u8]);

        fn read_message_html(html: &str) -> RichText;
        fn markdown_to_html(text: &str) -> String;
        fn highlight_code(code: &str, language: &str) -> Vec<CodeSpan>;
        fn qr_squares(data: &[u8]) -> Vec<u8>;
        fn read_qr_code(grey: &[u8], width: u32, height: u32) -> Vec<u8>;
        fn decode_blur_hash(hash: &str, width: u32, height: u32) -> Vec<u8>;
        fn encode_blur_hash(rgba: &[u8], width: u32, height: u32) -> String;
        fn without_jpeg_metadata(file: &[u8]) -> Vec<u8>;
        fn jpeg_has_place(file: &[u8]) -> bool;

        fn read_push_rules(content: &[u8], user: &str, do_names_mention: bool) -> Box<PushRules>;
        fn make_push_room(state: &PushRoomState) -> Box<PushRoom>;
        fn is_room_muted(rules: &PushRules, room: &str) -> bool;
        fn evaluate_push(rules: &PushRules, event: &[u8], room: &PushRoom) -> PushVerdict;

        fn new_channel() -> Box<SecureChannel>;
        fn code(self: &SecureChannel, address: &[u8], server: &[u8]) -> Vec<u8>;
        fn accept(self: &mut SecureChannel, message: &[u8]) -> ChannelBytes;
        fn open(self: &mut SecureChannel, code: &[u8], plaintext: &[u8]) -> String;
        fn encrypt(self: &mut SecureChannel, plaintext: &[u8]) -> String;
        fn decrypt(self: &mut SecureChannel, message: &[u8]) -> ChannelBytes;
        fn check_code(self: &SecureChannel) -> u8;
        fn read_login_code(code: &[u8]) -> LoginCode;
    }
}

use crate::blurhash::{decode_blur_hash, encode_blur_hash};
use crate::qrcode::{qr_squares, read_qr_code};
use codehighlight::highlight_code;
use jpegmetadata::{jpeg_has_place, without_jpeg_metadata};
use markdown::markdown_to_html;
use messagehtml::read_message_html;
use passphrasebox::{open, seal};
use pushrules::{evaluate_push, is_room_muted, make_push_room, read_push_rules, PushRoom, PushRules};
use securechannel::{new_channel, read_login_code, SecureChannel};

/// Overwrites `bytes` with zeros in a way that the compiler may not leave out.
fn wipe(bytes: &mut [u8]) {
    use zeroize::Zeroize;
    bytes.zeroize();
}
