//! The keys that `set-raw` knows, those that it accepts after `extra.`, and typos.

use serde_json::json;

use super::file;
use crate::sandbox::Sandbox;

#[test]
fn a_misspelt_key_is_refused_with_the_nearest_and_nothing_changes() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({ "later": 1 }));
    let before = file(&sandbox, "a");
    for (arguments, told) in [
        ("--set titel=x", "invalid value 'titel=…' for '--set <KEY=VALUE>': did you mean `title`?"),
        (
            "--set stauts=x",
            "invalid value 'stauts=…' for '--set <KEY=VALUE>': did you mean `status`?",
        ),
        (
            "--set prompt=x",
            "invalid value 'prompt=…' for '--set <KEY=VALUE>': did you mean `initial_prompt`?",
        ),
        (
            "--set Title=x",
            "invalid value 'Title=…' for '--set <KEY=VALUE>': clinvk reads it as `title`",
        ),
        (
            "--set metdata.k=x",
            "invalid value 'metdata.k=…' for '--set <KEY=VALUE>': did you mean `metadata.NAME`?",
        ),
        ("--unset tag", "invalid value 'tag' for '--unset <KEY>': did you mean `tags`?"),
        (
            "--set later=x",
            "invalid value 'later=…' for '--set <KEY=VALUE>': unknown key; \
             if you mean it, use `extra.KEY`",
        ),
        (
            "--unset later",
            "invalid value 'later' for '--unset <KEY>': unknown key; \
             if you mean it, use `extra.KEY`",
        ),
        (
            "--set extra=x",
            "invalid value 'extra=…' for '--set <KEY=VALUE>': use `extra.KEY` to name one key",
        ),
        ("--unset extra.", "invalid value 'extra.' for '--unset <KEY>': the key has no name"),
        (
            "--set extra.title=x",
            "invalid value 'extra.title=…' for '--set <KEY=VALUE>': clinvk knows this key; \
             leave out `extra.`",
        ),
        (
            "--unset extra.last_used",
            "invalid value 'extra.last_used' for '--unset <KEY>': clinvk knows this key; \
             leave out `extra.`",
        ),
        (
            "--set extra.Title=x",
            "invalid value 'extra.Title=…' for '--set <KEY=VALUE>': clinvk reads it as `title`",
        ),
        (
            "--set extra.k=1 --unset extra.k",
            "the key 'extra.k' is named twice\nhint: name each key once",
        ),
    ] {
        let hint = if told.contains("hint:") {
            ""
        } else {
            "hint: see `clinvk sessions set-raw --help`\n"
        };
        sandbox
            .run(&format!("set-raw a {arguments}"))
            .is(&format!("[stderr]\nclinvk: {told}\n{hint}[exit 1]\n"));
    }
    assert_eq!(file(&sandbox, "a"), before);
}

#[test]
fn a_status_is_one_of_the_four_words() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({}));
    let before = file(&sandbox, "a");
    for bad in ["foo", "", "Active", "active ", "null"] {
        sandbox.run_words(&["set-raw", "a", "--set", &format!("status={bad}")], "").is(
            "[stderr]\nclinvk: invalid value 'status=…' for '--set <KEY=VALUE>': \
             it must be active, completed, error or paused\n\
             hint: see `clinvk sessions set-raw --help`\n[exit 1]\n",
        );
    }
    assert_eq!(file(&sandbox, "a"), before);
    for good in ["completed", "error", "paused", "active"] {
        let output = sandbox.run(&format!("set-raw a --set status={good}"));
        assert_eq!(output.column("outcome"), ["replaced"]);
        assert!(file(&sandbox, "a").contains(&format!("\"status\": \"{good}\"")));
    }
    assert_eq!(file(&sandbox, "a"), before);
    assert_eq!(sandbox.run("set-raw a --unset status").column("outcome"), ["replaced"]);
    assert!(!file(&sandbox, "a").contains("status"));
}

#[test]
fn after_extra_any_other_key_of_the_file_is_set_and_unset() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({ "later": 1 }));
    let before = file(&sandbox, "a");
    let set = |argument: &str| {
        let output = sandbox.run_words(&["set-raw", "a", "--set", argument], "");
        assert_eq!(output.column("outcome"), ["replaced"], "{argument}: {output}");
    };
    // Includes keys that otherwise only records have, and one with a dot.
    for key in ["titel", "etag", "v", "extra", "a.b", "tokens", "two words"] {
        set(&format!("extra.{key}=x = \"y\""));
        let expected = before.replace("\n}", &format!(",\n  \"{key}\": \"x = \\\"y\\\"\"\n}}"));
        assert_eq!(file(&sandbox, "a"), expected);
        let unset = ["set-raw", "a", "--unset", &format!("extra.{key}")];
        assert_eq!(sandbox.run_words(&unset, "").column("outcome"), ["replaced"]);
        assert_eq!(file(&sandbox, "a"), before);
    }
    set("extra.later=2");
    assert_eq!(file(&sandbox, "a"), before.replace("\"later\": 1", "\"later\": \"2\""));
    // The names in the metadata are free.
    set("metadata.titel=x");
    set("metadata.status=foo");
}
