//! Suggestions for an unknown command or option. None of them deletes anything.

use super::bare;
use crate::sandbox::Sandbox;

/// Returns the hint for an invalid command line, whose message must be one line.
fn hint(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (stdout, stderr, code) = bare(&words, &[]);
    assert_eq!((stdout.as_str(), code), ("", Some(1)), "{line}");
    let lines: Vec<&str> = stderr.lines().collect();
    let [message, hint] = lines[..] else { panic!("{line}: {stderr}") };
    assert!(message.starts_with("clinvk: "), "{line}: {stderr}");
    hint.strip_prefix("hint: ").unwrap_or_else(|| panic!("{line}: {stderr}")).to_owned()
}

#[test]
fn what_people_type_is_answered() {
    for (typed, answer) in [
        ("retitle X", "give a session a title with `clinvk sessions rename ID TITLE`"),
        ("undo", "undo the last deletion with `clinvk sessions restore --last`"),
        ("undelete X", "undo the last deletion with `clinvk sessions restore --last`"),
        (
            "backup",
            "export every session, with its artifacts: `clinvk sessions export -o sessions.jsonl`",
        ),
        ("label X y", "add a tag with `clinvk sessions tag ID TAG`"),
        ("edit X", "change a field with `clinvk sessions set-raw FULL-ID --set KEY=VALUE`"),
        ("get X", "show one session with `clinvk sessions show ID`"),
        ("cat X", "show the file of a session with `clinvk sessions cat-raw FULL-ID`"),
        ("history", "show the history of changes with `clinvk sessions log`"),
        ("version", "show the version with `clinvk sessions --version`"),
        ("ll", "list all sessions with `clinvk sessions list`"),
        ("Remove X", "to delete a session, see `clinvk sessions delete --help`"),
        ("purge", "to delete old sessions, look first with `clinvk sessions clean --dry-run`"),
        ("delte X", "to delete a session, see `clinvk sessions delete --help`"),
        (
            "prnue",
            "to remove sessions by a policy, look first with `clinvk sessions prune --dry-run`",
        ),
        (
            "show --verbose",
            "all messages are shown anyway; show the history of changes with `clinvk sessions log`",
        ),
        ("clean --days 30", "use --older-than, as in --older-than 30d"),
        ("clean --dryrun", "use --dry-run with a command that deletes"),
    ] {
        assert_eq!(hint(&format!("sessions {typed}")), answer, "{typed}");
    }
    for word in ["find", "search"] {
        assert_eq!(
            hint(&format!("sessions {word} auth")),
            "find sessions with `clinvk sessions list --grep WORD`"
        );
    }
}

#[test]
fn no_suggestion_leads_to_a_command_that_deletes() {
    // Words close to deleting commands, for clap or for a typo.
    for typed in [
        "remame",
        "prunes",
        "rune",
        "clear",
        "clea",
        "lean",
        "cleanse",
        "del",
        "deletion",
        "rmid",
        "rm-ids",
        "empty",
        "emptytrash",
        "trash-rm",
        "rmm",
        "purne",
        "clean --al",
        "clean --purg",
        "clean --yse",
        "delete --forc x",
        "delete --purg x",
        "-- prune",
        "--older-than 1d prune",
    ] {
        let hint = hint(&format!("sessions {typed}"));
        let suggested = hint.split(['`', '\'']).skip(1).step_by(2);
        for command in suggested {
            let is_look = command.ends_with("--help") || command.ends_with("--dry-run");
            let is_name = ["delete", "clean", "empty-trash", "prune", "rm-id"].contains(&command);
            // A bare name cannot be run.
            assert!(
                is_look || is_name && hint.contains(" is `") || !deletes(command),
                "{typed}: {hint}"
            );
        }
        let is_offered = ["--all", "--purge", "--yes", "--force"].iter().any(|o| hint.contains(o));
        assert!(!is_offered, "{typed}: {hint}");
    }
}

fn deletes(command: &str) -> bool {
    let mut words = command.split(' ');
    words.any(|word| ["delete", "rm", "clean", "empty-trash", "prune", "rm-id"].contains(&word))
}

#[test]
fn without_the_name_of_the_group_the_whole_line_is_suggested() {
    for (typed, answer) in [
        ("list", "did you mean `clinvk sessions list`?"),
        ("ls", "did you mean `clinvk sessions ls`?"),
        ("show 0a3f --json", "did you mean `clinvk sessions show 0a3f --json`?"),
        ("--home /a$b ls-raw -z", "did you mean `clinvk --home '/a$b' sessions ls-raw -z`?"),
        ("list --home /a", "did you mean `clinvk sessions list --home /a`?"),
        ("set-raw a --set title=secret", "did you mean `clinvk sessions set-raw`?"),
        ("lsit", "did you mean `clinvk sessions list`?"),
        ("rename x 'a b'", "did you mean `clinvk sessions rename`?"),
        ("title", "give a session a title with `clinvk sessions rename ID TITLE`"),
        // No deleting command is suggested ready to run.
        ("delete x", "to delete a session, see `clinvk sessions delete --help`"),
        ("rm x", "to delete a session, see `clinvk sessions delete --help`"),
        ("clean", "to delete old sessions, look first with `clinvk sessions clean --dry-run`"),
        (
            "prune",
            "to remove sessions by a policy, look first with `clinvk sessions prune --dry-run`",
        ),
        ("rm-id x", "to remove sessions by full ID, see `clinvk sessions rm-id --help`"),
        (
            "--home /h --config c.yaml clean",
            "to delete old sessions, look first with \
             `clinvk --home /h --config c.yaml sessions clean --dry-run`",
        ),
    ] {
        assert_eq!(hint(typed), answer, "{typed}");
    }
}

#[test]
fn a_suggestion_repeats_the_home() {
    assert_eq!(
        hint("--home /a sessions undo"),
        "undo the last deletion with `clinvk --home /a sessions restore --last`"
    );
    assert_eq!(
        hint("sessions undo --home=elsewhere"),
        "undo the last deletion with `clinvk --home elsewhere sessions restore --last`"
    );
}

#[test]
fn a_suggestion_is_a_record_too() {
    let output = Sandbox::new().run("title x --errors=json");
    let error: serde_json::Value = serde_json::from_str(&output.stderr).unwrap();
    assert_eq!(error["code"], "usage");
    assert_eq!(error["message"], "unrecognized subcommand 'title'");
    assert_eq!(error["hint"], "give a session a title with `clinvk sessions rename ID TITLE`");
}
