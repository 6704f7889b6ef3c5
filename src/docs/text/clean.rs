//! The page of `sessions clean`.

use super::{
    Block::{self, Code, Item, Text},
    Manual, policy,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Deletes the sessions that were last used longer ago than an age. The age is that of \
             `--older-than`, or else `session.retention_days` of the configuration, by default 30 \
             days. Or it deletes what other options do not keep: see POLICY. `--dry-run` lists what \
             would be deleted, `--explain` every session with what would become of it and why.",
        ),
        super::TO_THE_TRASH,
        super::WHAT_IS_OLD,
        super::AGES,
        Text(
            "A retention of 0 keeps every session: nothing is deleted, and the exit status is 1. \
             If the configuration cannot be used, or the file that `--config` names is missing, \
             nothing is deleted, and the exit status is 3. With `--older-than`, `--all`, `--keep-...` or \
             `--max-total-bytes` the configuration is not read for this.",
        ),
        super::TRASH_EXPIRES,
        Text(
            "That is the last thing that `clean` does, also if there are no sessions to clean, but \
             not with `--dry-run`. If the configuration cannot be used then, the trash is left as \
             it is, and standard error says so.",
        ),
        super::NOT_SHREDDED,
        Text(
            "If standard input and standard error are terminals, the command lists what would be \
             deleted and asks. If only standard input is one, a question could not be seen, and \
             nothing is deleted. Without a terminal, and with `--yes`, it does not ask, but `--all` and `--purge` need one \
             of the two. A session \
             that changes between the look and the removal is left alone, and standard error says \
             how many did. A damaged session is named on standard error and kept. So is a session \
             whose file cannot be read, but then the exit code is 4.",
        ),
        super::WRITTEN_BACK,
    ],
    sections: &[("POLICY", policy::POLICY), ("OUTPUT", OUTPUT), ("REASONS", policy::REASONS)],
    exit_status: &[
        Item("0", "Sessions were deleted, or would be, or were explained."),
        Item(
            "1",
            "No sessions to clean, a policy that would keep nothing, a session that changed meanwhile and was left alone, a question \
             that could not be seen or answered, bad usage, an invalid status filter, or no known home folder.",
        ),
        Item("3", "The configuration cannot be used. Nothing is deleted."),
        Item(
            "4",
            "A session cannot be read, a session or its directory cannot be removed, the store cannot be read or locked, or \
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
        Text("Delete, and bring it all back:"),
        Code("clinvk sessions clean --older-than 30d\nclinvk sessions restore --last"),
        Text("By the configuration:"),
        Code("clinvk sessions clean --dry-run"),
        Text("One session a day for a week, one a week for a month, and what is tagged so:"),
        Code("clinvk sessions clean --keep-daily 7 --keep-weekly 4 --keep-tag infra --explain"),
        Text("What the configuration will delete by the end of the year:"),
        Code("clinvk sessions clean --at 2026-12-31T23:59:59Z --dry-run"),
        Text("Only completed sessions of one backend, after a week:"),
        Code("clinvk sessions clean --older-than 1w --backend codex --status completed --dry-run"),
    ],
    see_also: &[
        "clinvk-sessions",
        "clinvk-sessions-delete",
        "clinvk-sessions-pin",
        "clinvk-sessions-restore",
        "clinvk-sessions-prune",
    ],
};

const OUTPUT: &[Block] = &[
    Text("One line that says what was deleted:"),
    Code("Deleted 3 session(s) older than 30 days."),
    Text(
        "With `--dry-run` it starts with `Would delete`, and the table of \
         `clinvk-sessions-list`(1) follows. With `--explain` the number of sessions that \
         would be kept stands there too, and the table has the columns OUTCOME and REASON. \
         The age is left out if not all of the sessions exceed one. The question and the table above it go to \
         standard error.",
    ),
];
