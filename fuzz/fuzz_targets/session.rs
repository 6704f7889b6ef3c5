//! The session parser: any bytes are a session or damaged.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| clinvk_sessions::fuzzing::session(bytes));
