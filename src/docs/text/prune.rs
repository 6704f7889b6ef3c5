//! The page of `sessions prune`.

use super::{
    Block::{self, Code, Item, Text},
    Manual, policy,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Removes the sessions that were last used longer ago than an age. The age is that of \
             `--older-than`, or else `session.retention_days` of the configuration, by default 30 \
             days. Or it removes what other options do not keep: see POLICY. It never asks and \
             cannot be undone, unless `--trash` moves the sessions to the trash, from which \
             `restore-id` brings them back. `--dry-run` removes nothing, and neither does \
             `--explain`, which reports what would happen to each session, and why.",
        ),
        Text(
            "If standard input and standard output are both terminals, it removes nothing without \
             `--yes`, and the exit status is 1: `clean` with the same options asks first and can be \
             undone. In a pipe, with redirected output and in cron `--yes` changes nothing.",
        ),
        super::WHAT_IS_OLD,
        super::AGES,
        Text(
            "A retention of 0 keeps every session: nothing is removed, standard error says why, \
             and the exit status is 0. If the configuration cannot be used, or the file that \
             `--config` names is missing, nothing is removed, and the exit status is 3. With \
             `--older-than`, `--all`, `--keep-...` or `--max-total-bytes` the configuration is not \
             read.",
        ),
        Text(
            "All sessions are judged first, then those that go are removed. A session that changes \
             in between is left alone and reported. A damaged session is named on standard error \
             and kept, and the exit status is 4.",
        ),
        super::WRITTEN_BACK,
    ],
    sections: &[("POLICY", policy::POLICY), ("OUTPUT", OUTPUT), ("RULES", policy::RULES)],
    exit_status: &[
        Item("0", "Success. Also if no session goes."),
        Item(
            "1",
            "A session that was to go is missing or has changed. Also a policy that would keep \
             nothing, a terminal without `--yes`, bad usage, an invalid status filter, or no known home folder.",
        ),
        Item("3", "The configuration cannot be used. Nothing is removed."),
        Item(
            "4",
            "A session is damaged or cannot be removed, the store cannot be read or locked, or \
             standard output fails.",
        ),
    ],
    examples: &[
        Text("Every night, with a log:"),
        Code("clinvk sessions prune --older-than 90d >> pruned.jsonl"),
        Text("The last five sessions of each folder, and one for each of the last six months:"),
        Code(
            "clinvk sessions prune --keep-last 5 --keep-monthly 6 --group-by working_dir --explain",
        ),
        Text("At most a gibibyte of sessions:"),
        Code("clinvk sessions prune --max-total-bytes 1GiB >> pruned.jsonl"),
        Text("How many bytes a prune would free:"),
        Code("clinvk sessions prune --older-than 30d --dry-run | jq -s 'map(.bytes) | add'"),
        Text("Only the small ones among the old sessions:"),
        Code(
            "clinvk sessions prune --older-than 30d --dry-run |\n\
             \x20 jq -c 'select(.bytes < 500)' | clinvk sessions rm-id --stdin",
        ),
    ],
    see_also: &[
        "clinvk-sessions",
        "clinvk-sessions-clean",
        "clinvk-sessions-pin",
        "clinvk-sessions-rm-id",
    ],
};

const OUTPUT: &[Block] = &[
    Text(
        "One `removal` record for each session that goes, with `--explain` for each that \
         the policy sees, sorted by id, ascending. Its fields, after `v` and `type`:",
    ),
    Item("id", "The full id."),
    Item(
        "outcome",
        "`would_remove` (with `--dry-run` or `--explain`), `kept` (with `--explain`), `removed`, \
         `trashed` (with `--trash`), `missing` or `changed` (another process removed or changed \
         it in between), `skipped` (the work ended before it) or `failed`.",
    ),
    super::REMOVAL_RULE,
    super::REMOVAL_LAST_USED,
    super::REMOVAL_FILE,
    super::REMOVAL_MESSAGE,
    Text(
        "The output of `--dry-run` is input for `clinvk sessions rm-id --stdin`, which removes \
         exactly these sessions, and only those that are still unchanged. The output of \
         `--explain` is input for it as well: a session that is kept stays. With `--fields` name \
         at least `id` and `outcome`, and `etag` too if a session that changed must be left alone. \
         `rm-id --stdin0` takes `-z --fields id`. `--explain` needs `outcome` among them.",
    ),
    Text(
        "The records are sorted by id, or by the field that `--sort` names: `last_used` or \
         `bytes`. An unknown time sorts first.",
    ),
    super::FRAMED,
];
