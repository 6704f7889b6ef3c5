//! Filters against plain sessions, and against a naive model.

use std::path::PathBuf;

use proptest::{collection::vec, option, prelude::*, sample::select};
use serde_json::{Value, json};

use super::*;
use crate::session::time;

#[test]
fn a_filter_asks_only_what_it_names() {
    let session = Session::parse(br#"{"backend":"codex","status":"error"}"#).expect("a session");
    let filter = |backends: &[&str], statuses: &[Status]| Filter {
        backends: backends.iter().map(|&one| one.to_owned()).collect(),
        statuses: statuses.to_vec(),
        ..Filter::default()
    };
    assert!(Filter::default().matches(&session));
    assert!(filter(&["codex"], &[Status::Error]).matches(&session));
    assert!(filter(&["claude", "codex"], &[Status::Active, Status::Error]).matches(&session));
    assert!(!filter(&["codex"], &[Status::Active]).matches(&session));
    assert!(!filter(&["code", "codex2"], &[]).matches(&session));
}

#[test]
fn a_session_without_a_status_matches_no_status() {
    let session = Session::parse(br#"{"backend":"codex"}"#).expect("a session");
    assert!(!Filter { statuses: Status::ALL.to_vec(), ..Filter::default() }.matches(&session));
}

#[test]
fn an_unknown_status_is_an_error_and_not_an_empty_answer() {
    let error = "Active".parse::<Status>().expect_err("the words are lower-case");
    assert_eq!(error.to_string(), "invalid status filter: Active");
}

/// Values that are few, so that filters often match.
type Words = &'static [&'static str];
const BACKENDS: Words = &["claude", "codex", "", "cod"];
const STATUSES: Words = &["active", "error", "done"];
const TAGS: Words = &["x", "xy", "X", "webhook"];
const TEXTS: Words = &["webhook", "a Webhook\nb", "x.y", "É", "true", ""];
const TIMES: Words = &["2026-11-01T00:00:00Z", "2026-11-02T09:00:00+09:00", "soon"];
const DIRS: Words = &["/w", "/w/app", "/", "/w/app2", "/w/app/../x", "", "w"];
const IDS: Words = &["s1", "s2", ""];

fn some(words: Words) -> impl Strategy<Value = Option<&'static str>> {
    option::of(select(words))
}

fn session() -> impl Strategy<Value = Value> {
    let words = (some(BACKENDS), some(STATUSES), some(TEXTS), some(IDS), some(DIRS));
    let others = (vec(select(TAGS), 0..3), some(TEXTS), some(TIMES), any::<bool>());
    (words, others).prop_map(|((backend, status, text, id, dir), (tags, note, time, is_pinned))| {
        json!({ "id": "a", "backend": backend, "status": status, "title": text, "model": id, "tags": tags,
            "backend_session_id": id, "parent_id": id, "working_dir": dir, "last_used": time,
            "metadata": { "note": note.unwrap_or_default(), "pinned": is_pinned.to_string() } })
    })
}

/// A filter as a person thinks of it.
#[derive(Clone, Debug)]
struct Wanted {
    backends: Vec<&'static str>,
    statuses: Vec<&'static str>,
    tags: Vec<&'static str>,
    texts: Vec<&'static str>,
    dirs: Vec<&'static str>,
    id: Option<&'static str>,
    first: Option<&'static str>,
    last: Option<&'static str>,
    /// Four conditions that are either asked for or not.
    flags: [bool; 4],
}

fn wanted() -> impl Strategy<Value = Wanted> {
    let few = |words: Words| vec(select(words), 0..2);
    let lists = (few(BACKENDS), few(&STATUSES[..2]), few(TAGS), few(&TEXTS[..5]), few(&DIRS[..3]));
    let flags = proptest::array::uniform4(proptest::bool::weighted(0.2));
    (lists, option::weighted(0.2, select(IDS)), some(&TIMES[..2]), some(&TIMES[..2]), flags)
        .prop_map(|((backends, statuses, tags, texts, dirs), id, first, last, flags)| Wanted {
            backends,
            statuses,
            tags,
            texts,
            dirs,
            id,
            first,
            last,
            flags,
        })
}

