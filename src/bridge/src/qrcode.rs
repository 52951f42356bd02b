// SPDX-License-Identifier: GPL-3.0-or-later

//! Bytes as the squares of a QR code, and out of a picture of one.

use std::panic::catch_unwind;

use ::qrcode::{Color, EcLevel, QrCode};
use rqrr::PreparedImage;

/// Larger pictures show no more of a code, and take longer.
const MAX_SIDE: u32 = 1024;

/// One byte a square, line by line, 1 is dark; as many lines as squares in a line. Empty if it is too much for
/// one code.
pub fn qr_squares(data: &[u8]) -> Vec<u8> {
    QrCode::with_error_correction_level(data, EcLevel::L)
        .map(|code| code.to_colors().into_iter().map(|square| u8::from(square == Color::Dark)).collect())
        .unwrap_or_default()
}

/// What the first code says that can be read in the picture, one byte a pixel, line by line. Empty if there is none, or
/// the picture is not of that size, or of none or too large a one.
pub fn read_qr_code(grey: &[u8], width: u32, height: u32) -> Vec<u8> {
    let is_size = (1..=MAX_SIDE).contains(&width) && (1..=MAX_SIDE).contains(&height);
    if !is_size || grey.len() != (width * height) as usize {
        return Vec::new();
    }
    // The crate asserts that what looks like a corner of a code lies in a plane, which is not so in every picture.
    catch_unwind(|| first_code(grey, width as usize, height as usize)).unwrap_or_default()
}

fn first_code(grey: &[u8], width: usize, height: usize) -> Vec<u8> {
    let mut picture = PreparedImage::prepare_from_greyscale(width, height, |x, y| grey[y * width + x]);
    picture
        .detect_grids()
        .iter()
        .find_map(|grid| {
            let mut bytes = Vec::new();
            grid.decode_to(&mut bytes).ok().map(|_| bytes)
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture, light, with codes drawn into it.
    struct Picture {
        grey: Vec<u8>,
        width: u32,
        height: u32,
    }

    impl Picture {
        fn new(width: u32, height: u32) -> Self {
            Picture { grey: vec![230; (width * height) as usize], width, height }
        }

        /// The code of `data`, `scale` pixels a square, with its corner at `left` and `top`.
        fn draw(&mut self, data: &[u8], scale: usize, left: usize, top: usize) {
            let squares = qr_squares(data);
            let side = side_of(&squares);
            for (i, _) in squares.iter().enumerate().filter(|(_, square)| **square == 1) {
                for y in 0..scale {
                    let start = (top + i / side * scale + y) * self.width as usize + left + i % side * scale;
                    self.grey[start..start + scale].fill(25);
                }
            }
        }

        fn read(&self) -> Vec<u8> {
            read_qr_code(&self.grey, self.width, self.height)
        }
    }

    fn side_of(squares: &[u8]) -> usize {
        (squares.len() as f64).sqrt() as usize
    }

    /// As long as what is shown in verifications, with a bit of everything in it.
    fn verification() -> Vec<u8> {
        let mut bytes = b"MATRIX\x02\x01\x00\x18$flow:example.org0123456789ABC".to_vec();
        bytes.extend((0..100_u32).map(|i| (i * 37 + 11) as u8));
        bytes
    }

    /// The same numbers each time (xorshift).
    fn random_bytes(count: usize) -> Vec<u8> {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 32) as u8
        };
        (0..count).map(|_| next()).collect()
    }

    #[test]
    fn is_a_square_with_its_three_corners() {
        let squares = qr_squares(b"MATRIX\x02\x00 and some bytes \xff");
        let side = side_of(&squares);
        assert_eq!(side * side, squares.len());
        let dark = |x: usize, y: usize| squares[y * side + x] == 1;
        for (x, y) in [(0, 0), (side - 7, 0), (0, side - 7)] {
            assert!(dark(x, y) && dark(x + 6, y + 6) && dark(x + 3, y + 3));
            assert!(!dark(x + 1, y + 1));
        }
    }

    #[test]
    fn too_much_is_none() {
        assert!(qr_squares(&[b'x'; 5000]).is_empty());
    }

    #[test]
    fn reads_what_it_draws() {
        for data in [b"1234".to_vec(), b"HTTPS://EXAMPLE.ORG".to_vec(), verification()] {
            for scale in [3, 4, 9] {
                let mut picture = Picture::new(640, 480);
                picture.draw(&data, scale, 4 * scale, 4 * scale);
                assert_eq!(picture.read(), data, "{scale} pixels a square");
            }
        }
    }

    /// Which a code may say in a shorter way where they look like numbers, or like letters of some language.
    #[test]
    fn reads_any_bytes() {
        let all = random_bytes(60 * 128);
        for data in all.chunks(60) {
            let mut picture = Picture::new(320, 320);
            picture.draw(data, 5, 40, 40);
            assert_eq!(picture.read(), data);
        }
    }

    #[test]
    fn reads_beside_what_is_none() {
        let mut picture = Picture::new(640, 480);
        picture.draw(&verification(), 4, 300, 200);
        for (pixel, noise) in picture.grey.iter_mut().zip(random_bytes(640 * 150)) {
            *pixel = noise;
        }
        assert_eq!(picture.read(), verification());
    }

    #[test]
    fn reads_nothing_where_there_is_none() {
        for (width, height) in [(1, 1), (1, 200), (200, 1), (640, 480), (1024, 1024)] {
            assert!(Picture::new(width, height).read().is_empty());
            let grey = random_bytes((width * height) as usize);
            assert!(read_qr_code(&grey, width, height).is_empty());
        }
    }

    #[test]
    fn a_picture_that_is_none_is_refused() {
        let mut picture = Picture::new(400, 400);
        picture.draw(b"1234", 4, 40, 40);
        let grey = &picture.grey;
        assert!(!read_qr_code(grey, 400, 400).is_empty());
        for (width, height) in [(0, 0), (400, 399), (401, 400), (0, 400), (160_000, 1), (u32::MAX, u32::MAX)]
        {
            assert!(read_qr_code(grey, width, height).is_empty());
        }
        assert!(read_qr_code(&[], 0, 0).is_empty());
        assert!(read_qr_code(&[0; 1025], 1025, 1).is_empty());
    }
}
