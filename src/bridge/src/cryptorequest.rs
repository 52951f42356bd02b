// SPDX-License-Identifier: GPL-3.0-or-later

//! The machine's requests as bodies of HTTP requests, and the server's replies as the machine wants them.

use matrix_sdk_crypto::types::requests::{
    AnyIncomingResponse, AnyOutgoingRequest, KeysBackupRequest, KeysQueryRequest, OutgoingRequest,
    OutgoingVerificationRequest, RoomMessageRequest, ToDeviceRequest, UploadSigningKeysRequest,
};
use matrix_sdk_crypto::OlmMachine;
use ruma::api::client::keys::claim_keys::v3::Request as ClaimRequest;
use ruma::api::client::keys::upload_keys::v3::Request as UploadRequest;
use ruma::api::client::keys::upload_signatures::v3::Request as SignatureRequest;
use ruma::api::client::{backup, keys, message, to_device as to_device_api};
use ruma::api::IncomingResponse;
use ruma::events::MessageLikeEventContent;
use ruma::{OwnedTransactionId, TransactionId};
use serde_json::{json, Value};

use crate::crypto::ffi::{CryptoRequest, CryptoRequestKind as Kind, CryptoRequests, CryptoStatus};
use crate::cryptoerror::{olm, Outcome};

pub fn answer(outcome: Outcome<Vec<CryptoRequest>>) -> CryptoRequests {
    match outcome {
        Ok(requests) => CryptoRequests { status: CryptoStatus::Ok, requests },
        Err(status) => CryptoRequests { status, requests: Vec::new() },
    }
}

pub fn outgoing(request: &OutgoingRequest) -> Outcome<CryptoRequest> {
    let id = request.request_id();
    match request.request() {
        AnyOutgoingRequest::KeysUpload(request) => upload(id, request),
        AnyOutgoingRequest::KeysQuery(request) => query(id, request),
        AnyOutgoingRequest::KeysClaim(request) => claim(id, request),
        AnyOutgoingRequest::ToDeviceRequest(request) => to_device(request),
        AnyOutgoingRequest::SignatureUpload(request) => signatures(id, request),
        AnyOutgoingRequest::RoomMessage(request) => room_message(request),
    }
}

pub fn verification(request: &OutgoingVerificationRequest) -> Outcome<CryptoRequest> {
    match request {
        OutgoingVerificationRequest::ToDevice(request) => to_device(request),
        OutgoingVerificationRequest::InRoom(request) => room_message(request),
    }
}

pub fn upload(id: &TransactionId, request: &UploadRequest) -> Outcome<CryptoRequest> {
    let mut body = serde_json::Map::new();
    if let Some(keys) = &request.device_keys {
        body.insert("device_keys".to_owned(), value(keys)?);
    }
    if !request.one_time_keys.is_empty() {
        body.insert("one_time_keys".to_owned(), value(&request.one_time_keys)?);
    }
    if !request.fallback_keys.is_empty() {
        body.insert("fallback_keys".to_owned(), value(&request.fallback_keys)?);
    }
    Ok(made(id, Kind::KeysUpload, body.into()))
}

pub fn query(id: &TransactionId, request: &KeysQueryRequest) -> Outcome<CryptoRequest> {
    Ok(made(id, Kind::KeysQuery, json!({"timeout": 10_000, "device_keys": value(&request.device_keys)?})))
}

pub fn claim(id: &TransactionId, request: &ClaimRequest) -> Outcome<CryptoRequest> {
    Ok(made(id, Kind::KeysClaim, json!({"timeout": 10_000, "one_time_keys": value(&request.one_time_keys)?})))
}

pub fn to_device(request: &ToDeviceRequest) -> Outcome<CryptoRequest> {
    let mut made = made(&request.txn_id, Kind::ToDevice, json!({"messages": value(&request.messages)?}));
    made.event_type = request.event_type.to_string();
    Ok(made)
}

