//! The page of `sessions` itself: what all its commands share.

use super::{
    Block::{self, Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "clinvk keeps each session in a file of its own: the backend, the prompt, the status, \
             the counters. These commands list the sessions, show one, and remove those that are \
             no longer wanted.",
        ),
        Text(
            "`list`, `show`, `delete`, `clean`, `trash`, `restore`, `empty-trash`, `log`, `pin` and \
             `unpin` are for people. They accept a prefix of an id and write tables. On a terminal \
             `clean` and `empty-trash` ask before they delete.",
        ),
        Text(
            "The other commands are plumbing, for scripts. They never ask, write the same on a \
             terminal as in a pipe, and emit records whose format is stable. They take full ids, \
             which `resolve-id` makes of prefixes.",
        ),
        Text(
            "What `delete` and `clean` delete goes to the trash, from which `restore` brings it back. \
             What plumbing removes is gone, unless `--trash` is given. A removal removes files of the store only. The conversation that \
             a backend keeps itself is not touched.",
        ),
        super::WRITTEN_BACK,
    ],
    sections: &[
        ("IDS", IDS),
        ("STATUS", STATUS),
        ("RECORDS", RECORDS),
        ("STABILITY", STABILITY),
        ("LOCKING", LOCKING),
        ("DIAGNOSTICS", DIAGNOSTICS),
    ],
    exit_status: &[
        Item("0", "Success. Also an empty list, and plumbing that has nothing to do."),
        Item(
            "1",
            "Bad usage, a session that is not found, an ambiguous id, an invalid status filter, \
             nothing to clean, a policy that would keep nothing, a pinned session to delete, no \
             known home folder. In plumbing also an item that is missing, \
             has changed, exists already or is invalid.",
        ),
        Item("3", "The configuration cannot be used. Nothing is deleted."),
        Item(
            "4",
            "The store cannot be read, written or locked, a session is damaged or cannot be \
             removed, or standard output fails. `list` and `clean` name damaged sessions without \
             this.",
        ),
        Item("7", "The question was not answered with yes. Nothing is deleted."),
        Text(
            "If several apply, the highest is used. It is not an error if the reader of a pipe \
             goes away. A signal ends the program as usual, but a removal first completes the \
             session in hand, repairs the index and reports what was removed.",
        ),
    ],
    examples: &[
        Text("The five most recently used sessions, then one in full:"),
        Code("clinvk sessions list --limit 5\nclinvk sessions show 0a3f5c1e"),
        Text("What would be deleted if only the last 90 days were kept:"),
        Code("clinvk sessions clean --older-than 90d --dry-run"),
        Text("A deletion, and its undoing:"),
        Code("clinvk sessions delete 2e4b\nclinvk sessions restore 2e4b"),
        Text("The sessions of a given folder:"),
        Code("clinvk sessions list --home \"$HOME/.clinvk\""),
    ],
    see_also: &[
        "clinvk-sessions-list",
        "clinvk-sessions-show",
        "clinvk-sessions-delete",
        "clinvk-sessions-clean",
        "clinvk-sessions-trash",
        "clinvk-sessions-restore",
        "clinvk-sessions-empty-trash",
        "clinvk-sessions-log",
        "clinvk-sessions-pin",
        "clinvk-sessions-unpin",
        "clinvk-sessions-ls-raw",
        "clinvk-sessions-cat-raw",
        "clinvk-sessions-resolve-id",
        "clinvk-sessions-rm-id",
        "clinvk-sessions-prune",
        "clinvk-sessions-put-raw",
        "clinvk-sessions-set-raw",
        "clinvk-sessions-restore-id",
        "clinvk-sessions-fsck",
        "clinvk-sessions-schema",
    ],
};

const IDS: &[Block] = &[
    Text(
        "The id of a session is the name of its file without .json, whatever the file says. It is \
         1 to 128 of A-Z a-z 0-9 _ -, does not start with -, and is not `index`. A file with any \
         other name is not a session. It is left alone, except for index.json.",
    ),
    Text(
        "The commands for people accept any prefix that only one session has. A full id always \
         means that session, even if other ids start with it.",
    ),
];

const STATUS: &[Block] = &[
    Item("active", "The session is active and can be resumed."),
    Item("completed", "The session completed normally."),
    Item("error", "The session ended with an error."),
    Item("paused", "The session is paused (not currently active)."),
    Text("A session without a status is shown as `unknown`."),
];

