// SPDX-License-Identifier: GPL-3.0-or-later

//! Small blurred pictures as short texts; RGBA, row by row, without padding.

/// More would be of no use: what is blurred is scaled up.
const MAX_SIDE: u32 = 128;

/// Empty if it is no such text, or of no size or too large a one.
pub fn decode_blur_hash(hash: &str, width: u32, height: u32) -> Vec<u8> {
    if !is_size(width, height) {
        return Vec::new();
    }
    ::blurhash::decode(hash, width, height, 1.0).unwrap_or_default()
}

/// Empty if `rgba` is not of that size, or the size none or too large.
pub fn encode_blur_hash(rgba: &[u8], width: u32, height: u32) -> String {
    if !is_size(width, height) || rgba.len() != (width * height * 4) as usize {
        return String::new();
    }
    let (across, down) = if width >= height { (4, 3) } else { (3, 4) };
    ::blurhash::encode(across, down, width, height, rgba).unwrap_or_default()
}

fn is_size(width: u32, height: u32) -> bool {
    (1..=MAX_SIDE).contains(&width) && (1..=MAX_SIDE).contains(&height)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_bytes_are_decoded_or_refused() {
        let alphabet: Vec<char> = ('!'..='~').chain(['é', '\0', '😀']).collect();
        for length in 0..200_usize {
            for first in &alphabet {
                let rest = (0..length).map(|i| alphabet[(i * 31 + length) % alphabet.len()]);
                let hash: String = std::iter::once(*first).chain(rest).collect();
                assert!(matches!(decode_blur_hash(&hash, 3, 2).len(), 0 | 24));
            }
        }
    }
}
