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
             session is changed by itself. `last_used` changes only if it is set.",
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
                    "One `stored` record for each argument, in that order. Its fields, after `v` \
                     and `type`:",
                ),
                Item("id", "The id."),
                Item(
                    "outcome",
                    "`replaced`, `unchanged` (it is so already), `changed` (the etag differs, and \
                     the session is left alone), `missing` (there is no such session), `invalid` \
                     (the session would become larger than 16 MiB) or `failed`.",
                ),
                Item("etag", "The digest of the file as it is now, or null."),
                Item("message", "Why it is invalid or failed. Present only then."),
                super::FRAMED,
            ],
        ),
    ],
    exit_status: &[
        Item("0", "Every session is as was asked for."),
        Item(
            "1",
            "A session is missing, has changed or would be invalid. Also bad usage, or no known \
             home folder.",
        ),
        Item(
            "4",
            "A session is damaged or cannot be written, the store cannot be locked, or standard \
             output fails.",
        ),
    ],
    examples: &[
        Text("A title, a tag and a note of one's own:"),
        Code(
            "clinvk sessions set-raw 4d5e6f7081920a1b \\\n\
             \x20 --set 'title=Before the rewrite' --add-tag archive --set metadata.ticket=PAY-7",
        ),
        Text("Only if nobody has changed the session since it was looked at:"),
        Code(
            "etag=$(clinvk sessions ls-raw |\n\
             \x20 jq -r 'select(.id == \"4d5e6f7081920a1b\").etag')\n\
             clinvk sessions set-raw 4d5e6f7081920a1b --if-etag \"$etag\" --set status=completed",
        ),
        Text("A tag for all sessions of a folder:"),
        Code(
            "clinvk sessions ls-raw |\n\
             \x20 jq -j 'select(.working_dir == \"/home/mika/src/payments\") | .id + \"\\u0000\"' |\n\
             \x20 xargs -0 clinvk sessions set-raw --add-tag payments",
        ),
    ],
    see_also: &[
        "clinvk-sessions",
        "clinvk-sessions-ls-raw",
        "clinvk-sessions-put-raw",
        "clinvk-sessions-resolve-id",
    ],
};
