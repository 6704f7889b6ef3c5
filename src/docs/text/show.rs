//! The page of `sessions show`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[Text(
        "Shows all that is known of one session. A prefix of its id is enough if no other session \
         has it.",
    )],
    sections: &[(
        "OUTPUT",
        &[
            Text(
                "One line for each value, after its name. Model, Backend Session, Title, Initial \
                 Prompt, Token Usage, Tags, Pinned, Parent Session, Error and Metadata are left out \
                 if the session has none. Times are UTC. Control characters are escaped, a newline \
                 as \\n. On a terminal the prompt is cut to 80 columns, in a pipe it is whole.",
            ),
            Text(
                "`--json` writes the object that `clinvk sessions list --json` has for the \
                 session, on one line. It is as stable as the records of plumbing.",
            ),
        ],
    )],
    exit_status: &[
        Item("0", "Success."),
        Item("1", "Bad usage, no such session, an ambiguous id, or no known home folder."),
        Item(
            "4",
            "The session is damaged, the store cannot be read or locked, or standard output fails.",
        ),
    ],
    examples: &[
        Text("One session:"),
        Code("clinvk sessions show 0a3f5c1e"),
        Text("Its status only:"),
        Code("clinvk sessions show 0a3f5c1e --json | jq -r .status"),
        Text("The whole prompt, with its newlines:"),
        Code("clinvk sessions show 1c9d --json | jq -r .prompt"),
        Text("Whether a session exists:"),
        Code("clinvk sessions show 0a3f5c1e > /dev/null 2>&1 && echo Exists || echo 'Not found'"),
    ],
    see_also: &["clinvk-sessions", "clinvk-sessions-list", "clinvk-sessions-cat-raw"],
};
