//! Tests of the binary from outside: one file per command, and some for rules that hold for all.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    missing_docs,
    reason = "tests make and look at files as they need, and a failed unwrap is a failed test"
)]

mod access;
mod any_bytes;
mod campaign;
mod cat_raw;
mod clean;
mod command_line;
mod concurrency;
mod config;
mod consumers;
mod contract;
mod delete;
mod docs;
mod errors;
mod export;
mod faults;
mod filter;
mod fork;
mod forward;
mod fsck;
mod golden;
mod guide;
mod hooks;
mod hostile;
mod index;
mod invariance;
mod invocations;
mod known;
mod limits;
mod list;
mod log;
mod ls_raw;
mod memory;
mod page;
mod pin;
mod pipes;
mod policy;
mod programs;
mod properties;
mod prune;
mod put_raw;
mod readme;
mod recipes;
mod relocate;
mod rename;
mod resolve_id;
mod resume;
mod rm_id;
mod round_trip;
mod sandbox;
mod schema;
mod schema_check;
mod second_name;
mod set_raw;
mod shell;
mod show;
mod signals;
mod stats;
mod strace;
mod streams;
mod tag;
mod terminal;
mod tidy;
mod trash;
mod tree;
mod unmounted;
