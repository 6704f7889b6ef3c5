//! The page of `sessions ls-raw`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text("Writes one record for each session that matches every filter."),
        Text(
            "Records are sorted by id, ascending, or by the field that `--sort` names. Sessions with \
             equal values are sorted by id, ascending, also with `--reverse`. An unknown time comes \
             before every known one. Texts are sorted by their bytes, and an absent one comes first. \
             `total` is that of `token_usage`. `turns` and `tokens` are other names of `turn_count` \
             and `total`. `--limit` keeps the first records of that order. The same store \
             gives the same bytes.",
        ),
        Text(
            "With full ids it writes one record for each, in the order of the input: a `session` \
             record, or an `absent` record if there is no session that can be read. `--stdin` \
             reads ids, one per line, or records with an `id`, of any type. If the record has an \
             `etag`, the file must still have it. `--stdin0` reads NUL-terminated ids. Filters, \
             `--sort` and `--limit` are for the listing without ids.",
        ),
        Text(
            "Without ids a damaged session is reported on standard error, and the exit status is \
             4. The other sessions are listed.",
        ),
    ],
    sections: &[(
        "OUTPUT",
        &[
            Text("The fields of a `session` record, after `v` and `type`:"),
            Item("id", "The name of the file, without .json."),
            Item("backend", "claude, codex, gemini, or another name."),
            Item("status", "active, completed, error, paused, or another word."),
            Item("created_at, last_used", "Times."),
            Item("working_dir", "The directory in which the session was started."),
            Item("backend_session_id", "The backend's own id. With it the session can be resumed."),
            Item("model, title, initial_prompt", "Texts."),
            Item("turn_count", "A number, 0 if the file has none."),
            Item(
                "token_usage",
                "An object with `input_tokens`, `output_tokens`, `cached_tokens`, \
                 `reasoning_tokens` and `total`, which is input and output together. Counters of \
                 the file that have none of these names follow in an object `extra`, which is only \
                 there if there are any. Or null.",
            ),
            Item("tags", "A list of texts."),
            Item("parent_id", "The session from which this one was forked."),
            Item("error_message", "Why the session ended with an error."),
            Item("metadata", "An object whose values are texts."),
            Item("bytes", "The size of the file."),
            Item("etag", "An opaque text: equal etag, unchanged session."),
            Item(
                "extra",
                "An object with the keys of the file that have no name here, each with its value as \
                 it is, in the order of the file. Empty if there are none. `put-raw` writes them \
                 back.",
            ),
            Text("`--fields` selects and orders the fields. `v` and `type` stay first."),
            Text("The fields of an `absent` record, after `v` and `type`:"),
            Item("id", "The id. For an item without one, the item or its place in the input."),
            Item(
                "outcome",
                "`missing` (there is no such session), `damaged` (the file cannot be read as a \
                 session), `invalid` (the item is not understood), `changed` (the etag differs) or \
                 `failed` (the store cannot be read).",
            ),
            Item("message", "Why, for people."),
            Text(
                "With ids `--fields` also takes `outcome` and `message`. If it does not name \
                 `outcome`, an absent session is also reported on standard error.",
            ),
            super::FRAMED_READ,
        ],
    )],
    exit_status: &[
        Item("0", "Success. Also if nothing matches."),
        Item(
            "1",
            "Bad usage, an invalid status filter, or no known home folder. With ids also a session \
             that is missing or has changed, or an invalid item.",
        ),
        Item(
            "4",
            "A session is damaged, or has a NUL that `-z` cannot frame. The store cannot be read \
             or locked, or standard output fails.",
        ),
    ],
    examples: &[
        Text("The three largest sessions:"),
        Code("clinvk sessions ls-raw --sort bytes --reverse --limit 3 --fields id,bytes"),
        Text("The sessions of one directory and below:"),
        Code(
            "clinvk sessions ls-raw |\n\
             \x20 jq -c 'select(.working_dir | startswith(\"/home/mika/src/api\"))'",
        ),
        Text("What the removal of all sessions with an error would do:"),
        Code("clinvk sessions ls-raw --status error | clinvk sessions rm-id --stdin --dry-run"),
        Text("Two sessions by their ids:"),
        Code("clinvk sessions ls-raw 4d5e6f7081920a1b 1c9d2e8f7a6b5c4d3e2f1a0b9c8d7e6f"),
        Text("Search all files:"),
        Code("clinvk sessions ls-raw -z | xargs -0 clinvk sessions cat-raw | grep -i webhook"),
    ],
    see_also: &["clinvk-sessions", "clinvk-sessions-list", "clinvk-sessions-rm-id", "jq"],
};
