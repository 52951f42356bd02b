// SPDX-License-Identifier: GPL-3.0-or-later

//! The door to end-to-end encryption: one machine, its requests and what becomes of events. What comes from a
//! server crosses it as bytes, for it may be anything.

#[cxx::bridge(namespace = "linnet::rust_bridge")]
pub mod ffi {
    /// How a call to the machine went.
    #[derive(Debug)]
    enum CryptoStatus {
        Ok,
        Storage,
        DiskFull,
        /// The database is damaged or the key is not its own.
        Corrupt,
        /// The database is of another user or device.
        OtherAccount,
        /// What was given makes no sense.
        Refused,
        NotFound,
        /// Read, but the secret does not open it.
        WrongSecret,
        Unsupported,
        /// What a server said is not what it should have.
        BadReply,
    }

    #[derive(Debug)]
    enum CryptoRequestKind {
        KeysUpload,
        KeysQuery,
        KeysClaim,
        ToDevice,
        SignatureUpload,
        RoomMessage,
        KeysBackup,
        SigningKeysUpload,
    }

    #[derive(Debug)]
    struct CryptoRequest {
        id: String,
        kind: CryptoRequestKind,
        room: String,
        event_type: String,
        backup_version: String,
        body: String,
    }

    #[derive(Debug)]
    struct CryptoRequests {
        status: CryptoStatus,
        requests: Vec<CryptoRequest>,
    }

    #[derive(Debug)]
    struct CryptoText {
        status: CryptoStatus,
        text: String,
    }

    #[derive(Debug)]
    struct CryptoFlag {
        status: CryptoStatus,
        is_true: bool,
    }

    struct IdentityKeys {
        ed25519: String,
        curve25519: String,
    }

    struct KeyCount {
        algorithm: String,
        count: u32,
    }

    /// What a sync brings, as `SyncBatch` has it.
    struct SyncChanges {
        to_device: Vec<String>,
        changed: Vec<String>,
        left: Vec<String>,
        are_others_unknown: bool,
        key_counts: Vec<KeyCount>,
        has_fallback_keys: bool,
        unused_fallback_keys: Vec<String>,
    }

    #[derive(Debug)]
    struct RoomKey {
        room: String,
        session: String,
    }

    #[derive(Debug)]
    struct ToDeviceEvent {
        event_type: String,
        sender: String,
        content: String,
        is_encrypted: bool,
    }

    struct SyncedKeys {
        status: CryptoStatus,
        keys: Vec<RoomKey>,
        withheld: Vec<RoomKey>,
        events: Vec<ToDeviceEvent>,
        has_backup_key: bool,
        has_verifications: bool,
    }

    enum Recipients {
        AllDevices,
        SignedDevices,
        VerifiedDevices,
    }

    struct RoomSettings {
        rotation_period_ms: u64,
        rotation_messages: u64,
        history_visibility: String,
        recipients: Recipients,
    }

    #[derive(Debug)]
    enum Undecryptable {
        No,
        NoKey,
        WithheldUnverified,
        WithheldBlacklisted,
        WithheldUnauthorised,
        WithheldNoOlm,
        WithheldHistory,
        WithheldOther,
        IndexTooOld,
        Malformed,
        Unsupported,
        SenderNotTrusted,
        Storage,
    }

    #[derive(Debug)]
    enum Shield {
        None,
        UnverifiedIdentity,
        UnsignedDevice,
        UnknownDevice,
        VerificationViolation,
        MismatchedSender,
        UnsureSource,
    }

    #[derive(Debug)]
    struct Decryption {
        reason: Undecryptable,
        session: String,
        event_type: String,
        content: String,
        raw: String,
        shield: Shield,
        sender_key: String,
        sender_device: String,
    }

    extern "Rust" {
        type OpenedMachine;
        fn status(self: &OpenedMachine) -> CryptoStatus;
        /// Only with `CryptoStatus::Ok`, once.
        fn take(self: &mut OpenedMachine) -> Box<Machine>;

        type Machine;
        fn open_machine(folder: &str, key: &[u8], user: &str, device: &str) -> Box<OpenedMachine>;
        fn identity_keys(self: &Machine) -> IdentityKeys;
        fn receive_sync(self: &mut Machine, changes: &SyncChanges) -> SyncedKeys;
        fn outgoing_requests(self: &mut Machine) -> CryptoRequests;
        fn mark_sent(self: &mut Machine, id: &str, kind: CryptoRequestKind, reply: &[u8]) -> CryptoStatus;
        fn query_keys(self: &Machine, users: &[String]) -> CryptoRequests;

        fn track(self: &mut Machine, users: &[String]) -> CryptoStatus;
        fn needs_query(self: &Machine, users: &[String]) -> CryptoFlag;
        fn missing_sessions(self: &mut Machine, users: &[String]) -> CryptoRequests;
        fn share_room_key(self: &mut Machine, room: &str, users: &[String], settings: &RoomSettings) -> CryptoRequests;
        fn encrypt(self: &mut Machine, room: &str, event_type: &str, content: &[u8]) -> CryptoText;
        fn discard_room_key(self: &mut Machine, room: &str) -> CryptoStatus;

        fn decrypt(self: &Machine, room: &str, event: &[u8]) -> Decryption;
        fn has_key(self: &Machine, room: &str, session: &str) -> CryptoFlag;
    }
}

use crate::cryptomachine::{open_machine, Machine, OpenedMachine};
