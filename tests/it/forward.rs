//! A command line that is not ours goes to the next `clinvk` on the PATH.

use std::{
    ffi::OsStr,
    fs,
    os::unix::{ffi::OsStrExt as _, fs::PermissionsExt as _},
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    programs::{copy_program, write_program},
    sandbox::{Output, PROGRAM, Sandbox, program_folder, tool},
    signals,
};

/// A program that says how it was called, and ends with the status 42.
const STAND_IN: &str = r#"#!/bin/sh
echo "other $#"
for word; do printf '<%s>\n' "$word"; done
exit 42
"#;

/// Writes an executable script `clinvk` into a new directory of the sandbox, and returns the
/// directory.
fn script(sandbox: &Sandbox, directory: &str, text: &str) -> PathBuf {
    let directory = sandbox.home().join(directory);
    fs::create_dir(&directory).unwrap();
    write_program(&directory.join("clinvk"), text);
    directory
}

/// Returns the program under test in the home of `sandbox`, with this PATH after its own directory.
fn clinvk(sandbox: &Sandbox, path: &[&Path]) -> Command {
    signals::reset_for_children();
    let own = program_folder();
    let path = std::iter::once(own.as_path()).chain(path.iter().copied());
    let mut command = Command::new(PROGRAM);
    command.env_clear().env("PATH", std::env::join_paths(path).unwrap());
    command.env("HOME", sandbox.home()).current_dir(sandbox.home());
    command
}

fn run(command: &mut Command, sandbox: &Sandbox) -> Output {
    Output::new(&command.output().unwrap(), sandbox.home())
}

#[test]
fn every_other_command_line_is_handed_over_as_it_is() {
    let sandbox = Sandbox::new();
    let other = script(&sandbox, "other", STAND_IN);
    for (words, shown) in [
        (&[][..], "other 0\n"),
        (&["fix the bug"], "other 1\n<fix the bug>\n"),
        (&["resume", "", "--last"], "other 3\n<resume>\n<>\n<--last>\n"),
        (&["list"], "other 1\n<list>\n"),
        (&["--", "sessions"], "other 2\n<-->\n<sessions>\n"),
        (&["-b", "codex", "sessions"], "other 3\n<-b>\n<codex>\n<sessions>\n"),
        (&["--config", "c", "config"], "other 3\n<--config>\n<c>\n<config>\n"),
    ] {
        let output = run(clinvk(&sandbox, &[&other]).args(words), &sandbox);
        output.is(&format!("{shown}[exit 42]\n"));
    }
    let mut odd = clinvk(&sandbox, &[&other]);
    let odd = odd.arg(OsStr::from_bytes(b"\xff\n*")).output().unwrap();
    assert_eq!(odd.stdout, b"other 1\n<\xff\n*>\n");
}

#[test]
fn our_own_command_lines_are_not() {
    let sandbox = Sandbox::new();
    let other = script(&sandbox, "other", STAND_IN);
    for line in ["sessions list", "help", "--help", "--home . sessions ls-raw", "sessions"] {
        let output = run(clinvk(&sandbox, &[&other]).args(line.split(' ')), &sandbox);
        assert_ne!(output.code, 42, "{line}: {output}");
    }
}

/// The properties of the other program's process: its input, an open file, and its ignored signals.
const LOOKS: &str = r#"#!/bin/sh
echo "$PPID $VARIABLE" >&4
cat - /dev/fd/3
pwd >&2
grep -E '^Sig(Blk|Ign):' /proc/self/status
"#;

#[test]
fn the_other_gets_the_process_with_its_streams_and_signals() {
    let Some(sh) = tool("sh") else { return };
    let sandbox = Sandbox::new();
    let other = script(&sandbox, "other", LOOKS);
    let path = [program_folder(), other, "/usr/bin".into(), "/bin".into()];
    let mut shell = Command::new(sh);
    shell.args(["-c", "trap '' HUP; echo given | clinvk x 3<three 4>four; echo $$ >pid"]);
    shell.env_clear().env("PATH", std::env::join_paths(path).unwrap()).env("VARIABLE", "kept");
    fs::write(sandbox.home().join("three"), "third\n").unwrap();
    let output = run(shell.current_dir(sandbox.home()), &sandbox);
    let (read, masks) = output.stdout.split_once("Sig").unwrap();
    assert_eq!((read, output.stderr.as_str()), ("given\nthird\n", "HOME\n"), "{output}");
    let mask = |name| masks.split_once(name).unwrap().1.split_whitespace().next().unwrap();
    let mask = |name| u64::from_str_radix(mask(name), 16).unwrap();
    assert_eq!(mask("Blk:"), 0);
    // The shell ignores SIGHUP, number 1. SIGPIPE, number 13, is not ignored, as it is in us.
    assert_eq!(mask("Ign:") & 0xffff, 1);
    // It has our place in the process tree: the shell is its parent.
    let read = |name: &str| fs::read_to_string(sandbox.home().join(name)).unwrap();
    assert_eq!(read("four"), format!("{} kept\n", read("pid").trim()));
}

#[test]
fn it_is_found_as_a_shell_finds_it() {
    let sandbox = Sandbox::new();
    let other = script(&sandbox, "other", STAND_IN);
    let not_executable = script(&sandbox, "plain", STAND_IN);
    let mode = fs::Permissions::from_mode(0o644);
    fs::set_permissions(not_executable.join("clinvk"), mode).unwrap();
    fs::create_dir_all(sandbox.home().join("folder/clinvk")).unwrap();
    let folder = sandbox.home().join("folder");
    let path = [not_executable.as_path(), &folder, Path::new("/nowhere"), &other];
    assert_eq!(run(clinvk(&sandbox, &path).arg("x"), &sandbox).code, 42);
    // A relative entry and an empty one.
    assert_eq!(run(clinvk(&sandbox, &[Path::new("other")]).arg("x"), &sandbox).code, 42);
    let mut here = clinvk(&sandbox, &[Path::new("")]);
    assert_eq!(run(here.current_dir(&other).arg("x"), &sandbox).code, 42);
}

