//! The manual and the completions are current, pass lint, are complete, and work in real shells.

pub(crate) mod codes;
mod generate;
mod help;
mod records;
mod shells;

use std::{
    env, fs,
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use crate::sandbox::{NOW, Sandbox, program_folder, tool};
use clinvk_sessions::testing;
use generate::Page;

/// The exit statuses of each command, according to the contract.
const EXIT_CODES: [(&str, &str); 35] = [
    ("clinvk-sessions", "0 1 3 4 7"),
    ("clinvk-sessions-list", "0 1 4"),
    ("clinvk-sessions-show", "0 1 4"),
    ("clinvk-sessions-resume", "0 1 4"),
    ("clinvk-sessions-stats", "0 1 4"),
    ("clinvk-sessions-tree", "0 1 4"),
    ("clinvk-sessions-delete", "0 1 4"),
    ("clinvk-sessions-clean", "0 1 3 4 7"),
    ("clinvk-sessions-trash", "0 1 4"),
    ("clinvk-sessions-restore", "0 1 4"),
    ("clinvk-sessions-empty-trash", "0 1 4 7"),
    ("clinvk-sessions-log", "0 1 4"),
    ("clinvk-sessions-pin", "0 1 4"),
    ("clinvk-sessions-unpin", "0 1 4"),
    ("clinvk-sessions-tag", "0 1 4 7"),
    ("clinvk-sessions-untag", "0 1 4 7"),
    ("clinvk-sessions-tags", "0 1 4"),
    ("clinvk-sessions-rename", "0 1 4"),
    ("clinvk-sessions-relocate", "0 1 4 7"),
    ("clinvk-sessions-fork", "0 1 4"),
    ("clinvk-sessions-export", "0 1 4"),
    ("clinvk-sessions-import", "0 1 4"),
    ("clinvk-sessions-ls-raw", "0 1 4"),
    ("clinvk-sessions-cat-raw", "0 1 4"),
    ("clinvk-sessions-resolve-id", "0 1 4"),
    ("clinvk-sessions-rm-id", "0 1 4"),
    ("clinvk-sessions-prune", "0 1 3 4"),
    ("clinvk-sessions-put-raw", "0 1 4"),
    ("clinvk-sessions-set-raw", "0 1 4"),
    ("clinvk-sessions-ls-trash", "0 1 4"),
    ("clinvk-sessions-restore-id", "0 1 4"),
    ("clinvk-sessions-rm-trash", "0 1 4"),
    ("clinvk-sessions-ls-journal", "0 1 4"),
    ("clinvk-sessions-fsck", "0 1 4"),
    ("clinvk-sessions-schema", "0 1 4"),
];

/// The page of what all commands share.
const GROUP: &str = "clinvk-sessions";

fn pages() -> Vec<Page> {
    generate::pages(testing::command())
}

/// The man pages, with their names.
fn manual() -> Vec<(String, String)> {
    let name = |page: &Page| Some(page.path.strip_prefix("man/man1/")?.strip_suffix(".1")?.into());
    pages().into_iter().filter_map(|page| Some((name(&page)?, page.text))).collect()
}

/// Returns the lines of a section of a page.
fn section<'a>(page: &'a str, heading: &str) -> impl Iterator<Item = &'a str> {
    let heading = heading.to_owned();
    let lines = page.lines().skip_while(move |line| {
        line.strip_prefix(".SH ").is_none_or(|name| name.trim_matches('"') != heading)
    });
    lines.skip(1).take_while(|line| !line.starts_with(".SH "))
}

/// Runs a command with `input` and returns its output.
fn run(command: &mut Command, input: &str) -> Output {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the tool was found");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(input.as_bytes()).expect("the tool reads its input");
    drop(stdin);
    child.wait_with_output().expect("the tool ends")
}

#[test]
fn generated_files_are_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let is_update = env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1");
    let mut wrong = Vec::new();
    let pages = pages();
    for page in &pages {
        let path = root.join(&page.path);
        if fs::read_to_string(&path).is_ok_and(|text| text == page.text) {
            continue;
        }
        if is_update {
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(&path, &page.text).expect("the repository can be written");
        }
        wrong.push(format!("{} is not current", page.path));
    }
    for folder in ["completions", "man/man1"] {
        for entry in fs::read_dir(root.join(folder)).into_iter().flatten().flatten() {
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if pages.iter().all(|page| page.path != path) {
                if is_update {
                    fs::remove_file(entry.path()).expect("the repository can be written");
                }
                wrong.push(format!("{path} belongs to no command"));
            }
        }
    }
    let wrong = wrong.join("\n");
    assert!(is_update || wrong.is_empty(), "{wrong}\nrun: UPDATE_DOCS=1 cargo test --test it docs");
}

#[test]
fn mandoc_has_nothing_to_say_about_any_page() {
    let Some(mandoc) = tool("mandoc") else { return };
    for (name, page) in manual() {
        let lint = run(Command::new(&mandoc).args(["-T", "lint"]), &page);
        let said = [lint.stdout, lint.stderr].concat();
        assert!(said.is_empty(), "{name}.1:\n{}", String::from_utf8_lossy(&said));
    }
}

