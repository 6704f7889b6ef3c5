//! Reads `output.color` of `config.yaml`.

use std::path::Path;

use yaml_serde::Value;

use super::{lookup, read};

/// Returns whether the configuration at `path` allows colours on a terminal. `None` if it does not
/// say so, or cannot be used: a command that needs nothing else of it must not fail because of it.
pub(crate) fn color(path: &Path, is_required: bool) -> Option<bool> {
    parse(&read(path, is_required).ok()?.ok()?)
}

fn parse(text: &str) -> Option<bool> {
    let mut root: Value = yaml_serde::from_str(text).ok()?;
    root.apply_merge().ok()?;
    let Value::Mapping(root) = root else { return None };
    let value = match lookup(&root, "output").ok()? {
        Some(Value::Mapping(output)) => lookup(output, "color").ok()?,
        _ => lookup(&root, "output.color").ok()?,
    };
    match value? {
        Value::Bool(color) => Some(*color),
        Value::String(word) => match word.as_str() {
            "auto" | "always" => Some(true),
            "never" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_can_be_forbidden_and_anything_unclear_says_nothing() {
        for (text, expected) in [
            ("output: {color: false}", Some(false)),
            ("output:\n  color: true\n", Some(true)),
            ("Output: {COLOR: never}", Some(false)),
            ("output.color: auto", Some(true)),
            ("output: {color: 1}", None),
            ("output: {color: mauve}", None),
            ("output: {color: false, Color: true}", None),
            ("output: {format: json}", None),
            ("output: [", None),
            ("session: {retention_days: never}\noutput: {color: false}", Some(false)),
            ("", None),
        ] {
            assert_eq!(parse(text), expected, "{text:?}");
        }
    }
}
