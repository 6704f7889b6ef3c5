//! `sessions cat-raw`.

use std::fs;

use crate::sandbox::{Sandbox, example_home};

#[test]
fn the_bytes_of_the_file_come_out_untouched() {
    let sandbox = Sandbox::example();
    sandbox.file("damaged.json", "\u{1b}\r\n{ \0");
    let id = "3f1a2b3c4d5e6f708192a3b4c5d6e7f8";
    let file = fs::read_to_string(example_home().join(format!("sessions/{id}.json"))).unwrap();
    sandbox.run(&format!("cat-raw {id} damaged")).is(&format!("{file}\u{1b}\r\n{{ \0"));
}

#[test]
fn a_missing_one_does_not_keep_back_the_others() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", "A").file("c.json", "C");
    sandbox.run("cat-raw a b c").is("AC[stderr]\nclinvk: session not found: b\n\
         hint: check `clinvk sessions list`\n[exit 1]\n");
}

#[test]
fn plumbing_takes_full_ids_only() {
    let sandbox = Sandbox::example();
    assert_eq!(sandbox.run("cat-raw 3f1a").code, 1);
    sandbox.run("cat-raw ../config").is("[stderr]\n\
         clinvk: invalid value '../config' for '[ID]...': an id is 1 to 128 of A-Z a-z 0-9 _ -, \
         does not start with -, and is not `index`\n\
         hint: add --help to the command for its usage\n[exit 1]\n");
}

#[test]
fn standard_input_is_answered_item_by_item_in_gits_framing() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", "A\n").file("c.json", "");
    let input = "a\nzz\n\n{\"id\":\"c\",\"outcome\":\"kept\"}\ntwo words\n{\"title\":\"t\"}\n{\"id\":\"x\\ny\"}\na";
    sandbox
        .run_with("cat-raw --stdin", input)
        .is("a session 2\nA\n\nzz missing\nc session 0\n\ntwo words missing\n\
         {\"title\":\"t\"} missing\n{\"id\":\"x\\ny\"} missing\na session 2\nA\n\n[exit 1]\n");
    sandbox
        .run_with("cat-raw --stdin -z", "a\0z\nz\0c")
        .is("a session 2\0A\n\0z\nz missing\0c session 0\0\0[exit 1]\n");
    sandbox.run_with("cat-raw --stdin", "").is("");
}

#[test]
fn an_etag_in_the_input_is_checked() {
    let sandbox = Sandbox::new();
    sandbox.session("a", serde_json::json!({}));
    let record = sandbox.run("ls-raw").stdout;
    let answer = sandbox.run_with("cat-raw --stdin", &*record).stdout;
    assert_eq!(
        answer,
        format!("a session 162\n{}\n", fs::read_to_string(sandbox.path("a.json")).unwrap())
    );
    sandbox.session("a", serde_json::json!({ "title": "new" }));
    sandbox.run_with("cat-raw --stdin", record).is("a changed\n[exit 1]\n");
}

#[test]
fn what_is_missing_can_be_no_failure() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", "A");
    sandbox.run("cat-raw --ignore-missing zz a").is("A");
    sandbox
        .run_with("cat-raw --ignore-missing --stdin", "zz\na")
        .is("zz missing\na session 1\nA\n");
}
