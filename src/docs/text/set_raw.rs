//! The page of `sessions set-raw`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Changes keys of the given sessions in place. It takes full ids. The rest of the file \
             stays as it is, byte for byte, and a session that is so already is not written. A new \
             key is added at the end.",
        ),
        Text(
            "All changes of a session are made at once or not at all. With several ids, each \
             session is changed separately. `last_used` changes only if it is set.",
        ),
        Text(
            "`--stdin` reads ids, one per line, or records: `session` records, `stored` records of \
             a session that is in the store (`created`, `replaced`, `restored`, `unchanged`) and \
             `resolution` records with the outcome `found`. If the record has an `etag`, the \
             session is changed only if its file still has it. `--stdin0` reads NUL-terminated \
             ids. The input is read to its end before the store is locked. An invalid item does \
             not hold back the others.",
        ),
        super::WRITTEN_BACK,
    ],
    sections: &[
        (
            "KEYS",
            &[
                Text(
                    "A key is one that clinvk knows, as in a `session` record. `metadata.NAME` is \
                     the entry NAME of `metadata`, and `token_usage.NAME` one of its counters. \
                     `extra.KEY` is the key KEY of the file, which clinvk does not know. Any other \
                     key is an error, which names the nearest one. An object that loses its last \
                     entry goes, and so do `tags` without a tag.",
                ),
                Text(
                    "The value is a text, without quotes. `status` takes `active`, `completed`, \
                     `error` or `paused`. Only `turn_count`, `token_usage`, `tags`, \
                     `metadata` and the counters take JSON. `created_at` and `last_used` take an \
                     RFC 3339 time.",
                ),
                Text(
                    "`id` cannot be set: it is the name of the file. `backend`, `created_at`, \
                     `last_used` and `working_dir` cannot be unset. A key may be named once.",
                ),
            ],
        ),
        (
            "OUTPUT",
            &[
                Text(
                    "One `stored` record for each item, in that order. Its fields, after `v` and \
                     `type`:",
                ),
                Item("id", "The id. For an item without one, the item or its place in the input."),
                Item(
                    "outcome",
                    "`replaced`, `unchanged` (it is so already), `changed` (the etag differs, and \
                     the session is left alone), `missing` (there is no such session), `skipped` \
                     (the work ended before it), `invalid` (the item is not understood, or the \
                     session would become larger than 16 MiB) or `failed`.",
                ),
                Item("etag", "The etag of the file as it is now, or null."),
                Item("message", "Why it is invalid, was skipped or failed. Absent otherwise."),
                super::FRAMED,
            ],
        ),
    ],
    exit_status: &[
        Item("0", "Every change is made, or was made before. Also if there is no item."),
        Item(
            "1",
            "A session is missing, has changed or would be invalid, or an item is invalid. Also \
             bad usage, or no known home folder.",
        ),
        Item(
            "4",
            "A session is damaged or cannot be written, the store cannot be locked, or standard \
             input or output fails.",
        ),
    ],
    examples: &[
        Text("Set a title, a tag and a custom note:"),
        Code(
            "clinvk sessions set-raw 4d5e6f7081920a1b \\\n\
             \x20 --set 'title=Before the rewrite' --add-tag archive --set metadata.ticket=PAY-7",
        ),
        Text("Only if the session has not changed since it was read:"),
        Code(
            "etag=$(clinvk sessions ls-raw 4d5e6f7081920a1b | jq -r .etag)\n\
             clinvk sessions set-raw 4d5e6f7081920a1b --if-etag \"$etag\" --set status=completed",
        ),
        Text("A tag for all sessions of a folder:"),
        Code(
            "clinvk sessions ls-raw |\n\
             \x20 jq -c 'select(.working_dir == \"/home/mika/src/payments\")' |\n\
             \x20 clinvk sessions set-raw --stdin --add-tag payments",
        ),
    ],
    see_also: &[
        "clinvk-sessions",
        "clinvk-sessions-ls-raw",
        "clinvk-sessions-put-raw",
        "clinvk-sessions-resolve-id",
    ],
};
