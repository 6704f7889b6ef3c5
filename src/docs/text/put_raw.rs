//! The page of `sessions put-raw`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Reads sessions from standard input and stores them, each in a file of its own. The \
             store is made if it is missing. The input is read to its end before the store is \
             locked.",
        ),
        Text(
            "A session that is there already is not overwritten, unless `--replace` is given. Then \
             it is replaced, but if the record has an `etag`, only if the file still has that etag. \
             Where nothing is there, `--replace` creates the session.",
        ),
        Text(
            "Replacing changes what differs and leaves the rest of the file as it is, byte for \
             byte. A key that clinvk knows and the input does not have is removed, as is one that is \
             null, an empty list or object, or a count of 0. Keys that clinvk does not know keep \
             their places, and new ones are added at the end. A time of the same instant keeps its \
             spelling. A session that is so already is not written: the records of `ls-raw` change \
             no byte of any file.",
        ),
        Text(
            "If a record has `extra`, the keys of the file that clinvk does not know become those of \
             `extra`: others are removed. Without `extra`, as when it was not among `--fields`, they \
             stay. The same holds for the `extra` of `token_usage`: {} removes the other counters, \
             and without it they stay. An object that is no record adds its keys. Of a damaged file \
             the keys that clinvk does not know are kept likewise, if it is an object at all.",
        ),
        Text(
            "Each file is written beside its place, synced to the disk and then given its name, so \
             that a power cut leaves it whole or leaves it out. With `--no-sync` new sessions are \
             given their names without a sync, which makes a large import several times faster. A \
             program that ends early still leaves no half of a file. But a power cut or a crash of \
             the system in the next minute or so may cost any of these sessions: its file is then \
             missing, or empty, which `fsck` reports. Use it only where the import can be repeated; \
             after such a cut repeat it with `--replace` and without `--no-sync`. A session that is \
             replaced is synced all the same, because what it was stands nowhere else.",
        ),
        super::WRITTEN_BACK,
    ],
    sections: &[
        (
            "INPUT",
            &[
                Text(
                    "`session` records, which have `v`, as `ls-raw` writes them, or objects as session \
                     files hold them. They stand one on a line, or on several lines, one after the \
                     other. `--stdin0` reads NUL-terminated ones. After an object that is broken the input is read \
                     on from the next line that begins with a brace.",
                ),
                Text(
                    "`backend`, `created_at`, `last_used` and `working_dir` are required. In a \
                     record, which has `v`, they may be null: then the session gets an empty text \
                     or a time that was never set. Times are RFC 3339 with a capital T and Z and \
                     without leap seconds, as clinvk reads them. Without an `id`, or if it is null, \
                     the session gets a fresh one: 128 random bits as 32 hex digits.",
                ),
                Text(
                    "clinvk 0.2.0 lists a session whose id has 16 or 32 characters that are not all \
                     hex digits, but cannot open it. Such a session is stored, and standard error \
                     says so.",
                ),
                Text(
                    "Of a record the keys that clinvk knows and those in `extra` are stored. `v` \
                     must be 1 and `type` must be `session`. Any other key, such as `tokens` and \
                     `prompt` of `list --json`, is ignored, and a warning names it. A key in `extra` \
                     that clinvk knows makes the record invalid. Upper and lower case are the same \
                     to clinvk, which takes `Title` for `title`: in a new file such a key stands \
                     before `title` if the record has that, and it cannot be added to an existing \
                     file. `fsck` reports it. \
                     Of an object without `v` every key is stored, also `etag`.",
                ),
                Text(
                    "Of a key that is there twice the last one counts. Half of a surrogate pair is \
                     read as U+FFFD. No file may become larger than 16 MiB.",
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
                Item("id", "The id. For an item without a valid one, its place in the input."),
                Item(
                    "outcome",
                    "`created`, `replaced`, `unchanged` (it is so already), `exists` (it is there, \
                     and `--replace` was not given, or what is there is no file), `changed` (the \
                     etag differs, and the session is left alone), `skipped` (the work ended before \
                     it), `invalid` (it cannot be stored) or `failed`.",
                ),
                Item("etag", "The etag of the file as it is now, or null."),
                Item(
                    "message",
                    "Why it is invalid, was skipped or failed. Absent otherwise. A position in it \
                     counts from where the item begins.",
                ),
                super::FRAMED,
            ],
        ),
    ],
    exit_status: &[
        Item("0", "Every session is stored. Also if there is none."),
        Item(
            "1",
            "A session exists, has changed or is invalid. Also bad usage, or no known home \
             folder.",
        ),
        Item(
            "4",
            "A session cannot be written, the store cannot be made or locked, or standard input or \
             output fails.",
        ),
    ],
    examples: &[
        Text("All sessions of this home in another one:"),
        Code("clinvk sessions ls-raw | clinvk sessions put-raw --home other"),
        Text("A backup, and all of it back:"),
        Code(
            "clinvk sessions ls-raw > backup.jsonl\n\
             clinvk sessions put-raw --replace < backup.jsonl",
        ),
        Text("A large import that can be repeated, in a hurry:"),
        Code("clinvk sessions ls-raw | clinvk sessions put-raw --no-sync --home other"),
        Text("A change to many sessions, each only if nobody else changes it meanwhile:"),
        Code(
            "clinvk sessions ls-raw --backend codex |\n\
             \x20 jq -c '.status = \"completed\"' |\n\
             \x20 clinvk sessions put-raw --replace",
        ),
    ],
    see_also: &[
        "clinvk-sessions",
        "clinvk-sessions-ls-raw",
        "clinvk-sessions-set-raw",
        "clinvk-sessions-schema",
    ],
};
