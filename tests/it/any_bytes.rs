//! The doors of the fuzz targets, at any bytes.

use std::fs;

use clinvk_sessions::fuzzing;
use proptest::prelude::*;

use crate::sandbox::example_home;

/// Bytes without a rhyme, or one of the example's files with some of its bytes replaced.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let files = fs::read_dir(example_home().join("sessions")).unwrap();
    let files: Vec<_> = files.map(|file| fs::read(file.unwrap().path()).unwrap()).collect();
    let places = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4);
    let changed = (prop::sample::select(files), places).prop_map(|(mut file, places)| {
        for (place, byte) in places {
            let place = place.index(file.len());
            file[place] = byte;
        }
        file
    });
    prop_oneof![any::<Vec<u8>>(), changed]
}

proptest! {
    #[test]
    fn are_a_session_or_damaged_and_never_a_panic(bytes in bytes()) {
        fuzzing::session(&bytes);
    }

    #[test]
    fn are_records_or_rejected_and_never_a_panic(bytes in bytes()) {
        fuzzing::records(&bytes);
    }

    #[test]
    fn are_a_configuration_or_an_error_and_never_a_panic(bytes in bytes(), text: String) {
        fuzzing::config(&bytes);
        fuzzing::config(format!("session: {{ retention_days: {text}").as_bytes());
    }
}
