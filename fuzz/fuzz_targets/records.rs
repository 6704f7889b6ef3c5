//! The record reader: any bytes are items or rejected.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| clinvk_sessions::fuzzing::records(bytes));
