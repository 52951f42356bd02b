// SPDX-License-Identifier: GPL-3.0-or-later

//! Signing in by a QR code (MSC4108, as of 2024): what stands in the code, and the channel between the two devices. One
//! shows the code with its key and accepts; the other has scanned it and opens.

use matrix_sdk_crypto::types::qr_login::{Msc4108IntentData, QrCodeData, QrCodeIntent, QrCodeIntentData};
use matrix_sdk_crypto::vodozemac::ecies::{Ecies, EstablishedEcies, InitialMessage, Message};
use matrix_sdk_crypto::vodozemac::Curve25519PublicKey;

use crate::ffi::{ChannelBytes, LoginCode};

/// A QR code holds less, and a rendezvous 4 KB.
const MOST_BYTES: usize = 1 << 16;

pub struct SecureChannel {
    key: Curve25519PublicKey,
    fresh: Option<Ecies>,
    open: Option<EstablishedEcies>,
}

pub fn new_channel() -> Box<SecureChannel> {
    let fresh = Ecies::new();
    Box::new(SecureChannel { key: fresh.public_key(), fresh: Some(fresh), open: None })
}

impl SecureChannel {
    /// Empty if it cannot be said in a code.
    pub fn code(&self, address: &[u8], server: &[u8]) -> Vec<u8> {
        let (Ok(address), Ok(server)) = (std::str::from_utf8(address), std::str::from_utf8(server)) else {
            return Vec::new();
        };
        let fits = |text: &str| text.len() <= usize::from(u16::MAX) / 2;
        let intent = match server {
            "" => Msc4108IntentData::Login,
            name => Msc4108IntentData::Reciprocate { server_name: name.to_owned() },
        };
        match address.parse() {
            Ok(url) if fits(address) && fits(server) => {
                QrCodeData::new_msc4108(self.key, url, intent).to_bytes()
            }
            _ => Vec::new(),
        }
    }

    /// The first message of the one who has scanned. Can be tried once.
    pub fn accept(&mut self, message: &[u8]) -> ChannelBytes {
        let Some(message) = text_of(message).and_then(|text| InitialMessage::decode(text).ok()) else {
            return ChannelBytes::bad();
        };
        let made = self.fresh.take().and_then(|fresh| fresh.establish_inbound_channel(&message).ok());
        let Some(made) = made else { return ChannelBytes::bad() };
        self.open = Some(made.ecies);
        ChannelBytes { is_good: true, bytes: made.message }
    }

    /// The first message to the one who shows the code; empty if there is none. Can be tried once.
    pub fn open(&mut self, code: &[u8], plaintext: &[u8]) -> String {
        let Ok(data) = QrCodeData::from_bytes(code) else { return String::new() };
        let made = self
            .fresh
            .take()
            .and_then(|fresh| fresh.establish_outbound_channel(data.public_key(), plaintext).ok());
        let Some(made) = made else { return String::new() };
        self.open = Some(made.ecies);
        made.message.encode()
    }

    /// Empty before there is a channel.
    pub fn encrypt(&mut self, plaintext: &[u8]) -> String {
        self.open.as_mut().map(|open| open.encrypt(plaintext).encode()).unwrap_or_default()
    }

    pub fn decrypt(&mut self, message: &[u8]) -> ChannelBytes {
        let message = text_of(message).and_then(|text| Message::decode(text).ok());
        match (self.open.as_mut(), message) {
            (Some(open), Some(message)) => open
                .decrypt(&message)
                .map(|bytes| ChannelBytes { is_good: true, bytes })
                .unwrap_or_else(|_| ChannelBytes::bad()),
            _ => ChannelBytes::bad(),
        }
    }

    /// 0 to 99; 100 before there is a channel.
    pub fn check_code(&self) -> u8 {
        self.open.as_ref().map_or(100, |open| open.check_code().to_digit())
    }
}

impl ChannelBytes {
    fn bad() -> Self {
        ChannelBytes { is_good: false, bytes: Vec::new() }
    }
}

fn text_of(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|text| text.len() <= MOST_BYTES)
}

