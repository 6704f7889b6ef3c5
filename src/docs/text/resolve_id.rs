//! The page of `sessions resolve-id`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Finds the full id for each prefix, for plumbing that takes full ids. A full id always \
             means that session, even if other ids start with it. No session file is opened, so a \
             damaged session is found too.",
        ),
        Text(
            "`--stdin` reads prefixes from standard input, one per line, or records with an `id`. \
             `--stdin0` reads NUL-terminated prefixes. The input is read to its end before the \
             store is locked. Empty items are skipped.",
        ),
    ],
    sections: &[(
        "OUTPUT",
        &[
            Text(
                "One `resolution` record for each argument or item, in that order. Its fields, \
                 after `v` and `type`:",
            ),
            Item(
                "input",
                "The argument or item; of a record its id. Of another item its text if it may be a \
                 mistyped id, else its place.",
            ),
            Item(
                "outcome",
                "`found`, `missing` (no id has this prefix), `ambiguous` (several have it), \
                 `invalid` (no id can have it) or `failed` (the store cannot be read).",
            ),
            Item("id", "The full id if the outcome is `found`, otherwise null."),
            Item(
                "candidates",
                "If the outcome is `ambiguous`, all ids with this prefix, ascending. Otherwise [].",
            ),
            Text(
                "`-z` writes `--fields input,outcome,id` unless `--fields` names other fields. The \
                 id is empty if it is not found. See FRAMING in `clinvk-sessions`(1).",
            ),
        ],
    )],
    exit_status: &[
        Item("0", "Every prefix is found. With `--ignore-missing` also if one is missing."),
        Item(
            "1",
            "A prefix is missing, ambiguous or invalid. Also bad usage, or no known home folder.",
        ),
        Item("4", "The store cannot be read or locked, or standard input or output fails."),
    ],
    examples: &[
        Text("The full id:"),
        Code("clinvk sessions resolve-id 3f1a | jq -r .id"),
        Text("The outcome of several prefixes at once:"),
        Code("clinvk sessions resolve-id 1c9d 3f1a | jq -r '[.input, .outcome] | @tsv'"),
        Text("Remove the sessions that are found, without those that are not:"),
        Code(
            "clinvk sessions resolve-id --ignore-missing 3f1a f00d |\n\
             \x20 jq -c 'select(.outcome == \"found\")' | clinvk sessions rm-id --stdin",
        ),
    ],
    see_also: &["clinvk-sessions", "clinvk-sessions-cat-raw", "clinvk-sessions-rm-id", "jq"],
};
