//! What the manual says and clap cannot know: a file for each command, and what all pages share.

mod cat_raw;
mod clean;
mod delete;
mod empty_trash;
mod fsck;
mod list;
mod log;
mod ls_journal;
mod ls_raw;
mod ls_trash;
mod pin;
mod plumbing;
mod policy;
mod prune;
mod put_raw;
mod resolve_id;
mod restore;
mod restore_id;
mod rm_id;
mod rm_trash;
mod schema;
mod sessions;
mod set_raw;
mod show;
mod trash;

use Block::{Item, Text};

/// What a page has beyond the command line. Backticks in it make bold.
pub(super) struct Manual {
    /// What the command does, and what a careful person must know.
    pub(super) description: &'static [Block],
    /// Sections of its own, such as the output, each with its heading.
    pub(super) sections: &'static [(&'static str, &'static [Block])],
    /// The exit codes that the command can give, and when.
    pub(super) exit_status: &'static [Block],
    /// Commands that work as they stand, each with its purpose.
    pub(super) examples: &'static [Block],
    /// Other pages, without their section.
    pub(super) see_also: &'static [&'static str],
}

/// A piece of a section.
pub(super) enum Block {
    /// A paragraph.
    Text(&'static str),
    /// A name, and below it what it means.
    Item(&'static str, &'static str),
    /// Lines to type or to read, verbatim.
    Code(&'static str),
}

/// What the page of the command called `name` says; `None` for a command without a text.
pub(super) fn of(name: &str) -> Option<&'static Manual> {
    Some(match name {
        "sessions" => &sessions::MANUAL,
        "list" => &list::MANUAL,
        "show" => &show::MANUAL,
        "delete" => &delete::MANUAL,
        "clean" => &clean::MANUAL,
        "pin" => &pin::PIN,
        "unpin" => &pin::UNPIN,
        "trash" => &trash::MANUAL,
        "restore" => &restore::MANUAL,
        "empty-trash" => &empty_trash::MANUAL,
        "log" => &log::MANUAL,
        "ls-raw" => &ls_raw::MANUAL,
        "cat-raw" => &cat_raw::MANUAL,
        "resolve-id" => &resolve_id::MANUAL,
        "rm-id" => &rm_id::MANUAL,
        "put-raw" => &put_raw::MANUAL,
        "set-raw" => &set_raw::MANUAL,
        "ls-trash" => &ls_trash::MANUAL,
        "restore-id" => &restore_id::MANUAL,
        "rm-trash" => &rm_trash::MANUAL,
        "ls-journal" => &ls_journal::MANUAL,
        "prune" => &prune::MANUAL,
        "fsck" => &fsck::MANUAL,
        "schema" => &schema::MANUAL,
        _ => return None,
    })
}

/// How the records of a command that changes the store are framed, some of which have a message.
const FRAMED: Block = Text(
    "`-z` writes `--fields id,outcome` unless `--fields` names other fields. A message that is not \
     among them goes to standard error. See FRAMING in `clinvk-sessions`(1).",
);

/// How the records of a command that reads are framed.
const FRAMED_READ: Block = Text(
    "`-z` writes `--fields id` unless `--fields` names other fields. See FRAMING in \
     `clinvk-sessions`(1).",
);

/// The fields of a `removal` record that mean the same in every command that writes one.
const REMOVAL_RULE: Block = Item(
    "rule, rule_value, reason",
    "The rule that decided, as a word, its argument as text or null, and both in words for people. \
     The wording of `reason` is not stable.",
);

/// The last fields of a `removal` record.
const REMOVAL_LAST_USED: Block = Item("last_used", "The time of last use, or null.");

/// The last fields of a `removal` record.
const REMOVAL_FILE: Block = Item("bytes, etag", "The size and the etag of the file, or null.");

/// Why a removal failed.
const REMOVAL_MESSAGE: Block = Item(
    "message",
    "Why the item failed, was skipped or is invalid, or what a removal left behind. Absent \
     otherwise.",
);

/// Where `--fields` may not hide the outcome.
const SHOWS_OUTCOME: Block = Text(
    "With `--dry-run`, or if the input has records, `--fields` must name `outcome`: without it, a \
     session that stays looks like one to remove.",
);

/// What a removal does with input that it does not understand.
const NOT_UNDERSTOOD: Block = Text(
    "A removal that is not understood removes nothing. The whole input is read first. An item is \
     `invalid` if it is malformed, has another `v` than 1, no id, or a `type` that requests no \
     removal. If any item is invalid, all others are `skipped`, and the exit status is 1. \
     `--keep-going` removes the others. `missing` and `changed` concern one item only.",
);

/// What every page of a command that changes or removes must say.
const WRITTEN_BACK: Block = Text(
    "A clinvk 0.2.0 process writes a session back as it read it, perhaps minutes ago. When \
     it saves a session that was changed or removed meanwhile, the change is lost, and the removed \
     session comes back.",
);

/// Where deleted sessions go, for the commands that move them there.
const TO_THE_TRASH: Block = Text(
    "The sessions go to the trash, trash/ beside sessions/. `restore` brings them back, `trash` \
     lists them, `empty-trash` removes them permanently. On a terminal a last line on standard \
     error says how to undo it. `--purge` deletes permanently at once.",
);

/// How long the trash keeps.
const TRASH_EXPIRES: Block = Text(
    "What has been in the trash for longer than `session.trash_days` of the configuration, by \
     default 30 days, is removed permanently when `clean` runs, which says so on standard error. \
     0 keeps it until `empty-trash`. What was deleted with a wrong clock is of unknown age and stays \
     until `empty-trash`: its time lies before that of a session that was deleted with it, more \
     than an hour before that of an earlier line of journal.jsonl, or in the future. If the clock \
     has jumped ahead, by more than `session.trash_days` past every time in the store, the journal \
     and the trash, nothing of it is removed, and standard error says so. It is trusted again when \
     a session has been used.",
);

/// What permanent removal does not do.
const NOT_SHREDDED: Block = Text(
    "Permanent removal unlinks the files. It does not shred them: until the file system uses their \
     blocks again, what was in them can be recovered from the disk, and it stays in snapshots and \
     backups.",
);

/// Which sessions are old, for the commands that go by age.
const WHAT_IS_OLD: Block = Text(
    "Only the time of last use counts, not that of creation. A session is never old if its time of \
     last use is unknown, was never set or lies in the future. With `--backend` and `--status` only \
     the sessions that match are considered.",
);

/// How an age is written.
const AGES: Block = Text(
    "An age is a whole number of days (30 or 30d), hours (12h) or weeks (2w). A day is 24 hours. \
     Anything else is an error. So is 0: for every session there is `--all`.",
);

/// The files that the commands use.
pub(super) const FILES: &[Block] = &[
    Text(
        "All of these are in the folder that `--home` or else `CLINVK_HOME` names, by default \
         ~/.clinvk.",
    ),
    Item(
        "config.yaml",
        "The configuration. `--config` names another file. Two keys are used: \
         `session.retention_days`, a whole number of days, 0 to keep every session, 30 if it is not \
         set, and `session.trash_days`, likewise for the trash. Both are written in decimal digits \
         without quotes and without a leading zero, because YAML readers differ about 017 or 0x10. \
         Only `clean` and `prune` read it: for the retention if no option says what goes, and `clean` \
         also if something has been in the trash for more than a day. \
         A file that cannot be used is an error, never a default. So is one that group or others may \
         write, or that belongs to neither you nor root, unless `--config` names it.",
    ),
    Item(
        "sessions/",
        "The store. If it is missing there are no sessions. Only `put-raw` and the restoring of sessions create it. \
         It may be a symbolic link. One that leads nowhere is an error.",
    ),
    Item(
        "sessions/ID.json",
        "One session. A link, a directory or a FIFO of such a name is not a session. \
         A file larger than 16 MiB is not read and counts as damaged.",
    ),
    Item(
        "sessions/ID/",
        "Further files of that session. They are moved and deleted together with it.",
    ),
    Item(
        "sessions/index.json",
        "The cache of clinvk 0.2.0. It is never trusted. After a change it is deleted, and \
         clinvk builds it again from the files. It is corrected instead in a very large store, and \
         in one with a file that clinvk 0.2.0 cannot cope with, of which standard error warns.",
    ),
    Item(
        "trash/",
        "Sessions that were deleted, in a directory for each command that did it, with a record \
         .batch.json of when, by what command and why. clinvk 0.2.0 does not look there.",
    ),
    Item(
        "journal.jsonl",
        "What was changed, one record per line, without titles or prompts. `log` and `ls-journal` read it. It may be \
         deleted.",
    ),
    Item(
        "lost+found/",
        "What `fsck --repair` has taken out of the store. Nothing else uses it. Look at it and delete it.",
    ),
    Item(
        "sessions/store.lock",
        "The lock file, which clinvk 0.2.0 uses too. There is never a reason to remove it.",
    ),
];

/// The environment variables that the commands read.
pub(super) const ENVIRONMENT: &[Block] = &[
    Item(
        "CLINVK_HOME",
        "The folder that holds config.yaml and sessions/, unless `--home` is given. \
         An empty value counts as not set. A folder that either of them names must exist, except \
         for `put-raw`, which makes it.",
    ),
    Item(
        "HOME",
        "If `CLINVK_HOME` is not set, the folder is .clinvk in this directory, which must be an \
         absolute path. If neither is set, the command fails. It never uses the current directory. If the folder is \
         missing there are no sessions.",
    ),
    Item(
        "CLINVK_LOCK_TIMEOUT",
        "The seconds to wait for the lock, unless `--lock-timeout` is given. A value that is not a \
         whole number is an error. An empty one counts as not set.",
    ),
    Item(
        "TZ",
        "The time zone, in which `clean` counts days, weeks and months. By default that of the \
         system. Plumbing counts them in UTC.",
    ),
];