/// What stands in a code. Codes of other kinds, later revisions of these among them, are not valid.
pub fn read_login_code(code: &[u8]) -> LoginCode {
    let none = LoginCode { is_valid: false, is_login: false, address: String::new(), server: String::new() };
    if code.len() > MOST_BYTES {
        return none;
    }
    let Ok(data) = QrCodeData::from_bytes(code) else { return none };
    match data.intent_data() {
        QrCodeIntentData::Msc4108 { data: intent, rendezvous_url } => LoginCode {
            is_valid: true,
            is_login: data.intent() == QrCodeIntent::Login,
            address: rendezvous_url.to_string(),
            server: match intent {
                Msc4108IntentData::Login => String::new(),
                Msc4108IntentData::Reciprocate { server_name } => server_name.clone(),
            },
        },
        QrCodeIntentData::Msc4388 { .. } => none,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &[u8] = b"https://example.org/_synapse/client/rendezvous/abc";

    fn channel() -> (Box<SecureChannel>, Box<SecureChannel>) {
        let (mut shown, mut scanned) = (new_channel(), new_channel());
        let code = shown.code(ADDRESS, b"example.org");
        let message = scanned.open(&code, b"hello");
        let accepted = shown.accept(message.as_bytes());
        assert!(accepted.is_good);
        assert_eq!(accepted.bytes, b"hello");
        (shown, scanned)
    }

    #[test]
    fn a_code_says_what_was_put_into_it() {
        let code = new_channel().code(ADDRESS, b"example.org");
        assert_eq!(&code[..8], b"MATRIX\x02\x04");
        let read = read_login_code(&code);
        assert!(read.is_valid && !read.is_login);
        assert_eq!((read.address.as_bytes(), read.server.as_str()), (ADDRESS, "example.org"));
        let login = read_login_code(&new_channel().code(ADDRESS, b""));
        assert!(login.is_valid && login.is_login && login.server.is_empty());
    }

    #[test]
    fn what_is_no_address_gives_no_code() {
        assert!(new_channel().code(b"", b"x").is_empty());
        assert!(new_channel().code(b"nowhere", b"x").is_empty());
        assert!(new_channel().code(b"\xff\xfe", b"x").is_empty());
        assert!(new_channel().code(ADDRESS, "x".repeat(70_000).as_bytes()).is_empty());
    }

    #[test]
    fn broken_codes_are_not_valid() {
        let code = new_channel().code(ADDRESS, b"example.org");
        for length in 0..code.len() {
            assert!(!read_login_code(&code[..length]).is_valid);
        }
        let mut other = code.clone();
        other[6] = 3;
        assert!(!read_login_code(&other).is_valid);
        assert!(!read_login_code(&[0; 100_000]).is_valid);
    }

    #[test]
    fn both_sides_read_each_other_and_know_the_same_code() {
        let (mut shown, mut scanned) = channel();
        assert!(shown.check_code() < 100);
        assert_eq!(shown.check_code(), scanned.check_code());
        for text in ["one", "two", ""] {
            let there = shown.encrypt(text.as_bytes());
            assert_eq!(scanned.decrypt(there.as_bytes()).bytes, text.as_bytes());
            let back = scanned.encrypt(text.as_bytes());
            assert_eq!(shown.decrypt(back.as_bytes()).bytes, text.as_bytes());
        }
    }

    #[test]
    fn who_has_not_scanned_the_code_is_not_let_in() {
        let (mut shown, mut stranger) = (new_channel(), new_channel());
        let message = stranger.open(&new_channel().code(ADDRESS, b""), b"hello");
        assert!(!shown.accept(message.as_bytes()).is_good);
        assert_eq!(shown.check_code(), 100);
        // Nor may somebody else try then.
        let code = shown.code(ADDRESS, b"");
        let message = new_channel().open(&code, b"hello");
        assert!(!shown.accept(message.as_bytes()).is_good);
    }

    #[test]
    fn what_was_changed_or_repeated_is_not_read() {
        let (mut shown, mut scanned) = channel();
        let first = scanned.encrypt(b"first");
        assert!(shown.decrypt(first.as_bytes()).is_good);
        assert!(!shown.decrypt(first.as_bytes()).is_good);
        for hostile in [&b""[..], b"!", b"\xff\xff", b"AAAA|AAAA", b"|"] {
            assert!(!shown.decrypt(hostile).is_good);
            assert!(!new_channel().accept(hostile).is_good);
        }
        assert!(!shown.decrypt(&vec![b'A'; 100_000]).is_good);
    }

    #[test]
    fn nothing_goes_before_there_is_a_channel() {
        let mut channel = new_channel();
        assert!(channel.encrypt(b"secret").is_empty());
        assert!(!channel.decrypt(b"AAAA").is_good);
        assert!(channel.open(b"no code", b"hello").is_empty());
    }
}
