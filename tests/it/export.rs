//! `sessions export` and `sessions import`.

mod folder;
mod hostile;

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt as _,
};

use predicates::str;
use serde_json::{Value, json};

use crate::{
    campaign::tree::Tree,
    sandbox::{Output, Sandbox},
};

/// Returns a home with sessions and artifacts of many kinds.
fn varied() -> Sandbox {
    let sandbox = Sandbox::example();
    sandbox.session("plain", json!({ "title": "\u{1b}[31m \u{202e} \u{2028}" }));
    sandbox.session("empty", json!({}));
    for directory in ["plain/deep/er", "empty"] {
        fs::create_dir_all(sandbox.path(directory)).unwrap();
    }
    for (path, bytes) in [
        ("plain/log", &b"line\n\x7f"[..]),
        ("plain/deep/er/binary", &[0, 0xff, b'\n']),
        ("plain/deep/日本", b""),
    ] {
        fs::write(sandbox.path(path), bytes).unwrap();
        fs::set_permissions(sandbox.path(path), Permissions::from_mode(0o600)).unwrap();
    }
    sandbox
}

/// Returns the files and directories of the store, without modes, index and lock.
fn content(sandbox: &Sandbox) -> Vec<(String, Option<Vec<u8>>)> {
    let nodes = Tree::of(sandbox).0.into_iter();
    let nodes = nodes.filter(|(path, _)| path.starts_with("sessions/"));
    let nodes = nodes.filter(|(path, _)| !path.ends_with("index.json"));
    nodes.filter(|(path, _)| !path.ends_with("store.lock")).map(|(p, n)| (p, n.bytes)).collect()
}

/// Returns what is in the store besides its lock.
fn stored(sandbox: &Sandbox) -> Vec<String> {
    let mut names = sandbox.names();
    names.retain(|name| name != "store.lock");
    names
}

#[test]
fn a_round_trip_through_records_is_exact() {
    let (from, to) = (varied(), Sandbox::new());
    let exported = from.run("export");
    assert_eq!((exported.code, exported.stderr.as_str()), (0, ""));
    assert_eq!(exported.stdout.lines().count(), from.ids().len());
    let imported = to.run_with("import -", exported.stdout.clone());
    assert_eq!((imported.code, imported.stderr.as_str()), (0, ""), "{imported}");
    assert!(imported.stdout.contains("Session plain created.\n"));
    assert_eq!(content(&to), content(&from));
    assert_eq!(to.run("export").stdout, exported.stdout);
    to.run("fsck").is("");
    // Repeated, it changes nothing.
    let again = to.run_with("import -", exported.stdout);
    assert_eq!((again.code, again.stdout.matches(" unchanged.\n").count()), (0, from.ids().len()));
}

#[test]
fn one_session_is_one_json_document_with_its_file_as_text() {
    let sandbox = Sandbox::new();
    sandbox.session("abc123", json!({ "title": "t" }));
    let output = sandbox.run("export abc");
    let document: Value = serde_json::from_str(&output.stdout).unwrap();
    let file = fs::read_to_string(sandbox.path("abc123.json")).unwrap();
    assert_eq!(document["file"], json!({ "text": file }));
    assert_eq!((&document["id"], &document["artifacts"]), (&json!("abc123"), &json!([])));
    assert_eq!(sandbox.run("export nope").code, 1);
    assert_eq!(sandbox.run("export abc --backend claude").code, 1);
    // A person may have indented it.
    let to = Sandbox::new();
    to.run_with("import -", serde_json::to_string_pretty(&document).unwrap())
        .is("Session abc123 created.\n");
    assert_eq!(fs::read_to_string(to.path("abc123.json")).unwrap(), file);
}

