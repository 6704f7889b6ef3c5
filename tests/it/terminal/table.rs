//! The table of sessions on terminals of several widths.

use insta::assert_snapshot;
use serde_json::json;

use super::{capture, fits, on_terminal};
use crate::sandbox::Sandbox;

/// The example home with a pinned session.
pub(super) fn example() -> Sandbox {
    let sandbox = Sandbox::example();
    let _ = sandbox.run("pin 2e4b");
    sandbox
}

pub(super) fn list(sandbox: &Sandbox, line: &str, columns: u16) -> String {
    let (screen, code) = on_terminal(sandbox, line, columns, "");
    assert_eq!(code, Some(0), "{line}: {screen}");
    screen
}

/// Returns the screen of a coloured terminal, with `«` for each escape character.
fn coloured(sandbox: &Sandbox, line: &str, columns: u16) -> String {
    let words: Vec<_> = line.split(' ').collect();
    let mut command = sandbox.std_command(&words);
    command.env("TERM", "xterm").env("PAGER", "").env("HOME", "/home/mika");
    capture(&mut command, columns, "").0.replace('\u{1b}', "«")
}

#[test]
fn columns_that_do_not_fit_are_dropped_in_their_order() {
    let sandbox = example();
    assert_snapshot!(list(&sandbox, "list", 60), @r"
    ID        STATUS     LAST USED     TITLE/PROMPT
    6b7c8d9e  active     10 hours ago  -
    5a6b7c8d  active     10 hours ago  write unit tests for the…
    0a3f77aa  active     19 hours ago  add idempotency keys
    0a3f5c1e  completed  4 days ago    Webhook double delivery
    3f1a2b3c  paused     10 days ago   Terraform 状態ファイルの…
    1c9d2e8f  completed  50 days ago   implement user registrat…
    2e4b6d8f  error      69 days ago   ★ explain the scheduling…
    4d5e6f70  completed  509 days ago  legacy sixteen digit id
    ");
    assert_snapshot!(list(&sandbox, "list", 70), @r"
    ID        BACKEND  STATUS     LAST USED     TITLE/PROMPT
    6b7c8d9e  claude   active     10 hours ago  -
    5a6b7c8d  gemini   active     10 hours ago  write unit tests for the …
    0a3f77aa  claude   active     19 hours ago  add idempotency keys
    0a3f5c1e  claude   completed  4 days ago    Webhook double delivery
    3f1a2b3c  claude   paused     10 days ago   Terraform 状態ファイルの…
    1c9d2e8f  codex    completed  50 days ago   implement user registrati…
    2e4b6d8f  gemini   error      69 days ago   ★ explain the scheduling …
    4d5e6f70  codex    completed  509 days ago  legacy sixteen digit id
    ");
    assert_snapshot!(list(&sandbox, "list", 80), @r"
    ID        BACKEND  STATUS     LAST USED     TOKENS  TITLE/PROMPT
    6b7c8d9e  claude   active     10 hours ago       -  -
    5a6b7c8d  gemini   active     10 hours ago    6011  write unit tests for the da…
    0a3f77aa  claude   active     19 hours ago    6912  add idempotency keys
    0a3f5c1e  claude   completed  4 days ago     57331  Webhook double delivery
    3f1a2b3c  claude   paused     10 days ago   355034  Terraform 状態ファイルの移…
    1c9d2e8f  codex    completed  50 days ago    27732  implement user registration
    2e4b6d8f  gemini   error      69 days ago        -  ★ explain the scheduling al…
    4d5e6f70  codex    completed  509 days ago       -  legacy sixteen digit id
    ");
}

#[test]
fn a_wide_terminal_shows_the_directory() {
    let sandbox = example();
    assert_snapshot!(list(&sandbox, "list", 120), @r"
    ID        BACKEND  STATUS     LAST USED     TOKENS  DIRECTORY                TITLE/PROMPT
    6b7c8d9e  claude   active     10 hours ago       -  -                        -
    5a6b7c8d  gemini   active     10 hours ago    6011  /home/mika/src/web       write unit tests for the date picker
    0a3f77aa  claude   active     19 hours ago    6912  /home/mika/src/payments  add idempotency keys
    0a3f5c1e  claude   completed  4 days ago     57331  /home/mika/src/payments  Webhook double delivery
    3f1a2b3c  claude   paused     10 days ago   355034  /home/mika/src/infra     Terraform 状態ファイルの移行 🚚
    1c9d2e8f  codex    completed  50 days ago    27732  /home/mika/src/api       implement user registration
    2e4b6d8f  gemini   error      69 days ago        -  /home/mika/src/api       ★ explain the scheduling algorithm
    4d5e6f70  codex    completed  509 days ago       -  /home/mika/old           legacy sixteen digit id
    ");
    assert_snapshot!(coloured(&sandbox, "list", 200), @r"
    «[1mID«[0m        «[1mBACKEND«[0m  «[1mSTATUS«[0m     «[1mLAST USED«[0m     «[1mTOKENS«[0m  «[1mDIRECTORY«[0m       «[1mTITLE/PROMPT«[0m
    «[1m«[35m6«[0m«[90mb7c8d9e«[0m  claude   «[32mactive«[0m     «[90m10 hours ago«[0m       «[90m-«[0m  «[90m-«[0m               «[90m-«[0m
    «[1m«[35m5«[0m«[90ma6b7c8d«[0m  gemini   «[32mactive«[0m     «[90m10 hours ago«[0m    6011  «[90m~/src/web«[0m       write unit tests for the date picker
    «[1m«[35m0a3f7«[0m«[90m7aa«[0m  claude   «[32mactive«[0m     «[90m19 hours ago«[0m    6912  «[90m~/src/payments«[0m  add idempotency keys
    «[1m«[35m0a3f5«[0m«[90mc1e«[0m  claude   «[36mcompleted«[0m  «[90m4 days ago«[0m     57331  «[90m~/src/payments«[0m  Webhook double delivery
    «[1m«[35m3«[0m«[90mf1a2b3c«[0m  claude   «[33mpaused«[0m     «[90m10 days ago«[0m   355034  «[90m~/src/infra«[0m     Terraform 状態ファイルの移行 🚚
    «[1m«[35m1«[0m«[90mc9d2e8f«[0m  codex    «[36mcompleted«[0m  «[90m50 days ago«[0m    27732  «[90m~/src/api«[0m       implement user registration
    «[1m«[35m2«[0m«[90me4b6d8f«[0m  gemini   «[31merror«[0m      «[90m69 days ago«[0m        «[90m-«[0m  «[90m~/src/api«[0m       «[33m★«[0m explain the scheduling algorithm
    «[1m«[35m4«[0m«[90md5e6f70«[0m  codex    «[36mcompleted«[0m  «[90m509 days ago«[0m       «[90m-«[0m  «[90m~/old«[0m           legacy sixteen digit id
    ");
}

#[test]
fn a_coloured_terminal_shows_what_is_unique_and_what_matters() {
    let sandbox = example();
    assert_snapshot!(coloured(&sandbox, "list", 80), @r"
    «[1mID«[0m        «[1mBACKEND«[0m  «[1mSTATUS«[0m     «[1mLAST USED«[0m     «[1mTOKENS«[0m  «[1mTITLE/PROMPT«[0m
    «[1m«[35m6«[0m«[90mb7c8d9e«[0m  claude   «[32mactive«[0m     «[90m10 hours ago«[0m       «[90m-«[0m  «[90m-«[0m
    «[1m«[35m5«[0m«[90ma6b7c8d«[0m  gemini   «[32mactive«[0m     «[90m10 hours ago«[0m    6011  write unit tests for the da…
    «[1m«[35m0a3f7«[0m«[90m7aa«[0m  claude   «[32mactive«[0m     «[90m19 hours ago«[0m    6912  add idempotency keys
    «[1m«[35m0a3f5«[0m«[90mc1e«[0m  claude   «[36mcompleted«[0m  «[90m4 days ago«[0m     57331  Webhook double delivery
    «[1m«[35m3«[0m«[90mf1a2b3c«[0m  claude   «[33mpaused«[0m     «[90m10 days ago«[0m   355034  Terraform 状態ファイルの移…
    «[1m«[35m1«[0m«[90mc9d2e8f«[0m  codex    «[36mcompleted«[0m  «[90m50 days ago«[0m    27732  implement user registration
    «[1m«[35m2«[0m«[90me4b6d8f«[0m  gemini   «[31merror«[0m      «[90m69 days ago«[0m        «[90m-«[0m  «[33m★«[0m explain the scheduling al…
    «[1m«[35m4«[0m«[90md5e6f70«[0m  codex    «[36mcompleted«[0m  «[90m509 days ago«[0m       «[90m-«[0m  legacy sixteen digit id
    ");
    let _ = sandbox.run("delete 0a3f5 4d5e");
    assert_snapshot!(coloured(&sandbox, "trash", 80), @r"
    «[1mID«[0m        «[1mBACKEND«[0m  «[1mDELETED«[0m   «[1mBY«[0m      «[1mTITLE/PROMPT«[0m
    «[1m«[35m0«[0m«[90ma3f5c1e«[0m  claude   «[90mjust now«[0m  delete  Webhook double delivery
    «[1m«[35m4«[0m«[90md5e6f70«[0m  codex    «[90mjust now«[0m  delete  legacy sixteen digit id
    ");
    assert_snapshot!(coloured(&sandbox, "log -n 2", 80), @r"
    «[1mTIME«[0m                  «[1mCOMMAND«[0m  «[1mID«[0m        «[1mOUTCOME«[0m  «[1mREASON«[0m
    «[90m2026-11-22T12:00:00Z«[0m  delete   «[1m«[35m4«[0m«[90md5e6f70«[0m  trashed  id
    «[90m2026-11-22T12:00:00Z«[0m  delete   «[1m«[35m0«[0m«[90ma3f5c1e«[0m  trashed  id
    ");
}

#[test]
fn one_strange_session_widens_no_other_row() {
    let sandbox = Sandbox::new();
    let long = "long-id-".repeat(5);
    sandbox.session(&format!("{long}1"), json!({ "title": "one", "backend": "x".repeat(60) }));
    sandbox.session(&format!("{long}2"), json!({ "title": "状態".repeat(75), "tags": ["a"] }));
    sandbox.session("short", json!({ "title": "👩‍👧 family", "status": "y".repeat(60) }));
    sandbox.session("bidi", json!({ "title": "\u{202e}evil\u{2066}\n\t\u{1b}[31m" }));
    for columns in [60, 80, 120, 200] {
        assert!(fits(&list(&sandbox, "list", columns), columns));
    }
    assert_snapshot!(list(&sandbox, "list", 80), @r"
    ID     BACKEND       STATUS        LAST USED   TOKENS  TITLE/PROMPT
    bidi   claude        active        1 hour ago       -  \u{202e}evil\u{2066}\n\t…
    long-id-long-id-long-id-long-id-long-id-1  xxxxxxxxxxx…  active  1 hour ago  -
    long-id-long-id-long-id-long-id-long-id-2  claude  active  1 hour ago  -  状態…
    short  claude        yyyyyyyyyyy…  1 hour ago       -  👩‍👧 family
    ");
    assert_snapshot!(list(&sandbox, "list", 120), @r"
    ID     BACKEND       STATUS        LAST USED   TOKENS  DIRECTORY  TITLE/PROMPT
    bidi   claude        active        1 hour ago       -  /w         \u{202e}evil\u{2066}\n\t\u{1b}[31m
    long-id-long-id-long-id-long-id-long-id-1  xxxxxxxxxxx…  active  1 hour ago  -  /w  one
    long-id-long-id-long-id-long-id-long-id-2  claude  active  1 hour ago  -  /w  状態状態状態状態状態状態状態状態状態状態…
    short  claude        yyyyyyyyyyy…  1 hour ago       -  /w         👩‍👧 family
    ");
    assert!(coloured(&sandbox, "list", 90).contains("\\u{1b}[31m"));
}

#[test]
fn there_may_be_no_session_and_one() {
    let sandbox = Sandbox::new();
    assert_eq!(list(&sandbox, "list", 80), "No sessions found.\n");
    sandbox.session("only", json!({}));
    assert_snapshot!(list(&sandbox, "list", 80), @r"
    ID    BACKEND  STATUS  LAST USED   TOKENS  TITLE/PROMPT
    only  claude   active  1 hour ago       -  -
    ");
}

#[test]
fn the_candidates_of_an_ambiguous_id_are_newest_first_and_fit() {
    let sandbox = Sandbox::new();
    for number in 0..13 {
        let title = format!("{number} {}", "a title that is rather long ".repeat(3));
        let time = format!("2026-11-{:02}T11:00:00Z", number + 1);
        let id = format!("ab{}{number:02}", "c".repeat(10));
        sandbox.session(&id, json!({ "title": title, "last_used": time }));
    }
    sandbox.file("abd.json", "{");
    let (shown, code) = on_terminal(&sandbox, "show ab", 60, "");
    assert_eq!(code, Some(1));
    assert_snapshot!(shown, @r"
    clinvk: ambiguous session id: ab matches 14 sessions
    hint: abcccccccccc12  9 days ago   12 a title that is rathe…
    hint: abcccccccccc11  10 days ago  11 a title that is rathe…
    hint: abcccccccccc10  11 days ago  10 a title that is rathe…
    hint: abcccccccccc09  12 days ago  9 a title that is rather…
    hint: abcccccccccc08  13 days ago  8 a title that is rather…
    hint: abcccccccccc07  14 days ago  7 a title that is rather…
    hint: abcccccccccc06  15 days ago  6 a title that is rather…
    hint: abcccccccccc05  16 days ago  5 a title that is rather…
    hint: abcccccccccc04  17 days ago  4 a title that is rather…
    hint: abcccccccccc03  18 days ago  3 a title that is rather…
    hint: … and 4 more
    ");
    let piped = sandbox.run("show ab").stderr;
    assert!(piped.contains("hint: abcccccccccc12  9 days ago  12 a title that"), "{piped}");
}
