//! The page of `sessions ls-journal`.

use super::{
    Block::{self, Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Writes one record for each change in the journal, the oldest first: what the commands \
             of this program have changed. Changes that clinvk 0.2.0 makes are not recorded. With \
             full ids only the changes of these sessions are listed. The sessions need not exist \
             any more.",
        ),
        Text("`--limit` lists only that many of the newest changes. 0 lists none."),
        Text(
            "A line of the journal that cannot be read is left out, with a warning on standard \
             error. The journal keeps the newest 2 to 4 MiB.",
        ),
    ],
    sections: &[("OUTPUT", &[FIELDS, TIME, COMMAND, ID, OUTCOME, RULE, super::FRAMED_READ])],
    exit_status: &[
        Item("0", "Success. Also if there is no change."),
        Item("1", "Bad usage, or no known home folder."),
        Item(
            "4",
            "The journal cannot be read, the store cannot be locked, or standard output fails.",
        ),
    ],
    examples: &[
        Text("The history of one session:"),
        Code(
            "clinvk sessions rm-id --trash 4d5e6f7081920a1b > removed.jsonl\n\
             clinvk sessions ls-journal 4d5e6f7081920a1b",
        ),
        Text("The last hundred changes, as a table:"),
        Code(
            "clinvk sessions pin 4d5e\n\
             clinvk sessions ls-journal -n 100 |\n\
             \x20 jq -r '[.time, .command, .id, .outcome] | @tsv'",
        ),
    ],
    see_also: &["clinvk-sessions", "clinvk-sessions-log", "clinvk-sessions-schema", "jq"],
};

const FIELDS: Block = Text("The fields of a `change` record, after `v` and `type`:");

pub(super) const TIME: Block =
    Item("time", "When the command was started, in UTC with nine fractional digits.");

pub(super) const COMMAND: Block = Item("command", "The command, such as `delete`.");

pub(super) const ID: Block =
    Item("id", "The full id, or null if the change was to the store as a whole.");

pub(super) const OUTCOME: Block = Item(
    "outcome",
    "`removed` (permanently, from the store or the trash), `trashed`, `restored`, `created`, \
     `replaced` or `repaired`. Of a permanent removal also `failed` (the session stays), `missing` \
     (it was gone already) or `removing` (the command was killed, and whether the session is gone \
     is not known).",
);

pub(super) const RULE: Block = Item(
    "rule, rule_value",
    "The rule that chose the session, such as `id`, `older_than` or `trash_days`, or the code of \
     the problem that was repaired, and the argument of the rule, such as `30d`. Null if there is \
     none.",
);