#[test]
fn a_file_is_written_whole_and_not_overwritten() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({})).session("def", json!({ "backend": "codex" }));
    let path = sandbox.home().join("out.jsonl");
    sandbox.run("export --backend codex -o out.jsonl").is("Exported 1 session to out.jsonl.\n");
    assert_eq!(fs::read_to_string(&path).unwrap(), sandbox.run("export def").stdout);
    let refused = sandbox.run("export -o out.jsonl");
    refused.is("[stderr]\nclinvk: cannot write ./out.jsonl: File exists\n[exit 4]\n");
    sandbox.run("export -o out.jsonl --force").is("Exported 2 sessions to out.jsonl.\n");
    assert_eq!(fs::read_to_string(&path).unwrap(), sandbox.run("export").stdout);
    for other in ["/dev/null", "no/such/file"] {
        let output = sandbox.run(&format!("export -o {other} --force"));
        assert_eq!((output.code, output.stdout.as_str()), (4, ""), "{other}");
    }
    let left = fs::read_dir(sandbox.home()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_str().unwrap().starts_with(".tmp")));
}

#[test]
fn an_import_overwrites_nothing_unless_it_may() {
    let sandbox = varied();
    let exported = sandbox.run("export plain").stdout;
    let _ = sandbox.run("rename plain other");
    fs::write(sandbox.path("plain/log"), "changed").unwrap();
    fs::write(sandbox.path("plain/more"), "more").unwrap();
    let before = content(&sandbox);
    let import = |options: &str| sandbox.run_with(&format!("import {options} -"), exported.clone());
    let refused = "[stderr]\nclinvk: session plain already exists and was not replaced\n\
                   hint: use --replace to overwrite it\n[exit 1]\n";
    import("").is(refused);
    import("-n").is(refused);
    import("-n --replace").is("Would replace session plain.\n");
    assert_eq!(content(&sandbox), before);
    import("--replace").is("Session plain replaced.\n");
    assert_eq!(fs::read_to_string(sandbox.path("plain/log")).unwrap(), "line\n\u{7f}");
    assert_eq!(fs::read_to_string(sandbox.path("plain/more")).unwrap(), "more");
    assert_eq!(
        sandbox.run("export plain").records()[0]["file"],
        serde_json::from_str::<Value>(&exported).unwrap()["file"]
    );
    import("--replace").is("Session plain unchanged.\n");
    fs::remove_file(sandbox.path("plain/log")).unwrap();
    import("").is(refused);
    import("--replace").is("Session plain replaced.\n");
    assert!(sandbox.path("plain/log").exists());
}

#[test]
fn a_preview_of_an_import_stores_nothing() {
    let (from, to) = (varied(), Sandbox::new());
    let exported = from.run("export plain empty").stdout;
    to.run_with("import -n -", exported)
        .is("Would create session plain.\nWould create session empty.\n");
    assert!(!to.store().exists());
}

#[test]
fn other_records_are_stored_as_put_raw_does() {
    let (from, to) = (Sandbox::example(), Sandbox::new());
    let records = from.run("list --json").stdout;
    assert_eq!(Sandbox::new().run_with("import -", records).code, 1);
    let records = from.run("ls-raw").stdout;
    let output = to.run_with("import --json -", records.clone());
    assert_eq!((output.code, output.column("outcome")), (0, vec!["created".to_owned(); 8]));
    assert_eq!(
        to.run("ls-raw --fields id,title,tags").stdout,
        from.run("ls-raw --fields id,title,tags").stdout
    );
    let file = fs::read_to_string(from.path("4d5e6f7081920a1b.json")).unwrap();
    to.run_with("import -", file).has_stderr(&str::contains("already exists"));
}

#[test]
fn a_result_is_a_record_too() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({}));
    let exported = sandbox.run("export").stdout;
    let input = format!(
        "{exported}{{\"v\":1,\"type\":\"export\",\"id\":\"x\"}}\nword\n{}",
        exported.replace("\"id\":\"abc\"", "\"id\":\"new\"")
    );
    let output: Output = sandbox.run_with("import --json -", input);
    assert_eq!(output.column("outcome"), ["unchanged", "invalid", "invalid", "created"]);
    assert_eq!(output.column("id"), ["abc", "x", "line 3", "new"]);
    assert_eq!(output.code, 1);
    assert_eq!(sandbox.run("ls-journal").column("command"), ["import"]);
}
