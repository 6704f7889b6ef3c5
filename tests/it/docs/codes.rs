//! The codes in the manual are exactly those of the program.

use std::{collections::BTreeSet, fs, path::Path, sync::OnceLock};

use serde_json::Value;

use super::{manual, section};

/// The codes of errors and warnings that the manual explains.
fn documented() -> &'static BTreeSet<String> {
    static CODES: OnceLock<BTreeSet<String>> = OnceLock::new();
    CODES.get_or_init(|| {
        let (_, page) = manual().into_iter().find(|page| page.0 == "clinvk-sessions").unwrap();
        let tags = section(&page, "ERRORS").filter_map(|line| line.strip_prefix("\\fB"));
        let tags: Vec<&str> = tags.filter_map(|line| line.strip_suffix("\\fR")).collect();
        tags.iter().flat_map(|tag| tag.split(", ")).map(str::to_owned).collect()
    })
}

/// Checks that the manual explains the code of an error or warning record.
#[track_caller]
pub(crate) fn check(line: &str) {
    let Ok(record) = serde_json::from_str::<Value>(line) else { return };
    if matches!(record["type"].as_str(), Some("error" | "warning"))
        && let Some(code) = record["code"].as_str()
    {
        assert!(documented().contains(code), "clinvk-sessions.1 does not explain the code {code}");
    }
}

/// Returns the text of the file, or of all files below a directory, of `src`.
fn source(path: &Path) -> String {
    if path.is_file() {
        return fs::read_to_string(path).unwrap();
    }
    let inside = fs::read_dir(path).unwrap();
    inside.map(|entry| source(&entry.unwrap().path())).collect()
}

/// Returns the quoted words after any of `starts` in `text`, with optional white space between.
fn words_after(text: &str, starts: &[&str]) -> BTreeSet<String> {
    let rests = starts.iter().flat_map(|start| text.split(start).skip(1));
    let words = rests.filter_map(|rest| {
        let (word, _) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
        word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_').then(|| word.to_owned())
    });
    words.collect()
}

#[test]
fn the_errors_of_the_manual_are_every_code_and_no_other() {
    let source_of = |path| source(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(path));
    let errors = source_of("error/describe.rs");
    let code_of_errors = errors.split("fn code").nth(1).unwrap().split("\n    }\n").next().unwrap();
    let mut codes = words_after(code_of_errors, &["=>", "=> {"]);
    assert!(codes.len() > 15 && codes.contains("keeps_nothing"), "{codes:?}");
    let sources = ["args", "plumbing", "porcelain"].map(source_of).concat();
    codes.extend(words_after(&sources, &["warning(", "warn("]));
    // Codes of items in `OutcomeWriter`.
    codes.extend(words_after(&source_of("plumbing/outcome_writer"), &["(Some("]));
    let (codes, documented) = (codes.iter().collect(), documented().iter().collect());
    let missing: Vec<&&String> = BTreeSet::difference(&codes, &documented).collect();
    let unknown: Vec<&&String> = BTreeSet::difference(&documented, &codes).collect();
    assert!(missing.is_empty(), "ERRORS lacks {missing:?}");
    assert!(unknown.is_empty(), "ERRORS has {unknown:?}, which there is not");
}
