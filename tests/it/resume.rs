//! `sessions resume`: hands the session to the other clinvk or to its assistant.

use std::{fs, os::unix::fs::symlink, process::Command};

use serde_json::json;

use crate::{
    programs::{copy_program, write_program},
    sandbox::{Output, Sandbox, program_folder, tool},
};

/// A program that says how it was called, and ends with the status 5.
const STAND_IN: &str = r#"#!/bin/sh
echo "${0##*/} in $PWD"
/bin/pwd
for word; do printf '<%s>\n' "$word"; done
exit 5
"#;

/// Writes the executable script `name` into the directory `bin` of the sandbox.
fn script(sandbox: &Sandbox, name: &str, text: &str) {
    let bin = sandbox.home().join("bin");
    fs::create_dir_all(&bin).unwrap();
    write_program(&bin.join(name), text);
}

/// Creates a store that is also that of clinvk 0.2.0, with a session of each assistant in the
/// directory `w`, and the assistants.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    symlink(".", sandbox.home().join(".clinvk")).unwrap();
    let directory = sandbox.home().join("w");
    fs::create_dir(&directory).unwrap();
    for backend in ["claude", "codex", "gemini"] {
        script(&sandbox, backend, STAND_IN);
        let more = json!({
            "backend": backend, "backend_session_id": "7b1f-3c", "working_dir": directory,
        });
        sandbox.session(backend, more);
    }
    sandbox
}

/// Returns `clinvk sessions resume` with these words, with the directory `bin` on the PATH.
fn command(sandbox: &Sandbox, words: &[&str]) -> Command {
    let mut command = sandbox.std_command(&["resume"]);
    let path = [program_folder(), sandbox.home().join("bin")];
    command.args(words).env("PATH", std::env::join_paths(path).unwrap());
    command.env("HOME", sandbox.home());
    command
}

fn resume(sandbox: &Sandbox, words: &[&str]) -> Output {
    Output::new(&command(sandbox, words).output().unwrap(), sandbox.home())
}

#[test]
fn the_assistant_is_started_in_the_directory_with_its_own_words() {
    let sandbox = sandbox();
    for (backend, option) in [("claude", "--resume"), ("codex", "resume"), ("gemini", "--resume")] {
        let start = format!("{backend} in HOME/w\nHOME/w\n<{option}>\n<7b1f-3c>\n");
        resume(&sandbox, &[backend]).is(&format!("{start}[exit 5]\n"));
        let output = resume(&sandbox, &[&backend[..2], "--", "-p", "go on", ""]);
        output.is(&format!("{start}<-p>\n<go on>\n<>\n[exit 5]\n"));
        let shown = resume(&sandbox, &[backend, "--print", "--", "it's"]);
        shown.is(&format!("cd HOME/w && {backend} {option} 7b1f-3c 'it'\\''s'\n"));
    }
}

#[test]
fn the_other_clinvk_is_asked_first() {
    let sandbox = sandbox();
    script(&sandbox, "clinvk", STAND_IN);
    let output = resume(&sandbox, &["cla", "--", "--model", "m", "go on"]);
    output.is("clinvk in HOME\nHOME\n<resume>\n<claude>\n<--model>\n<m>\n<go on>\n[exit 5]\n");
    resume(&sandbox, &["claude", "--print"]).is("HOME/bin/clinvk resume claude\n");
    resume(&sandbox, &["claude", "--print", "--config=c d.yaml"])
        .is("HOME/bin/clinvk '--config=c d.yaml' resume claude\n");
    // It also knows backends that we do not.
    sandbox.session("new", json!({"backend": "new", "backend_session_id": "x"}));
    resume(&sandbox, &["new", "--print"]).is("HOME/bin/clinvk resume new\n");
}

