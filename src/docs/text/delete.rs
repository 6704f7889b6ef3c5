//! The page of `sessions delete`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Deletes the given sessions, each with its directory of further files. It does not ask. \
             `--dry-run` shows what would be deleted.",
        ),
        super::TO_THE_TRASH,
        Text(
            "A prefix of an id is enough if no other session has it. All ids are looked up before \
             anything is deleted: if one is not found or ambiguous, nothing is deleted. For an \
             ambiguous one up to ten candidates are listed, with age and title.",
        ),
        Text(
            "A damaged session can be deleted like any other. If one of the sessions is pinned, \
             nothing is deleted without `--force`. Pins are looked at under the lock under which \
             sessions are deleted. See `clinvk-sessions-pin`(1).",
        ),
        super::NOT_SHREDDED,
        super::WRITTEN_BACK,
    ],
    sections: &[(
        "OUTPUT",
        &[Text(
            "One line for each deleted session, with its full id. If a session cannot be deleted, \
             standard error says why, and the others are deleted all the same.",
        )],
    )],
    exit_status: &[
        Item("0", "Every session is deleted, or would be."),
        Item(
            "1",
            "Bad usage, no known home folder, an id that is not found or ambiguous, or a pinned \
             session without `--force`: nothing is deleted. Also if a session went away or was changed before it could be deleted.",
        ),
        Item(
            "4",
            "A session or its directory cannot be removed, the store cannot be read or locked, or \
             standard output fails.",
        ),
    ],
    examples: &[
        Text("Look first, then delete:"),
        Code(
            "clinvk sessions delete --dry-run 2e4b6d8f 4d5e6f70\n\
             clinvk sessions delete 2e4b6d8f 4d5e6f70",
        ),
        Text("Delete, and undo it:"),
        Code("clinvk sessions delete 2e4b\nclinvk sessions restore 2e4b"),
        Text("Private text, which shall not stay in the trash:"),
        Code("clinvk sessions delete --purge 2e4b"),
        Text("All sessions that ended with an error:"),
        Code(
            "clinvk sessions list --status error --json | jq -r '.[].id' |\n\
             \x20 xargs clinvk sessions delete",
        ),
    ],
    see_also: &[
        "clinvk-sessions",
        "clinvk-sessions-restore",
        "clinvk-sessions-clean",
        "clinvk-sessions-rm-id",
    ],
};
