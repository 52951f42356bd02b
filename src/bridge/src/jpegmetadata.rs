// SPDX-License-Identifier: GPL-3.0-or-later

//! A JPEG file without what is not the picture. ITU-T T.81, annex B.

const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;

/// Empty if it is no JPEG file.
pub fn without_jpeg_metadata(file: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(file.len());
    let Some(mut rest) = file.strip_prefix(&[0xff, 0xd8]).filter(|rest| rest.first() == Some(&0xff)) else {
        return out;
    };
    out.extend_from_slice(&[0xff, 0xd8]);
    let mut orientation = orientation(file);
    while let Some((marker, segment, next)) = segment(rest) {
        rest = next;
        // The place for it is before everything but JFIF's own segment, which comes first.
        if marker != 0xe0 {
            if let Some(orientation) = orientation.take() {
                out.extend_from_slice(&exif(orientation));
            }
        }
        if is_picture(marker, segment) {
            out.extend_from_slice(&[0xff, marker]);
            out.extend_from_slice(segment);
        }
        if marker == EOI {
            break;
        }
        if marker == SOS {
            let (scan, next) = rest.split_at(scan_length(rest));
            out.extend_from_slice(scan);
            rest = next;
        }
    }
    out
}

/// Whether its camera wrote down where it was.
pub fn jpeg_has_place(file: &[u8]) -> bool {
    file.starts_with(&[0xff, 0xd8])
        && exif::Reader::new()
            .read_from_container(&mut std::io::Cursor::new(file))
            .is_ok_and(|exif| exif.get_field(exif::Tag::GPSLatitude, exif::In::PRIMARY).is_some())
}

/// The marker, what follows it including its length, and the rest; none at the end of what can be read.
fn segment(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let start = bytes.iter().position(|byte| *byte == 0xff)?;
    let start = start + bytes[start..].iter().position(|byte| *byte != 0xff)?;
    let (marker, rest) = (bytes[start], &bytes[start + 1..]);
    let length = match marker {
        0x00 | 0x01 | 0xd0..=EOI => 0,
        _ => usize::from(u16::from_be_bytes(*rest.first_chunk()?)).max(2),
    };
    let (segment, rest) = rest.split_at_checked(length)?;
    Some((marker, segment, rest))
}

fn is_picture(marker: u8, segment: &[u8]) -> bool {
    let begins = |name: &[u8]| segment[2..].starts_with(name);
    match marker {
        0xe0 => begins(b"JFIF\0"),
        0xe2 => begins(b"ICC_PROFILE\0"),
        0xee => begins(b"Adobe"),
        // The other applications' segments, and comments.
        0xe1..=0xef | 0xfe => false,
        0x00 => false,
        _ => true,
    }
}

/// Up to the next marker that is not part of the data.
fn scan_length(bytes: &[u8]) -> usize {
    let is_end = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7);
    bytes.windows(2).position(is_end).unwrap_or(bytes.len())
}

/// How the picture lies, if not upright.
fn orientation(file: &[u8]) -> Option<u8> {
    let exif = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(file)).ok()?;
    let orientation = exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0)?;
    u8::try_from(orientation).ok().filter(|orientation| (2..=8).contains(orientation))
}

/// A segment that says nothing else.
fn exif(orientation: u8) -> [u8; 36] {
    let mut segment =
        *b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    segment[29] = orientation;
    segment
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_bytes_are_read() {
        let file = [&[0xff, 0xd8][..], &exif(6), b"\xff\xda\x00\x03\x01data\xff\x00\xff\xd0x\xff\xd9behind"]
            .concat();
        assert_eq!(orientation(&file), Some(6));
        assert_eq!(without_jpeg_metadata(&file), file[..file.len() - 6]);
        for index in 2..file.len() {
            for value in [0x00, 0x01, 0xd9, 0xda, 0xe1, 0xfe, 0xff] {
                let mut damaged = file.clone();
                damaged[index] = value;
                without_jpeg_metadata(&damaged);
                without_jpeg_metadata(&damaged[..index]);
            }
        }
    }
}
