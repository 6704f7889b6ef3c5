//! Two stores: one with hardly any session, and one with only odd sessions.

use std::{
    ffi::OsStr,
    fs,
    os::unix::{ffi::OsStrExt as _, fs::symlink, net::UnixListener},
};

use rustix::fs::{CWD, FileType, mknodat};
use serde_json::json;

use crate::{campaign::texts::TIMES, sandbox::Sandbox};

/// Good sessions among files that a scan must not follow, block on, or touch.
pub(crate) fn hostile() -> Sandbox {
    let sandbox = Sandbox::in_memory();
    sandbox.session("good1", json!({})).session("good2", json!({ "title": "\u{1b}[2J" }));
    for name in
        [".json", "..json", "...json", "-dash.json", "a b.json", "new\nline.json", "notes.txt"]
    {
        sandbox.file(name, "{}");
    }
    sandbox.file(&format!("{}.json", "x".repeat(200)), "{}");
    fs::write(sandbox.store().join(OsStr::from_bytes(b"\xff\xfe.json")), "{}").unwrap();
    mknodat(CWD, sandbox.path("fifo.json"), FileType::Fifo, 0o600.into(), 0).unwrap();
    drop(UnixListener::bind(sandbox.path("socket.json")).unwrap());
    fs::create_dir(sandbox.path("dir.json")).unwrap();
    for (name, target) in
        [("link", "good1.json"), ("zero", "/dev/zero"), ("self", "self.json"), ("gone", "nowhere")]
    {
        symlink(target, sandbox.path(&format!("{name}.json"))).unwrap();
    }
    sandbox.file("sparse.json", "");
    let sparse = fs::File::options().write(true).open(sandbox.path("sparse.json")).unwrap();
    sparse.set_len(1 << 30).unwrap();
    // A real device instead of a symlink to one. Falls back to the symlink if that is not
    // permitted.
    let null = rustix::fs::makedev(1, 3);
    let _ =
        mknodat(CWD, sandbox.path("device.json"), FileType::CharacterDevice, 0o600.into(), null);
    for (name, bytes) in damaged() {
        sandbox.file(&format!("{name}.json"), bytes);
    }
    sandbox
}

/// A store that contains only odd sessions that parse.
pub(crate) fn odd() -> Sandbox {
    let sandbox = Sandbox::in_memory();
    for (number, (time, _)) in TIMES.iter().enumerate() {
        let times = json!({ "created_at": time, "last_used": time });
        sandbox.session(&format!("time{number:02}"), times);
    }
    for (number, time) in FUTURE.iter().enumerate() {
        sandbox.session(&format!("future{number}"), json!({ "last_used": time }));
    }
    for (number, text) in ODD_TEXTS.iter().enumerate() {
        let text = format!("a{text}b");
        let everywhere = json!({
            "backend": text, "status": text, "working_dir": text, "backend_session_id": text,
            "model": text, "initial_prompt": text, "title": text, "parent_id": text,
            "error_message": text, "tags": [text, text], "metadata": { (text.clone()): text },
        });
        sandbox.session(&format!("text{number:02}"), everywhere);
    }
    for (number, usage) in ODD_COUNTERS.iter().enumerate() {
        let file = format!(
            r#"{{"id":"count{number}","backend":"claude","created_at":"2026-11-22T10:00:00Z","last_used":"2026-11-22T10:00:00Z","working_dir":"",{usage}}}"#
        );
        sandbox.file(&format!("count{number}.json"), file);
    }
    sandbox.file("name.json", std::fs::read(sandbox.path("text00.json")).unwrap());
    sandbox
}

/// Times of last use in the future.
pub(crate) const FUTURE: [&str; 3] =
    ["2026-11-22T12:00:00.000000001Z", "2026-12-01T00:00:00Z", "9999-12-31T23:59:59Z"];

/// Odd texts: cursor movement, reversed text, zero or double width, and characters that no file
/// should contain.
pub(crate) const ODD_TEXTS: [&str; 38] = [
    "\u{1b}[2J",
    "\u{1b}]52;c;ZWNobyBoaQ==\u{7}",
    "\u{1b}]0;t\u{1b}\\",
    "\u{9b}31m",
    "\u{9d}x\u{9c}",
    "\u{7}",
    "\r",
    "\u{8}\u{8}",
    "\u{7f}",
    "\t",
    "\n",
    "\r\n",
    "\u{b}",
    "\u{c}",
    "\u{85}",
    "\u{0}",
    "\u{202a}",
    "\u{202b}",
    "\u{202c}",
    "\u{202d}",
    "\u{202e}",
    "\u{2066}",
    "\u{2067}",
    "\u{2068}",
    "\u{2069}",
    "\u{200e}\u{200f}",
    "\u{61c}",
    "\u{200b}\u{200c}\u{2060}",
    "\u{feff}",
    "\u{e0001}\u{e0041}",
    "\u{2028}",
    "\u{2029}",
    "状態管理の設計",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "e\u{301}\u{302}\u{303}\u{304}",
    "\u{ad}",
    "\u{fffd}\u{fffe}",
    "ﷺ",
];

/// Counters that are negative, in other forms, or too large, as keys of a file.
const ODD_COUNTERS: [&str; 8] = [
    r#""turn_count":-1"#,
    r#""turn_count":9223372036854775807"#,
    r#""turn_count":0"#,
    r#""token_usage":{"input_tokens":-1,"output_tokens":-9223372036854775808}"#,
    r#""token_usage":{"input_tokens":9223372036854775807,"output_tokens":9223372036854775807}"#,
    r#""token_usage":{"input_tokens":0,"output_tokens":0,"cached_tokens":-5}"#,
    r#""token_usage":{}"#,
    r#""token_usage":null"#,
];

/// Returns a session whose turn count is written like this.
fn counted(count: &str) -> Vec<u8> {
    format!(
        r#"{{"id":"a","backend":"claude","created_at":"2026-11-22T10:00:00Z","last_used":"2026-11-22T10:00:00Z","working_dir":"","turn_count":{count}}}"#
    )
    .into_bytes()
}

/// Returns session files that do not parse as sessions.
pub(crate) fn damaged() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("bom", b"\xef\xbb\xbf{\"id\":\"a\"}".to_vec()),
        ("deep", [b"{\"id\":", &b"[".repeat(100_000)[..]].concat()),
        ("count", counted("1e3")),
        ("counted", counted("9223372036854775808")),
        ("decimal", counted("1.5")),
        ("empty", Vec::new()),
        ("list", b"[]".to_vec()),
        ("null", b"null".to_vec()),
        ("object", b"{}".to_vec()),
        ("package", b"{\"name\":\"left-pad\",\"version\":\"1.0.0\"}".to_vec()),
        ("surrogate", br#"{"id":"\ud800","title":"\ud8"}"#.to_vec()),
        ("trailing", b"{\"id\":\"a\"} {}".to_vec()),
        ("truncated", b"{\"id\":\"a\"".to_vec()),
        ("types", b"{\"id\":\"a\",\"tags\":{}}".to_vec()),
        ("utf16", b"\xff\xfe{\0}\0".to_vec()),
        ("nulls", vec![0; 4096]),
    ]
}
