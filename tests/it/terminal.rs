//! On a terminal: rows fit the width, and a clean asks first.

mod by_hand;
mod clean;
mod color;
mod columns;
mod pager;
mod progress;
mod show;
mod table;

use std::{
    fs::{self, File, Permissions},
    io::{Read as _, Write as _},
    os::unix::fs::PermissionsExt as _,
    process::{Child, Command, Stdio},
};

use rustix::{
    pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt},
    termios::{OptionalActions, Winsize, tcgetattr, tcsetattr, tcsetwinsize},
};

use unicode_width::UnicodeWidthStr;

use crate::sandbox::{Output, Sandbox};

/// Both sides of a terminal.
pub(crate) struct Pty {
    /// The person's side: writing types, reading sees the screen.
    pub(crate) person: File,
    /// The program's side.
    program: File,
}

impl Pty {
    pub(crate) fn new(columns: u16) -> Pty {
        let person = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&person).unwrap();
        unlockpt(&person).unwrap();
        let name = ptsname(&person, Vec::new()).unwrap().into_string().unwrap();
        let program = File::options().read(true).write(true).open(name).unwrap();
        let mut modes = tcgetattr(&program).unwrap();
        // No echo and no line end translation: shows only the program's output.
        modes.make_raw();
        tcsetattr(&program, OptionalActions::Now, &modes).unwrap();
        let size = Winsize { ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&program, size).unwrap();
        Pty { person: File::from(person), program }
    }

    pub(crate) fn stdio(&self) -> Stdio {
        Stdio::from(self.program.try_clone().unwrap())
    }
}

/// Runs a command on a terminal with this many columns, on which `typed` is typed. Returns the
/// screen and the exit status.
pub(crate) fn on_terminal(
    sandbox: &Sandbox,
    line: &str,
    columns: u16,
    typed: &str,
) -> (String, Option<i32>) {
    let words: Vec<_> = line.split(' ').collect();
    capture(&mut sandbox.std_command(&words), columns, typed)
}

/// Runs a command with all its streams on a terminal, like [`on_terminal`].
pub(crate) fn capture(command: &mut Command, columns: u16, typed: &str) -> (String, Option<i32>) {
    let pty = Pty::new(columns);
    (&pty.person).write_all(typed.as_bytes()).unwrap();
    command.stdin(pty.stdio()).stdout(pty.stdio()).stderr(pty.stdio());
    let child = command.spawn().unwrap();
    // The command keeps handles of the terminal, for reuse.
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    watch(pty, child)
}

