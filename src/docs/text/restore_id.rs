//! The page of `sessions restore-id`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Brings the sessions with these full ids back from the trash, each with its directory \
             of further files, just as they were. If a session is in the trash more than once, the \
             one that was deleted last is meant. Nothing is overwritten. The store is made if it \
             is missing.",
        ),
        Text(
            "`--stdin` reads items from standard input: ids, or records with an `id`, a line each, \
             or with `-z` ids that end with NUL. A `removal` record must have the outcome \
             `trashed`. A `session` record is of `ls-raw --trash`. If the record has an `etag`, the \
             session is restored only if its file in the trash has that etag. The input is read to \
             its end before the store is locked.",
        ),
    ],
    sections: &[(
        "OUTPUT",
        &[
            Text(
                "One `stored` record for each item, in that order. Its fields, after `v` and \
                 `type`:",
            ),
            Item("id", "The id, or the item that is none."),
            Item(
                "outcome",
                "`restored`, `exists` (something in the store has the name, and is left as it is), \
                 `missing` (it is not in the trash), `changed` (the etag differs, and it is left \
                 there), `invalid` (the item is not understood) or `failed`.",
            ),
            Item("etag", "The digest of the session's file in the store, or null."),
            Item("message", "Why it is invalid or failed. Present only then."),
            super::FRAMED,
        ],
    )],
    exit_status: &[
        Item("0", "Every item is restored. Also if there is none."),
        Item(
            "1",
            "An item is missing, unless `--ignore-missing` is given, exists, has changed or is not \
             understood. Also bad usage, or an unknown home folder.",
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
             clinvk sessions ls-raw --trash --backend codex |\n\
             \x20 clinvk sessions restore-id --stdin",
        ),
    ],
    see_also: &[
        "clinvk-sessions",
        "clinvk-sessions-restore",
        "clinvk-sessions-rm-id",
        "clinvk-sessions-ls-raw",
        "clinvk-sessions-schema",
    ],
};
