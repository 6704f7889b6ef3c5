//! The cache's file: a head, a record of eight numbers for each session, and a checksum of it all.
//!
//! A record is found by the file's number on its device, so no name is kept, let alone a text. They
//! stand in the order of the listing, so that the next one is nearly always the next one there. What
//! is not byte for byte as it was written, or was written by another version, is nothing.

use std::sync::OnceLock;

use xxhash_rust::xxh3::xxh3_64;

use super::facts::Facts;
use crate::model::{identity::Identity, order::SortValue};

/// How the file begins.
const MAGIC: [u8; 8] = *b"clinvk\nU";

/// The version of the format, which changes with what a record says or with what it is made of.
const VERSION: u64 = 1;

/// The bytes before the records: magic, version, device.
const HEAD: usize = 24;

/// The bytes of a record.
const SIZE: usize = 64;

/// A session's file and what it says, as numbers; the first is the number of the file.
pub(in crate::store) type Record = [u64; SIZE / 8];

/// What to remember of a file; `None` if its times do not fit.
pub(in crate::store) fn record(seen: &Identity, facts: &Facts) -> Option<Record> {
    let Facts { used, backend, status } = *facts;
    let modified = i64::try_from(seen.modified).ok()?.cast_unsigned();
    let changed = i64::try_from(seen.changed).ok()?.cast_unsigned();
    let (seconds, nanoseconds) = used.numbers();
    let (seconds, nanoseconds) = (seconds.cast_unsigned(), nanoseconds.into());
    Some([seen.inode, seen.size, modified, changed, seconds, nanoseconds, backend, status])
}

/// The records that were read, all of one device.
#[derive(Debug, Default)]
pub(in crate::store) struct Records {
    device: u64,
    bytes: Vec<u8>,
    /// The first number of each, sorted, and where it stands; made when that is first asked.
    places: OnceLock<Vec<(u64, usize)>>,
}

impl Records {
    /// Reads the bytes of a file; `None` if anything is wrong with them.
    pub(in crate::store) fn decode(bytes: Vec<u8>) -> Option<Records> {
        let (rest, sum) = bytes.split_last_chunk()?;
        let (head, body) = rest.split_first_chunk::<HEAD>()?;
        let (magic, numbers) = head.split_first_chunk()?;
        let (version, device) = numbers.split_first_chunk()?;
        if *magic != MAGIC
            || u64::from_le_bytes(*version) != VERSION
            || u64::from_le_bytes(*sum) != xxh3_64(rest)
            || !body.len().is_multiple_of(SIZE)
        {
            return None;
        }
        let device = u64::from_le_bytes(device.try_into().ok()?);
        Some(Records { device, bytes, places: OnceLock::new() })
    }

    /// Whether there are none.
    pub(in crate::store) fn is_empty(&self) -> bool {
        self.all().is_empty()
    }

    /// What is known of exactly this file, and where its record stands: most likely at one of
    /// `guesses`.
    pub(in crate::store) fn find(
        &self,
        seen: &Identity,
        guesses: [usize; 2],
    ) -> Option<(usize, Facts)> {
        let is_there = |place: &usize| self.inode(*place) == Some(seen.inode);
        let place = guesses.into_iter().find(is_there).or_else(|| self.search(seen.inode))?;
        let found = self.get(place)?;
        let [.., seconds, nanoseconds, backend, status] = found;
        let nanoseconds = u32::try_from(nanoseconds).ok()?;
        let used = SortValue::of_numbers(seconds.cast_signed(), nanoseconds);
        let facts = Facts { used, backend, status };
        let is_same = seen.device == self.device && record(seen, &facts) == Some(found);
        is_same.then_some((place, facts))
    }

    /// The record that stands at `place`.
    pub(in crate::store) fn get(&self, place: usize) -> Option<Record> {
        self.all().get(place).map(numbers_of)
    }

    fn all(&self) -> &[[u8; SIZE]] {
        self.bytes.get(HEAD..).unwrap_or_default().as_chunks().0
    }

    fn inode(&self, place: usize) -> Option<u64> {
        self.all().get(place)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
    }