#[test]
fn the_other_clinvk_is_not_asked_for_what_it_cannot_find() {
    let sandbox = sandbox();
    script(&sandbox, "clinvk", STAND_IN);
    let print = |id: &str, (name, value): (&str, &str)| {
        let mut command = command(&sandbox, &[id, "--print"]);
        let output = command.env(name, value).output().unwrap();
        Output::new(&output, sandbox.home()).stdout
    };
    let by_assistant = "cd HOME/w && claude --resume 7b1f-3c\n";
    let nothing = ("X", "");
    assert_eq!(print("claude", nothing), "HOME/bin/clinvk resume claude\n");
    assert_eq!(print("claude", ("CLINVK_NO_FORWARD", "1")), by_assistant);
    // Another home than ~/.clinvk.
    for home in ["/nowhere", ""] {
        assert_eq!(print("claude", ("HOME", home)), by_assistant);
    }
    // It opens no such ID.
    let more = json!({"backend_session_id": "7b1f-3c", "working_dir": sandbox.home().join("w")});
    sandbox.session("sixteen-letters-", more);
    assert_eq!(print("sixteen", nothing), by_assistant);
}

#[test]
fn a_clinvk_that_is_also_ours_is_not_asked() {
    let sandbox = sandbox();
    copy_program(&sandbox.home().join("bin/clinvk"));
    assert_eq!(
        resume(&sandbox, &["claude", "--print"]).stdout,
        "cd HOME/w && claude --resume 7b1f-3c\n"
    );
    assert_eq!(resume(&sandbox, &["claude"]).code, 5);
}

#[test]
fn a_place_among_the_last_used_names_a_session_too() {
    let sandbox = sandbox();
    sandbox.session(
        "last",
        json!({
            "last_used": "2026-11-22T11:30:00Z", "backend_session_id": "x", "working_dir": "/",
        }),
    );
    resume(&sandbox, &["@{1}", "--print"]).is("cd / && claude --resume x\n");
}

#[test]
fn a_session_that_cannot_be_continued_says_why() {
    let sandbox = sandbox();
    let home = sandbox.home().to_str().unwrap();
    let gone = format!("{home}/it's gone");
    for (id, more, reason) in [
        (
            "none",
            json!({}),
            "it has no backend session ID\n\
             hint: list the sessions that can be resumed: `clinvk sessions list --resumable`",
        ),
        (
            "option",
            json!({"backend_session_id": "--yolo"}),
            "its backend session ID '--yolo' is not safe as an argument",
        ),
        (
            "spoof",
            json!({"backend_session_id": "a\u{1b}[2J"}),
            "its backend session ID 'a\\u{1b}[2J' is not safe as an argument",
        ),
        (
            "other",
            json!({"backend_session_id": "a", "backend": "new"}),
            "there is no known command for the backend 'new'",
        ),
        (
            "relative",
            json!({"backend_session_id": "a", "working_dir": "-w"}),
            "its working directory is not an absolute path: -w\n\
             hint: set it: `clinvk sessions set-raw relative --set working_dir=DIR`",
        ),
        (
            "gone",
            json!({"backend_session_id": "a", "working_dir": gone}),
            "its working directory no longer exists: HOME/it's gone\n\
             hint: if it was moved: `clinvk sessions relocate 'HOME/it'\\''s gone' NEW`",
        ),
    ] {
        sandbox.session(id, more);
        let output = resume(&sandbox, &[id]);
        output.is(&format!("[stderr]\nclinvk: session not resumable: {id}: {reason}\n[exit 1]\n"));
    }
    resume(&sandbox, &["nobody"]).is(
        "[stderr]\nclinvk: session not found: nobody\nhint: check `clinvk sessions list`\n[exit 1]\n",
    );
    // The other clinvk would pass the ID on, and start in the directory.
    script(&sandbox, "clinvk", STAND_IN);
    for id in ["none", "option", "spoof", "relative", "gone"] {
        assert_eq!(resume(&sandbox, &[id]).code, 1, "{id}");
    }
}

