//! The page of `sessions log`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Shows what the commands of this program have changed, the newest change first: which \
             session was deleted, restored, created or replaced, when, by which command, and by \
             which rule. What clinvk 0.2.0 changes is not in it.",
        ),
        Text(
            "With an id only the changes of that session are shown. A prefix shows those of every \
             session that starts so. The session need not exist any more.",
        ),
        Text(
            "The changes are in journal.jsonl, beside the store: a record a line, for the owner \
             alone, without titles or prompts. Beyond 4 MiB the oldest are forgotten, down to 2 \
             MiB, and only the last 4 MiB are read. If it cannot be written, standard error says so, and the change is made all the \
             same. A line that cannot be read is left out, and standard error says how many were.",
        ),
        Text(
            "Before a session is removed permanently, the journal says that it is about to be, with \
             the outcome `removing`. What came of it follows. `log` shows the intention only where \
             nothing follows: then the command was killed in between, and the session may be gone \
             or not.",
        ),
    ],
    sections: &[(
        "OUTPUT",
        &[
            Text(
                "A table. Times are UTC, ids as short as they are unique in the journal. With \
                 `--json` an array of `change` records, whose keys are, after `v` and `type`:",
            ),
            Item("time", "When the command was started, in UTC with nine fractional digits."),
            Item("command", "The command, such as `delete`."),
            Item("id", "The full id, or null if the change was to the store as a whole."),
            Item(
                "outcome",
                "`removed` (for good, from the store or the trash), `trashed`, `restored`, \
                 `created`, `replaced` or `repaired`. Of a permanent removal also `failed` (the \
                 session stays), `missing` (it had gone already) or `removing` (the command was \
                 killed).",
            ),
            Item(
                "reason",
                "The rule that chose the session, such as `id`, `older-than 30d` or `trash 30d`, \
                 or the code of the problem that was repaired. Null if there is none.",
            ),
        ],
    )],
    exit_status: &[
        Item("0", "Success. Also if nothing was changed yet."),
        Item("1", "Bad usage, or an unknown home folder."),
        Item(
            "4",
            "The journal cannot be read, the store cannot be locked, or standard output fails.",
        ),
    ],
    examples: &[
        Text("What became of a session:"),
        Code("clinvk sessions delete 4d5e\nclinvk sessions log 4d5e"),
        Text("How many sessions each command has removed:"),
        Code(
            "clinvk sessions clean\n\
             clinvk sessions log --json |\n\
             \x20 jq -r 'group_by(.command)[] | \"\\(.[0].command) \\(length)\"'",
        ),
    ],
    see_also: &["clinvk-sessions", "clinvk-sessions-trash", "clinvk-sessions-schema", "jq"],
};
