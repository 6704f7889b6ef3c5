//! Hints are complete: their commands work verbatim, also with `--home`.

use std::{path::PathBuf, process::Command};

use serde_json::json;

use super::bare;
use crate::{
    sandbox::{Sandbox, program_folder, tool},
    terminal::on_terminal,
};

/// Creates a home whose path needs shell quoting, with three sessions: pinned, damaged and normal.
fn odd_home(sandbox: &Sandbox) -> PathBuf {
    let home = sandbox.home().join("it's a home");
    std::fs::create_dir(&home).unwrap();
    let store = home.join("sessions");
    std::fs::create_dir(&store).unwrap();
    for (name, text) in [
        ("bad.json", "{".to_owned()),
        ("good.json", r#"{"id":"good"}"#.to_owned()),
        ("kept.json", json!({"id": "kept", "metadata": {"pinned": "true"}}).to_string()),
    ] {
        std::fs::write(store.join(name), text).unwrap();
    }
    home
}

/// Returns the hints of a command in `home`.
fn hints(home: &str, line: &str) -> Vec<String> {
    let words = ["--home", home, "sessions"].into_iter().chain(line.split(' '));
    let (_, stderr, code) = bare(&words.collect::<Vec<_>>(), &[]);
    assert_ne!(code, Some(0), "{line}");
    stderr.lines().filter_map(|line| line.strip_prefix("hint: ")).map(str::to_owned).collect()
}

#[test]
fn every_command_in_a_hint_repeats_the_home_and_names_the_session() {
    let sandbox = Sandbox::new();
    let home = odd_home(&sandbox);
    let home = home.to_str().unwrap();
    let clinvk = format!("clinvk --home '{}'", home.replace('\'', r"'\''"));
    for (line, expected) in [
        ("show nobody", format!("check `{clinvk} sessions list`")),
        ("delete nobody", format!("check `{clinvk} sessions list`")),
        ("cat-raw nobody", format!("check `{clinvk} sessions list`")),
        ("restore nobody", format!("check `{clinvk} sessions trash`")),
        ("show bad", format!("`{clinvk} sessions cat-raw bad` shows the file as it is")),
        ("pin bad", format!("`{clinvk} sessions cat-raw bad` shows the file as it is")),
        (
            "delete kept",
            format!("unpin it first with `{clinvk} sessions unpin kept`, or use --force"),
        ),
        ("undo", format!("undo the last deletion with `{clinvk} sessions restore --last`")),
    ] {
        assert_eq!(hints(home, line), [expected], "{line}");
    }
}

#[test]
fn a_hint_can_be_pasted() {
    let Some(sh) = tool("sh") else { return };
    let sandbox = Sandbox::new();
    let home = odd_home(&sandbox);
    let [hint] = &hints(home.to_str().unwrap(), "show bad")[..] else { panic!("one hint") };
    let pasted = hint.split('`').nth(1).unwrap();
    let mut shell = Command::new(sh);
    shell.env_clear().env("PATH", program_folder()).args(["-c", pasted]);
    let output = shell.output().unwrap();
    assert_eq!((output.stdout, output.stderr), (b"{".to_vec(), Vec::new()), "{pasted}");
}

#[test]
fn on_a_terminal_too() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({})).file(".tmp-1-1", "");
    let home = sandbox.home().to_str().unwrap();
    let last = |line: &str| {
        let (shown, _) = on_terminal(&sandbox, &format!("{line} --home {home}"), 200, "");
        shown.lines().last().unwrap().to_owned()
    };
    assert_eq!(last("delete a"), format!("hint: clinvk --home {home} sessions restore a"));
    assert_eq!(last("delete b"), format!("hint: clinvk --home {home} sessions restore b"));
    assert_eq!(sandbox.run("restore a b").code, 0);
    assert_eq!(last("delete a b"), format!("hint: clinvk --home {home} sessions restore --last"));
    let hint = last("fsck");
    let expected = format!("hint: clinvk --home {home} sessions fsck --repair repairs ");
    assert!(hint.starts_with(&expected), "{hint}");
}
