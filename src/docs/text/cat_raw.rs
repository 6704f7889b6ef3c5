//! The page of `sessions cat-raw`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Writes the files of the given sessions, untouched, in the order of the arguments. It \
             takes full ids. The files are not parsed, so a damaged session can be examined.",
        ),
        Text(
            "A session that is not found or cannot be read is reported on standard error. The \
             others are written all the same.",
        ),
        Text(
            "The output is raw: control characters in a damaged file reach the terminal. `clinvk \
             sessions show` escapes them.",
        ),
    ],
    sections: &[(
        "OUTPUT",
        &[Text(
            "The bytes of the files, with nothing between them. clinvk ends a file without a \
             newline, and none is added. `jq`(1) reads several such files from one stream.",
        )],
    )],
    exit_status: &[
        Item("0", "Every file is written."),
        Item("1", "Bad usage, a session that is not found, or an unknown home folder."),
        Item(
            "4",
            "A file cannot be read or is larger than 16 MiB, the store cannot be read or locked, \
             or standard output fails.",
        ),
    ],
    examples: &[
        Text("One file:"),
        Code("clinvk sessions cat-raw 4d5e6f7081920a1b"),
        Text("A copy of it:"),
        Code("clinvk sessions cat-raw 4d5e6f7081920a1b > kept.json"),
        Text("By a prefix of the id:"),
        Code("clinvk sessions cat-raw \"$(clinvk sessions resolve-id 3f1a | jq -r .id)\""),
    ],
    see_also: &["clinvk-sessions", "clinvk-sessions-show", "clinvk-sessions-resolve-id", "jq"],
};
