//! Hints for words that people type for a command or option with another name.
//!
//! A hint never contains a command that deletes, except with `--help` or `--dry-run`: users paste
//! hints, and press Enter quickly.

use crate::error::{Invocation, suggest::distance};

/// The commands that delete. No suggestion contains one.
const DELETING: [&str; 7] = ["delete", "rm", "clean", "empty-trash", "prune", "rm-id", "rm-trash"];

/// The options that delete more, or delete without asking.
const GRAVE: [&str; 4] = ["--all", "--force", "--purge", "--yes"];

/// The placeholder for the start of a command: the program, its `--home` and `sessions`.
const START: &str = "{}";

/// The placeholder for the same with `--config`, for a command that reads the configuration.
const START_WITH_CONFIG: &str = "{config}";

/// The placeholder for the same without any option.
const BARE_START: &str = "{bare}";

/// Words for a command, and their hint.
const COMMANDS: &[(&[&str], &str)] = &[
    (
        &["delete", "rm", "remove", "del", "erase", "destroy", "unlink", "drop", "discard", "kill"],
        "to delete a session, see `{} delete --help`",
    ),
    (
        &[
            "clean", "cleanup", "clear", "expire", "forget", "gc", "purge", "reset", "vacuum",
            "wipe",
        ],
        "to delete old sessions, look first with `{config} clean --dry-run`",
    ),
    (
        &["empty-trash", "empty", "trash-empty", "rm-trash"],
        "to empty the trash, see `{} empty-trash --help`",
    ),
    (&["prune"], "to remove sessions by a policy, look first with `{config} prune --dry-run`"),
    (&["rm-id"], "to remove sessions by full ID, see `{} rm-id --help`"),
    (&["title", "retitle", "name"], "give a session a title with `{} rename ID TITLE`"),
    (&["label"], "add a tag with `{} tag ID TAG`"),
    (&["unlabel"], "remove a tag with `{} untag ID TAG`"),
    (&["labels", "list-tags"], "list all tags with `{} tags`"),
    (
        &["mv", "move", "moved", "chdir"],
        "follow a directory that was moved with `{} relocate OLD NEW`",
    ),
    (&["branch"], "fork a session with `{} fork ID`"),
    (
        &["edit", "set", "update", "modify", "change", "patch"],
        "change a field with `{} set-raw FULL-ID --set KEY=VALUE`",
    ),
    (
        &["undo", "undelete", "recover", "unrm", "unremove", "untrash", "revert", "rollback"],
        "undo the last deletion with `{} restore --last`",
    ),
    (
        &["find", "search", "grep", "query", "filter", "select", "where"],
        "find sessions with `{} list --grep WORD`",
    ),
    (
        &["dump", "backup", "save", "archive", "download"],
        "export every session, with its artifacts: `{} export -o sessions.jsonl`",
    ),
    (
        &["load", "add", "insert", "put", "upload"],
        "import what `export` wrote: `{} import sessions.jsonl`",
    ),
    (
        &["copy", "cp", "clone", "duplicate", "migrate", "sync"],
        "copy to another home: `{} export | {bare} --home DIR import -`",
    ),
    (
        &["new", "create", "start", "run"],
        "clinvk itself creates sessions; list the existing ones: `{} list`",
    ),
    (&["continue", "attach", "reopen"], "continue a session with its assistant: `{} resume ID`"),
    (
        &["get", "info", "view", "describe", "inspect", "details", "detail", "display", "open"],
        "show one session with `{} show ID`",
    ),
    (
        &["cat", "raw", "print", "head", "tail", "less", "more", "file"],
        "show the file of a session with `{} cat-raw FULL-ID`",
    ),
    (&["dir", "ll", "la", "l", "index", "all", "status", "ps"], "list all sessions with `{} list`"),
    (
        &["last", "latest", "recent", "newest", "top"],
        "list the five most recently used with `{} list -n 5`",
    ),
    (
        &["count", "stat", "statistics", "usage", "size", "du", "wc", "tokens", "cost", "budget"],
        "count sessions and tokens with `{} stats`",
    ),
    (
        &["history", "journal", "changes", "audit", "reflog", "events"],
        "show the history of changes with `{} log`",
    ),
    (&["bin", "recycle", "deleted", "list-trash"], "list the trash with `{} trash`"),
    (
        &["check", "verify", "validate", "doctor", "lint", "repair", "fix", "heal"],
        "check the store with `{} fsck`",
    ),
    (
        &["protect", "keep", "lock", "star", "favorite", "favourite", "hold"],
        "protect a session from every policy with `{} pin ID`",
    ),
    (
        &["unprotect", "unlock", "unstar", "unkeep", "release"],
        "remove the protection with `{} unpin ID`",
    ),
    (
        &["resolve", "expand", "id", "which", "lookup"],
        "resolve a prefix to a full ID with `{} resolve-id PREFIX`",
    ),
    (
        &["config", "configure", "settings", "retention", "policy"],
        "session.retention_days in config.yaml sets the retention: see `{} clean --help`",
    ),
    (&["format", "schemas", "types", "records"], "show the record formats with `{} schema`"),
    (&["version", "ver", "about"], "show the version with `{bare} --version`"),
    (&["man", "manual", "commands", "?", "h"], "list the commands with `{} --help`"),
];