#[test]
fn it_is_never_this_program_by_whatever_name() {
    let sandbox = Sandbox::new();
    let hard_link = sandbox.home().join("hard");
    fs::create_dir(&hard_link).unwrap();
    // The link of `program_folder` is on the PATH too.
    if fs::hard_link(PROGRAM, hard_link.join("clinvk")).is_err() {
        fs::remove_dir(&hard_link).unwrap();
    }
    let output = run(clinvk(&sandbox, &[&hard_link]).arg("fix the bug"), &sandbox);
    output.is("[stderr]\n\
         clinvk: this clinvk only manages sessions, and no other clinvk is on the PATH\n\
         hint: list its commands with `clinvk sessions --help`\n\
         hint: to run prompts install the other clinvk: https://github.com/signalridge/clinvoker\n\
         [exit 1]\n");
}

#[test]
fn two_of_ours_hand_over_to_the_next_and_never_to_each_other_again() {
    let sandbox = Sandbox::new();
    let copy = sandbox.home().join("copy");
    fs::create_dir(&copy).unwrap();
    copy_program(&copy.join("clinvk"));
    let wrapper = script(&sandbox, "wrapper", &format!("#!/bin/sh\nexec '{PROGRAM}' \"$@\"\n"));
    let other = script(&sandbox, "other", STAND_IN);
    for path in
        [&[copy.as_path(), &wrapper, &other][..], &[&wrapper, &copy, &other], &[&copy, &other]]
    {
        let output = run(clinvk(&sandbox, path).arg("x"), &sandbox);
        output.is("other 1\n<x>\n[exit 42]\n");
    }
    for path in [&[copy.as_path(), &wrapper][..], &[&copy], &[&wrapper]] {
        let output = run(clinvk(&sandbox, path).arg("x y"), &sandbox);
        let first = output.stderr.lines().next();
        let expected =
            "clinvk: this clinvk only manages sessions, and no other clinvk is on the PATH";
        assert_eq!((first, output.code), (Some(expected), 1), "{output}");
    }
}

#[test]
fn a_wrapper_that_starts_us_as_a_child_ends_too() {
    let sandbox = Sandbox::new();
    let wrapper = script(&sandbox, "wrapper", &format!("#!/bin/sh\n'{PROGRAM}' \"$@\"\n"));
    let output = run(clinvk(&sandbox, &[&wrapper]).arg("x y"), &sandbox);
    let expected = "clinvk: this clinvk only manages sessions, and the next clinvk on the PATH hands \
                    everything back to this one";
    assert_eq!((output.stderr.lines().next(), output.code), (Some(expected), 1), "{output}");
}

#[test]
fn what_the_other_starts_can_be_handed_over_again() {
    let sandbox = Sandbox::new();
    let nested = "#!/bin/sh\nif [ \"$1\" = outer ]; then clinvk inner; else echo \"$1\"; fi\n";
    let other = script(&sandbox, "other", nested);
    run(clinvk(&sandbox, &[&other]).arg("outer"), &sandbox).is("inner\n");
}

#[test]
fn one_that_cannot_be_run_is_an_error() {
    let sandbox = Sandbox::new();
    let other = script(&sandbox, "other", "#!/nowhere/interpreter\n");
    let output = run(clinvk(&sandbox, &[&other]).arg("list"), &sandbox);
    output.is(
        "[stderr]\nclinvk: cannot run HOME/other/clinvk: No such file or directory\n[exit 1]\n",
    );
}

#[test]
fn forwarding_can_be_switched_off() {
    let sandbox = Sandbox::new();
    let other = script(&sandbox, "other", STAND_IN);
    let off = |line: &str| {
        let mut command = clinvk(&sandbox, &[&other]);
        run(command.args(line.split(' ')).env("CLINVK_NO_FORWARD", "1"), &sandbox)
    };
    let output = off("write it");
    let expected = "clinvk: this clinvk only manages sessions, and CLINVK_NO_FORWARD is set";
    assert_eq!((output.stderr.lines().next(), output.code), (Some(expected), 1), "{output}");
    // Then suggestions are for this program, as where there is no other.
    off("list").is("[stderr]\nclinvk: unrecognized subcommand 'list'\n\
         hint: did you mean `clinvk sessions list`?\n[exit 1]\n");
}

#[test]
fn the_version_names_this_program_and_the_other() {
    let sandbox = Sandbox::new();
    let other = script(&sandbox, "other", STAND_IN);
    let version = concat!("clinvk-sessions ", env!("CARGO_PKG_VERSION"), "\n");
    run(clinvk(&sandbox, &[]).arg("--version"), &sandbox).is(version);
    for option in ["--version", "-V"] {
        let output = run(clinvk(&sandbox, &[&other]).arg(option), &sandbox);
        output.is(&format!("{version}other clinvk: HOME/other/clinvk\n"));
    }
    // One that is also ours is not the other.
    let copy = sandbox.home().join("copy");
    fs::create_dir(&copy).unwrap();
    copy_program(&copy.join("clinvk"));
    run(clinvk(&sandbox, &[&copy]).arg("--version"), &sandbox).is(version);
    let output = run(clinvk(&sandbox, &[&copy, &other]).arg("--version"), &sandbox);
    output.is(&format!("{version}other clinvk: HOME/other/clinvk\n"));
}
