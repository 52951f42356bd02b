// SPDX-License-Identifier: GPL-3.0-or-later

//! What is left of the messages from session to session when the machine has taken its own.

use matrix_sdk_common::deserialized_responses::ProcessedToDeviceEvent;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::crypto::ffi::{CryptoStatus, RoomKey, SyncedKeys, ToDeviceEvent};

#[derive(Deserialize)]
struct Outline<'a> {
    #[serde(rename = "type")]
    event_type: String,
    sender: Option<String>,
    #[serde(borrow)]
    content: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Withheld {
    room_id: String,
    session_id: String,
}

#[derive(Deserialize)]
struct Flow {
    transaction_id: String,
}

pub fn nothing() -> SyncedKeys {
    SyncedKeys {
        status: CryptoStatus::Ok,
        keys: Vec::new(),
        withheld: Vec::new(),
        events: Vec::new(),
        has_backup_key: false,
        has_key_bundle: false,
        has_verifications: false,
    }
}

/// Without `keys`, which are left to the caller; and the verifications that begin, by sender and name.
pub fn sorted(events: &[ProcessedToDeviceEvent]) -> (SyncedKeys, Vec<(String, String)>) {
    let mut synced = nothing();
    let mut flows = Vec::new();
    for event in events {
        let (raw, is_encrypted) = match event {
            ProcessedToDeviceEvent::Decrypted { raw, .. } => (raw, true),
            ProcessedToDeviceEvent::PlainText(raw) => (raw, false),
            _ => continue,
        };
        let Ok(outline) = serde_json::from_str::<Outline<'_>>(raw.json().get()) else { continue };
        if outline.event_type.starts_with("m.key.verification.") {
            synced.has_verifications = true;
            let flow = outline.content.and_then(|content| serde_json::from_str::<Flow>(content.get()).ok());
            let begins = matches!(
                outline.event_type.as_str(),
                "m.key.verification.request" | "m.key.verification.start"
            );
            if let (true, Some(sender), Some(flow)) = (begins, outline.sender, flow) {
                flows.push((sender, flow.transaction_id));
            }
        } else {
            sort(&mut synced, outline, is_encrypted);
        }
    }
    (synced, flows)
}

fn sort(synced: &mut SyncedKeys, event: Outline<'_>, is_encrypted: bool) {
    let content = event.content.map_or("{}", RawValue::get);
    match event.event_type.as_str() {
        "m.room_key.withheld" => {
            // One for all of a device's keys (`m.no_olm`) names no session.
            if let Ok(withheld) = serde_json::from_str::<Withheld>(content) {
                synced.withheld.push(RoomKey { room: withheld.room_id, session: withheld.session_id });
            }
        }
        "m.room_key_bundle" | "io.element.msc4268.room_key_bundle" => synced.has_key_bundle |= is_encrypted,
        "m.room_key"
        | "m.forwarded_room_key"
        | "m.room_key_request"
        | "m.dummy"
        | "m.secret.request"
        | "m.secret.send" => {}
        _ => synced.events.push(ToDeviceEvent {
            event_type: event.event_type,
            sender: event.sender.unwrap_or_default(),
            content: content.to_owned(),
            is_encrypted,
        }),
    }
}
