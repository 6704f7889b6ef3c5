//! What the pages of `clean` and `prune` say of policies.

use super::Block::{self, Item, Text};

/// What goes and what stays: a section of its own.
pub(super) const POLICY: &[Block] = &[
    Text(
        "The options that start with `--keep-` have the meaning that they have for `restic \
         forget`. If any of them is given, every session goes that none of them keeps, and the \
         retention of the configuration does not count. With `--older-than` as well, a session goes \
         if it is older and none of them keeps it.",
    ),
    Item("--keep-last N", "Keeps the N most recently used sessions."),
    Item(
        "--keep-within AGE",
        "Keeps the sessions that were last used at most this long before the most recently used \
         one, whenever that was. This differs from restic: it keeps a session that was last used \
         exactly AGE before, which restic forgets, and a day is 24 hours, where restic counts days \
         of the calendar, which are longer or shorter when daylight saving time begins or ends.",
    ),
    Item(
        "--keep-daily N, --keep-weekly N, --keep-monthly N",
        "Keeps the most recently used session of each of the last N days, weeks (from Monday to \
         Sunday) or months. Only those with a session count. If there are fewer than N, the oldest \
         session is kept too.",
    ),
    Item(
        "--keep-tag TAG",
        "Keeps the sessions with this tag. With TAG,TAG a session needs all of them. The empty \
         tag keeps the sessions without tags. The option can be given several times.",
    ),
    Item(
        "--max-total-bytes SIZE",
        "Of what the rest of the policy keeps, the oldest sessions go until the files of the others \
         have at most this size together. A size is a whole number of bytes (B), K or KiB (1024 \
         bytes), M or MiB, G or GiB. Directories of further files are not counted.",
    ),
    Item(
        "--group-by KEY,...",
        "Divides the sessions by `backend`, `working_dir` or both, and applies all of the above to \
         each group by itself.",
    ),
    Item(
        "--all",
        "Every session goes, whenever it was last used. With one of the options above it only \
         allows that nothing is kept.",
    ),
    Text(
        "N is a whole number or `unlimited`. A pinned session always stays (see \
         `clinvk-sessions-pin`(1)), and so does one whose time of last use is unknown or in the \
         future, except with `--all` alone. These take no place of another, but count for the \
         size. A damaged session always stays. `--backend` and `--status` choose what the policy \
         sees: other sessions stay and count for nothing.",
    ),
    Text(
        "A policy with `--keep-...` or `--max-total-bytes` that would leave nothing of a group, \
         apart from sessions that stay anyway, is refused: nothing is removed, and the exit status \
         is 1. `--all` allows it.",
    ),
    Text(
        "`--at` judges as of another time, for instance next week. It needs `--dry-run` or \
         `--explain`.",
    ),
];

/// The reasons that `clean` shows, each with its meaning.
pub(super) const REASONS: &[Block] = &[
    Item(
        "older-than 30d, retention 30d, all, max-total-bytes 1024",
        "The session goes by this rule.",
    ),
    Item("not kept", "The session goes because no `--keep-` option keeps it."),
    Item(
        "keep-last 5, keep-within 7d, keep-daily 7, keep-weekly 4, keep-monthly 6, keep-tag x",
        "This option keeps the session. It is the first one that does, in this order. `oldest` \
         after it: the session is the oldest one, and the option still had a place.",
    ),
    Item(
        "not older-than 30d, within retention 30d, within max-total-bytes 1024, retention 0",
        "By this rule alone the session stays.",
    ),
    Item("pinned", "The session is pinned."),
    Item(
        "unknown time, future",
        "The time of last use is unknown, was never set, or is yet to come.",
    ),
];

/// The rules of the records of `prune`, each with its meaning.
pub(super) const RULES: &[Block] = &[
    Text(
        "The words of `rule`. New words may come within version 1. The argument of the option is \
         in `rule_value`, such as `30d`, `5` or `1024`. It is null for a rule without one.",
    ),
    Item(
        "older_than, retention, max_total_bytes",
        "With the outcome `kept` the session stays by this rule alone; otherwise it goes by it.",
    ),
    Item("all, not_kept", "The session goes by `--all`, or because no `--keep-` option keeps it."),
    Item(
        "keep_last, keep_within, keep_daily, keep_weekly, keep_monthly, keep_tag",
        "This option keeps the session. It is the first one that does, in this order.",
    ),
    Item("pinned", "The session is pinned."),
    Item(
        "unknown_time, future",
        "The time of last use is unknown, was never set, or is yet to come.",
    ),
];
