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
        /// Only signed sessions are to get a key, and this one is not signed.
        NotVerified,
        /// Somebody who was verified and is to get a key has another identity.
        IdentityChanged,
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
    struct ShieldAnswer {
        status: CryptoStatus,
        shield: Shield,
    }

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
        has_key_bundle: bool,
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

    struct ImportedKeys {
        status: CryptoStatus,
        /// How many there were.
        total: u32,
        /// Those that are new.
        keys: Vec<RoomKey>,
    }

    /// `file` is JSON; empty as long as none has come. `since`: ms since the epoch.
    struct ExpectedBundle {
        room: String,
        inviter: String,
        since: u64,
        file: String,
    }

    struct ExpectedBundles {
        status: CryptoStatus,
        bundles: Vec<ExpectedBundle>,
    }

    struct SigningStatus {
        status: CryptoStatus,
        has_identity: bool,
        has_master: bool,
        has_self_signing: bool,
        has_user_signing: bool,
        is_identity_verified: bool,
        is_device_signed: bool,
    }

    struct NewBackup {
        status: CryptoStatus,
        body: String,
        key: String,
    }

    struct BackupTrust {
        status: CryptoStatus,
        version: String,
        is_supported: bool,
        is_signed: bool,
        does_key_fit: bool,
        key_count: u64,
    }

    struct BackupState {
        status: CryptoStatus,
        version: String,
        has_key: bool,
        total: u32,
        backed_up: u32,
    }

    struct DeviceInfo {
        user: String,
        id: String,
        name: String,
        ed25519: String,
        curve25519: String,
        is_own: bool,
        is_verified: bool,
        is_signed: bool,
        is_locally_trusted: bool,
        is_blacklisted: bool,
        is_dehydrated: bool,
        first_seen: u64,
    }

    struct DeviceInfos {
        status: CryptoStatus,
        devices: Vec<DeviceInfo>,
    }

    struct IdentityInfo {
        status: CryptoStatus,
        user: String,
        master_key: String,
        is_verified: bool,
        was_verified: bool,
        has_violation: bool,
        has_changed: bool,
    }

    enum FlowState {
        Requested,
        Ready,
        Started,
        Comparing,
        Confirmed,
        Scanned,
        Done,
        Cancelled,
    }

    enum VerificationAction {
        Accept,
        StartSas,
        Confirm,
        Mismatch,
        Cancel,
    }

    struct VerificationFlow {
        id: String,
        user: String,
        device: String,
        room: String,
        state: FlowState,
        is_by_other: bool,
        is_own_user: bool,
        supports_sas: bool,
        supports_showing: bool,
        supports_scanning: bool,
        emoji_numbers: Vec<u8>,
        emoji_symbols: Vec<String>,
        emoji_names: Vec<String>,
        decimals: Vec<u16>,
        cancel_code: String,
        is_cancelled_by_us: bool,
    }

    struct VerificationFlows {
        flows: Vec<VerificationFlow>,
    }

    struct AskedVerification {
        status: CryptoStatus,
        flow: String,
        requests: Vec<CryptoRequest>,
    }

    struct CryptoBytes {
        status: CryptoStatus,
        bytes: Vec<u8>,
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
        fn share_room_key(
            self: &mut Machine,
            room: &str,
            users: &[String],
            settings: &RoomSettings,
        ) -> CryptoRequests;
        fn encrypt(self: &mut Machine, room: &str, event_type: &str, content: &[u8]) -> CryptoText;
        fn discard_room_key(self: &mut Machine, room: &str) -> CryptoStatus;

        fn set_trusted_only(self: &mut Machine, is_trusted_only: bool);
        fn decrypt(self: &Machine, room: &str, event: &[u8]) -> Decryption;
        fn request_key(self: &mut Machine, room: &str, event: &[u8]) -> CryptoStatus;
        fn shield(self: &Machine, room: &str, session: &str, sender: &str) -> ShieldAnswer;
        fn has_key(self: &Machine, room: &str, session: &str) -> CryptoFlag;

        type AttachmentSealer;
        fn new_sealer() -> Box<AttachmentSealer>;
        fn next(self: &mut AttachmentSealer, block: &[u8]) -> Vec<u8>;
        fn finish(self: &mut AttachmentSealer) -> String;
        type AttachmentOpener;
        fn new_opener(info: &[u8]) -> Box<AttachmentOpener>;
        fn is_valid(self: &AttachmentOpener) -> bool;
        fn next(self: &mut AttachmentOpener, block: &[u8]) -> Vec<u8>;
        fn finish(self: &mut AttachmentOpener) -> bool;

        type KeyImporter;
        fn status(self: &KeyImporter) -> CryptoStatus;
        fn left(self: &KeyImporter) -> u32;
        fn read_key_file(file: &[u8], passphrase: &str) -> Box<KeyImporter>;
        fn read_backup(self: &Machine, reply: &[u8], room: &str, session: &str) -> Box<KeyImporter>;
        fn import_some(self: &mut Machine, from: &mut KeyImporter, count: u32) -> ImportedKeys;
        fn read_bundle(self: &Machine, room: &str, sender: &str, bundle: &[u8]) -> Box<KeyImporter>;
        fn export_keys(self: &Machine, passphrase: &str, rooms: &[String]) -> CryptoText;

        fn build_bundle(self: &Machine, room: &str) -> CryptoText;
        fn share_bundle(self: &mut Machine, room: &str, user: &str, file: &[u8]) -> CryptoRequests;
        fn expect_bundle(self: &mut Machine, room: &str, inviter: &str) -> CryptoStatus;
        fn forget_bundle(self: &mut Machine, room: &str) -> CryptoStatus;
        fn expected_bundles(self: &Machine) -> ExpectedBundles;

        fn signing_status(self: &Machine) -> SigningStatus;
        fn bootstrap(self: &mut Machine) -> CryptoRequests;
        fn new_identity(self: &mut Machine) -> CryptoRequests;
        fn take_new_identity(self: &mut Machine) -> CryptoRequests;
        fn sign_own_device(self: &mut Machine) -> CryptoRequests;
        fn request_missing_secrets(self: &mut Machine) -> CryptoFlag;
        fn secret(self: &Machine, name: &str) -> CryptoText;
        fn import_identity(
            self: &mut Machine,
            master: &str,
            self_signing: &str,
            user_signing: &str,
        ) -> CryptoStatus;
        fn keep_backup_key(self: &mut Machine, key: &str) -> CryptoStatus;
        fn secrets_bundle(self: &Machine) -> CryptoText;

        type StorageKey;
        fn create_storage_key(passphrase: &str) -> Box<StorageKey>;
        fn open_storage_key(id: &str, content: &[u8], secret: &str) -> Box<StorageKey>;
        fn status(self: &StorageKey) -> CryptoStatus;
        fn id(self: &StorageKey) -> String;
        fn recovery_key(self: &StorageKey) -> String;
        fn content(self: &StorageKey) -> String;
        fn encrypt(self: &StorageKey, name: &str, secret: &[u8]) -> String;
        fn decrypt(self: &StorageKey, name: &str, content: &[u8]) -> CryptoText;

        fn backup_state(self: &Machine) -> BackupState;
        fn new_backup(self: &Machine) -> NewBackup;
        fn create_backup(self: &mut Machine, key: &str, version: &str) -> CryptoStatus;
        fn backup_trust(self: &Machine, current: &[u8]) -> BackupTrust;
        fn enable_backup(self: &mut Machine, current: &[u8]) -> CryptoStatus;
        fn set_backup_key(self: &mut Machine, key: &str, current: &[u8]) -> CryptoStatus;
        fn take_given_key(self: &mut Machine, current: &[u8]) -> CryptoFlag;
        fn disable_backup(self: &mut Machine) -> CryptoStatus;
        fn next_backup_batch(self: &mut Machine) -> CryptoRequests;

        fn devices(self: &Machine, user: &str) -> DeviceInfos;
        fn identity(self: &Machine, user: &str) -> IdentityInfo;
        fn verify_device(self: &mut Machine, user: &str, device: &str) -> CryptoRequests;
        fn verify_user(self: &mut Machine, user: &str) -> CryptoRequests;
        fn set_blacklisted(
            self: &mut Machine,
            user: &str,
            device: &str,
            is_blacklisted: bool,
        ) -> CryptoStatus;
        fn set_locally_trusted(
            self: &mut Machine,
            user: &str,
            device: &str,
            is_trusted: bool,
        ) -> CryptoStatus;
        fn pin_identity(self: &mut Machine, user: &str) -> CryptoStatus;
        fn withdraw_verification(self: &mut Machine, user: &str) -> CryptoStatus;

        fn verification_flows(self: &mut Machine) -> VerificationFlows;
        fn ask_own_device(self: &mut Machine, device: &str, can_scan: bool) -> AskedVerification;
        fn room_verification_request(self: &Machine, user: &str, can_scan: bool) -> CryptoText;
        fn room_verification_sent(
            self: &mut Machine,
            user: &str,
            room: &str,
            event: &str,
            can_scan: bool,
        ) -> CryptoStatus;
        fn receive_room_verification(self: &mut Machine, room: &str, event: &[u8]) -> CryptoStatus;
        fn act_on_verification(
            self: &mut Machine,
            user: &str,
            flow: &str,
            action: VerificationAction,
            can_scan: bool,
        ) -> CryptoRequests;
        fn verification_code(self: &mut Machine, user: &str, flow: &str) -> CryptoBytes;
        fn scanned_code(self: &mut Machine, user: &str, flow: &str, code: &[u8]) -> CryptoRequests;
    }
}

use crate::attachment::{new_opener, new_sealer, AttachmentOpener, AttachmentSealer};
use crate::cryptomachine::{open_machine, Machine, OpenedMachine};
use crate::keyimport::{read_key_file, KeyImporter};
use crate::storagekey::{create_storage_key, open_storage_key, StorageKey};
