//! `config.yaml`: any bytes are a configuration or an error.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| clinvk_sessions::fuzzing::config(bytes));
