//! The options of the table of sessions.

use insta::assert_snapshot;
use serde_json::json;

use super::{
    capture,
    table::{example, list},
};
use crate::sandbox::Sandbox;

#[test]
fn columns_can_be_chosen() {
    let sandbox = example();
    assert_snapshot!(list(&sandbox, "list -n 3 --columns age,id,dir,size", 80), @r"
    LAST USED     ID        DIRECTORY                BYTES
    10 hours ago  6b7c8d9e  -                        191
    10 hours ago  5a6b7c8d  /home/mika/src/web       502
    19 hours ago  0a3f77aa  /home/mika/src/payments  532
    ");
    assert_snapshot!(list(&sandbox, "list -n 2 --columns title,tags,metadata --no-header", 80), @r#"
    -      -     -
    -      -     {"duration_seconds":"2.5","exit_code":"0"}
    "#);
    let piped = sandbox.run("list -n 3 --columns id,model,tags,parent");
    assert_snapshot!(piped, @r"
    ID        MODEL            TAGS      PARENT
    6b7c8d9e  -                -         -
    5a6b7c8d  gemini-2.5-pro   -         -
    0a3f77aa  claude-sonnet-4  payments  0a3f5c1e9b7d4426a8c0e1f2d3b4a596
    ");
    sandbox.run("list --columns id,aeg").is("[stderr]\n\
         clinvk: a table has no column 'aeg'\n\
         hint: the nearest is age; --columns help lists all\n[exit 1]\n");
    sandbox.run("list --columns id --json").is("[stderr]\n\
         clinvk: the options of the table do not apply to another format\n\
         hint: leave out --json or --format, or the options of the table\n[exit 1]\n");
}

#[test]
fn every_column_can_be_shown_and_is_explained() {
    let sandbox = example();
    let help = sandbox.run("list --columns help");
    assert_snapshot!(help, @r"
    COLUMN              HEADING          ALSO CALLED
    id                  ID
    backend             BACKEND
    status              STATUS
    created_at          CREATED          created
    last_used           LAST USED        age, used
    working_dir         DIRECTORY        dir, directory
    backend_session_id  BACKEND SESSION
    model               MODEL
    title               TITLE
    initial_prompt      INITIAL PROMPT
    turn_count          TURNS            turns
    token_usage         TOKEN USAGE
    tags                TAGS
    parent_id           PARENT           parent
    error_message       ERROR            error
    metadata            METADATA
    bytes               BYTES            size
    etag                ETAG
    extra               EXTRA
    tokens              TOKENS           total, token_usage
    prompt              PROMPT
    heading             TITLE/PROMPT     subject
    ");
    let names = help.stdout.lines().skip(1).map(|line| line.split(' ').next().unwrap());
    for name in names {
        let lines = list(&sandbox, &format!("list --columns {name}"), 80).lines().count();
        assert_eq!(lines, 9, "{name}");
    }
}

#[test]
fn named_columns_are_all_shown_and_wide_ones_in_full() {
    let sandbox = example();
    assert_snapshot!(list(&sandbox, "list -n 3 --verbose", 80), @r"
    ID        BACKEND  MODEL            STATUS  CREATED       LAST USED     TURNS  TOKENS  BYTES  TAGS      DIRECTORY             TITLE/PROMPT
    6b7c8d9e  claude   -                active  10 hours ago  10 hours ago      -       -    191  -         -                     -
    5a6b7c8d  gemini   gemini-2.5-pro   active  11 hours ago  10 hours ago      1    6011    502  -         /home/mika/src/web    write unit tests for the date picker
    0a3f77aa  claude   claude-sonnet-4  active  2 days ago    19 hours ago      2    6912    532  payments  …e/mika/src/payments  add idempotency keys
    ");
    assert_snapshot!(list(&sandbox, "list -n 3 --wide", 60), @r"
    ID        BACKEND  STATUS  LAST USED     TOKENS  DIRECTORY                TITLE/PROMPT
    6b7c8d9e  claude   active  10 hours ago       -  -                        -
    5a6b7c8d  gemini   active  10 hours ago    6011  /home/mika/src/web       write unit tests for the date picker
    0a3f77aa  claude   active  19 hours ago    6912  /home/mika/src/payments  add idempotency keys
    ");
    let title = "x".repeat(300);
    sandbox.session("long", json!({ "title": title, "working_dir": "/y".repeat(100) }));
    let wide = list(&sandbox, "list --wide", 60);
    assert!(wide.contains(&title) && wide.contains(&"/y".repeat(100)), "{wide}");
}

#[test]
fn times_can_be_those_of_a_clock() {
    let sandbox = example();
    assert_snapshot!(list(&sandbox, "list -n 2 --absolute", 80), @r"
    ID        BACKEND  STATUS  LAST USED                TITLE/PROMPT
    6b7c8d9e  claude   active  2026-11-22 02:00 +00:00  -
    5a6b7c8d  gemini   active  2026-11-22 01:02 +00:00  write unit tests for the da…
    ");
    let mut command = sandbox.command(&["list", "-n", "2", "--absolute", "--columns", "id,age"]);
    let output = command.env("TZ", "Asia/Tokyo").output().unwrap();
    assert_snapshot!(String::from_utf8(output.stdout).unwrap(), @r"
    ID        LAST USED
    6b7c8d9e  2026-11-22 11:00 +09:00
    5a6b7c8d  2026-11-22 10:02 +09:00
    ");
}

#[test]
fn quiet_lists_full_ids_alone() {
    let sandbox = example();
    let ids = sandbox.run("list -q -n 2");
    ids.is("6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e\n5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d\n");
    assert_eq!(sandbox.run("list --quiet").stdout.lines().count(), 8);
    Sandbox::new().run("list -q").is("");
}

#[test]
fn the_home_is_a_tilde_on_a_terminal_and_exact_in_a_pipe() {
    let sandbox = Sandbox::new();
    let dirs = ["/home/mika", "/home/mika/src", "/home/mikado", "/"];
    for (number, dir) in dirs.iter().enumerate() {
        sandbox.session(&format!("s{number}"), json!({ "working_dir": dir }));
    }
    let shown = |home: &str| {
        let mut command = sandbox.std_command(&["list", "--columns", "dir", "--no-header"]);
        capture(command.env("HOME", home), 80, "").0
    };
    assert_eq!(shown("/home/mika"), "~\n~/src\n/home/mikado\n/\n");
    assert_eq!(shown("/home/mika/"), "~\n~/src\n/home/mikado\n/\n");
    assert_eq!(shown("/"), dirs.map(|dir| format!("{dir}\n")).concat());
    let mut command = sandbox.command(&["list", "--columns", "dir", "--no-header"]);
    let output = command.env("HOME", "/home/mika").output().unwrap().stdout;
    assert_eq!(String::from_utf8(output).unwrap(), dirs.map(|dir| format!("{dir}\n")).concat());
}
