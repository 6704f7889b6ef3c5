//! The page of `sessions ls-trash`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Writes one record for each session in the trash, the newest batch first, then by id, \
             ascending. A batch holds the sessions that one run of a command moved to the trash. \
             `--last` lists only the batch that `restore --last` would bring back.",
        ),
        Text(
            "The trash can hold several generations of a session: it was deleted, created again \
             and deleted once more. Each has its own record. `id` and `batch` together name one \
             generation, and `restore-id` and `rm-trash` take exactly that one if they are given \
             the record.",
        ),
        Text(
            "A damaged session has a record whose `session` is null. It is also reported on \
             standard error, and the exit status is 4.",
        ),
    ],
    sections: &[(
        "OUTPUT",
        &[
            Text("The fields of a `trashed` record, after `v` and `type`:"),
            Item("id", "The full id."),
            Item("batch", "The name of the batch, an opaque text."),
            Item("trashed_at", "When the command that made the batch was started."),
            Item("command", "That command, such as `delete`, or null if it is unknown."),
            Item("rule", "The rule that chose the first session of the batch, or null."),
            Item("bytes, etag", "The size and the etag of the file, or null."),
            Item(
                "session",
                "The session as a `session` record: see `clinvk-sessions-ls-raw`(1). Null if the \
                 file is damaged.",
            ),
            super::FRAMED_READ,
        ],
    )],
    exit_status: &[
        Item("0", "Success. Also if the trash is empty."),
        Item("1", "Bad usage, or no known home folder."),
        Item(
            "4",
            "A session is damaged, the trash cannot be read, the store cannot be locked, or \
             standard output fails.",
        ),
    ],
    examples: &[
        Text("The ids of what the last command moved to the trash:"),
        Code("clinvk sessions delete 4d5e\nclinvk sessions ls-trash --last | jq -r .id"),
        Text("Bring back the sessions of one directory:"),
        Code(
            "clinvk sessions clean --yes\n\
             clinvk sessions ls-trash |\n\
             \x20 jq -c 'select(.session.working_dir == \"/home/mika/src/api\")' |\n\
             \x20 clinvk sessions restore-id --stdin",
        ),
    ],
    see_also: &[
        "clinvk-sessions",
        "clinvk-sessions-trash",
        "clinvk-sessions-restore-id",
        "clinvk-sessions-rm-trash",
        "jq",
    ],
};
