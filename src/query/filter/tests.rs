//! Filters against plain sessions, and against a naive model.

use super::*;

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
