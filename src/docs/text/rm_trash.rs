//! The page of `sessions rm-trash`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Permanently removes sessions from the trash, each with its directory of further \
             files. It cannot be undone. `--dry-run` removes nothing.",
        ),
        Text(
            "An id means the newest generation of that session in the trash. `--stdin` reads ids, \
             one per line, or `trashed` records of `clinvk-sessions-ls-trash`(1), each of which \
             means exactly its generation. If the record has an `etag`, the file must still have \
             it. `--stdin0` reads NUL-terminated ids. The input is read to its end before the \
             store is locked.",
        ),
        super::NOT_UNDERSTOOD,
        super::NOT_SHREDDED,
    ],
    sections: &[(
        "OUTPUT",
        &[
            Text(
                "One `removal` record for each item, in that order. Its fields, after `v` and \
                 `type`:",
            ),
            Item("id", "The id. For an item without one, the item or its place in the input."),
            Item(
                "outcome",
                "`would_remove` (with `--dry-run`), `removed`, `missing` (it is not in the trash, \
                 or an earlier item removed it), `changed` (the etag differs, and it is left \
                 alone), `skipped` (another item is invalid, or the work ended early), `invalid` \
                 (the item is not understood) or `failed`.",
            ),
            super::REMOVAL_RULE,
            super::REMOVAL_LAST_USED,
            super::REMOVAL_FILE,
            super::REMOVAL_MESSAGE,
            super::SHOWS_OUTCOME,
            super::FRAMED,
        ],
    )],
    exit_status: &[
        Item("0", "Every item is removed, or would be. Also if there is none."),
        Item(
            "1",
            "An item is missing, unless `--ignore-missing` is given, has changed or is invalid. \
             Also bad usage, or no known home folder.",
        ),
        Item(
            "4",
            "An item failed, the trash cannot be read, the store cannot be locked, or standard \
             input or output fails.",
        ),
    ],
    examples: &[
        Text("One session, deleted and then removed permanently:"),
        Code("clinvk sessions delete 4d5e\nclinvk sessions rm-trash 4d5e6f7081920a1b"),
        Text("What would be removed of one backend:"),
        Code(
            "clinvk sessions clean --yes\n\
             clinvk sessions ls-trash | jq -c 'select(.session.backend == \"codex\")' |\n\
             \x20 clinvk sessions rm-trash --stdin --dry-run",
        ),
    ],
    see_also: &[
        "clinvk-sessions",
        "clinvk-sessions-ls-trash",
        "clinvk-sessions-restore-id",
        "clinvk-sessions-empty-trash",
        "clinvk-sessions-schema",
    ],
};
