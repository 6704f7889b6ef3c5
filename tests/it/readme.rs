//! The README and the other documents: their commands do what the text claims.

use std::{env, fmt::Write as _, fs, path::Path};

use crate::{
    sandbox::{NOW, PROGRAM, Sandbox},
    terminal::on_terminal,
};

/// The terminal width of the README's commands.
const COLUMNS: u16 = 100;

fn document(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// Returns the arguments of the README's first command.
fn first_arguments(readme: &str) -> Vec<&str> {
    let command = readme.lines().find(|line| line.starts_with("cargo run")).unwrap();
    command.split_once(" -- ").unwrap().1.split(' ').collect()
}

/// Returns the output of the README's first command at [`NOW`].
fn first_output(readme: &str) -> String {
    let mut clinvk = assert_cmd::Command::new(PROGRAM);
    clinvk.env_clear().env("CLINVK_TEST_NOW", NOW).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = clinvk.args(first_arguments(readme)).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Returns `readme` with the current output of its commands.
///
/// The first `text` block is the output of the first command. The commands of the `console` block
/// run on a terminal, one after another in one example home. Every question is answered with `y`.
fn with_real_output(readme: &str) -> String {
    let (mut text, mut block, mut is_first) = (String::new(), "", true);
    let sandbox = Sandbox::example();
    for line in readme.lines() {
        let is_output = match block {
            "text" => is_first,
            "console" => !line.starts_with("$ "),
            _ => false,
        };
        match line.strip_prefix("```") {
            Some("") => (is_first, block) = (is_first && block != "text", ""),
            Some(kind) => block = kind,
            None if is_output => continue,
            None => {}
        }
        text.push_str(line);
        text.push('\n');
        if line == "```text" && is_first {
            text.push_str(&first_output(readme));
        } else if let ("console", Some(command)) = (block, line.strip_prefix("$ clinvk sessions "))
        {
            let (shown, code) = on_terminal(&sandbox, command, COLUMNS, "y\n");
            assert_eq!(code, Some(0), "{line}\n{shown}");
            let _ = write!(text, "{}", shown.replace("[y/N] ", "[y/N] y\n"));
        }
    }
    text
}

#[test]
fn every_output_in_the_readme_is_real() {
    let readme = document("README.md");
    let real = with_real_output(&readme);
    assert!(real.contains("[y/N] y\n") && real.contains("hint: clinvk sessions restore --last\n"));
    if env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1") {
        return fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"), real).unwrap();
    }
    assert_eq!(readme, real, "run: UPDATE_DOCS=1 cargo test --test it readme");
}

#[test]
fn the_first_command_lists_the_example_home() {
    let list = Sandbox::example().run("list").stdout;
    assert_eq!(first_output(&document("README.md")), list);
}

#[test]
fn the_readme_has_at_most_150_lines() {
    let lines = document("README.md").lines().count();
    assert!(lines <= 150, "{lines} lines");
}

#[test]
fn every_link_between_the_documents_leads_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = fs::read_dir(root.join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let top = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].map(|name| root.join(name));
    for path in docs.chain(top) {
        let text = fs::read_to_string(&path).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (target, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = if target.is_empty() { path.clone() } else { path.with_file_name(target) };
            assert!(target.exists(), "{} links to {link}", path.display());
            let anchor = |line: &str| line.trim_start_matches(['#', ' ']).to_lowercase();
            let has_heading = heading.is_empty()
                || fs::read_to_string(&target)
                    .unwrap()
                    .lines()
                    .any(|line| line.starts_with('#') && anchor(line).replace(' ', "-") == heading);
            assert!(has_heading, "{} links to {link}", path.display());
        }
    }
}

#[test]
fn contributing_names_every_command_of_the_justfile() {
    let (contributing, justfile) = (document("CONTRIBUTING.md"), document("justfile"));
    let commands: Vec<&str> =
        justfile.lines().filter_map(|line| line.strip_prefix("    ")?.split("{{").next()).collect();
    assert!(commands.len() > 5);
    for command in commands.into_iter().filter(|command| !command.starts_with('@')) {
        let is_there = contributing.lines().any(|line| line.contains(command));
        assert!(is_there, "CONTRIBUTING.md lacks: {command}");
    }
}

#[test]
fn with_retention_days_0_only_an_age_that_is_given_deletes_sessions() {
    let limits = document("docs/limits.md");
    assert!(limits.contains("- any session, by the configured age, with `retention_days: 0`:"));
    let sandbox = Sandbox::example();
    sandbox.config("session: { retention_days: 0, trash_days: 1 }");
    // A last use that proves that a clock three days later is right.
    sandbox.session("later", serde_json::json!({ "last_used": "2026-11-25T11:00:00Z" }));
    assert_eq!(sandbox.run("delete 4d5e").code, 0);
    for line in ["clean", "clean --yes", "clean --purge --yes", "prune", "prune --yes"] {
        assert_eq!(sandbox.run(line).stdout, "", "{line}");
        assert_eq!(sandbox.ids().len(), 8, "{line}");
    }
    // The trash has a limit of its own.
    let trash = sandbox.home().join("trash");
    assert_eq!(fs::read_dir(&trash).unwrap().count(), 1);
    let mut clean = sandbox.command(&["clean"]);
    clean.env("CLINVK_TEST_NOW", "2026-11-25T12:00:00Z").assert().failure();
    assert_eq!(fs::read_dir(&trash).unwrap().count(), 0);
    for (line, left) in [("clean --older-than 60d", 7), ("prune --keep-last 1", 2)] {
        assert_eq!(sandbox.run(line).code, 0, "{line}");
        assert_eq!(sandbox.ids().len(), left, "{line}");
    }
}
