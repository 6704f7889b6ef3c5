//! The page of `sessions rm-id`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Removes the sessions with these full ids, each with its directory of further files. \
             It cannot be undone, unless `--trash` moves them to the trash, from which `restore-id` \
             brings them back. A damaged session is removed like any other. `--dry-run` removes \
             nothing.",
        ),
        Text(
            "`--stdin` reads ids, one per line, or records. These records request a removal: \
             `session`, `removal` with the outcome `would_remove`, and `resolution` with the \
             outcome `found`. If the record has an `etag`, the session is removed only if its file \
             still has that etag. A `removal` record with the outcome `kept` is echoed as `kept` \
             and is no failure. Every other record is invalid. `--stdin0` reads NUL-terminated \
             ids. Empty items are skipped, and an empty input is nothing to do. The input is read \
             to its end before the store is locked.",
        ),
        super::NOT_UNDERSTOOD,
        Text(
            "`--atomic` removes all or none. It examines every session first, under one hold of \
             the lock. If one is missing, was named before, has changed or cannot be read, none is \
             removed. `--ignore-missing` tolerates missing ones. If the removal of a file then \
             fails, the work ends there, and the records show which sessions are removed. Without \
             `--atomic` a large batch releases the lock from time to time, so that other processes \
             can proceed.",
        ),
        super::WRITTEN_BACK,
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
                "`would_remove` (with `--dry-run`), `removed`, `trashed` (with `--trash`), `kept` \
                 (as the input has it), `missing` (there is no such session, or an earlier item \
                 removed it), `changed` (the etag differs, and the session is left alone), \
                 `skipped` (held back by another item, or the work ended before it), `invalid` \
                 (the item is not understood) or `failed`.",
            ),
            super::REMOVAL_RULE,
            Text(
                "The rule is `id`, with the outcome `skipped` because of `--atomic` it is \
                 `atomic`, and with the outcome `kept` it is that of the input.",
            ),
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
            "An item is missing, unless `--ignore-missing` is given, has changed or is invalid, or \
             `--atomic` removed nothing. Also bad usage, or no known home folder.",
        ),
        Item(
            "4",
            "An item failed, the store cannot be read or locked, or standard input or output \
             fails.",
        ),
    ],
    examples: &[
        Text("One session:"),
        Code("clinvk sessions rm-id 4d5e6f7081920a1b"),
        Text("One session, and back again:"),
        Code(
            "clinvk sessions rm-id --trash 4d5e6f7081920a1b |\n\
             \x20 clinvk sessions restore-id --stdin",
        ),
        Text("Remove exactly what the preview showed:"),
        Code(
            "clinvk sessions prune --older-than 30d --dry-run > plan.jsonl\n\
             jq . plan.jsonl\n\
             clinvk sessions rm-id --stdin < plan.jsonl",
        ),
        Text("By a prefix of the id:"),
        Code("clinvk sessions resolve-id 3f1a | clinvk sessions rm-id --stdin"),
        Text("Two sessions, or neither of them:"),
        Code("clinvk sessions rm-id --atomic 4d5e6f7081920a1b 1c9d2e8f7a6b5c4d3e2f1a0b9c8d7e6f"),
        Text("All sessions of one model:"),
        Code(
            "clinvk sessions ls-raw | jq -c 'select(.model == \"gemini-2.5-pro\")' |\n\
             \x20 clinvk sessions rm-id --stdin",
        ),
    ],
    see_also: &[
        "clinvk-sessions",
        "clinvk-sessions-delete",
        "clinvk-sessions-ls-raw",
        "clinvk-sessions-prune",
        "clinvk-sessions-restore-id",
    ],
};
