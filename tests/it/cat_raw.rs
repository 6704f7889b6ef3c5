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
         clinvk: invalid value '../config' for '<ID>...': an id is 1 to 128 of A-Z a-z 0-9 _ -, \
         does not start with -, and is not `index`\n\
         hint: add --help to the command for its usage\n[exit 1]\n");
}
