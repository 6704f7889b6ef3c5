//! The reference page, byte for byte.

use serde_json::json;

use crate::sandbox::Sandbox;

/// Returns the sessions of the page's example.
fn page() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.session(
        "abc123",
        json!({
            "last_used": "2026-11-22T11:55:00Z",
            "token_usage": { "input_tokens": 1000, "output_tokens": 234 },
            "initial_prompt": "fix the bug in auth.go",
        }),
    );
    sandbox.session(
        "def456",
        json!({
            "backend": "codex",
            "status": "completed",
            "last_used": "2026-11-22T10:00:00Z",
            "token_usage": { "input_tokens": 5000, "output_tokens": 678 },
            "initial_prompt": "implement user registration\nwith e-mail",
        }),
    );
    sandbox.session(
        "ghi789",
        json!({
            "backend": "gemini",
            "status": "error",
            "last_used": "2026-11-21T12:00:00Z",
            "token_usage": { "input_tokens": 0, "output_tokens": 0 },
            "title": "failed task",
            "initial_prompt": "not shown where there is a title",
        }),
    );
    sandbox
}

const TABLE: &str = "\
ID        BACKEND   STATUS     LAST USED       TOKENS       TITLE/PROMPT
abc123    claude    active     5 minutes ago   1234         fix the bug in auth.go
def456    codex     completed  2 hours ago     5678         implement user registration
ghi789    gemini    error      1 day ago       -            failed task
";

#[test]
fn list_prints_the_table_of_the_page() {
    page().run("list").is(TABLE);
    page().run("ls").is(TABLE);
}

#[test]
fn the_flags_of_the_page_choose_rows() {
    let lines: Vec<_> = TABLE.lines().collect();
    let rows = |rows: &[usize]| {
        let chosen = rows.iter().map(|row| lines[*row].to_owned() + "\n");
        chosen.collect::<String>()
    };
    let page = page();
    page.run("list --backend claude").is(&rows(&[0, 1]));
    page.run("list -b codex").is(&rows(&[0, 2]));
    page.run("list --status error").is(&rows(&[0, 3]));
    page.run("list --limit 2").is(&rows(&[0, 1, 2]));
    page.run("list -n 1").is(&rows(&[0, 1]));
    page.run("list --backend claude --status active --limit 5").is(&rows(&[0, 1]));
    page.run("list -b claude --status error")
        .is("[stderr]\nNo sessions found in HOME/sessions with --backend claude --status error.\n");
}

#[test]
fn show_prints_the_block_of_the_page() {
    let sandbox = Sandbox::new();
    sandbox.session(
        "abc123",
        json!({
            "model": "claude-opus-4-5-20251101",
            "created_at": "2025-01-27T10:00:00Z",
            "last_used": "2025-01-27T11:30:00Z",
            "working_dir": "/projects/myapp",
            "backend_session_id": "session-xyz",
            "turn_count": 3,
            "token_usage": { "input_tokens": 1234, "output_tokens": 5678 },
            "tags": ["feature-auth", "urgent"],
        }),
    );
    let output = sandbox
        .command(&["show", "abc123"])
        .env("CLINVK_TEST_NOW", "2025-01-27T12:00:00Z")
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "\
ID:                abc123
Backend:           claude
Model:             claude-opus-4-5-20251101
Status:            active
Created:           2025-01-27T10:00:00Z
Last Used:         2025-01-27T11:30:00Z (30 minutes ago)
Working Directory: /projects/myapp
Backend Session:   session-xyz
Turns:             3
Token Usage:
  Input:           1234
  Output:          5678
  Total:           6912
Tags:              [feature-auth, urgent]
"
    );
}

#[test]
fn delete_says_what_the_page_says() {
    page().run("delete abc123").is("Session abc123 deleted.\n");
    page().run("rm abc").is("Session abc123 deleted.\n");
}

#[test]
fn clean_says_what_the_page_says() {
    let sandbox = Sandbox::new();
    for number in 10..25 {
        sandbox.session_of_age(&format!("old{number}"), 30);
    }
    sandbox.session_of_age("young", 29);
    sandbox.run("clean --older-than 30d").is("Deleted 15 session(s) older than 30 days.\n");
    assert_eq!(sandbox.ids(), ["young"]);
}

#[test]
fn the_errors_of_the_page_have_its_words_and_its_exit_code() {
    let page = page();
    page.run("show zzz").is(
        "[stderr]\nclinvk: session not found: zzz\nhint: check `clinvk sessions list`\n[exit 1]\n",
    );
    page.run("list --status broken").is("[stderr]\nclinvk: invalid status filter: broken\n\
         hint: use active, completed, error, or paused\n[exit 1]\n");
    page.run("clean --older-than 30").is("[stderr]\nclinvk: no sessions to clean\n\
         hint: adjust filters or retention period\n[exit 1]\n");
}
