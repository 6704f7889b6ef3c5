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
             them back. `empty-trash` removes them for good.",
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
                "With `--json` an array of the records of `clinvk-sessions-list`(1), each with three \
                 keys more:",
            ),
            Item("trashed_at", "When it was deleted, in UTC with nine fractional digits."),
            Item("trashed_by", "The command, or null if the record of it is lost."),
            Item("trash_reason", "The rule that chose the session, such as `retention 30d`."),
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
             clinvk sessions trash --json | jq -r '.[] | select(.trashed_by == \"clean\").id'",
        ),
    ],
    see_also: &[
        "clinvk-sessions",
        "clinvk-sessions-restore",
        "clinvk-sessions-empty-trash",
        "clinvk-sessions-delete",
        "clinvk-sessions-clean",
    ],
};
