//! The digest that identifies the content of a session file.

use std::{fmt, str::FromStr};

/// A digest of a session file's bytes. If it is equal, the session is unchanged.
///
/// XXH3 (64 bits) of the whole file, as 16 hex digits; `xxhsum -H3` computes the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Etag(u64);

impl Etag {
    /// Returns the etag of a file with these bytes.
    pub(crate) fn of(bytes: &[u8]) -> Etag {
        Etag(xxhash_rust::xxh3::xxh3_64(bytes))
    }

    /// Returns the 16 hex digits.
    pub(crate) fn digits(self) -> [u8; 16] {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let mut digits = [0; 16];
        for (pair, byte) in digits.chunks_exact_mut(2).zip(self.0.to_be_bytes()) {
            pair[0] = HEX[usize::from(byte >> 4)];
            pair[1] = HEX[usize::from(byte & 0xf)];
        }
        digits
    }
}

impl fmt::Display for Etag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// The error of a text that is not an etag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an etag is 16 lower-case hex digits")]
pub(crate) struct InvalidEtag;

impl FromStr for Etag {
    type Err = InvalidEtag;

    fn from_str(text: &str) -> Result<Etag, InvalidEtag> {
        let is_hex = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if text.len() != 16 || !is_hex {
            return Err(InvalidEtag);
        }
        u64::from_str_radix(text, 16).map(Etag).map_err(|_| InvalidEtag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn etags_never_change_between_releases() {
        // Digests computed by the reference implementation of XXH3.
        assert_eq!(Etag::of(b"").to_string(), "2d06800538d394c2");
        assert_eq!(Etag::of(b"a").to_string(), "e6c632b61e964e1f");
    }

    #[test]
    fn an_etag_reads_back_as_itself_and_nothing_else_reads_as_one() {
        let etag = Etag::of(b"session");
        assert_eq!(etag.to_string().parse(), Ok(etag));
        assert_eq!(etag.to_string().as_bytes(), etag.digits());
        for bad in
            ["", "2d06800538d394c", "2D06800538D394C2", "+d06800538d394c2", "x".repeat(16).as_str()]
        {
            assert_eq!(bad.parse::<Etag>(), Err(InvalidEtag));
        }
    }
}
