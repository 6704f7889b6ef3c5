//! The page of `sessions log`.

use super::{
    Block::{Code, Item, Text},
    Manual,
    ls_journal::{COMMAND, ID, OUTCOME, RULE, TIME},
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
                 `--json` an array of the `change` records of `clinvk-sessions-ls-journal`(1), \
                 whose keys are, after `v` and `type`:",
            ),
            TIME,
            COMMAND,
            ID,
            OUTCOME,
            RULE,
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
    see_also: &[
        "clinvk-sessions",
        "clinvk-sessions-trash",
        "clinvk-sessions-ls-journal",
        "clinvk-sessions-schema",
        "jq",
    ],
};
