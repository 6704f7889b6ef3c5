//! The page of `sessions restore-id`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Brings the sessions with these full ids back from the trash, each with its directory \
             of further files, just as they were. If a session is in the trash more than once, an \
             id means the newest generation. Nothing is overwritten. The store is made if it is \
             missing.",
        ),
        Text(
            "`--stdin` reads ids, one per line, or records. A `trashed` record of \
             `clinvk-sessions-ls-trash`(1) means exactly its generation. A `removal` record with \
             the outcome `trashed` means the newest generation that has its `etag`, or without one \
             the newest, as an id does. \
             `--stdin0` reads NUL-terminated ids. The input is read to its end before the store is \
             locked. An invalid item does not hold back the others.",
        ),
    ],
    sections: &[(
        "OUTPUT",
        &[
            Text(
                "One `stored` record for each item, in that order. Its fields, after `v` and \
                 `type`:",
            ),
            Item("id", "The id. For an item without one, the item or its place in the input."),
            Item(
                "outcome",
                "`restored`, `exists` (something in the store has the name, and is left as it is), \
                 `missing` (it is not in the trash), `changed` (the etag differs, and it is left \
                 there), `skipped` (the work ended before it), `invalid` (the item is not \
                 understood) or `failed`.",
            ),
            Item("etag", "The etag of the session's file in the store, or null."),
            Item("message", "Why it is invalid, was skipped or failed. Absent otherwise."),
            super::FRAMED,
        ],
    )],
    exit_status: &[
        Item("0", "Every item is restored. Also if there is none."),
        Item(
            "1",
            "An item is missing, unless `--ignore-missing` is given, exists, has changed or is \
             invalid. Also bad usage, or no known home folder.",
        ),
        Item(
            "4",
            "An item failed, the trash cannot be read, the store cannot be made or locked, or \
             standard input or output fails.",
        ),
    ],
    examples: &[
        Text("A prune, and all of it undone:"),
        Code(
            "clinvk sessions prune --older-than 30d --trash > pruned.jsonl\n\
             clinvk sessions restore-id --stdin < pruned.jsonl",
        ),
        Text("All sessions of one backend that are in the trash:"),
        Code(
            "clinvk sessions rm-id --trash 4d5e6f7081920a1b > removed.jsonl\n\
             clinvk sessions ls-trash | jq -c 'select(.session.backend == \"codex\")' |\n\
             \x20 clinvk sessions restore-id --stdin",
        ),
    ],
    see_also: &[
        "clinvk-sessions",
        "clinvk-sessions-restore",
        "clinvk-sessions-rm-id",
        "clinvk-sessions-ls-trash",
        "clinvk-sessions-schema",
    ],
};
