//! The page of `sessions` itself: what all its commands share.

use super::{
    Block::{self, Code, Item, Text},
    Manual, plumbing,
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
             terminal as in a pipe, and emit records whose format is stable. They take full ids. \
             `resolve-id` turns prefixes into full ids.",
        ),
        Text(
            "`clinvk sessions help` lists the commands, and `clinvk sessions help COMMAND` shows \
             the options of one, as `--help` does.",
        ),
        Text(
            "Of an option that is given more than once the last one counts. `--keep-tag`, `--set`, \
             `--unset`, `--add-tag` and `--remove-tag` add up instead.",
        ),
        Text(
            "What `delete` and `clean` delete goes to the trash, from which `restore` brings it back. \
             Plumbing removes permanently, unless `--trash` is given. A removal removes files of the store only. The conversation that \
             a backend keeps itself is not touched.",
        ),
        super::WRITTEN_BACK,
    ],
    sections: &[
        ("IDS", IDS),
        ("STATUS", STATUS),
        ("STREAMS", plumbing::STREAMS),
        ("FRAMING", plumbing::FRAMING),
        ("RECORDS", plumbing::RECORDS),
        ("BATCHES", plumbing::BATCHES),
        ("STABILITY", plumbing::STABILITY),
        ("ERRORS", plumbing::ERRORS),
        ("LOCKING", LOCKING),
        ("DIAGNOSTICS", DIAGNOSTICS),
    ],
    exit_status: &[
        Item("0", "Success. Also an empty list, and plumbing that has nothing to do."),
        Item(
            "1",
            "Bad usage, a session that is not found, an ambiguous id, an invalid status filter, \
             nothing to clean, a policy that would keep nothing, a pinned session to delete, no \
             known home folder. After bad usage no record was written and nothing was changed. In \
             plumbing also an item that is missing, has changed, exists already or is invalid.",
        ),
        Item("3", "The configuration cannot be used. Nothing is deleted."),
        Item(
            "4",
            "The store cannot be read, written or locked, a session is damaged or cannot be \
             removed, an item of plumbing failed or was not reached, or standard output fails. \
             `list`, `clean` and `trash` report damaged sessions without this.",
        ),
        Item("7", "The question was not answered with yes. Nothing is deleted."),
        Text(
            "If several apply, the highest is used. Treat an unknown code as a failure. It is not \
             an error if the reader of a pipe goes away. A signal ends the program as usual, but a removal first completes the \
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
        Text("The sessions of another clinvk home:"),
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
        "clinvk-sessions-ls-trash",
        "clinvk-sessions-restore-id",
        "clinvk-sessions-rm-trash",
        "clinvk-sessions-ls-journal",
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
    Item(
        "cannot use the home",
        "The folder that `--home` or `CLINVK_HOME` names is missing or is no directory. An empty \
         one is an empty store.",
    ),
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
        "The changes are made, but journal.jsonl cannot be written.",
    ),
    Item("invalid status filter", "Use active, completed, error, or paused."),
    Item("no sessions to clean", "No session is old enough. Adjust filters or retention period."),
    Item(
        "the policy would keep none",
        "No `--keep-` option keeps any of these sessions, or the size allows none. Look for a \
         mistake, or give `--all`.",
    ),
    Item("session is pinned", "Unpin it with `unpin`, or give `--force`."),
    Item(
        "cannot use the configuration",
        "Correct the file, or give `--older-than`: then it is not read. If group or others may \
         write to it, or if it belongs to another user who is not root, the hint says what to do.",
    ),
    Item(
        "cannot read session",
        "The file is damaged. `cat-raw` writes it as it is. `delete` removes it.",
    ),
    Item(
        "cannot change",
        "The store belongs to another user, or group or others may write to it. It is read, but not \
         changed, not by root either. The hint names the command that fixes it. For a store of \
         your own `fsck --repair` does so too. The same holds for the folder around it, trash/ and \
         each directory in it, lost+found/ and journal.jsonl, where root's are as good as your own.",
    ),
    Item(
        "is a symbolic link of another user",
        "Another user may have put it in the place of the home, the store, trash/ or a directory in \
         it, lost+found/, journal.jsonl or config.yaml. The store is read, but not changed. The \
         configuration is not read.",
    ),
    Item(
        "is a symbolic link to ..., which is not there",
        "The store is on a disk that is not mounted. It is not taken for an empty one.",
    ),
    Item(
        "cannot open .../trash: Not a directory",
        "A link or a file is in the place of the trash, and a link is not followed. Move it away. \
         Nothing was deleted. What does not need the trash works: `delete --purge`, `prune`.",
    ),
    Item("cannot lock", "Let the process that holds the lock finish, or wait longer."),
];
