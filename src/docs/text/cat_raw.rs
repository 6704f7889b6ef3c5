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
            "With `--stdin` it answers items of standard input, which is read to its end first: a \
             line with an id, or a line with a record that has an `id`. If the record has an \
             `etag`, the file must still have it. With `-z` an item is an id that ends with NUL. \
             Empty items are skipped.",
        ),
        Text(
            "The output is raw: control characters in a damaged file reach the terminal. `clinvk \
             sessions show` escapes them.",
        ),
    ],
    sections: &[(
        "OUTPUT",
        &[
            Text(
                "The bytes of the files, with nothing between them. clinvk ends a file without a \
                 newline, and none is added. `jq`(1) reads several such files from one stream.",
            ),
            Text(
                "With `--stdin` one answer for each item, in that order, framed as `git cat-file \
                 --batch` does. An answer is a line and perhaps a file, as many bytes as the line \
                 says and a newline:",
            ),
            Item("ID session SIZE", "The file follows."),
            Item("ITEM missing", "There is no such session, or the item is no id."),
            Item("ITEM changed", "The etag differs."),
            Item("ITEM failed", "The file cannot be read. Standard error says why."),
            Text("With `-z` the newlines of this framing are NULs."),
        ],
    )],
    exit_status: &[
        Item("0", "Every file is written."),
        Item(
            "1",
            "A session is not found, unless `--ignore-missing` is given, or has changed. Also bad \
             usage, or no known home folder.",
        ),
        Item(
            "4",
            "A file cannot be read or is larger than 16 MiB, the store cannot be read or locked, \
             or standard input or output fails.",
        ),
    ],
    examples: &[
        Text("One file:"),
        Code("clinvk sessions cat-raw 4d5e6f7081920a1b"),
        Text("A copy of it:"),
        Code("clinvk sessions cat-raw 4d5e6f7081920a1b > kept.json"),
        Text("By a prefix of the id:"),
        Code("clinvk sessions cat-raw \"$(clinvk sessions resolve-id 3f1a | jq -r .id)\""),
        Text("All files of a backend, framed for a program:"),
        Code(
            "clinvk sessions ls-raw --backend codex |\n\
             \x20 clinvk sessions cat-raw --stdin > codex.batch",
        ),
    ],
    see_also: &["clinvk-sessions", "clinvk-sessions-show", "clinvk-sessions-resolve-id", "jq"],
};
