//! The page of `sessions restore`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Brings sessions back from the trash, each with its directory of further files, just \
             as they were. `--last` brings back all that the last command moved there. Which one that was \
             is known from journal.jsonl, whatever the clock said. If the journal does not tell, \
             the newest time that is not in the future counts.",
        ),
        Text(
            "A prefix of an id is enough if no other session in the trash has it. All ids are \
             looked up before anything is restored: if one is not found or ambiguous, nothing is. \
             If a session is in the trash more than once, the one that was deleted last is meant.",
        ),
        Text(
            "Nothing is overwritten: if there is a session with the same id, it stays, and so does \
             the one in the trash. If the command is killed, the session is still in the trash, \
             and a second try completes what the first began.",
        ),
    ],
    sections: &[(
        "OUTPUT",
        &[Text(
            "One line for each restored session, with its full id. With `--last` one line that \
             says how many were restored, unless `delete` had named each of them or `--verbose` \
             is given. If a session cannot be restored, standard error says why, and the others are restored all the same.",
        )],
    )],
    exit_status: &[
        Item("0", "Every session is restored. Also with `--last` if the trash is empty."),
        Item(
            "1",
            "Bad usage, an unknown home folder, or an id that is not in the trash or ambiguous: \
             nothing is restored. Also if there is a session with the same id.",
        ),
        Item(
            "4",
            "A session cannot be moved, the trash cannot be read, the store cannot be locked, or \
             standard output fails.",
        ),
    ],
    examples: &[
        Text("One session:"),
        Code("clinvk sessions delete 4d5e\nclinvk sessions restore 4d5e"),
        Text("All that was cleaned just now:"),
        Code("clinvk sessions clean --older-than 60d\nclinvk sessions restore --last --verbose"),
    ],
    see_also: &[
        "clinvk-sessions",
        "clinvk-sessions-trash",
        "clinvk-sessions-restore-id",
        "clinvk-sessions-delete",
        "clinvk-sessions-clean",
    ],
};
