//! The cache's file: a head, a record of eight numbers for each session, and a checksum of it all.
//!
//! A record is found by the file's number on its device, so no name is kept, let alone a text. What
//! is not byte for byte as it was written, or was written by another version, is nothing.

use xxhash_rust::xxh3::xxh3_64;

use super::facts::{Facts, Used};
use crate::model::seen::Seen;

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
pub(in crate::store) fn record(seen: &Seen, facts: &Facts) -> Option<Record> {
    let Facts { used, backend, status } = *facts;
    let modified = i64::try_from(seen.modified).ok()?.cast_unsigned();
    let changed = i64::try_from(seen.changed).ok()?.cast_unsigned();
    let (seconds, nanoseconds) = (used.seconds.cast_unsigned(), used.nanoseconds);
    Some([seen.inode, seen.size, modified, changed, seconds, nanoseconds, backend, status])
}

/// The records that were read, all of one device.
#[derive(Debug, Default)]
pub(in crate::store) struct Records {
    device: u64,
    bytes: Vec<u8>,
    /// The first number of each, close together, to search there.
    inodes: Vec<u64>,
}

impl Records {
    /// Reads the bytes of a file; `None` if anything is wrong with them.
    pub(in crate::store) fn decode(bytes: Vec<u8>) -> Option<Records> {
        let (rest, sum) = bytes.split_last_chunk()?;
        let (head, body) = rest.split_first_chunk::<HEAD>()?;
        let (magic, numbers) = head.split_first_chunk()?;
        let (version, device) = numbers.split_first_chunk()?;
        let (records, []) = body.as_chunks::<SIZE>() else { return None };
        if *magic != MAGIC
            || u64::from_le_bytes(*version) != VERSION
            || u64::from_le_bytes(*sum) != xxh3_64(rest)
        {
            return None;
        }
        let device = u64::from_le_bytes(device.try_into().ok()?);
        let inodes = records.iter().map(|record| numbers_of(record)[0]).collect();
        Some(Records { device, bytes, inodes })
    }

    /// Whether there are none.
    pub(in crate::store) fn is_empty(&self) -> bool {
        self.inodes.is_empty()
    }

    /// What is known of exactly this file, and the number of the record that says so.
    pub(in crate::store) fn find(&self, seen: &Seen) -> Option<(usize, Facts)> {
        let number = self.inodes.binary_search(&seen.inode).ok()?;
        let found = self.get(number)?;
        let [.., seconds, nanoseconds, backend, status] = found;
        let used = Used { seconds: seconds.cast_signed(), nanoseconds };
        let facts = Facts { used, backend, status };
        let is_same = seen.device == self.device && record(seen, &facts) == Some(found);
        is_same.then_some((number, facts))
    }

    /// The record of this number.
    pub(in crate::store) fn get(&self, number: usize) -> Option<Record> {
        self.bytes.get(HEAD..)?.as_chunks().0.get(number).map(numbers_of)
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
pub(in crate::store) fn encode(device: u64, mut records: Vec<Record>) -> Vec<u8> {
    records.sort_unstable();
    // A file of two names is there twice.
    records.dedup_by_key(|record| record[0]);
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

    fn seen_of(inode: u64) -> Seen {
        Seen { device: DEVICE, inode, size: 3, modified: -1, changed: inode.into() }
    }

    fn facts_of(inode: u64) -> Facts {
        let used = Used { seconds: -5, nanoseconds: inode };
        Facts { used, backend: inode, status: 0 }
    }

    fn file(inodes: &[u64]) -> Vec<u8> {
        let records = inodes.iter().map(|&inode| record(&seen_of(inode), &facts_of(inode)));
        encode(DEVICE, records.map(|record| record.expect("times that fit")).collect())
    }

    proptest! {
        #[test]
        fn what_is_written_is_found_and_nothing_else(inodes in vec(0_u64..50, 0..40)) {
            let records = Records::decode(file(&inodes)).expect("what was written");
            for inode in 0..50 {
                let found = records.find(&seen_of(inode)).map(|(_, facts)| facts);
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
            prop_assert!(records.find(&seen).is_none());
        }

        #[test]
        fn any_bytes_are_records_or_nothing_and_never_a_panic(bytes: Vec<u8>, is_signed: bool) {
            let mut bytes = [&MAGIC[..], &VERSION.to_le_bytes(), &bytes].concat();
            if is_signed { bytes.extend(xxh3_64(&bytes).to_le_bytes()); }
            if let Some(records) = Records::decode(bytes) {
                prop_assert!((0..3).all(|inode| records.find(&seen_of(inode)).is_none()));
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
        let seen = Seen { modified: i128::from(i64::MAX) + 1, ..seen_of(1) };
        assert_eq!(record(&seen, &facts_of(1)), None);
    }
}
