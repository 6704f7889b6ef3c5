//! The page of `sessions cat-raw`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Writes the files of the given sessions, untouched, in the order of the arguments. It \
             takes full ids. The files are not parsed, so a damaged session can be examined. `-z` \
             ends each file with NUL.",
        ),
        Text(
            "A session that is not found or cannot be read is reported on standard error, and the \
             other files are written.",
        ),
        Text(
            "`--stdin` answers every item of standard input, in order: ids, one per line, or \
             records with an `id`, of any type. If the record has an `etag`, the file must still \
             have it. `--stdin0` reads NUL-terminated ids. The input is read to its end first. \
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
                "With `--stdin` or `--stdin0` one answer for each item, in that order, framed as \
                 `git cat-file --batch` does: a header line, and for a session its file and a \
                 newline. SIZE is the number of bytes of the file:",
            ),
            Item("ID session SIZE ETAG", "The file follows."),
            Item("ITEM missing", "There is no such session."),
            Item("ITEM damaged", "The file cannot be read as a session. Standard error says why."),
            Item("ITEM changed", "The etag differs."),
            Item("ITEM invalid", "The item is no id, or a record without one or of another `v`."),
            Item("ITEM failed", "The store cannot be read. Standard error says why."),
            Text(
                "ITEM is the id of a record that has one, otherwise the item as it was given. Take \
                 a word that you do not know for a session that was not written. With `-z` the \
                 newlines of this framing are NULs.",
            ),
        ],
    )],
    exit_status: &[
        Item("0", "Every file is written."),
        Item(
            "1",
            "A session is not found, unless `--ignore-missing` is given, or has changed, or an \
             item is invalid. Also bad usage, or no known home folder.",
        ),
        Item(
            "4",
            "A file cannot be read or is larger than 16 MiB, or with `--stdin` is damaged; with \
             `-z` a file of an argument holds a NUL. The store cannot be read or locked, or \
             standard input or output fails.",
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
