//! The sections of the page of `sessions` that all plumbing commands share: the record contract.

use super::Block::{self, Item, Text};

pub(super) const STREAMS: &[Block] = &[
    Text(
        "Plumbing writes records to standard output and nothing else. Errors and warnings go to \
         standard error. An empty result is no record, and the exit status is 0. The output does \
         not depend on the terminal, the locale or the time zone: no colour, no pager, no question \
         and no truncation.",
    ),
    Text(
        "`ls-raw` and `prune` write records by id, ascending, unless `--sort` is given; `ls-trash` \
         the newest batch first; `ls-journal` the oldest change first; `fsck` by path. A command \
         that is given ids answers in the order of its input. The same store gives the same bytes.",
    ),
    Text(
        "If standard output fails, the exit status is 4. A command that changes the store first \
         completes the batch. It is not an error if the reader of a pipe goes away.",
    ),
    Text(
        "Tables and messages for people show control characters, characters that change the reading \
         direction, and characters that nobody can see (zero-width characters, tags, variation \
         selectors outside of an emoji) as escapes such as \\u{1b}.",
    ),
];

pub(super) const FRAMING: &[Block] = &[
    Text(
        "By default the output is JSON Lines: one JSON object per record, on one line, in UTF-8, \
         with its keys in the documented order. Control characters, characters that change the \
         reading direction and Unicode line separators are escaped, so a session cannot control \
         your terminal. `--fields` selects and orders the keys. `v` and `type` stay first.",
    ),
    Text(
        "`-z` frames the output with NUL: every field is one NUL-terminated string, and a record is \
         as many strings as there are fields. Texts are exact bytes, also on a terminal. Lists and \
         objects are JSON. An absent value is an empty string. A value that holds a NUL makes its \
         item an error. Without `--fields` the fields are these:",
    ),
    Item("ls-raw, ls-trash, ls-journal", "`id`"),
    Item("rm-id, prune, rm-trash, put-raw, set-raw, restore-id", "`id,outcome`"),
    Item("resolve-id", "`input,outcome,id`"),
    Item("fsck", "`code,path`"),
    Text(
        "`--stdin` reads ids, one per line, or records as JSON Lines. `--stdin0` reads \
         NUL-terminated ids. Neither depends on `-z`. An empty input is nothing to do, and the \
         exit status is 0. A last line without a newline counts. The input is read to its end \
         before the store is locked. `put-raw` reads records: see `clinvk-sessions-put-raw`(1).",
    ),
];

pub(super) const RECORDS: &[Block] = &[
    Text(
        "A record starts with `v`, the version of the format, and `type`. Then come its fields. An \
         absent value is null. Times are UTC with nine fractional digits and Z, so text order is \
         time order. A time that cannot be read or was never set is null.",
    ),
    Text(
        "An `etag` is an opaque text of 16 characters: equal etag, unchanged session. How it is \
         computed is not specified.",
    ),
    Text(
        "`type`, `outcome`, `rule` and `code` are words of lower-case letters, digits and \
         underscores. These sets are open: new words may come within version 1. Treat an unknown \
         `outcome` as not done.",
    ),
];

pub(super) const BATCHES: &[Block] = &[
    Text(
        "A command that is given items writes exactly one record per item, in the order of the \
         input, even if the store cannot be opened or locked. An item of input that has another \
         `v` than 1 is `invalid`. An item that was not reached is `skipped`.",
    ),
    Text(
        "A removal that is not understood removes nothing: if an item of `rm-id` or `rm-trash` is \
         invalid, the others are skipped. `--keep-going` removes the others. With the other \
         commands an invalid item does not hold back the others.",
    ),
    Text(
        "If an item has an `etag`, the session is changed or removed only if its file still has \
         it. Otherwise it is left alone, and the outcome is `changed`. So the output of `prune \
         --dry-run` is a plan that `rm-id --stdin` carries out exactly.",
    ),
];

pub(super) const STABILITY: &[Block] = &[
    Text(
        "Within version 1 no key is removed, renamed, retyped or reordered. New keys may be \
         appended, so ignore the keys that you do not know. The words of `reason`, `message` and \
         `hint` are for people and may change.",
    ),
    Text(
        "`--format-version` names the version of the records that a script was written for. Today \
         there is 1, which is the default and remains the default. `schema` writes the JSON Schema \
         of each record.",
    ),
];

pub(super) const ERRORS: &[Block] = &[
    Text(
        "With `--errors=json` plumbing writes each error and each warning as a record on one line \
         of standard error: `v`, `type`, `code`, `id`, `path`, `message`, `hint`. The `type` is \
         `error` or, for a notice that is not a failure, `warning`. A `code` keeps its meaning. A \
         value that does not apply is null. The codes of errors:",
    ),
    Item("usage", "The command line is not understood."),
    Item("invalid_status_filter", "The value of `--status` is not a status."),
    Item("no_home", "The home directory is unknown, or the one that was named is none."),
    Item("session_not_found", "There is no session with this `id`, or none in the trash."),
    Item("session_exists", "There is a session with this `id` already."),
    Item("ambiguous_id", "Several sessions have this prefix."),
    Item("pinned", "The session is pinned."),
    Item("nothing_to_clean", "`clean` finds nothing to delete."),
    Item("unconfirmed", "A question could not be asked, or `prune` needs `--yes`."),
    Item("cancelled", "The question was not answered with yes."),
    Item("session_damaged", "The content of the file is not a session."),
    Item("changed", "The etag of the session differs, or it is being changed."),
    Item("invalid_input", "An item of the input is not understood."),
    Item("invalid_session", "An item of the input cannot be stored as a session."),
    Item("invalid_configuration", "The configuration cannot be used."),
    Item("keeps_nothing", "The policy would keep nothing."),
    Item("unsafe_store", "Others may write to the store, or it belongs to another user."),
    Item("locked", "Another process held the lock for too long."),
    Item(
        "io_error",
        "A file or directory cannot be read, written or removed. If it is the file of a session, \
         `id` is the id of the session.",
    ),
    Item("input_failed, output_failed", "Standard input or output fails."),
    Item("no_randomness", "The system gives no random bits for an id."),
    Item("interrupted", "A signal came while the command waited or worked."),
    Text("The codes of warnings:"),
    Item("waiting", "Another process holds the lock."),
    Item("endangers_clinvk", "See `clinvk-sessions-fsck`(1)."),
    Item("ignored_keys", "Records have keys that go into no file."),
    Item("id_not_hex", "clinvk 0.2.0 cannot open a session by the ID under which it is stored."),
    Item("nothing_to_prune", "The configuration keeps every session."),
    Item("journal_failed", "The changes are made, but the journal cannot be written."),
    Item("journal_damaged", "Lines of the journal cannot be read and are left out."),
    Item("unchanged", "The session is so already."),
    Item("trash_expired", "Sessions in the trash were removed because of their age."),
    Item("trash_left", "It is not known how long the trash keeps, or what the time is."),
];
