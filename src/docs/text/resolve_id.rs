//! The page of `sessions resolve-id`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[Text(
        "Finds the full id for each prefix, for plumbing that takes full ids. A full id always \
         means that session, even if other ids start with it. No session file is opened, so a \
         damaged session is found too.",
    )],
    sections: &[(
        "OUTPUT",
        &[
            Text(
                "One `resolution` record for each argument, in that order. Its fields, after `v` \
                 and `type`:",
            ),
            Item("input", "The argument."),
            Item(
                "outcome",
                "`found`, `missing` (no id has this prefix), `ambiguous` (several have it) or \
                 `invalid` (no id can have it).",
            ),
            Item("id", "The full id if the outcome is `found`, otherwise null."),
            Item(
                "candidates",
                "If the outcome is `ambiguous`, all ids with this prefix, ascending. Otherwise [].",
            ),
        ],
    )],
    exit_status: &[
        Item("0", "Every argument is found."),
        Item(
            "1",
            "An argument is missing, ambiguous or invalid. Also bad usage, or an unknown home \
             folder.",
        ),
        Item("4", "The store cannot be read or locked, or standard output fails."),
    ],
    examples: &[
        Text("The full id:"),
        Code("clinvk sessions resolve-id 3f1a | jq -r .id"),
        Text("The outcome of several prefixes at once:"),
        Code("clinvk sessions resolve-id 1c9d 3f1a | jq -r '[.input, .outcome] | @tsv'"),
    ],
    see_also: &["clinvk-sessions", "clinvk-sessions-cat-raw", "clinvk-sessions-rm-id", "jq"],
};
