//! The page of `sessions empty-trash`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Removes what is in the trash for good, each session with its directory of further \
             files. With `--older-than` only what has been there for longer than an age.",
        ),
        Text(
            "An age is a whole number of days (30 or 30d), hours (12h) or weeks (2w). A day is 24 \
             hours. Anything else is an error. So is 0: to remove all of the trash, leave \
             `--older-than` out.",
        ),
        Text(
            "With `--older-than`, what was deleted with a wrong clock stays, because its age is \
             unknown. See `clinvk-sessions-clean`(1).",
        ),
        Text(
            "If standard input and standard error are terminals, the command lists what would be \
             removed and asks. Otherwise nobody can be asked, and without `--yes` nothing is \
             removed. What is deleted or restored while the question is open is left alone.",
        ),
        super::NOT_SHREDDED,
    ],
    sections: &[(
        "OUTPUT",
        &[
            Text("One line that says how much was removed:"),
            Code("Removed 3 session(s) for good."),
            Text("The question and the table above it go to standard error."),
        ],
    )],
    exit_status: &[
        Item("0", "It is done. Also if there was nothing to remove."),
        Item("1", "A question that could not be asked, bad usage, or an unknown home folder."),
        Item(
            "4",
            "A session or its directory cannot be removed, the trash cannot be read, the store \
             cannot be locked, or standard output fails.",
        ),
        Item("7", "The question was not answered with y or yes. Nothing is removed."),
    ],
    examples: &[
        Text("Everything that was deleted more than a week ago:"),
        Code("clinvk sessions empty-trash --older-than 1w --yes"),
        Text("Permanently delete one session that is already in the trash:"),
        Code(
            "clinvk sessions delete 4d5e\n\
             clinvk sessions ls-trash | jq -c 'select(.id | startswith(\"4d5e\"))' |\n\
             \x20 clinvk sessions rm-trash --stdin",
        ),
    ],
    see_also: &[
        "clinvk-sessions",
        "clinvk-sessions-trash",
        "clinvk-sessions-restore",
        "clinvk-sessions-rm-trash",
        "clinvk-sessions-clean",
    ],
};
