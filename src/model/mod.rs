//! Pure data: sessions, ids, ages, filters and policies. No files, no clock, no printing.

pub mod age;
pub mod alteration;
mod case;
pub mod change;
mod decode;
pub mod etag;
pub mod field;
pub mod filter;
pub mod id;
pub mod json;
pub mod key;
pub mod object;
pub mod order;
pub mod pin;
pub mod policy;
pub mod problem;
pub mod proposal;
mod quick;
pub mod removal;
mod replacement;
pub mod scrutiny;
pub mod seen;
pub mod session;
pub mod stored;
pub mod storing;
pub mod time;
pub mod trashed;
