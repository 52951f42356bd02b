// SPDX-License-Identifier: GPL-3.0-or-later

//! Encrypted files, block by block. The crate's ciphers draw from a reader; here blocks are pushed.

use std::cell::RefCell;
use std::io::Read;

use matrix_sdk_crypto::{AttachmentDecryptor, AttachmentEncryptor, MediaEncryptionInfo};

thread_local! {
    /// What the cipher may draw while one call lasts.
    static BLOCK: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The reader of all ciphers. It has no size, so lending it for ever costs nothing.
struct Feed;

impl Read for Feed {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        BLOCK.with_borrow_mut(|block| {
            let count = block.len().min(buffer.len());
            buffer[..count].copy_from_slice(&block[..count]);
            block.drain(..count);
            Ok(count)
        })
    }
}

fn feed() -> &'static mut Feed {
    Box::leak(Box::new(Feed))
}

/// All of `block` through `cipher`, which never sees the end of it: that would be the end of the file.
fn pass(cipher: &mut impl Read, block: &[u8]) -> Vec<u8> {
    let mut result = vec![0; block.len()];
    BLOCK.set(block.to_vec());
    let mut done = 0;
    while done < result.len() {
        match cipher.read(&mut result[done..]) {
            Ok(count) if count > 0 => done += count,
            _ => break,
        }
    }
    BLOCK.take();
    result.truncate(done);
    result
}

pub struct AttachmentSealer(Option<AttachmentEncryptor<'static, Feed>>);

pub fn new_sealer() -> Box<AttachmentSealer> {
    Box::new(AttachmentSealer(Some(AttachmentEncryptor::new(feed()))))
}

impl AttachmentSealer {
    pub fn next(&mut self, block: &[u8]) -> Vec<u8> {
        self.0.as_mut().map(|cipher| pass(cipher, block)).unwrap_or_default()
    }

    pub fn finish(&mut self) -> String {
        let info = self.0.take().map(AttachmentEncryptor::finish);
        info.and_then(|info| serde_json::to_string(&info).ok()).unwrap_or_default()
    }
}

pub struct AttachmentOpener(Option<AttachmentDecryptor<'static, Feed>>);

pub fn new_opener(info: &[u8]) -> Box<AttachmentOpener> {
    let info = serde_json::from_slice::<MediaEncryptionInfo>(info).ok();
    Box::new(AttachmentOpener(info.and_then(|info| AttachmentDecryptor::new(feed(), info).ok())))
}

impl AttachmentOpener {
    pub fn is_valid(&self) -> bool {
        self.0.is_some()
    }

    pub fn next(&mut self, block: &[u8]) -> Vec<u8> {
        self.0.as_mut().map(|cipher| pass(cipher, block)).unwrap_or_default()
    }

    /// Whether all of it was what was sealed: the cipher says so at the end.
    pub fn finish(&mut self) -> bool {
        BLOCK.take();
        self.0.take().is_some_and(|mut cipher| cipher.read(&mut [0; 1]).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_any_size_give_the_same_file() {
        let file: Vec<u8> = (0..100_000u32).map(|number| number as u8).collect();
        let mut sealer = new_sealer();
        let mut sealed = Vec::new();
        for block in file.chunks(777) {
            sealed.extend(sealer.next(block));
            sealed.extend(sealer.next(b""));
        }
        let info = sealer.finish();
        assert_eq!(sealed.len(), file.len());
        assert_ne!(sealed, file);

        let mut opener = new_opener(info.as_bytes());
        let opened: Vec<u8> = sealed.chunks(4096).flat_map(|block| opener.next(block)).collect();
        assert!(opener.finish());
        assert_eq!(opened, file);
        assert!(!opener.finish());
    }

    #[test]
    fn what_says_nothing_opens_nothing() {
        for info in ["", "{}", "[]", r#"{"v":"v2"}"#, r#"{"v":"v2","key":{"k":"!"},"iv":"","hashes":{}}"#] {
            assert!(!new_opener(info.as_bytes()).is_valid());
        }
    }
}