const RECORDS: &[Block] = &[
    Text(
        "Plumbing writes records to standard output and nothing else. Remarks and errors go to \
         standard error. A record is one JSON object on one line, in UTF-8, with its keys in a \
         fixed order: `v`, the version of the format, then `type`, then the fields. Within version \
         1 no key is removed, renamed, retyped or reordered. New keys may be appended, so ignore \
         the keys that you do not know.",
    ),
    Text(
        "An absent value is null. Times are UTC with nine fractional digits and Z, so text order \
         is time order. A time that cannot be read or was never set is null. An `etag` is a digest \
         of the file: equal etag, unchanged session.",
    ),
    Text(
        "With `-z` each field is one string that ends with NUL. A record is as many strings as \
         `--fields` names, without it the id alone. Texts are exact bytes, lists and objects are \
         JSON, an absent value is an empty string. A session with a NUL in one of these fields is \
         reported as damaged.",
    ),
    Text(
        "Control characters, characters that change the reading direction and the line separators \
         of Unicode are escaped in JSON, tables and messages, so a session cannot control your \
         terminal, and a record is one line for every reader. With `-z` they are not escaped. Half \
         of a surrogate pair in a file, which many readers of JSON refuse, is written as U+FFFD. A \
         leap second is written as the end of the second before it.",
    ),
];

const STABILITY: &[Block] = &[
    Text(
        "`--format-version` names the version of the records that a script was written for. Today \
         there is 1, which is the default and stays so. `schema` writes the JSON Schema of each \
         record.",
    ),
    Text(
        "With `--errors=json` plumbing writes its errors as records too, each on a line of \
         standard error: `v`, `type`, `code`, `id`, `path`, `message`, `hint`. The `type` is \
         `error`, or `remark` for what is no failure, such as a wait for the lock. The `code` of a \
         failure never changes, its message may. What does not apply is null.",
    ),
    Item("usage", "The command line is not understood."),
    Item("no_home", "There is no known home folder."),
    Item("session_not_found", "There is no session with this `id`."),
    Item("session_damaged", "The file of the session cannot be read as one."),
    Item("invalid_input", "An item of standard input names no session to remove."),
    Item("invalid_session", "An item of standard input is no session to store."),
    Item("invalid_configuration", "The configuration cannot be used."),
    Item("locked", "Another process held the lock for too long."),
    Item("io_error", "A file or directory cannot be read, written or removed."),
    Item("input_failed, output_failed", "Standard input or output fails."),
    Item("no_randomness", "The system gives no random bits for an id."),
    Item("interrupted", "A signal came while the command waited or worked."),
    Item("waiting", "A remark: another process holds the lock."),
    Item("ignored_keys", "A remark: records have keys that go into no file."),
    Item("endangers_clinvk", "A remark: see `clinvk-sessions-fsck`(1)."),
    Item("nothing_to_prune", "A remark: the configuration keeps every session."),
];

const LOCKING: &[Block] = &[Text(
    "Readers of the store share a lock. A command that changes it holds it alone. clinvk 0.2.0 uses \
     the same lock. A wait ends with exit status 4 after `--lock-timeout`. A wait of more than a \
     moment is announced on standard error, on Linux with the process that holds the lock. The \
     lock is not held while a question is open or output is written. A store that may only be \
     read is read without a lock. A command that removes can be kept waiting by readers that \
     follow each other without a gap. Once it has begun, a large removal waits at least five \
     seconds each time it takes the lock again.",
)];

const DIAGNOSTICS: &[Block] = &[
    Text("Errors start with `clinvk:`. A line that starts with `hint:` says what to do next."),
    Item("session not found", "No session has this id or prefix. Check `clinvk sessions list`."),
    Item(
        "ambiguous session id",
        "Several sessions have this prefix. Up to ten are listed. Type more of the id.",
    ),
    Item(
        "session not found in the trash",
        "No session in the trash has this id or prefix. Check `clinvk sessions trash`.",
    ),
    Item(
        "the changes are not in the journal",
        "journal.jsonl cannot be written. The changes were made all the same.",
    ),
    Item("invalid status filter", "Use active, completed, error, or paused."),
    Item("no sessions to clean", "No session is old enough. Adjust filters or retention period."),
    Item(
        "the policy would keep none",
        "No `--keep-` option keeps any of these sessions, or the size allows none. Look for a \
         mistake, or give `--all`.",
    ),
    Item("session is pinned", "Take the pin away with `unpin`, or give `--force`."),
    Item(
        "cannot use the configuration",
        "Correct the file, or give `--older-than`: then it is not read.",
    ),
    Item(
        "cannot read session",
        "The file is damaged. `cat-raw` writes it as it is. `delete` removes it.",
    ),
    Item(
        "cannot change",
        "The store belongs to another user, or group or others may write to it. It is read, but not \
         changed, not by root either. The hint names the command that mends it. For a store of \
         your own `fsck --repair` does so too.",
    ),
    Item("cannot lock", "Let the process that holds the lock finish, or wait longer."),
];
