//! Pure data: sessions, ids, ages, filters and policies. No files, no clock, no printing.

pub mod age;
mod decode;
pub mod etag;
pub mod filter;
pub mod id;
pub mod order;
pub mod policy;
pub mod removal;
pub mod session;
pub mod stored;
pub mod time;
