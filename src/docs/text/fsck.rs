//! The page of `sessions fsck`.

use super::{
    Block::{self, Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Looks at everything in the store, for what was left over beside it, and at who may \
             write to the home around it and to what is beside it, and writes one record for each \
             problem. Without `--repair` nothing is changed.",
        ),
        Text(
            "`--repair` mends what can be mended without the loss of anything: the index, modes, \
             old temporary files and directories of sessions that are not there. Sessions are \
             never changed or removed. What is taken out of the store is moved to lost+found/ \
             beside it and not deleted. A directory whose session is in the trash is moved there, so \
             that a restoration brings back both. Each problem is looked at again under the lock \
             before it is repaired. In a store or a home that belongs to another user nothing is \
             repaired.",
        ),
        Text(
            "An index is mended by its removal: clinvk 0.2.0 builds it again from the files. If \
             something in the store endangers clinvk 0.2.0, it is rebuilt here instead.",
        ),
        Text(
            "Records are sorted by the bytes of the path, then by code in the order below, then by \
             id. The home comes first, then what is beside the store, then the store, then the \
             trash. The same store gives the same bytes. If standard \
             error is a terminal, a summary is written there, but \
             not with `--errors=json`.",
        ),
    ],
    sections: &[("OUTPUT", OUTPUT), ("CODES", CODES)],
    exit_status: &[
        Item("0", "There is no problem, or each one is mended."),
        Item("1", "Bad usage, or no known home folder."),
        Item(
            "4",
            "A problem remains. The store cannot be read, written or locked, or standard output \
             fails.",
        ),
    ],
    examples: &[
        Text("What is wrong, a line each:"),
        Code("clinvk sessions fsck | jq -r '\"\\(.code): \\(.path)\"'"),
        Text("Mend what can be mended, and list what remains:"),
        Code(
            "clinvk sessions fsck --repair > fsck.jsonl\njq -c 'select(.repaired | not)' fsck.jsonl",
        ),
        Text("The files that are no sessions:"),
        Code(
            "clinvk sessions fsck |\n\
             \x20 jq -r 'select(.code == \"not_a_session\").path' > strangers.txt",
        ),
    ],
    see_also: &["clinvk-sessions", "clinvk-sessions-cat-raw", "clinvk-sessions-rm-id", "jq"],
};

const OUTPUT: &[Block] = &[
    Text("The fields of a `problem` record, after `v` and `type`:"),
    Item("id", "The session it is about. Null if it is not about one."),
    Item(
        "path",
        "Where it is. A byte that is not UTF-8 is written as \\xff. With `-z` the path is exact.",
    ),
    Item("code", "A stable word for the problem. See CODES. New words may come."),
    Item(
        "message",
        "The same for people, perhaps with the position in a file, and how it was mended. It may \
         name a key of a file, but never has a prompt, a title or another value.",
    ),
    Item("repaired", "Whether it was mended. Always false without `--repair`."),
    Text(
        "`-z` writes `--fields code,path` unless `--fields` names other fields. See FRAMING in \
         `clinvk-sessions`(1).",
    ),
];

const CODES: &[Block] = &[
    Item("damaged", "The file cannot be read as a session. The message has the position."),
    Item("unreadable", "The file cannot be opened or read."),
    Item("id_mismatch", "The `id` in the file is not its name. The name counts."),
    Item(
        "id_not_hex",
        "The id has 16 or 32 characters that are not all hex digits. clinvk 0.2.0 lists the session \
         and cannot open it. An id of another length may have any characters.",
    ),
    Item(
        "unreadable_time",
        "`created_at` or `last_used` is no time that clinvk 0.2.0 can read, and then it cannot read \
         the session; or it is none that can be read here, and counts as unknown. Set it with \
         `set-raw`.",
    ),
    Item("not_a_session", "It does not belong in the store. It is never touched."),
    Item(
        "endangers_clinvk",
        "clinvk 0.2.0 hangs on it, or deletes the whole store because of its name. Move it away.",
    ),
    Item("symlink", "It is a symbolic link. It is not followed."),
    Item(
        "orphan_artifacts",
        "A directory of a session that is not there. Mended: moved, to its session in the trash or to \
         lost+found/.",
    ),
    Item(
        "left_over_temporary",
        "A temporary file of a write that was interrupted, in the store or, of the journal, beside \
         it. Mended: moved, if it is one of ours or older than an hour.",
    ),
    Item("index_missing_entry", "index.json has no entry for the session. Mended."),
    Item("index_ghost", "index.json has an entry for a session that is not there. Mended."),
    Item("index_disagrees", "An entry of index.json differs from the file. Mended."),
    Item("index_unreadable", "index.json is not an index, or not one of version 1. Mended."),
    Item("dangling_parent", "There is no session with the id in `parent_id`."),
    Item("duplicate_key", "An object in the file has a key more than once. The last one counts."),
    Item(
        "keys_differ_in_case",
        "clinvk 0.2.0 does not distinguish the keys, which are not the same to other programs.",
    ),
    Item(
        "mode_too_wide",
        "Group or others have access to the store, a session's file or directory, index.json, \
         store.lock, a temporary file, the trash, a directory in it or the journal, or may write to \
         the home, config.yaml or lost+found/. Mended: that access is taken away.",
    ),
    Item(
        "foreign_owner",
        "The store belongs to another user than the one who runs the command, or something in it \
         to another user than the store, or something around it to neither that user nor root: the \
         home, config.yaml, journal.jsonl, lost+found/, trash/ or something in it, or a link in the \
         place of one of these or of sessions/.",
    ),
];
