//! The pages of `sessions pin` and `sessions unpin`.

use super::{
    Block::{self, Code, Item, Text},
    Manual,
};

pub(super) const PIN: Manual = Manual {
    description: &[
        Text(
            "Pins the given sessions. No policy removes a pinned session: `clean` and `prune` keep \
             it, also with `--all`, and `delete` refuses without `--force`. `rm-id`, which is given \
             full ids, removes it.",
        ),
        FOUND,
        Text(
            "A pin is the entry `pinned` of the session's metadata, with the value `true`. clinvk \
             0.2.0 keeps it. Nothing else of the file changes, and so not the time of last use.",
        ),
        super::WRITTEN_BACK,
    ],
    sections: &[("OUTPUT", OUTPUT)],
    exit_status: EXIT_STATUS,
    examples: &[
        Text("Keep two sessions for good:"),
        Code("clinvk sessions pin 2e4b6d8f 4d5e6f70"),
        Text("The pinned sessions:"),
        Code(
            "clinvk sessions pin 4d5e6f70\n\
             clinvk sessions ls-raw | jq -r 'select(.metadata.pinned == \"true\").id'",
        ),
    ],
    see_also: &["clinvk-sessions", "clinvk-sessions-unpin", "clinvk-sessions-clean"],
};

pub(super) const UNPIN: Manual = Manual {
    description: &[
        Text(
            "Takes the pins of the given sessions away. Policies judge them like any other again.",
        ),
        FOUND,
        Text("The entry `pinned` of the session's metadata is removed, whatever its value."),
        super::WRITTEN_BACK,
    ],
    sections: &[("OUTPUT", OUTPUT)],
    exit_status: EXIT_STATUS,
    examples: &[
        Text("A session that need not be kept any more:"),
        Code("clinvk sessions pin 4d5e6f70\nclinvk sessions unpin 4d5e6f70"),
    ],
    see_also: &["clinvk-sessions", "clinvk-sessions-pin", "clinvk-sessions-clean"],
};

const FOUND: Block = Text(
    "A prefix of an id is enough if no other session has it. All ids are looked up before anything \
     is changed: if one is not found or ambiguous, nothing is changed.",
);

const OUTPUT: &[Block] = &[Text(
    "One line for each session that was changed, with its full id. Of a session that is so already, \
     standard error says so. If a session cannot be changed, standard error says why, and the \
     others are changed all the same.",
)];

const EXIT_STATUS: &[Block] = &[
    Item("0", "Every session is so now, also if it was before."),
    Item(
        "1",
        "Bad usage, no known home folder, or an id that is not found or ambiguous: nothing is \
         changed. Also if a session went away or was changed before it could be changed here.",
    ),
    Item(
        "4",
        "A session is damaged or cannot be written, the store cannot be read or locked, or \
         standard output fails.",
    ),
];