#[test]
fn every_page_names_every_option_and_argument() {
    let mut command = testing::command();
    command.build();
    let group = command.find_subcommand("sessions").expect("the group");
    let pages = manual();
    for command in std::iter::once(group).chain(group.get_subcommands()) {
        let name = command.get_display_name().expect("clap names it");
        let (_, page) = pages.iter().find(|page| page.0 == name).expect("every command has a page");
        let is_group = command.get_name() == "sessions";
        for arg in command.get_arguments() {
            if !is_group && generate::is_shared(arg) {
                // Described once, on the page of the group.
                continue;
            }
            let long = arg.get_long().map(|long| format!("\\-\\-{}", long.replace('-', "\\-")));
            let shown = match (long, arg.get_short()) {
                (Some(long), None) => format!("\\fB{long}\\fR"),
                (Some(long), Some(short)) => format!("\\fB\\-{short}\\fR, \\fB{long}\\fR"),
                _ => format!("\\fI{}\\fR", arg.get_value_names().expect("a name")[0]),
            };
            let headings = ["ARGUMENTS", "OPTIONS", "GLOBAL OPTIONS"].into_iter();
            let mut lines = headings.flat_map(|heading| section(page, heading));
            assert!(lines.any(|line| line.contains(&shown)), "{name}.1 has no line {shown}");
            let is_explained = lines.next().is_some_and(|line| !line.starts_with('.'));
            assert!(is_explained, "{name}.1 does not explain {shown}");
        }
        let options = section(page, "OPTIONS").collect::<Vec<_>>().join(" ");
        assert!(
            is_group || options.contains("\\fBclinvk\\-sessions\\fR(1)"),
            "{name}.1: {options}"
        );
    }
}

#[test]
fn every_page_names_exactly_the_exit_codes_of_its_command() {
    for (name, page) in manual() {
        let known = EXIT_CODES.iter().find(|codes| codes.0 == name).map(|codes| codes.1);
        let items = section(&page, "EXIT STATUS").filter_map(|line| {
            line.strip_prefix("\\fB")?.strip_suffix("\\fR").filter(|code| code.len() == 1)
        });
        assert_eq!(Some(items.collect::<Vec<_>>().join(" ").as_str()), known, "{name}.1");
    }
}

#[test]
fn every_page_has_its_sections_and_refers_to_pages_that_exist() {
    let pages = manual();
    for (name, page) in &pages {
        for heading in
            ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "EXAMPLES", "SEE ALSO"]
        {
            let is_group_s = heading == "OPTIONS" && name == GROUP;
            let has_it = section(page, heading).next().is_some();
            assert!(has_it || is_group_s, "{name}.1 has no {heading}");
        }
        for heading in ["FILES", "ENVIRONMENT", "GLOBAL OPTIONS"] {
            let has_it = section(page, heading).next().is_some();
            assert_eq!(has_it, name == GROUP, "{name}.1: {heading} is only in {GROUP}.1");
        }
        let plain = page.replace("\\fB", "").replace("\\fR", "").replace("\\-", "-");
        for reference in
            plain.split("(1)").filter_map(|before| before.split([' ', '\n']).next_back())
        {
            let is_ours = reference.starts_with("clinvk");
            assert!(
                !is_ours || pages.iter().any(|page| page.0 == reference),
                "{name}.1 refers to {reference}(1)"
            );
        }
    }
}

#[test]
fn every_example_in_the_manual_works() {
    let (Some(_), Some(sh)) = (tool("jq"), tool("sh")) else { return };
    let rest = env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(program_folder()).chain(env::split_paths(&rest));
    let path = env::join_paths(path).expect("a path");
    for (name, page) in manual() {
        let lines: Vec<&str> = section(&page, "EXAMPLES").collect();
        for example in lines.split(|line| *line == ".EX").skip(1) {
            let code = example.split(|line| *line == ".EE").next().expect("a first part");
            let code =
                code.join("\n").replace("\\-", "-").replace("\\(aq", "'").replace("\\e", "\\");
            let sandbox = Sandbox::example();
            let home = sandbox.home();
            // A problem for fsck to find.
            sandbox.file(".tmp-1-1", "");
            std::os::unix::fs::symlink(".", home.join(".clinvk")).expect("a link");
            let mut shell = Command::new(&sh);
            shell.args(["-e", "-c", &code]).current_dir(home).env_clear();
            shell.env("PATH", &path).env("HOME", home);
            let output = run(shell.env("CLINVK_TEST_NOW", NOW), "");
            let (said, wrote) = (String::from_utf8_lossy(&output.stderr), output.stdout.len());
            let is_quiet = said.is_empty() && (wrote > 0 || code.contains('>'));
            assert!(output.status.success() && is_quiet, "{name}.1: {code}\n{said}");
        }
    }
}
