//! The help of every command: short after `-h`, explained from its page after `--help`.

use std::{fs, path::Path};

use clinvk_sessions::{docs, testing};

use super::manual;
use crate::sandbox::Sandbox;

/// The rows and columns of a terminal that short help fits on.
const SCREEN: (usize, usize) = (24, 80);

/// Returns the help of the command `name`, as wide as [`SCREEN`].
fn help(sandbox: &Sandbox, name: &str, option: &str) -> String {
    let arguments = [name, option];
    let arguments = if name == "sessions" { &arguments[1..] } else { &arguments };
    let columns = SCREEN.1.to_string();
    let output = sandbox.command(arguments).env("COLUMNS", columns).output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &[][..]), "{name}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_page_belongs_to_a_command_and_every_command_has_one() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("man/src");
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let file = |name| match name {
        "sessions" => "clinvk-sessions.md".to_owned(),
        name => format!("{name}.md"),
    };
    let mut pages: Vec<String> = testing::PAGES.map(|page| file(page.0)).into();
    files.sort();
    pages.sort();
    assert_eq!(files, pages);
    let commands =
        manual().into_iter().map(|page| page.0.replacen("clinvk-sessions-", "", 1) + ".md");
    let mut commands: Vec<String> = commands.collect();
    commands.sort();
    assert_eq!(commands, pages);
}

#[test]
fn links_lead_to_the_page_that_they_name() {
    for (name, page) in testing::PAGES {
        for link in page.split("](").skip(1) {
            let (target, _) = link.split_once(')').unwrap();
            let name_of_target = target.trim_end_matches(".md");
            let is_page = testing::PAGES.iter().any(|page| page.0 == name_of_target);
            assert!(is_page || target == "clinvk-sessions.md", "{name}.md links to {target}");
            let label = page.split(&format!("(1)]({target})")).next().unwrap();
            let label = label.rsplit('[').next().unwrap();
            assert!(
                label == name_of_target || label == format!("clinvk-sessions-{name_of_target}")
            );
        }
    }
}

#[test]
fn long_help_begins_with_the_first_paragraph_of_the_page_and_ends_with_its_examples() {
    let sandbox = Sandbox::new();
    for (name, page) in testing::PAGES {
        let help = help(&sandbox, name, "--help");
        // Lines are broken for the screen.
        let one_line = help.split_whitespace().collect::<Vec<_>>().join(" ");
        let summary = docs::summary(page);
        assert!(summary.len() > 40 && summary.ends_with('.'), "{name}: {summary}");
        assert!(!summary.contains(['[', '*', '<']), "{name}: markup in {summary}");
        assert!(one_line.starts_with(&format!("{summary} Usage: clinvk")), "{name}: {help}");
        let examples = docs::examples(page);
        assert!(examples.lines().any(|line| line.starts_with("      clinvk")), "{name}");
        for line in examples.lines() {
            assert!(line.len() <= SCREEN.1, "{name}: this is too wide: {line}");
        }
        assert!(help.ends_with(&format!("Examples:\n{examples}")), "{name}: {help}");
    }
}

#[test]
fn short_help_fits_on_a_screen() {
    let sandbox = Sandbox::new();
    for (name, _) in testing::PAGES {
        let help = help(&sandbox, name, "-h");
        let size = (help.lines().count(), help.lines().map(str::len).max().unwrap());
        assert!(size.1 <= SCREEN.1, "{name}: {size:?}\n{help}");
        assert!(size.0 <= SCREEN.0, "{name}: {size:?}\n{help}");
        assert!(!help.contains("Examples:"), "{name}");
    }
}
