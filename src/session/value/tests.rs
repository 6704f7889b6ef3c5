//! Written values are safe to display and keep their meaning.

use std::ffi::OsStr;

use super::*;
use proptest::prelude::*;

fn json(text: &str) -> String {
    let mut out = Vec::new();
    Value::Text(text).write_json(&mut out);
    String::from_utf8(out).expect("JSON is UTF-8")
}

fn compact(raw: &str) -> String {
    let raw: &RawValue = serde_json::from_str(raw).expect("valid JSON");
    let mut out = Vec::new();
    write_compact(raw.get(), &mut out);
    String::from_utf8(out).expect("JSON is UTF-8")
}

#[test]
fn controls_and_bidi_controls_are_escaped_and_other_scripts_are_not() {
    assert_eq!(
        json("a\u{1b}\n\u{7f}\u{9b}\u{202e}\u{2028}\u{2029}é會🚚"),
        r#""a\u001b\n\u007f\u009b\u202e\u2028\u2029é會🚚""#
    );
}

#[test]
fn a_path_is_text_in_json_and_its_exact_bytes_otherwise() {
    let path = Path::new(OsStr::from_bytes(b"/a\n\xff\xfe\xc3\xa9\xc3"));
    let (mut json, mut plain) = (Vec::new(), Vec::new());
    Value::Path(path).write_json(&mut json);
    Value::Path(path).write_plain(&mut plain);
    assert_eq!(String::from_utf8(json).expect("JSON"), r#""/a\n\\xff\\xfeé\\xc3""#);
    assert_eq!(plain, path.as_os_str().as_bytes());
}

#[test]
fn text_is_escaped_wherever_it_stands_in_a_piece() {
    for before in 0..70 {
        let (start, end) = ("x".repeat(before), "y".repeat(40));
        let text = format!("{start}\"\\\u{9b}é…{end}");
        assert_eq!(json(&text), format!("\"{start}\\\"\\\\\\u009bé…{end}\""));
    }
}

#[test]
fn raw_values_lose_only_the_space_between_tokens() {
    assert_eq!(
        compact("{ \"a b\" : [ 1.50, -0, 1e400,\n \"x \\\" y\\\\\" ], \"\u{202e}\": null }"),
        "{\"a b\":[1.50,-0,1e400,\"x \\\" y\\\\\"],\"\\u202e\":null}"
    );
    assert_eq!(
        compact(r#"{"\ud800":["\udc00\ud83d\ude9a", " \ud83dx"]}"#),
        r#"{"\ufffd":["\ufffd\ud83d\ude9a","\u2028\ufffdx"]}"#
    );
}

proptest! {
    #[test]
    fn any_text_comes_back_from_its_json_and_shows_nothing_hostile(text: String) {
        let json = json(&text);
        let is_shown_raw = json.chars().any(is_escaped);
        prop_assert!(!is_shown_raw);
        prop_assert_eq!(serde_json::from_str::<String>(&json).expect("valid JSON"), text);
    }

    #[test]
    fn any_raw_value_means_the_same_when_compact(text: String, number: i64) {
        let value = serde_json::json!({ "k e y": [text, { "n": number }], "\\\"": null });
        let pretty = serde_json::to_string_pretty(&value).expect("a value is JSON");
        let compact = compact(&pretty);
        prop_assert!(!compact.contains('\n'));
        prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&compact).expect("JSON"), value);
    }
}
