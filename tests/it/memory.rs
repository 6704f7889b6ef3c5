//! Memory use for large invalid input.

use std::{process::Stdio, thread};

use serde_json::json;

use crate::sandbox::{Sandbox, tool};

/// The memory of the program itself, for any input: code, stacks and buffers.
const ITSELF: usize = 32 << 20;

/// Maximum memory for an input, as a multiple of its size.
const FACTOR: usize = 3;

/// Runs `line` with a memory limit that depends on the size of `input`, and returns the exit
/// status.
///
/// Limits reserved memory, so that the limit is the same on a busy machine.
fn run_bounded(sandbox: &Sandbox, line: &str, input: &[u8]) -> Option<i32> {
    let command = sandbox.std_command(&line.split(' ').collect::<Vec<_>>());
    let kilobytes = (ITSELF + FACTOR * input.len()) >> 10;
    let mut bounded = std::process::Command::new(tool("sh")?);
    bounded.args(["-c", &format!("ulimit -v {kilobytes}; exec \"$@\""), "sh"]);
    bounded.arg(command.get_program()).args(command.get_args());
    bounded.env_clear().envs(command.get_envs().filter_map(|(key, value)| Some((key, value?))));
    bounded.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = bounded.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    thread::scope(|scope| {
        scope.spawn(move || {
            // A program that ends early closes the pipe. The exit status reveals that.
            let _ = std::io::Write::write_all(&mut stdin, input);
        });
        child.wait().unwrap().code()
    })
}

#[test]
fn a_large_input_of_garbage_takes_no_more_than_three_times_its_size() {
    if tool("sh").is_none() {
        return;
    }
    let sandbox = Sandbox::in_memory();
    sandbox.session("a", json!({}));
    // At 700 bytes per line, this would exceed the program's own share.
    let lines = 50_000;
    let (ids, garbage) = (b"x\n".repeat(lines), b"x y\n".repeat(lines));
    let nul = b"x\0".repeat(lines);
    let records = b"{\"id\":\"x\"}\n".repeat(lines);
    for (line, input) in [
        ("rm-id --stdin", &ids),
        ("rm-id --stdin", &garbage),
        ("rm-id --stdin --keep-going", &garbage),
        ("rm-id --stdin --dry-run", &ids),
        ("rm-id --stdin --atomic", &ids),
        ("rm-id --stdin0", &nul),
        ("rm-trash --stdin", &ids),
        ("rm-trash --stdin", &garbage),
        ("restore-id --stdin", &ids),
        ("restore-id --stdin", &garbage),
        ("set-raw --stdin --set title=t", &garbage),
        ("resolve-id --stdin", &ids),
        ("cat-raw --stdin", &garbage),
        ("ls-raw --stdin", &garbage),
        ("put-raw", &ids),
        ("put-raw", &garbage),
        ("put-raw", &records),
        ("put-raw --replace", &records),
        ("resolve-id --stdin0", &nul),
    ] {
        assert_eq!(run_bounded(&sandbox, line, input), Some(1), "{line}");
    }
    assert_eq!(sandbox.ids(), ["a"]);
}
