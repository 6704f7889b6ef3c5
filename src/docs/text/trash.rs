//! The page of `sessions trash`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Lists the sessions in the trash, the last deleted first: those that `delete` and \
             `clean` have moved there, and `rm-id` and `prune` with `--trash`. `restore` brings \
             them back. `empty-trash` removes them permanently.",
        ),
        Text(
            "A session that was deleted, restored or created again and deleted once more is listed \
             as often as it is in the trash. A damaged session is named on standard error.",
        ),
        super::TRASH_EXPIRES,
    ],
    sections: &[(
        "OUTPUT",
        &[
            Text(
                "A table: the id, as short as it is unique in the trash, the backend, when the \
                 session was deleted, the command that did it, and the title, or else the first \
                 line of the prompt.",
            ),
            Text(
                "With `--json` an array of the `trashed` records of \
                 `clinvk-sessions-ls-trash`(1). `session` in them is a `session` record, or null \
                 if the file is damaged.",
            ),
        ],
    )],
    exit_status: &[
        Item("0", "Success. Also if the trash is empty."),
        Item("1", "Bad usage, or an unknown home folder."),
        Item(
            "4",
            "The trash cannot be read, the store cannot be locked, or standard output fails.",
        ),
    ],
    examples: &[
        Text("What a deletion has put there:"),
        Code("clinvk sessions delete 4d5e\nclinvk sessions trash"),
        Text("The ids of what `clean` has deleted:"),
        Code(
            "clinvk sessions clean\n\
             clinvk sessions trash --json | jq -r '.[] | select(.command == \"clean\").id'",
        ),
    ],
    see_also: &[
        "clinvk-sessions",
        "clinvk-sessions-restore",
        "clinvk-sessions-empty-trash",
        "clinvk-sessions-ls-trash",
        "clinvk-sessions-delete",
        "clinvk-sessions-clean",
    ],
};
