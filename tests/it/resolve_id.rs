//! `sessions resolve-id`.

use crate::sandbox::Sandbox;

#[test]
fn every_prefix_gets_one_answer_in_order() {
    Sandbox::example().run("resolve-id 4d 0a3f zzz ../x index 4d5e6f7081920a1b").is(concat!(
        r#"{"v":1,"type":"resolution","input":"4d","outcome":"found","id":"4d5e6f7081920a1b","candidates":[]}"#, "\n",
        r#"{"v":1,"type":"resolution","input":"0a3f","outcome":"ambiguous","id":null,"candidates":["0a3f5c1e9b7d4426a8c0e1f2d3b4a596","0a3f77aa01b24c5d8e9f1a2b3c4d5e6f"]}"#, "\n",
        r#"{"v":1,"type":"resolution","input":"zzz","outcome":"missing","id":null,"candidates":[]}"#, "\n",
        r#"{"v":1,"type":"resolution","input":"../x","outcome":"invalid","id":null,"candidates":[]}"#, "\n",
        r#"{"v":1,"type":"resolution","input":"index","outcome":"missing","id":null,"candidates":[]}"#, "\n",
        r#"{"v":1,"type":"resolution","input":"4d5e6f7081920a1b","outcome":"found","id":"4d5e6f7081920a1b","candidates":[]}"#, "\n",
        "[exit 1]\n",
    ));
}

#[test]
fn found_ones_alone_are_a_success() {
    assert_eq!(Sandbox::example().run("resolve-id 4d 5a").code, 0);
}

#[test]
fn a_damaged_session_is_found_by_its_name() {
    let sandbox = Sandbox::new();
    sandbox.file("broken.json", "");
    assert_eq!(sandbox.run("resolve-id bro").column("id"), ["broken"]);
}

#[test]
fn standard_input_holds_prefixes_or_records_and_each_gets_one_answer() {
    let sandbox = Sandbox::new();
    sandbox.file("abc.json", "").file("abd.json", "");
    sandbox
        .run_with("resolve-id --stdin", "abc\nab\n\n{\"id\":\"abd\"}\n{\"title\":\"t\"}\nzz")
        .is(concat!(
        r#"{"v":1,"type":"resolution","input":"abc","outcome":"found","id":"abc","candidates":[]}"#, "\n",
        r#"{"v":1,"type":"resolution","input":"ab","outcome":"ambiguous","id":null,"candidates":["abc","abd"]}"#, "\n",
        r#"{"v":1,"type":"resolution","input":"abd","outcome":"found","id":"abd","candidates":[]}"#, "\n",
        r#"{"v":1,"type":"resolution","input":"line 5","outcome":"invalid","id":null,"candidates":[]}"#, "\n",
        r#"{"v":1,"type":"resolution","input":"zz","outcome":"missing","id":null,"candidates":[]}"#, "\n",
        "[exit 1]\n",
    ));
    sandbox.run_with("resolve-id --stdin", "").is("");
}

#[test]
fn nul_frames_both_sides_and_what_is_not_found_is_empty() {
    let sandbox = Sandbox::new();
    sandbox.file("abc.json", "").file("abd.json", "");
    sandbox
        .run_with("resolve-id --stdin0 -z", "abc\0ab\0zz\0")
        .is("abc\0found\0abc\0ab\0ambiguous\0\0zz\0missing\0\0[exit 1]\n");
    sandbox
        .run_with("resolve-id --stdin0 -z --fields input,outcome,candidates", "abc\0a\nb\0ab")
        .is("abc\0found\0[]\0item 2\0invalid\0[]\0ab\0ambiguous\0[\"abc\",\"abd\"]\0[exit 1]\n");
}

#[test]
fn what_is_missing_can_be_no_failure_but_what_is_ambiguous_is_one() {
    let sandbox = Sandbox::new();
    sandbox.file("abc.json", "").file("abd.json", "");
    assert_eq!(sandbox.run("resolve-id --ignore-missing abc zz").code, 0);
    assert_eq!(sandbox.run("resolve-id --ignore-missing ab").code, 1);
}

#[test]
fn an_item_that_is_not_understood_is_invalid_whatever_the_store_and_is_not_repeated() {
    let sandbox = Sandbox::new();
    sandbox.file("abc.json", "");
    let input = "bad/x\n{\"v\":2,\"id\":\"abc\",\"initial_prompt\":\"secret\"}\nmy secret\nab\n";
    let output = sandbox.run_with("resolve-id --stdin", input);
    assert_eq!(output.column("input"), ["bad/x", "abc", "line 3", "ab"]);
    assert_eq!(output.column("outcome"), ["invalid", "invalid", "invalid", "found"]);
    let store = std::fs::File::open(sandbox.store()).unwrap();
    rustix::fs::flock(&store, rustix::fs::FlockOperation::LockExclusive).unwrap();
    let output = sandbox.run_with("resolve-id --stdin --lock-timeout 0", input);
    assert_eq!(output.column("outcome"), ["invalid", "invalid", "invalid", "failed"]);
    assert_eq!(sandbox.run("resolve-id ../x --lock-timeout 0").column("outcome"), ["invalid"]);
    // However long the input is, the command waits for the lock only once.
    let output = sandbox.run_with("resolve-id --stdin --lock-timeout 0", "ab\n".repeat(5000));
    assert_eq!(output.stdout.matches("\"failed\"").count(), 5000);
    assert_eq!(output.stderr.matches("cannot lock").count(), 1);
}
