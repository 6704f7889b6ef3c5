//! The page of `sessions list`.

use super::{
    Block::{Code, Item, Text},
    Manual,
};

pub(super) const MANUAL: Manual = Manual {
    description: &[
        Text(
            "Lists the sessions, most recently used first. Sessions whose time of last use is \
             unknown come last.",
        ),
        Text(
            "A session is listed if it matches every filter. A backend must match exactly: claude, \
             codex, gemini, or any other name.",
        ),
        Text(
            "A damaged session is named on standard error and not listed. The exit status stays 0.",
        ),
    ],
    sections: &[(
        "OUTPUT",
        &[
            Text("The table has these columns. On a terminal, lines are cut to its width."),
            Item("ID", "The id, as short as it is unique, but at least 8 characters."),
            Item("BACKEND", "The backend."),
            Item("STATUS", "The status, or unknown."),
            Item("LAST USED", "How long ago. A date if it is in the future."),
            Item("TOKENS", "Input and output tokens together. Backends count differently."),
            Item("TITLE/PROMPT", "The title, or else the first line of the prompt."),
            Text(
                "A cell without a value has `-`. If there is nothing to list, standard output \
                 stays empty and standard error says `No sessions found.`",
            ),
            Text(
                "`json` writes an array of `session` records, as `clinvk-sessions-ls-raw`(1) \
                 describes them, with two more keys at the end: `tokens`, the total or null, and \
                 `prompt`, the initial prompt or an empty text. An empty list is []. `jsonl` writes \
                 the same objects, one on each line.",
            ),
            Text(
                "`csv` and `tsv` write a header, then a row for each session: the fields of the \
                 record, `tokens` and `prompt`. An absent value is empty. Lists and objects are JSON. \
                 `csv` quotes values where necessary (RFC 4180); its lines end with a line feed. \
                 `tsv` writes each row on one line, with \\t, \\n, \\r, \\\\ and \\0 for a tab, a \
                 line feed, a carriage return, a backslash and a NUL, as `@tsv` of `jq`(1) does. \
                 Values are exact in a pipe; on a terminal control characters are escaped.",
            ),
            Text(
                "`json`, `jsonl`, `csv` and `tsv` are as stable as the records of plumbing: keys and \
                 columns are not removed, renamed, retyped or reordered, and new ones may be \
                 appended. The table may change.",
            ),
        ],
    )],
    exit_status: &[
        Item("0", "Success. Also if nothing matches, or a session is damaged."),
        Item("1", "Bad usage, an invalid status filter, or no known home folder."),
        Item("4", "The store cannot be read or locked, or standard output fails."),
    ],
    examples: &[
        Text("All sessions, then the five most recently used:"),
        Code("clinvk sessions list\nclinvk sessions list --limit 5"),
        Text("Combined filters:"),
        Code("clinvk sessions list --backend claude --status active"),
        Text("Sessions whose prompt mentions registration:"),
        Code(
            "clinvk sessions list --json |\n\
             \x20 jq '.[] | select(.prompt | contains(\"registration\"))'",
        ),
        Text("The sum of the tokens of one backend:"),
        Code("clinvk sessions list -b claude --json | jq '[.[].tokens] | add'"),
        Text("A file for a spreadsheet:"),
        Code("clinvk sessions list --format csv > sessions.csv"),
    ],
    see_also: &["clinvk-sessions", "clinvk-sessions-show", "clinvk-sessions-ls-raw"],
};
