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