impl Wanted {
    fn filter(&self) -> Filter {
        let [is_pinned, is_resumable, is_gone, ignores_case] = self.flags;
        let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let dirs: Vec<PathBuf> = self.dirs.iter().map(PathBuf::from).collect();
        let pattern = |text: &&str| Pattern::new(text, ignores_case, false).expect("a pattern");
        Filter {
            backends: owned(&self.backends),
            statuses: self.statuses.iter().map(|word| word.parse().expect("a status")).collect(),
            tags: owned(&self.tags),
            model: self.id.map(str::to_owned),
            parent: self.id.map(str::to_owned),
            is_pinned,
            is_resumable,
            last_used: TimeRange {
                first: self.first.and_then(time::parse),
                last: self.last.and_then(time::parse),
            },
            created_at: TimeRange::default(),
            directories: (!dirs.is_empty()).then(|| Directories::new(dirs)),
            patterns: self.texts.iter().map(pattern).collect(),
            gone: is_gone.then(|| Gone::new(|path| path.ends_with("app"))),
            text: String::new(),
        }
    }

    /// Returns whether a session matches, as plainly as possible.
    fn matches(&self, session: &Value) -> bool {
        let [is_pinned, is_resumable, is_gone, ignores_case] = self.flags;
        let text = |key: &str| session[key].as_str();
        let fold = |text: &str| if ignores_case { text.to_lowercase() } else { text.to_owned() };
        let tags: Vec<&str> =
            session["tags"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let metadata = session["metadata"].as_object().unwrap();
        let mut texts = tags.clone();
        texts.extend(text("title"));
        texts.extend(
            metadata
                .iter()
                .flat_map(|(name, value)| [Some(name.as_str()), value.as_str()])
                .flatten(),
        );
        let is_in = |wanted: &&str| texts.iter().any(|text| fold(text).contains(&fold(wanted)));
        let time = text("last_used").and_then(time::parse);
        let bound = |bound: Option<&str>, holds: fn(&time::Time, &time::Time) -> bool| {
            let bound = bound.and_then(time::parse);
            bound.is_none_or(|bound| time.is_some_and(|time| holds(&bound, &time)))
        };
        let dir = text("working_dir").unwrap_or_default().replace("app/../", "");
        let is_below = |root: &&str| {
            dir.starts_with('/')
                && format!("{dir}/").starts_with(&format!("{}/", root.trim_end_matches('/')))
        };
        let none_or = |list: &[&str], key| {
            list.is_empty() || text(key).is_some_and(|word| list.contains(&word))
        };
        let conditions = [
            none_or(&self.backends, "backend"),
            none_or(&self.statuses, "status"),
            self.tags.iter().all(|tag| tags.contains(tag)),
            self.id.is_none() || self.id == text("model"),
            self.id.is_none() || self.id == text("parent_id"),
            !is_pinned || session["metadata"]["pinned"] == "true",
            !is_resumable || text("backend_session_id").is_some_and(|id| !id.is_empty()),
            bound(self.first, |first, time| first <= time),
            bound(self.last, |last, time| time <= last),
            self.dirs.is_empty() || self.dirs.iter().any(is_below),
            self.texts.iter().all(is_in),
            !is_gone || text("working_dir") == Some("/w/app"),
        ];
        conditions.into_iter().all(|holds| holds)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn a_filter_matches_what_its_conditions_say_together(wanted in wanted(), session in session()) {
        let text = session.to_string();
        let parsed = Session::parse(text.as_bytes()).expect("a session");
        prop_assert_eq!(wanted.filter().matches(&parsed), wanted.matches(&session));
    }
}
