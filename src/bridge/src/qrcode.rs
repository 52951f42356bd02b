// SPDX-License-Identifier: GPL-3.0-or-later

//! Bytes as the squares of a QR code.

use ::qrcode::{Color, EcLevel, QrCode};

/// One byte a square, line by line, 1 is dark; as many lines as squares in a line. Empty if it is too much for
/// one code.
pub fn qr_squares(data: &[u8]) -> Vec<u8> {
    QrCode::with_error_correction_level(data, EcLevel::L)
        .map(|code| code.to_colors().into_iter().map(|square| u8::from(square == Color::Dark)).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_a_square_with_its_three_corners() {
        let squares = qr_squares(b"MATRIX\x02\x00 and some bytes \xff");
        let side = (squares.len() as f64).sqrt() as usize;
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
}
