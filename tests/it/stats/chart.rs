//! `stats --chart`: a picture in a file, or on standard output.

use std::{fs, os::unix::fs::symlink};

use serde_json::json;

use super::sandbox;
use crate::sandbox::Sandbox;

/// Returns the texts of a picture.
fn texts(svg: &str) -> Vec<&str> {
    let texts = svg.split("<text ").skip(1).filter_map(|rest| rest.split_once(">\n"));
    texts.filter_map(|(_, rest)| rest.split_once("\n</text>")).map(|(text, _)| text).collect()
}

#[test]
fn a_chart_is_written_to_a_file_and_nothing_else() {
    let sandbox = sandbox();
    sandbox.run("stats --chart t.svg").is("");
    let svg = fs::read_to_string(sandbox.home().join("t.svg")).unwrap();
    let expected = [
        "Tokens by day of last use",
        "10M tokens in 4 sessions, 2026-10-31 to 2026-11-22",
        "codex 10M",
        "claude 1.7k",
    ];
    assert_eq!(texts(&svg)[..4], expected);
    // A reader of the file never sees a part of it: nothing else is left beside it.
    let names = fs::read_dir(sandbox.home()).unwrap().count();
    assert_eq!(names, 2);
    sandbox.run("stats --chart t.svg -b codex").is("");
    assert!(fs::read_to_string(sandbox.home().join("t.svg")).unwrap().contains("1 session,"));
}

#[test]
fn a_chart_can_go_to_standard_output() {
    let output = sandbox().run("stats --chart -");
    assert!(output.stdout.starts_with("<svg ") && output.stdout.ends_with("</svg>\n"), "{output}");
    assert_eq!((output.stderr.as_str(), output.code), ("", 0));
    let empty = Sandbox::new().run("stats --chart -");
    assert_eq!(texts(&empty.stdout).last(), Some(&"No tokens"));
}

#[test]
fn what_is_no_regular_file_is_not_overwritten() {
    let sandbox = sandbox();
    let home = sandbox.home();
    fs::create_dir(home.join("d")).unwrap();
    symlink("/dev/null", home.join("null")).unwrap();
    for name in ["d", "null", "."] {
        let output = sandbox.run(&format!("stats --chart {name}"));
        assert_eq!(output.stdout, "");
        let expected = format!(
            "clinvk: cannot write {name}: it is not a regular file\n\
             hint: name a new file, or a regular file to replace\n"
        );
        assert_eq!((output.stderr, output.code), (expected, 1));
    }
    assert_eq!(sandbox.run("stats --chart missing/t.svg").code, 4);
}

#[test]
fn a_symlink_to_a_file_stays_one() {
    let sandbox = sandbox();
    let home = sandbox.home();
    fs::write(home.join("real.svg"), "old").unwrap();
    symlink("real.svg", home.join("link.svg")).unwrap();
    sandbox.run("stats --chart link.svg").is("");
    assert!(home.join("link.svg").is_symlink());
    assert!(fs::read_to_string(home.join("real.svg")).unwrap().starts_with("<svg "));
}

#[test]
fn a_chart_of_five_years_has_months() {
    let sandbox = Sandbox::new();
    let usage = json!({ "input_tokens": 5, "output_tokens": 0 });
    for year in 2021..2026 {
        let at = format!("{year}-12-01T00:00:00Z");
        sandbox.session(&format!("s{year}"), json!({ "last_used": at, "token_usage": usage }));
    }
    let output = sandbox.run("stats --chart -");
    assert_eq!(texts(&output.stdout)[0], "Tokens by month of last use");
}