    /// Where a record of this file stands.
    fn search(&self, inode: u64) -> Option<usize> {
        let places = self.places.get_or_init(|| {
            let mut places: Vec<_> = (0..self.all().len())
                .filter_map(|place| Some((self.inode(place)?, place)))
                .collect();
            places.sort_unstable();
            places
        });
        let found = places.binary_search_by_key(&inode, |place| place.0).ok()?;
        Some(places[found].1)
    }
}

fn numbers_of(bytes: &[u8; SIZE]) -> Record {
    let mut numbers = Record::default();
    for (number, bytes) in numbers.iter_mut().zip(bytes.as_chunks().0) {
        *number = u64::from_le_bytes(*bytes);
    }
    numbers
}

/// The bytes of a file with these records, all of one device.
pub(in crate::store) fn encode(device: u64, records: &[Record]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEAD + records.len() * SIZE + 8);
    bytes.extend(MAGIC);
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend(device.to_le_bytes());
    for number in records.as_flattened() {
        bytes.extend(number.to_le_bytes());
    }
    let sum = xxh3_64(&bytes);
    bytes.extend(sum.to_le_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::vec, prelude::*};

    const DEVICE: u64 = 7;

    fn seen_of(inode: u64) -> Identity {
        Identity { device: DEVICE, inode, size: 3, modified: -1, changed: inode.into() }
    }

    fn facts_of(inode: u64) -> Facts {
        let used = SortValue::of_numbers(-5, u32::try_from(inode).expect("a small number"));
        Facts { used, backend: inode, status: 0 }
    }

    fn file(inodes: &[u64]) -> Vec<u8> {
        let records = inodes.iter().map(|&inode| record(&seen_of(inode), &facts_of(inode)));
        let records: Vec<_> = records.map(|record| record.expect("times that fit")).collect();
        encode(DEVICE, &records)
    }

    proptest! {
        #[test]
        fn what_is_written_is_found_and_nothing_else(
            inodes in vec(0_u64..50, 0..40), guesses: [u8; 2],
        ) {
            let guesses = guesses.map(usize::from);
            let records = Records::decode(file(&inodes)).expect("what was written");
            for inode in 0..50 {
                let found = records.find(&seen_of(inode), guesses).map(|(_, facts)| facts);
                prop_assert_eq!(found, inodes.contains(&inode).then(|| facts_of(inode)));
            }
        }

        #[test]
        fn any_change_of_the_identity_is_another_file(inode in 1_u64..50, by in 1_i32..9, part in 0..5) {
            let records = Records::decode(file(&[inode])).expect("what was written");
            let mut seen = seen_of(inode);
            match part {
                0 => seen.device += u64::from(by.unsigned_abs()),
                1 => seen.inode += u64::from(by.unsigned_abs()),
                2 => seen.size += u64::from(by.unsigned_abs()),
                3 => seen.modified += i128::from(by),
                _ => seen.changed -= i128::from(by),
            }
            prop_assert!(records.find(&seen, [0, 1]).is_none());
        }

        #[test]
        fn any_bytes_are_records_or_nothing_and_never_a_panic(bytes: Vec<u8>, is_signed: bool) {
            let mut bytes = [&MAGIC[..], &VERSION.to_le_bytes(), &bytes].concat();
            if is_signed { bytes.extend(xxh3_64(&bytes).to_le_bytes()); }
            if let Some(records) = Records::decode(bytes) {
                prop_assert!((0..3).all(|inode| records.find(&seen_of(inode), [0, 1]).is_none()));
            }
        }

        #[test]
        fn a_file_that_was_cut_or_changed_is_nothing(at in 0_usize..224, to: u8, is_cut: bool) {
            let mut bytes = file(&[1, 2, 3]);
            prop_assert_eq!(bytes.len(), 224);
            if is_cut { bytes.truncate(at) } else { bytes[at] = to }
            prop_assert!(bytes == file(&[1, 2, 3]) || Records::decode(bytes).is_none());
        }
    }

    #[test]
    fn times_that_do_not_fit_are_not_remembered() {
        let seen = Identity { modified: i128::from(i64::MAX) + 1, ..seen_of(1) };
        assert_eq!(record(&seen, &facts_of(1)), None);
    }
}
