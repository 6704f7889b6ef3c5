//! `sessions cat-raw`.

use std::fs;

use crate::sandbox::{Sandbox, example_home};

/// The smallest session, with a final newline, and its etag.
const A: &str = "{\"id\":\"a\"}\n";
const A_ETAG: &str = "f554b75837236a3f";

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
         hint: see `clinvk sessions cat-raw --help`\n[exit 1]\n");
}

#[test]
fn standard_input_is_answered_item_by_item_in_gits_framing() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", A).file("bad.json", "{");
    let input = "a\nzz\n\n{\"id\":\"a\",\"outcome\":\"kept\"}\ntwo words\n{\"title\":\"t\"}\n\
                 {\"id\":\"x\\ny\"}\n{\"id\":\"a\",\"v\":2}\nbad\na";
    let a = format!("a session 11 {A_ETAG}\n{A}\n");
    sandbox.run_with("cat-raw --stdin", input).is(&format!(
        "{a}zz missing\n{a}two words invalid\n{{\"title\":\"t\"}} invalid\n\
         {{\"id\":\"x\\ny\"}} invalid\na invalid\nbad damaged\n{a}[stderr]\n\
         clinvk: cannot read session bad: EOF while parsing an object at line 1 column 1\n\
         hint: `clinvk sessions cat-raw bad` shows the file as it is\n[exit 4]\n"
    ));
    sandbox
        .run_with("cat-raw --stdin0 -z", "a\0z\nz\0zz")
        .is(&format!("a session 11 {A_ETAG}\0{A}\0z\nz invalid\0zz missing\0[exit 1]\n"));
    sandbox.run_with("cat-raw --stdin0", "a\0").is(&a);
    sandbox.run_with("cat-raw --stdin", "").is("");
}

#[test]
fn nul_ends_every_file_and_a_file_that_holds_one_is_an_error() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", A).file("b.json", "x\0y").file("c.json", A);
    sandbox.run("cat-raw -z a b c").is(&format!(
        "{A}\0{A}\0[stderr]\n\
         clinvk: cannot read session b: it holds a NUL, which -z cannot frame\n\
         hint: `clinvk sessions cat-raw b` shows the file as it is\n[exit 4]\n"
    ));
}

#[test]
fn an_etag_in_the_input_is_checked() {
    let sandbox = Sandbox::new();
    sandbox.session("a", serde_json::json!({}));
    let record = sandbox.run("ls-raw").stdout;
    let answer = sandbox.run_with("cat-raw --stdin", &*record).stdout;
    assert_eq!(
        answer,
        format!(
            "a session 162 b9e677e3fe9c28c3\n{}\n",
            fs::read_to_string(sandbox.path("a.json")).unwrap()
        )
    );
    sandbox.session("a", serde_json::json!({ "title": "new" }));
    sandbox.run_with("cat-raw --stdin", record).is("a changed\n[exit 1]\n");
}

#[test]
fn what_is_missing_can_be_no_failure() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", A);
    sandbox.run("cat-raw --ignore-missing zz a").is(A);
    sandbox
        .run_with("cat-raw --ignore-missing --stdin", "zz\na")
        .is(&format!("zz missing\na session 11 {A_ETAG}\n{A}\n"));
}