pub fn signatures(id: &TransactionId, request: &SignatureRequest) -> Outcome<CryptoRequest> {
    Ok(made(id, Kind::SignatureUpload, value(&request.signed_keys)?))
}

pub fn new_signatures(request: &SignatureRequest) -> Outcome<CryptoRequest> {
    signatures(&TransactionId::new(), request)
}

pub fn signing_keys(request: &UploadSigningKeysRequest) -> Outcome<CryptoRequest> {
    let mut body = serde_json::Map::new();
    for (name, key) in [
        ("master_key", &request.master_key),
        ("self_signing_key", &request.self_signing_key),
        ("user_signing_key", &request.user_signing_key),
    ] {
        if let Some(key) = key {
            body.insert(name.to_owned(), value(key)?);
        }
    }
    Ok(made(&TransactionId::new(), Kind::SigningKeysUpload, body.into()))
}

pub fn room_message(request: &RoomMessageRequest) -> Outcome<CryptoRequest> {
    let mut made = made(&request.txn_id, Kind::RoomMessage, value(&*request.content)?);
    made.room = request.room_id.to_string();
    made.event_type = request.content.event_type().to_string();
    Ok(made)
}

pub fn keys_backup(id: &TransactionId, request: &KeysBackupRequest) -> Outcome<CryptoRequest> {
    let mut made = made(id, Kind::KeysBackup, json!({"rooms": value(&request.rooms)?}));
    made.backup_version = request.version.clone();
    Ok(made)
}

fn value<T: serde::Serialize>(what: &T) -> Outcome<Value> {
    serde_json::to_value(what).map_err(|_| CryptoStatus::Refused)
}

fn made(id: &TransactionId, kind: Kind, body: Value) -> CryptoRequest {
    CryptoRequest {
        id: id.to_string(),
        kind,
        room: String::new(),
        event_type: String::new(),
        backup_version: String::new(),
        body: body.to_string(),
    }
}

/// Hands the body of a good answer to the machine.
pub async fn mark(machine: &OlmMachine, id: &str, kind: Kind, reply: &[u8]) -> Outcome<()> {
    let id: OwnedTransactionId = id.into();
    let outcome = match kind {
        Kind::KeysUpload => {
            machine.mark_request_as_sent(&id, &read::<keys::upload_keys::v3::Response>(reply)?).await
        }
        Kind::KeysQuery => {
            machine.mark_request_as_sent(&id, &read::<keys::get_keys::v3::Response>(reply)?).await
        }
        Kind::KeysClaim => {
            machine.mark_request_as_sent(&id, &read::<keys::claim_keys::v3::Response>(reply)?).await
        }
        Kind::ToDevice => {
            let reply = to_device_api::send_event_to_device::v3::Response::new();
            machine.mark_request_as_sent(&id, &reply).await
        }
        Kind::SignatureUpload => {
            let reply = read::<keys::upload_signatures::v3::Response>(reply)?;
            machine.mark_request_as_sent(&id, &reply).await
        }
        Kind::RoomMessage => {
            let reply = read::<message::send_message_event::v3::Response>(reply)?;
            machine.mark_request_as_sent(&id, &reply).await
        }
        Kind::KeysBackup => {
            let reply = read::<backup::add_backup_keys::v3::Response>(reply)?;
            machine.mark_request_as_sent(&id, &reply).await
        }
        Kind::SigningKeysUpload => {
            let reply = keys::upload_signing_keys::v3::Response::new();
            machine.mark_request_as_sent(&id, AnyIncomingResponse::SigningKeysUpload(&reply)).await
        }
        _ => return Err(CryptoStatus::Refused),
    };
    outcome.map_err(olm)
}

fn read<T: IncomingResponse>(body: &[u8]) -> Outcome<T> {
    T::try_from_http_response(http::Response::new(body)).map_err(|_| CryptoStatus::Refused)
}