/// Words for an option, and their hint.
const OPTIONS: &[(&[&str], &str)] = &[
    (
        &["--verbose", "-v", "--debug"],
        "all messages are shown anyway; show the history of changes with `{} log`",
    ),
    (
        &["--quiet", "-q", "--silent"],
        "redirect unwanted output: >/dev/null, or 2>/dev/null for messages",
    ),
    (
        &["--dryrun", "--dry", "--simulate", "--preview", "--what-if", "--just-print", "--pretend"],
        "use --dry-run with a command that deletes",
    ),
    (
        &["--search", "--grep", "--find", "--query", "--filter", "--title", "--model", "--tag"],
        "find sessions with `{} list --grep WORD`",
    ),
    (&["--days", "--age", "--before", "--until"], "use --older-than, as in --older-than 30d"),
    (
        &["--output", "-o", "--out", "--outfile"],
        "redirect into a file with >; other formats are --json and, for `list`, --format",
    ),
    (&["--colour", "--colors"], "use --color auto, always or never"),
    (&["--no-color", "--no-colour", "--plain"], "use --color never"),
    (
        &["--pager", "--paginate"],
        "a terminal has a pager already: set CLINVK_PAGER to choose it, or use --no-pager",
    ),
    (&["--timeout", "--wait"], "use --lock-timeout SECONDS to wait for the lock"),
    (&["--dir", "--directory", "--store", "--root", "-C"], "use --home DIR"),
    (
        &["--permanent", "--permanently", "--hard", "--shred", "--no-trash"],
        "to delete permanently, see `{} delete --help`",
    ),
    (&["--undo"], "undo the last deletion with `{} restore --last`"),
];

/// Returns the hint for an unknown command.
pub(crate) fn of_command(word: &str, clinvk: &Invocation) -> Option<String> {
    let word = word.to_ascii_lowercase().replace('_', "-");
    find(|name| name == word, clinvk)
}

/// Returns the hint for a word that is a typo of a known synonym.
pub(crate) fn of_slip(word: &str, clinvk: &Invocation) -> Option<String> {
    let word = word.to_ascii_lowercase().replace('_', "-");
    // A short word is similar to too many others.
    find(|name| word.len() >= 4 && is_near(&word, name), clinvk)
}

fn find(is_it: impl Fn(&str) -> bool, clinvk: &Invocation) -> Option<String> {
    let found = COMMANDS.iter().find(|(names, _)| names.iter().any(|name| is_it(name)));
    found.map(|(_, answer)| fill(answer, clinvk))
}

/// Returns the hint for an unknown option.
pub(crate) fn of_option(word: &str, clinvk: &Invocation) -> Option<String> {
    let found = OPTIONS.iter().find(|(names, _)| names.contains(&word));
    found.map(|(_, answer)| fill(answer, clinvk))
}

/// Returns whether `suggestion` contains neither a command that deletes nor a grave option.
pub(crate) fn is_harmless(suggestion: &str) -> bool {
    words(suggestion).all(|word| !DELETING.contains(&word)) && !names_grave_option(suggestion)
}

/// Returns whether `text` contains a grave option.
pub(crate) fn names_grave_option(text: &str) -> bool {
    words(text).any(|word| GRAVE.contains(&word))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
}

/// Returns whether the words differ by at most one character that is inserted, deleted, replaced,
/// or swapped with the next one.
pub(crate) fn is_near(one: &str, other: &str) -> bool {
    distance(one, other) <= 1
}

fn fill(answer: &str, clinvk: &Invocation) -> String {
    let answer = answer.replace(BARE_START, clinvk.name.as_str());
    // Replaces only one kind, so that inserted text is never replaced itself.
    if answer.contains(START_WITH_CONFIG) {
        answer.replace(START_WITH_CONFIG, &clinvk.with_config())
    } else {
        answer.replace(START, &clinvk.to_string())
    }
}

#[cfg(test)]
mod tests;
