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
            "`--stdin` reads items from standard input. An item is a line with an id, or a line \
             with a record that has an `id`. If the record has an `etag`, the session is removed \
             only if its file still has that etag. The `outcome` of a `removal` record must be \
             `would-remove`, that of a `resolution` record `found`: a record of a session that was \
             kept does not remove it, and neither does a record of another type that is no \
             `session` or successful `stored`. With `-z` an item is an id that ends with NUL. Empty items \
             are skipped, and an empty input is nothing to do. The input is read to its end before \
             the store is locked.",
        ),
        Text(
            "`--atomic` removes all or none. Under one hold of the lock every session is looked at \
             first, and if one is missing, was named before, has changed or cannot be read, or if \
             an item is not understood, none is removed. `--ignore-missing` lets missing ones pass. \
             If the removal of a file then fails, the work ends there, and the records say what is \
             gone.",
        ),
        Text(
            "Otherwise a large batch releases the lock from time to time, so that other processes need not \
             wait for its end.",
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
            Item("id", "The id, or the item that is none."),
            Item(
                "outcome",
                "`would-remove` (with `--dry-run`), `removed`, `trashed` (with `--trash`), `missing` (there is no such \
                 session, or it was removed by an earlier item), `changed` (the etag differs, and \
                 the session is left alone), `kept` (with `--atomic`, because of another one) or \
                 `failed`.",
            ),
            Item("reason", "`id`, or `atomic` if the outcome is `kept`."),
            Item("last_used", "The time of last use, or null."),
            Item("bytes, etag", "The size and the digest of the file, or null."),
            Item("message", "Why the removal failed, or what it left behind. Present only then."),
            super::FRAMED,
        ],
    )],
    exit_status: &[
        Item("0", "Every item is removed, or would be. Also if there is none."),
        Item(
            "1",
            "An item is missing, unless `--ignore-missing` is given, or changed. Also bad usage, or \
             no known home folder.",
        ),
        Item(
            "4",
            "An item failed or is not understood, the store cannot be read or locked, or standard \
             input or output fails.",
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
        Text("Exactly what was looked at:"),
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
