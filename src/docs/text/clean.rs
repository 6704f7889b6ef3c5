//! The page of `sessions clean`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Deletes the sessions that were last used longer ago than an age. The age is that of \
             `--older-than`, or else `session.retention_days` of the configuration, by default 30 \
             days. It cannot be undone. `--dry-run` lists what would be deleted.",
        ),
        super::WHAT_IS_OLD,
        super::AGES,
        Text(
            "A retention of 0 keeps every session: nothing is deleted, and the exit status is 1. \
             If the configuration cannot be used, or the file that `--config` names is missing, \
             nothing is deleted, and the exit status is 3. With `--older-than` the configuration \
             is not read.",
        ),
        Text(
            "If standard input and standard error are terminals, the command lists what would be \
             deleted and asks. If only standard input is one, a question could not be seen, and \
             nothing is deleted. Without a terminal, and with `--yes`, it does not ask. A session \
             that changes between the look and the removal is left alone, and standard error says \
             how many did. A damaged session is named on standard error and kept.",
        ),
        super::WRITTEN_BACK,
    ],
    sections: &[(
        "OUTPUT",
        &[
            Text("One line that says what was deleted:"),
            Code("Deleted 3 session(s) older than 30 days."),
            Text(
                "With `--dry-run` it starts with `Would delete`, and the table of \
                 `clinvk-sessions-list`(1) follows. The question and the table above it go to \
                 standard error.",
            ),
        ],
    )],
    exit_status: &[
        Item("0", "Sessions were deleted, or would be."),
        Item(
            "1",
            "No sessions to clean, a session that changed meanwhile and was left alone, a question \
             that could not be seen, bad usage, an invalid status filter, or no known home folder.",
        ),
        Item("3", "The configuration cannot be used. Nothing is deleted."),
        Item(
            "4",
            "A session or its directory cannot be removed, the store cannot be read or locked, or \
             standard output fails.",
        ),
        Item("7", "The question was not answered with y or yes. Nothing is deleted."),
    ],
    examples: &[
        Text("Look first, then delete without a question:"),
        Code(
            "clinvk sessions clean --older-than 30d --dry-run\n\
             clinvk sessions clean --older-than 30d --yes",
        ),
        Text("By the configuration:"),
        Code("clinvk sessions clean --dry-run"),
        Text("Only completed sessions of one backend, after a week:"),
        Code("clinvk sessions clean --older-than 1w --backend codex --status completed --dry-run"),
    ],
    see_also: &["clinvk-sessions", "clinvk-sessions-delete", "clinvk-sessions-prune"],
};
