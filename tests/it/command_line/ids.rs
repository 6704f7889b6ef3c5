//! A session that is named twice: people get one answer, plumbing one per item.

use crate::sandbox::Sandbox;

const ID: &str = "4d5e6f7081920a1b";

#[test]
fn commands_for_people_take_a_session_that_is_named_twice_once() {
    let sandbox = Sandbox::example();
    for (line, answer) in [
        ("pin", "pinned"),
        ("unpin", "unpinned"),
        ("delete --dry-run", "would"),
        ("delete", "deleted"),
        ("restore", "restored"),
    ] {
        let output = sandbox.run(&format!("{line} {ID} 4d5e {ID}"));
        let expected = match answer {
            "would" => format!("Would delete session {ID}.\n"),
            answer => format!("Session {ID} {answer}.\n"),
        };
        output.is(&expected);
    }
}

#[test]
fn plumbing_answers_each_item_also_one_that_is_given_again() {
    let sandbox = Sandbox::example();
    let outcomes = |line: &str, input: &str| {
        let output = sandbox.run_with(line, input);
        (output.column("outcome"), output.code)
    };
    let twice = format!("{ID} {ID}");
    let lines = format!("{ID}\n{ID}\n");
    let two = |one: &str, other: &str, code| (vec![one.to_owned(), other.to_owned()], code);
    assert_eq!(outcomes(&format!("resolve-id {twice}"), ""), two("found", "found", 0));
    assert_eq!(outcomes("resolve-id --stdin", &lines), two("found", "found", 0));
    let set = format!("set-raw {twice} --set title=t");
    assert_eq!(outcomes(&set, ""), two("replaced", "unchanged", 0));
    assert_eq!(outcomes(&format!("rm-id --trash {twice}"), ""), two("trashed", "missing", 1));
    assert_eq!(outcomes(&format!("restore-id {twice}"), ""), two("restored", "missing", 1));
    let cat = sandbox.run(&format!("cat-raw {twice}")).stdout;
    assert_eq!(cat, sandbox.run(&format!("cat-raw {ID}")).stdout.repeat(2));
    let session = sandbox.run("ls-raw -n 1 --sort id").stdout.repeat(2);
    assert_eq!(outcomes("put-raw", &session), two("exists", "exists", 1));
    assert_eq!(outcomes("rm-id --stdin", &lines), two("removed", "missing", 1));
}
