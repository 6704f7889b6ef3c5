//! The commands that clinvk's published guide tells its users to type, run as they stand.

use serde_json::json;

use crate::{sandbox::Sandbox, shell::bash, terminal::on_terminal};

/// Returns a home with the session of the guide's examples and one of each backend.
fn store() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.session(
        "abc123",
        json!({
            "created_at": "2025-01-27T10:00:00Z",
            // After any clock that jq asks.
            "last_used": "2925-01-27T11:30:00Z",
            "token_usage": { "input_tokens": 1234, "output_tokens": 5678 },
            "initial_prompt": "fix the auth bug",
            "tags": ["project-x", "bugfix", "urgent"],
        }),
    );
    sandbox.session(
        "def456",
        json!({
            "backend": "codex",
            "status": "completed",
            "last_used": "2026-11-01T10:00:00Z",
            "token_usage": { "input_tokens": 30, "output_tokens": 12 },
            "tags": ["project-x"],
        }),
    );
    sandbox.session(
        "ghi789",
        json!({ "backend": "gemini", "status": "error", "last_used": "2026-10-01T10:00:00Z" }),
    );
    sandbox
}

/// Each recipe, the words of a part of its output, and the sessions that remain.
const RECIPES: &[(&str, &str, &str)] = &[
    ("clinvk sessions list", "abc123 claude active", ALL),
    ("clinvk sessions list --backend claude --status active --limit 5", "fix the auth bug", ALL),
    ("clinvk sessions list --json", r#""id":"ghi789""#, ALL),
    ("clinvk sessions list --tag urgent", "abc123 claude", ALL),
    ("clinvk sessions list --tag project-x --tag bugfix", "abc123 claude", ALL),
    (
        r#"clinvk sessions list --json | jq '.[] | select(.prompt | contains("auth"))'"#,
        r#""id": "abc123""#,
        ALL,
    ),
    (
        "clinvk sessions list --json | jq '.[] | select(.last_used > (now - 86400 | todate))'",
        r#""id": "abc123""#,
        ALL,
    ),
    (
        r#"clinvk sessions list --json | jq '.[] | select(.created_at | startswith("2025-01-27"))'"#,
        r#""id": "abc123""#,
        ALL,
    ),
    ("clinvk sessions list --json | jq '[.[].token_usage.total] | add'", "6954", ALL),
    (
        "clinvk sessions list --json | jq 'group_by(.backend) | map({backend: .[0].backend, \
         total: [.[].token_usage.total] | add})'",
        r#"{ "backend": "codex", "total": 42 }, { "backend": "gemini", "total": null }"#,
        ALL,
    ),
    (
        "clinvk sessions list --status completed --json | jq -r '.[].id' | \
         xargs -I {} clinvk sessions delete {}",
        "Session def456 deleted.",
        "abc123 ghi789",
    ),
    (
        "clinvk sessions list --backend codex --json | jq -r '.[].id' | \
         xargs -I {} clinvk sessions delete {}",
        "Session def456 deleted.",
        "abc123 ghi789",
    ),
    (
        "clinvk sessions show abc123 > /dev/null 2>&1 && echo Exists || echo 'Not found'",
        "Exists",
        ALL,
    ),
    ("clinvk sessions show abc123 --json | jq '.status'", r#""active""#, ALL),
    (
        "clinvk sessions show abc123 --json > important-session.json; cat important-session.json",
        r#""prompt":"fix the auth bug""#,
        ALL,
    ),
    ("clinvk sessions list --verbose", "DIRECTORY", ALL),
    ("clinvk sessions tag abc123 \"urgent\"", "", ALL),
    (
        "clinvk sessions export abc123 > session.json; jq -r '.file.text | fromjson | .id' session.json",
        "abc123",
        ALL,
    ),
    ("clinvk sessions clean", "Deleted 1 session(s) older than 30 days.", "abc123 def456"),
    (
        "clinvk sessions clean --older-than 30d",
        "Deleted 1 session(s) older than 30 days.",
        "abc123 def456",
    ),
    ("clinvk sessions clean --older-than 7", "Deleted 2 session(s) older than 7 days.", "abc123"),
    ("clinvk sessions delete abc123", "Session abc123 deleted.", "def456 ghi789"),
    (
        r#"echo '{' > "$CLINVK_HOME"/sessions/bad.json
           for f in "$CLINVK_HOME"/sessions/*.json; do jq empty "$f" || echo "Invalid: $f"; done"#,
        "Invalid: HOME/sessions/bad.json",
        "abc123 bad def456 ghi789",
    ),
];

const ALL: &str = "abc123 def456 ghi789";

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_command_of_the_guide_works() {
    for (recipe, part, left) in RECIPES {
        let sandbox = store();
        let tools: Vec<&str> = ["jq", "xargs"].into_iter().filter(|t| recipe.contains(t)).collect();
        let Some(output) = bash(&sandbox, &tools, recipe) else { continue };
        assert_eq!(output.code, 0, "{recipe}\n{output}");
        assert!(words(&output.stdout).contains(part), "{recipe}\n{output}");
        assert_eq!(sandbox.ids().join(" "), *left, "{recipe}");
    }
}

#[test]
fn a_fork_is_a_session_more() {
    for recipe in [
        "clinvk sessions fork abc123",
        r#"clinvk sessions fork abc123 "explore alternative approach""#,
    ] {
        let sandbox = store();
        let Some(output) = bash(&sandbox, &[], recipe) else { return };
        assert_eq!(output.code, 0, "{output}");
        assert_eq!(sandbox.run("ls-raw --parent abc123").records().len(), 1, "{output}");
    }
}

#[test]
fn what_the_guide_filters_is_filtered() {
    let sandbox = store();
    for (options, expected) in [
        ("--tag urgent", 1),
        ("--tag project-x", 2),
        ("--tag project-x --tag bugfix", 1),
        ("--backend claude --status active --limit 5", 1),
    ] {
        let output = sandbox.run(&format!("list {options}"));
        assert_eq!(output.stdout.lines().count(), 1 + expected, "{options}\n{output}");
    }
}

#[test]
fn to_clean_everything_a_person_is_asked() {
    let sandbox = store();
    let (shown, code) = on_terminal(&sandbox, "clean --all", 100, "y\n");
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("Deleted 3 session(s)."), "{shown}");
    assert!(sandbox.ids().is_empty());
}
