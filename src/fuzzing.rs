//! Parsers of bytes from outside, for fuzz targets and property tests. They return nothing: the only
//! wrong answer is a panic.

use crate::{
    args::{json_stream::objects, stdin::items},
    config::Config,
    edit::incoming::IncomingSession,
    records::Exported,
    session::Session,
    store::fsck::lint_keys::lint_keys,
};

/// Parses `bytes` as a session file.
pub fn session(bytes: &[u8]) {
    let _ = Session::parse(bytes);
    let _ = lint_keys(bytes);
}

/// Parses `bytes` as the standard input of put-raw, import, rm-id and the other commands that take records.
pub fn records(bytes: &[u8]) {
    for is_nul in [false, true] {
        for item in items(bytes, is_nul) {
            let _ = (item.as_removal(), item.as_lookup(), item.as_change(), item.as_restore());
            let _ = (item.as_trash(), item.as_prefix(), item.claimed_id());
        }
        for item in objects(bytes, is_nul) {
            let _ = Exported::parse(item.bytes);
            let Ok(incoming) = IncomingSession::parse(item.bytes) else { continue };
            let _ = incoming.id.clone().map(|id| incoming.to_file(&id));
        }
    }
}

/// Parses `bytes` as `config.yaml`.
pub fn config(bytes: &[u8]) {
    let _ = std::str::from_utf8(bytes).map(Config::parse);
}
