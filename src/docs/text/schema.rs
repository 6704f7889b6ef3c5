//! The page of `sessions schema`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Writes a JSON Schema (draft 2020-12) that every record of the wire format, version 1, \
             satisfies. It is part of the program and describes the program's own output. No store \
             is needed.",
        ),
        Text(
            "The schemas allow keys that they do not name, because new keys may be appended within \
             version 1, and words that they do not name, because `outcome`, `rule` and `code` are \
             open sets. They require every key of a record, so they describe records without \
             `--fields`.",
        ),
    ],
    sections: &[(
        "OUTPUT",
        &[Text(
            "One JSON object. Without an argument it describes a record of any type: `oneOf` names \
             the types, and `$defs` holds the schema of each.",
        )],
    )],
    exit_status: &[
        Item("0", "The schema is written."),
        Item("1", "Bad usage."),
        Item("4", "Standard output fails."),
    ],
    examples: &[
        Text("The types of records:"),
        Code("clinvk sessions schema | jq -r '.\"$defs\" | keys[]'"),
        Text("What the keys of a session record mean:"),
        Code(
            "clinvk sessions schema session |\n    jq -r '.properties | to_entries[] | [.key, \
             .value.description] | @tsv'",
        ),
    ],
    see_also: &[
        "clinvk-sessions",
        "clinvk-sessions-ls-raw",
        "clinvk-sessions-resolve-id",
        "clinvk-sessions-rm-id",
        "clinvk-sessions-prune",
        "jq",
    ],
};
