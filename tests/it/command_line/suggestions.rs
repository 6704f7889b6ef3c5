//! What is suggested for a word that is no command or option: never anything that deletes.

use super::bare;
use crate::sandbox::Sandbox;

/// The hint for a command line that is a mistake; the message before it is one line.
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
        ("rename X", "give it a title with `clinvk sessions set-raw FULL-ID --set title=TITLE`"),
        ("undo", "bring back what was deleted last with `clinvk sessions restore --last`"),
        ("undelete X", "bring back what was deleted last with `clinvk sessions restore --last`"),
        ("export", "write every session as a record: `clinvk sessions ls-raw > sessions.jsonl`"),
        ("tag X y", "give it a tag with `clinvk sessions set-raw FULL-ID --add-tag TAG`"),
        ("edit X", "change a field with `clinvk sessions set-raw FULL-ID --set KEY=VALUE`"),
        ("get X", "see one session with `clinvk sessions show ID`"),
        ("cat X", "see the file of a session with `clinvk sessions cat-raw FULL-ID`"),
        ("history", "see what was changed with `clinvk sessions log`"),
        ("version", "the version is `clinvk --version`"),
        ("ll", "see all sessions with `clinvk sessions list`"),
        ("Remove X", "deleting a session is `delete`: see `clinvk sessions delete --help`"),
        (
            "purge",
            "deleting old sessions is `clean`: look first with `clinvk sessions clean --dry-run`",
        ),
        ("delte X", "deleting a session is `delete`: see `clinvk sessions delete --help`"),
        (
            "prnue",
            "removing by a policy is `prune`: look first with `clinvk sessions prune --dry-run`",
        ),
        (
            "list --verbose",
            "every message is shown already; see what was changed with `clinvk sessions log`",
        ),
        ("clean --days 30", "an age is --older-than, as in --older-than 30d"),
        ("clean --dryrun", "a preview is --dry-run, with a command that deletes"),
    ] {
        assert_eq!(hint(&format!("sessions {typed}")), answer, "{typed}");
    }
    for word in ["find", "search"] {
        assert_eq!(
            hint(&format!("sessions {word} auth")),
            "choose with jq: `clinvk sessions ls-raw | jq -c 'select(.title // \"\" | test(\"WORD\"))'`"
        );
    }
}

#[test]
fn no_suggestion_leads_to_a_command_that_deletes() {
    // Near enough to them for clap, or for a finger.
    for typed in [
        "rename",
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
            // The bare name is no line that runs.
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
        ("rename", "give it a title with `clinvk sessions set-raw FULL-ID --set title=TITLE`"),
        ("zebra", "the commands are in `clinvk sessions --help`"),
        // None that deletes is ready to run.
        ("delete x", "deleting a session is `delete`: see `clinvk sessions delete --help`"),
        ("rm x", "deleting a session is `delete`: see `clinvk sessions delete --help`"),
        (
            "clean",
            "deleting old sessions is `clean`: look first with `clinvk sessions clean --dry-run`",
        ),
        (
            "prune",
            "removing by a policy is `prune`: look first with `clinvk sessions prune --dry-run`",
        ),
        ("rm-id x", "removing by full ids is `rm-id`: see `clinvk sessions rm-id --help`"),
        (
            "--home /h --config c.yaml clean",
            "deleting old sessions is `clean`: look first with \
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
        "bring back what was deleted last with `clinvk --home /a sessions restore --last`"
    );
    assert_eq!(
        hint("sessions undo --home=elsewhere"),
        "bring back what was deleted last with `clinvk --home elsewhere sessions restore --last`"
    );
}

#[test]
fn a_suggestion_is_a_record_too() {
    let output = Sandbox::new().run("rename x --errors=json");
    let error: serde_json::Value = serde_json::from_str(&output.stderr).unwrap();
    assert_eq!(error["code"], "usage");
    assert_eq!(error["message"], "unrecognized subcommand 'rename'");
    assert_eq!(
        error["hint"],
        "give it a title with `clinvk sessions set-raw FULL-ID --set title=TITLE`"
    );
}
