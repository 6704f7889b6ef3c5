//! The machine words that the manual lists: all that the program has, and no others.

use std::{collections::BTreeSet, fs, path::Path, sync::OnceLock};

use serde_json::Value;

use super::{manual, section};
use clinvk_sessions::plumbing::schema::RecordType;

/// The codes of errors and remarks that the manual explains.
fn documented() -> &'static BTreeSet<String> {
    static CODES: OnceLock<BTreeSet<String>> = OnceLock::new();
    CODES.get_or_init(|| {
        let (_, page) = manual().into_iter().find(|page| page.0 == "clinvk-sessions").unwrap();
        let tags = section(&page, "STABILITY").filter_map(|line| line.strip_prefix("\\fB"));
        let tags: Vec<&str> = tags.filter_map(|line| line.strip_suffix("\\fR")).collect();
        tags.iter().flat_map(|tag| tag.split(", ")).map(str::to_owned).collect()
    })
}

/// Holds the code of an error or a remark, which is a valid record, to the manual.
#[track_caller]
pub(crate) fn check(line: &str) {
    let Ok(record) = serde_json::from_str::<Value>(line) else { return };
    if matches!(record["type"].as_str(), Some("error" | "remark" | "warning"))
        && let Some(code) = record["code"].as_str()
    {
        assert!(documented().contains(code), "clinvk-sessions.1 does not explain the code {code}");
    }
}

/// The text of the file or of all files below a folder of `src`.
fn source(path: &Path) -> String {
    if path.is_file() {
        return fs::read_to_string(path).unwrap();
    }
    let inside = fs::read_dir(path).unwrap();
    inside.map(|entry| source(&entry.unwrap().path())).collect()
}

/// The words in quotes that follow one of `starts` in `text`, with white space between or none.
fn words_after(text: &str, starts: &[&str]) -> BTreeSet<String> {
    let rests = starts.iter().flat_map(|start| text.split(start).skip(1));
    let words = rests.filter_map(|rest| {
        let (word, _) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
        word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_').then(|| word.to_owned())
    });
    words.collect()
}

#[test]
fn stability_lists_every_code_and_no_other() {
    let source_of = |path| source(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(path));
    let errors = source_of("error/telling.rs");
    let code_of_errors = errors.split("fn code").nth(1).unwrap().split("\n    }\n").next().unwrap();
    let mut codes = words_after(code_of_errors, &["=>", "=> {"]);
    assert!(codes.len() > 15 && codes.contains("keeps_nothing"), "{codes:?}");
    let rooms = ["plumbing", "porcelain"].map(source_of).concat();
    codes.extend(words_after(&rooms, &["remark(", "warning(", "warn("]));
    // Those of an item of the input that is none.
    codes.extend(words_after(&rooms, &["Some((", "|why| ("]));
    let (codes, documented) = (codes.iter().collect(), documented().iter().collect());
    let missing: Vec<&&String> = BTreeSet::difference(&codes, &documented).collect();
    let unknown: Vec<&&String> = BTreeSet::difference(&documented, &codes).collect();
    assert!(missing.is_empty(), "STABILITY lacks {missing:?}");
    assert!(unknown.is_empty(), "STABILITY has {unknown:?}, which there is not");
}

/// The outcomes that the schema of these records names.
fn outcomes_of(record: RecordType) -> BTreeSet<String> {
    fn words(schema: &Value, found: &mut BTreeSet<String>) {
        match schema {
            Value::Object(keys) => {
                let named = keys.get("enum").and_then(Value::as_array).into_iter().flatten();
                found.extend(named.filter_map(Value::as_str).map(str::to_owned));
                keys.values().for_each(|value| words(value, found));
            }
            Value::Array(values) => values.iter().for_each(|value| words(value, found)),
            _ => {}
        }
    }
    let schema: Value = serde_json::from_str(record.schema()).unwrap();
    let mut found = BTreeSet::new();
    words(&schema["properties"]["outcome"], &mut found);
    found
}

/// The words in bold with which a page explains its field `outcome`, options left out.
fn outcomes_on(page: &str) -> BTreeSet<String> {
    let lines = section(page, "OUTPUT").skip_while(|line| *line != "\\fBoutcome\\fR").skip(1);
    let text: Vec<&str> = lines.take_while(|line| *line != ".TP").collect();
    let text = text.join(" ").replace("\\-", "-");
    let bold = text.split("\\fB").skip(1).filter_map(|rest| rest.split("\\fR").next());
    bold.filter(|word| !word.starts_with('-')).map(str::to_owned).collect()
}

#[test]
fn every_page_names_the_outcomes_of_its_records() {
    for (record, pages, not_of_prune) in [
        (RecordType::Removal, &["prune", "rm-id"][..], &["invalid"][..]),
        (RecordType::Resolution, &["resolve-id"], &[]),
        (RecordType::Stored, &["put-raw", "set-raw", "restore-id"], &[]),
    ] {
        let known = outcomes_of(record);
        assert!(known.len() > 3, "{known:?}");
        let mut named = BTreeSet::new();
        for (name, page) in manual() {
            let command = name.strip_prefix("clinvk-sessions-").unwrap_or_default();
            if !pages.contains(&command) {
                continue;
            }
            let here = outcomes_on(&page);
            let strange: Vec<_> = here.difference(&known).collect();
            assert!(strange.is_empty(), "{name}.1 names {strange:?}");
            if command == "prune" {
                let missing = known.difference(&here).map(String::as_str);
                let missing: Vec<_> = missing.filter(|word| !not_of_prune.contains(word)).collect();
                assert!(missing.is_empty(), "{name}.1 does not name {missing:?}");
            }
            named.extend(here);
        }
        assert_eq!(named, known, "{}", record.as_str());
    }
}
