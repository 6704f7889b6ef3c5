//! Colours: on a capable terminal, or as the options, the environment and the configuration say.

use super::capture;
use crate::sandbox::Sandbox;

/// Returns the screen of a command with these variables, without a pager.
fn screen(sandbox: &Sandbox, line: &str, variables: &[(&str, &str)]) -> String {
    let words: Vec<_> = line.split(' ').collect();
    let mut command = sandbox.std_command(&words);
    command.env("TERM", "xterm").env("PAGER", "").envs(variables.iter().copied());
    capture(&mut command, 80, "").0
}

fn is_coloured(screen: &str) -> bool {
    screen.contains('\u{1b}')
}

#[test]
fn errors_warnings_and_hints_have_their_colours() {
    let sandbox = Sandbox::example();
    assert_eq!(
        screen(&sandbox, "show nothing", &[]),
        "\u{1b}[1m\u{1b}[31mclinvk:\u{1b}[0m session not found: nothing\n\
         \u{1b}[36mhint:\u{1b}[0m check `clinvk sessions list`\n"
    );
    let deleted = screen(&sandbox, "delete 4d5e", &[]);
    assert!(
        deleted.ends_with("\n\u{1b}[36mhint:\u{1b}[0m clinvk sessions restore 4d5e6f7081920a1b\n"),
        "{deleted}"
    );
    let mistake = screen(&sandbox, "show --latest", &[]);
    assert!(mistake.starts_with("\u{1b}[1m\u{1b}[31mclinvk:\u{1b}[0m unexpected"), "{mistake}");
    let _ = sandbox.run("pin 6b7c");
    assert_eq!(
        screen(&sandbox, "pin 6b7c8d9e0f1a2b3c4d5e6f708192a3b4", &[("NO_COLOR", "1")]).len(),
        screen(&sandbox, "pin 6b7c8d9e0f1a2b3c4d5e6f708192a3b4", &[("TERM", "dumb")]).len()
    );
    let warning = screen(&sandbox, "pin 6b7c", &[]);
    assert!(warning.starts_with("\u{1b}[1m\u{1b}[33mclinvk:\u{1b}[0m session 6b7c"), "{warning}");
}

#[test]
fn the_option_then_the_environment_then_the_configuration_decide() {
    let sandbox = Sandbox::example();
    for (line, variables, config, expected) in [
        ("show x", &[][..], "", true),
        ("show x", &[("NO_COLOR", "1")], "", false),
        ("show x", &[("NO_COLOR", "")], "", true),
        ("show x", &[("TERM", "dumb")], "", false),
        ("show x", &[("TERM", "")], "", false),
        ("show x", &[], "output: {color: false}", false),
        ("show x", &[], "output: [broken", true),
        ("show x", &[("CLICOLOR_FORCE", "1")], "output: {color: false}", true),
        ("show x --color always", &[("NO_COLOR", "1")], "output: {color: false}", true),
        ("show x --color=never", &[("CLICOLOR_FORCE", "1")], "", false),
        ("show --color never", &[], "", false),
        ("show --color always", &[("NO_COLOR", "1")], "", true),
        ("--help --color never", &[], "", false),
        ("--help", &[], "output: {color: false}", false),
        ("list --help", &[], "", true),
    ] {
        sandbox.config(config);
        let screen = screen(&sandbox, line, variables);
        assert_eq!(is_coloured(&screen), expected, "{line} {variables:?} {config}: {screen}");
    }
}

#[test]
fn a_broken_configuration_breaks_no_list() {
    let sandbox = Sandbox::example();
    sandbox.config("session: [broken");
    assert!(screen(&sandbox, "list", &[]).lines().count() == 9);
}

#[test]
fn a_pipe_gets_colours_only_on_demand_and_plumbing_never_writes_any() {
    let sandbox = Sandbox::example();
    let mut command = sandbox.std_command(&["show", "x"]);
    let output = command.env("TERM", "xterm").output().unwrap();
    assert!(!is_coloured(&String::from_utf8(output.stderr).unwrap()));
    let error = sandbox.run("show x --color always").stderr;
    assert!(is_coloured(&error), "{error}");
    for line in ["ls-raw", "prune --dry-run", "fsck", "ls-journal", "schema"] {
        let plain = sandbox.run(line).stdout;
        assert_eq!(sandbox.run(&format!("{line} --color always")).stdout, plain, "{line}");
        assert_eq!(screen(&sandbox, &format!("{line} --color always"), &[]).find('\u{1b}'), None);
    }
    let error = sandbox.run("ls-raw ../x --color always --errors=json").stderr;
    assert!(!is_coloured(&error), "{error}");
}