/// Runs a command with `input` from a pipe and its output on a terminal with this many columns.
/// Returns the screen and the exit status.
pub(crate) fn shown(command: &mut Command, columns: u16, input: &str) -> (String, Option<i32>) {
    let pty = Pty::new(columns);
    command.stdin(Stdio::piped()).stdout(pty.stdio()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    // The command keeps a handle of the terminal, for reuse.
    command.stdout(Stdio::null());
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    watch(pty, child)
}

/// Reads the program's output on a terminal to its end.
fn watch(pty: Pty, mut child: Child) -> (String, Option<i32>) {
    let Pty { mut person, program } = pty;
    drop(program);
    // Reading fails once the last handle of the terminal is closed: that is the end.
    let (mut shown, mut piece) = (Vec::new(), [0; 4096]);
    while let Ok(length @ 1..) = person.read(&mut piece) {
        shown.extend_from_slice(&piece[..length]);
    }
    (String::from_utf8(shown).unwrap(), child.wait().unwrap().code())
}

#[test]
fn every_row_fits_the_terminal() {
    let (shown, code) = on_terminal(&Sandbox::example(), "list -n 5", 76, "");
    assert_eq!(code, Some(0));
    assert_eq!(
        shown,
        "\
ID        BACKEND  STATUS     LAST USED     TOKENS  TITLE/PROMPT
6b7c8d9e  claude   active     10 hours ago       -  -
5a6b7c8d  gemini   active     10 hours ago    6011  write unit tests for th…
0a3f77aa  claude   active     19 hours ago    6912  add idempotency keys
0a3f5c1e  claude   completed  4 days ago     57331  Webhook double delivery
3f1a2b3c  claude   paused     10 days ago   355034  Terraform 状態ファイル…
"
    );
    let (narrow, _) = on_terminal(&Sandbox::example(), "list", 20, "");
    assert!(narrow.lines().all(|line| line.chars().count() <= 20), "{narrow}");
    assert!(narrow.starts_with("ID        LAST USED\n"), "{narrow}");
}

/// Returns whether every row fits, and contains no control or bidi characters.
fn fits(shown: &str, columns: u16) -> bool {
    let is_harmless = |c: char| c == '\n' || !clinvk_sessions::testing::needs_escape(c);
    shown.lines().all(|line| UnicodeWidthStr::width(line) <= usize::from(columns))
        && shown.chars().all(is_harmless)
}

#[test]
fn rows_of_odd_sessions_fit_and_are_harmless() {
    let sandbox = crate::hostile::store::odd();
    for columns in [1, 20, 77, 200] {
        let (shown, code) = on_terminal(&sandbox, "list", columns, "");
        assert_eq!((code, shown.lines().count()), (Some(0), sandbox.ids().len() + 1));
        assert!(fits(&shown, columns), "{columns}: {shown}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(16))]

    #[test]
    fn rows_of_any_text_fit_and_are_harmless(title: String, backend: String, columns in 1_u16..150) {
        let sandbox = Sandbox::in_memory();
        sandbox.session("a", serde_json::json!({ "title": title, "backend": backend }));
        let (shown, code) = on_terminal(&sandbox, "list", columns, "");
        proptest::prop_assert_eq!((code, shown.lines().count()), (Some(0), 2));
        proptest::prop_assert!(fits(&shown, columns), "{}", shown);
    }
}

const QUESTION: &str = "\
ID        BACKEND  STATUS     LAST USED     TOKENS  TITLE/PROMPT
4d5e6f70  codex    completed  509 days ago       -  legacy sixteen digit id
Kept: 7 not older than 100 days
1 session, 257 B; `clinvk sessions restore --last` undoes it
Delete 1 session(s) older than 100 days? [y/N] ";

/// The end of a clean on a terminal.
const DELETED: &str = "\
Deleted 1 session(s) older than 100 days.
hint: clinvk sessions restore 4d5e6f7081920a1b
";

#[test]
fn clean_shows_what_would_go_and_asks() {
    let line = "clean --older-than 100d";
    for (typed, answer) in
        [("y\n", true), ("YES\n", true), ("n\n", false), ("\n", false), ("yellow\n", false)]
    {
        let sandbox = Sandbox::example();
        let (shown, code) = on_terminal(&sandbox, line, 100, typed);
        if answer {
            assert_eq!(shown, format!("{QUESTION}{DELETED}"));
            assert_eq!((code, sandbox.ids().len()), (Some(0), 7));
        } else {
            assert_eq!(shown, format!("{QUESTION}clinvk: cancelled; nothing was deleted\n"));
            assert_eq!((code, sandbox.ids().len()), (Some(7), 8));
            assert!(sandbox.path("index.json").exists());
        }
    }
}

#[test]
fn the_question_fits_the_terminal_it_is_asked_on() {
    let sandbox = Sandbox::example();
    let mut pty = Pty::new(30);
    (&pty.person).write_all(b"n\n").unwrap();
    let mut command = sandbox.std_command(&["clean", "--older-than", "100d"]);
    command.stdin(pty.stdio()).stderr(pty.stdio()).stdout(Stdio::piped());
    assert_eq!(command.spawn().unwrap().wait().unwrap().code(), Some(7));
    let mut shown = [0; 4096];
    let length = pty.person.read(&mut shown).unwrap();
    let shown = String::from_utf8_lossy(&shown[..length]);
    assert!(
        shown.starts_with("ID        LAST USED     TITLE…\n4d5e6f70  509 days ago  legac…\n"),
        "{shown}"
    );
}

#[test]
fn yes_and_a_dry_run_are_not_asked_about() {
    let (shown, code) = on_terminal(&Sandbox::example(), "clean -y --older-than 100d", 100, "");
    assert_eq!((shown.as_str(), code), (DELETED, Some(0)));
    let (shown, code) =
        on_terminal(&Sandbox::example(), "clean --dry-run --older-than 100d", 100, "");
    assert!(shown.starts_with("Would delete 1 session(s) older than 100 days.\n"));
    assert_eq!(code, Some(0));
}

#[test]
fn everything_goes_only_after_a_question() {
    let sandbox = Sandbox::example();
    let (shown, code) = on_terminal(&sandbox, "clean --all -b codex", 100, "n\n");
    assert!(shown.ends_with("Delete 2 session(s)? [y/N] clinvk: cancelled; nothing was deleted\n"));
    assert_eq!((code, sandbox.ids().len()), (Some(7), 8));
    let (shown, code) = on_terminal(&sandbox, "clean --all", 100, "y\n");
    let expected = "Delete 8 session(s)? [y/N] Deleted 8 session(s).\n\
                    hint: clinvk sessions restore --last\n";
    assert!(shown.ends_with(expected), "{shown}");
    assert_eq!((code, sandbox.ids().len()), (Some(0), 0));
}

#[test]
fn where_a_question_could_not_be_seen_nothing_is_deleted_unasked() {
    let sandbox = Sandbox::example();
    let pty = Pty::new(100);
    let run = |words: &[&str]| {
        let output = sandbox.std_command(words).stdin(pty.stdio()).output().unwrap();
        Output::new(&output, sandbox.home())
    };
    run(&["clean", "--older-than", "100d"]).is("[stderr]\n\
         clinvk: cannot ask before deleting: standard error is not a terminal\n\
         hint: use --yes to delete without asking\n[exit 1]\n");
    assert_eq!(sandbox.ids().len(), 8);
    run(&["clean", "--older-than", "100d", "--yes"])
        .is("Deleted 1 session(s) older than 100 days.\n");
}

#[test]
fn no_lock_is_held_while_a_person_thinks() {
    let sandbox = Sandbox::example();
    let mut pty = Pty::new(100);
    let mut command = sandbox.std_command(&["clean", "--older-than", "100d"]);
    command.stdin(pty.stdio()).stderr(pty.stdio()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (mut shown, mut piece) = (Vec::new(), [0; 4096]);
    while !shown.ends_with(b"[y/N] ") {
        let length = pty.person.read(&mut piece).unwrap();
        shown.extend_from_slice(&piece[..length]);
    }
    // During the question, another process removes the same session.
    let other = sandbox.run("rm-id 4d5e6f7081920a1b --lock-timeout 0");
    assert_eq!((other.column("outcome"), other.code), (vec!["removed".to_owned()], 0));
    pty.person.write_all(b"y\n").unwrap();
    let mut stdout = String::new();
    child.stdout.take().unwrap().read_to_string(&mut stdout).unwrap();
    assert_eq!(stdout, "Deleted 0 session(s) older than 100 days.\n");
    assert!(child.wait().unwrap().success());
}

#[test]
fn fsck_sums_up_after_its_records() {
    let sandbox = Sandbox::new();
    sandbox.session("a", serde_json::json!({})).session("b", serde_json::json!({}));
    sandbox.file("b.json", "{}");
    let run = |line: &str| {
        let (shown, code) = on_terminal(&sandbox, line, 100, "");
        let is_remark = |line: &&str| !line.starts_with('{');
        (shown.lines().skip_while(|line| !is_remark(line)).collect::<Vec<_>>().join("\n"), code)
    };
    for file in ["", "a.json", "b.json"] {
        fs::set_permissions(sandbox.path(file), Permissions::from_mode(0o755)).unwrap();
    }
    assert_eq!(
        run("fsck"),
        (
            "2 sessions checked: 4 problems (3 mode_too_wide, 1 damaged).\n\
             hint: clinvk sessions fsck --repair repairs 3 of them"
                .to_owned(),
            Some(4)
        )
    );
    assert_eq!(
        run("fsck --repair"),
        (
            "2 sessions checked: 4 problems (3 mode_too_wide, 1 damaged), 3 repaired.".to_owned(),
            Some(4)
        )
    );
    fs::remove_file(sandbox.path("b.json")).unwrap();
    assert_eq!(run("fsck"), ("1 session checked, no problems.".to_owned(), Some(0)));
    // With JSON, a program reads standard error.
    assert_eq!(run("fsck --errors=json"), (String::new(), Some(0)));
}
