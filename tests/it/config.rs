//! `config.yaml`: an unreadable policy deletes nothing.

use std::fs;

use crate::sandbox::Sandbox;
use predicates::str;

/// A full configuration like clinvk's own example, mostly irrelevant here.
const FULL: &str = "\
version: \"1.0\"
default_backend: claude
unified_flags: { approval_mode: auto, sandbox_mode: workspace, verbose: false, max_turns: 0 }
backends:
  claude: { model: claude-opus-4-5-20251101, allowed_tools: all, extra_flags: [], enabled: true }
  codex: { model: o3, enabled: true }
session:
  auto_resume: true
  retention_days: 60
  store_token_usage: true
  default_tags: [a, b]
output: { format: text, show_tokens: false, color: true }
server: { host: \"127.0.0.1\", port: 8080, request_timeout_secs: 300 }
parallel: { max_workers: 3, fail_fast: false }
";

#[test]
fn clinvks_full_example_is_understood() {
    let sandbox = Sandbox::example();
    sandbox.config(FULL).run("clean").is("Deleted 2 session(s) older than 60 days.\n");
}

#[test]
fn an_unusable_configuration_is_exit_3_and_deletes_nothing() {
    for text in [
        "session:\n  retention_days: -1\n",
        "session:\n  retention_days: never\n",
        "session:\n  retention_days:\n",
        "session:\n  retention_days: 30d\n",
        "session:\n  retention_days: 1.5\n",
        "session:\n  retention_days: 30.0\n",
        "session:\n  retention_days: 1e1\n",
        "session:\n  retention_days: 1_000\n",
        "session:\n  retention_days: \"5\"\n",
        "session: [\n",
        "session:\n\tretention_days: 1\n",
        "just words\n",
    ] {
        let sandbox = Sandbox::example();
        let before = sandbox.names();
        for command in ["clean", "prune", "prune --dry-run", "clean --dry-run"] {
            let output = sandbox.config(text).run(command);
            assert_eq!((output.code, output.stdout.as_str()), (3, ""), "{text:?} {output}");
            let lines: Vec<_> = output.stderr.lines().collect();
            assert!(
                lines[0].starts_with("clinvk: cannot use the configuration HOME/config.yaml: ")
            );
            assert_eq!(lines[1..], ["hint: nothing was deleted; fix the file or use --older-than"]);
        }
        assert_eq!(sandbox.names(), before);
    }
}

#[test]
fn a_number_that_clinvk_reads_as_another_is_unclear() {
    for value in ["017", "'017'", "0o17", "0x10", "0b11", "+7"] {
        for key in ["retention_days", "trash_days"] {
            let sandbox = Sandbox::example();
            assert_eq!(sandbox.config("").run("delete 5a6b --lock-timeout 0").code, 0);
            let before = sandbox.names();
            let text = format!("session:\n  {key}: {value}\n");
            sandbox.config(&text).run("prune").is(&format!(
                "[stderr]\nclinvk: cannot use the configuration HOME/config.yaml: \
                 `session.{key}` is ambiguous: use decimal digits without a leading zero\n\
                 hint: nothing was deleted; fix the file or use --older-than\n[exit 3]\n"
            ));
            assert_eq!(sandbox.names(), before, "{value}");
        }
    }
}

#[test]
fn a_number_in_quotes_is_a_text_and_none() {
    for value in ["\"5\"", "'5'", "'0'", "!!str 5"] {
        for key in ["retention_days", "trash_days"] {
            let sandbox = Sandbox::example();
            let before = sandbox.names();
            let text = format!("session:\n  {key}: {value}\n");
            for command in ["prune", "clean", "clean --purge --yes"] {
                sandbox.config(&text).run(command).is(&format!(
                    "[stderr]\nclinvk: cannot use the configuration HOME/config.yaml: \
                     `session.{key}` must be a whole number of days, 0 or more\n\
                     hint: nothing was deleted; fix the file or use --older-than\n[exit 3]\n"
                ));
            }
            assert_eq!(sandbox.names(), before, "{value}");
        }
    }
}

#[test]
fn a_broken_configuration_disturbs_only_the_command_that_needs_it() {
    let sandbox = Sandbox::example();
    sandbox.config("session: [");
    assert_eq!(sandbox.run("list").code, 0);
    sandbox.run("clean --older-than 100d").is("Deleted 1 session(s) older than 100 days.\n");
}

#[test]
fn another_file_can_be_named_and_must_then_be_there() {
    let sandbox = Sandbox::example();
    sandbox.config("session: { retention_days: 0 }");
    let other = sandbox.home().join("other.yaml");
    let command = ["clean", "--config", other.to_str().unwrap()];
    sandbox.run_words(&command, "").is("[stderr]\n\
         clinvk: cannot use the configuration HOME/other.yaml: there is no such file\n\
         hint: nothing was deleted; fix the file or use --older-than\n[exit 3]\n");
    fs::write(&other, "session: { retention_days: 100 }").unwrap();
    sandbox.run_words(&command, "").is("Deleted 1 session(s) older than 100 days.\n");
}

#[test]
fn a_link_that_leads_nowhere_is_no_missing_file() {
    let sandbox = Sandbox::example();
    std::os::unix::fs::symlink("/nowhere/at/all", sandbox.home().join("config.yaml")).unwrap();
    sandbox.run("prune").is("[stderr]\n\
         clinvk: cannot use the configuration HOME/config.yaml: there is no such file\n\
         hint: nothing was deleted; fix the file or use --older-than\n[exit 3]\n");
    assert_eq!(sandbox.ids().len(), 8);
}

#[test]
fn what_is_no_file_in_its_place_is_refused_without_hanging() {
    let sandbox = Sandbox::example();
    fs::create_dir(sandbox.home().join("config.yaml")).unwrap();
    assert_eq!(sandbox.run("clean").code, 3);
    fs::remove_dir(sandbox.home().join("config.yaml")).unwrap();
    let fifo = sandbox.home().join("config.yaml");
    rustix::fs::mknodat(rustix::fs::CWD, &fifo, rustix::fs::FileType::Fifo, 0o600.into(), 0)
        .unwrap();
    let output = sandbox.run("clean");
    output.has_stderr(&str::contains("it is not a regular file"));
    assert_eq!(sandbox.ids().len(), 8);
}
