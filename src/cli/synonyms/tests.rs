//! Tests of the hints.

use std::collections::HashSet;

use super::*;

fn answers() -> impl Iterator<Item = &'static str> {
    COMMANDS.iter().chain(OPTIONS).map(|(_, answer)| *answer)
}

/// Returns the commands in a hint: the text in backticks after the program's name.
fn commands(answer: &str) -> Vec<String> {
    let code = answer.split('`').skip(1).step_by(2);
    let parts = code.flat_map(|code| code.split(" | "));
    let ours = parts.filter_map(|part| {
        let rest = part.strip_prefix(START).or_else(|| part.strip_prefix(START_WITH_CONFIG));
        rest.or_else(|| part.strip_prefix(BARE_START)?.strip_prefix(" --home DIR"))
    });
    ours.map(|rest| rest.trim().to_owned()).collect()
}

#[test]
fn every_command_of_an_answer_exists_and_none_deletes() {
    let tree = crate::cli::command();
    let group = tree.find_subcommand("sessions").expect("the group");
    for answer in answers() {
        for command in commands(answer) {
            let mut words = command.split(' ');
            let name = words.next().expect("a command");
            let rest: Vec<&str> = words.collect();
            let is_known = name == "--help" || group.find_subcommand(name).is_some();
            assert!(is_known, "{answer}");
            let is_look = [&["--help"][..], &["--dry-run"]].contains(&&rest[..]);
            assert!(is_look || is_harmless(&command), "{answer}");
            for option in rest.iter().filter(|word| word.starts_with("--")) {
                let command = group.find_subcommand(name).expect("known").clone();
                let mut names = command.get_arguments().filter_map(clap::Arg::get_long);
                let is_option = names.any(|name| option[2..] == *name) || *option == "--help";
                assert!(is_option, "{answer}");
            }
        }
    }
}

/// The commands that change sessions and delete none.
const CHANGING: [&str; 8] =
    ["import", "tag", "untag", "rename", "fork", "relocate", "set-raw", "put-raw"];

#[test]
fn every_command_that_deletes_is_known_to_delete() {
    let tree = crate::cli::command();
    let group = tree.find_subcommand("sessions").expect("the group");
    for command in group.get_subcommands() {
        let has = |name: &str| command.get_arguments().any(|arg| arg.get_long() == Some(name));
        // A command with a dry run or a confirmation changes the store.
        if CHANGING.contains(&command.get_name()) {
            continue;
        }
        if has("dry-run") || has("yes") {
            for name in std::iter::once(command.get_name()).chain(command.get_all_aliases()) {
                assert!(!is_harmless(name), "{name}");
            }
        }
    }
}

#[test]
fn every_word_stands_once_and_is_no_name_that_leads_elsewhere() {
    let tree = crate::cli::command();
    let group = tree.find_subcommand("sessions").expect("the group");
    let mut seen = HashSet::new();
    for (words, answer) in COMMANDS {
        for word in *words {
            assert!(seen.insert(word), "{word} stands twice");
            // A deleting command without the group's name gets its hint here.
            assert!(
                group.find_subcommand(word).is_none() || !is_harmless(word),
                "{word}: {answer}"
            );
        }
    }
}

#[test]
fn a_slip_of_one_letter_is_near() {
    for near in ["delete", "delte", "deelte", "deletee", "elete", "celete", "delets"] {
        assert!(is_near(near, "delete") && is_near("delete", near), "{near}");
    }
    for far in ["deltee1", "dlt", "", "rename", "eldeet", "deletion"] {
        assert!(!is_near(far, "delete") && !is_near("delete", far), "{far}");
    }
    assert!(is_near("", "") && is_near("a", "") && !is_near("ab", ""));
}

#[test]
fn words_are_answered_whatever_their_case_and_with_one_letter_wrong() {
    let clinvk = Invocation::default();
    let of = |word| of_command(word, &clinvk).or_else(|| of_slip(word, &clinvk));
    let deleting = "to delete a session, see `clinvk sessions delete --help`";
    for word in ["remove", "Remove", "REMVOE", "delte"] {
        assert_eq!(of(word).as_deref(), Some(deleting), "{word}");
    }
    assert_eq!(of("list_trash"), of("bin"));
    assert_eq!(of("dumps"), of("dump"));
    assert_eq!(of("zebra"), None);
    assert_eq!(of("tab"), None, "of three letters, one is too many to be wrong");
}
