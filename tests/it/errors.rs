//! `--errors=json` and `--format-version`.

use serde_json::json;

use crate::sandbox::Sandbox;

#[test]
fn errors_are_records_with_a_code_a_path_and_a_hint() {
    let sandbox = Sandbox::new();
    sandbox.file("bad.json", "{").config("session: [");
    sandbox.run("cat-raw --errors=json zz").is(concat!(
        "[stderr]\n",
        r#"{"v":1,"type":"error","code":"session_not_found","id":"zz","path":null,"message":"session not found: zz","hint":"check `clinvk sessions list`"}"#,
        "\n[exit 1]\n"
    ));
    sandbox.run("ls-raw --errors json").is(concat!(
        "[stderr]\n",
        r#"{"v":1,"type":"error","code":"session_damaged","id":"bad","path":null,"message":"cannot read session bad: EOF while parsing an object at line 1 column 1","hint":null}"#,
        "\n[exit 4]\n"
    ));
    sandbox.run("prune --errors=json").is(concat!(
        "[stderr]\n",
        r#"{"v":1,"type":"error","code":"invalid_configuration","id":null,"path":"HOME/config.yaml","message":"cannot use the configuration HOME/config.yaml: not YAML: did not find expected node content at line 2 column 1, while parsing a flow node","hint":"nothing was deleted; mend the file, or give --older-than"}"#,
        "\n[exit 3]\n"
    ));
}

#[test]
fn a_mistake_in_the_command_line_is_a_record_too() {
    Sandbox::new().run("rm-id ../x --errors=json").is(concat!(
        "[stderr]\n",
        r#"{"v":1,"type":"error","code":"usage","id":null,"path":null,"message":"invalid value '../x' for '[ID]...': an id is 1 to 128 of A-Z a-z 0-9 _ -, does not start with -, and is not `index`","hint":"add --help to the command for its usage"}"#,
        "\n[exit 1]\n"
    ));
}

#[test]
fn remarks_are_records_of_their_own() {
    let sandbox = Sandbox::new();
    sandbox.config("session:\n  retention_days: 0\n");
    sandbox.run("prune --errors=json").is(concat!(
        "[stderr]\n",
        r#"{"v":1,"type":"remark","code":"nothing_to_prune","id":null,"path":null,"message":"nothing to prune: session.retention_days is 0, which keeps every session","hint":null}"#,
        "\n"
    ));
}

#[test]
fn a_message_that_no_field_shows_is_an_error_of_its_own() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({}));
    sandbox.run_with("rm-id --stdin --fields id --errors=json", "../x").is(concat!(
        r#"{"v":1,"type":"removal","id":"../x"}"#,
        "\n[stderr]\n",
        r#"{"v":1,"type":"error","code":"invalid_input","id":"../x","path":null,"message":"../x: it is not a session id","hint":null}"#,
        "\n[exit 4]\n"
    ));
}

#[test]
fn errors_as_records_hold_no_control_character_raw() {
    let output = Sandbox::new().run_words(&["cat-raw", "--errors=json", "a\u{1b}[31m"], "");
    assert!(!output.stderr.trim_end().contains(char::is_control), "{output}");
}

#[test]
fn the_one_format_version_is_known_and_another_is_refused() {
    let sandbox = Sandbox::example();
    for command in ["ls-raw", "prune --dry-run", "resolve-id 4d"] {
        let plain = sandbox.run(command);
        sandbox.run(&format!("{command} --format-version 1")).is(&plain.to_string());
        sandbox
            .run(&format!("{command} --format-version 2"))
            .is("[stderr]\nclinvk: invalid value '2' for '--format-version <VERSION>' \
             [possible values: 1]\nhint: add --help to the command for its usage\n[exit 1]\n");
    }
}