#[test]
fn the_command_line_can_be_pasted_whatever_the_directory() {
    let Some(sh) = tool("bash") else { return };
    let sandbox = sandbox();
    for name in ["it's", "-x", "a b", "$(touch x)", "new\nline", "\u{1b}[2J", "日本"] {
        let directory = sandbox.home().join(name);
        fs::create_dir(&directory).unwrap();
        sandbox.session("odd", json!({"backend_session_id": "a", "working_dir": directory}));
        let line = resume(&sandbox, &["odd", "--print"])
            .stdout
            .replace("HOME", sandbox.home().to_str().unwrap());
        assert_eq!(line.lines().count(), 1, "{line:?}");
        let mut shell = Command::new(&sh);
        shell.args(["-c", &line]).env_clear().env("PATH", sandbox.home().join("bin"));
        let pasted = Output::new(&shell.output().unwrap(), sandbox.home());
        pasted.is(&format!("claude in HOME/{name}\nHOME/{name}\n<--resume>\n<a>\n[exit 5]\n"));
        assert_eq!(resume(&sandbox, &["odd"]).to_string(), pasted.to_string());
    }
}

#[test]
fn the_store_is_not_locked_while_the_assistant_runs() {
    let sandbox = sandbox();
    script(
        &sandbox,
        "claude",
        "#!/bin/sh\nexec clinvk sessions --lock-timeout 0 rename claude 'Its own title'\n",
    );
    resume(&sandbox, &["claude"]).is("Session claude renamed.\n");
}

#[test]
fn the_assistant_gets_the_input_and_no_ignored_pipe_signal() {
    let Some(cat) = tool("cat") else { return };
    let sandbox = sandbox();
    let cat = cat.display();
    let looks = format!("#!/bin/sh\n{cat} - /proc/self/status /dev/fd/3\n");
    script(&sandbox, "claude", &looks);
    let Some(sh) = tool("sh") else { return };
    let plain = command(&sandbox, &[]);
    let mut shell = Command::new(sh);
    shell.args(["-c", "echo given | clinvk sessions resume claude 3<third"]);
    shell.env_clear().envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
    fs::write(sandbox.home().join("third"), "third\n").unwrap();
    let output = shell.current_dir(sandbox.home()).output().unwrap();
    let output = Output::new(&output, sandbox.home());
    assert!(
        output.stdout.starts_with("given\n") && output.stdout.ends_with("\nthird\n"),
        "{output}"
    );
    let mask = output.stdout.split_once("SigIgn:").unwrap().1.split_whitespace().next().unwrap();
    assert_eq!(u64::from_str_radix(mask, 16).unwrap() & (1 << 12), 0);
}

#[test]
fn a_missing_assistant_is_not_found_in_the_directory_of_the_session() {
    let sandbox = sandbox();
    fs::copy(sandbox.home().join("bin/claude"), sandbox.home().join("w/claude")).unwrap();
    let mut command = command(&sandbox, &["claude"]);
    // An empty entry is the current directory, from which the search starts.
    command.env("PATH", "");
    Output::new(&command.output().unwrap(), sandbox.home())
        .is("[stderr]\nclinvk: backend not available: claude is not on the PATH\n\
         hint: install it, or see the command line with --print\n[exit 1]\n");
    fs::remove_file(sandbox.home().join("bin/claude")).unwrap();
    assert!(resume(&sandbox, &["claude", "--print"]).stdout.starts_with("cd HOME/w && claude "));
}

#[test]
fn a_directory_that_cannot_be_entered_is_an_error() {
    let sandbox = sandbox();
    let file = sandbox.home().join("w/file");
    fs::write(&file, "").unwrap();
    sandbox.session("file", json!({"backend_session_id": "a", "working_dir": file}));
    let output = resume(&sandbox, &["file"]);
    output.is("[stderr]\nclinvk: cannot enter HOME/w/file: Not a directory\n[exit 4]\n");
}

#[test]
fn a_session_without_a_directory_is_continued_here() {
    let sandbox = sandbox();
    sandbox.session("here", json!({"backend_session_id": "a", "working_dir": ""}));
    resume(&sandbox, &["here", "--print"]).is("claude --resume a\n");
    let mut command = command(&sandbox, &["here"]);
    command.current_dir(sandbox.home().join("w"));
    let output = Output::new(&command.output().unwrap(), sandbox.home());
    assert!(output.stdout.contains("\nHOME/w\n<--resume>\n<a>\n"), "{output}");
}
