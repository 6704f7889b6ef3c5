//! Filters of sessions.

use crate::session::{Session, status::Status};

/// A filter by properties; the default matches every session.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// Matches the exact name of the backend.
    pub(crate) backend: Option<String>,
    pub(crate) status: Option<Status>,
}

impl Filter {
    /// Returns whether the session passes the filter.
    pub(crate) fn matches(&self, session: &Session<'_>) -> bool {
        let is = |wanted: Option<&str>, actual: Option<&str>| wanted.is_none() || wanted == actual;
        is(self.backend.as_deref(), session.backend.as_deref())
            && is(self.status.map(Status::as_str), session.status.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_asks_only_what_it_names() {
        let session =
            Session::parse(br#"{"backend":"codex","status":"error"}"#).expect("a session");
        let filter =
            |backend: Option<&str>, status| Filter { backend: backend.map(str::to_owned), status };
        assert!(Filter::default().matches(&session));
        assert!(filter(Some("codex"), Some(Status::Error)).matches(&session));
        assert!(!filter(Some("codex"), Some(Status::Active)).matches(&session));
        assert!(!filter(Some("code"), None).matches(&session));
    }

    #[test]
    fn a_session_without_a_status_matches_no_status() {
        let session = Session::parse(br#"{"backend":"codex"}"#).expect("a session");
        for status in Status::ALL {
            assert!(!Filter { status: Some(status), ..Filter::default() }.matches(&session));
        }
    }

    #[test]
    fn an_unknown_status_is_an_error_and_not_an_empty_answer() {
        let error = "Active".parse::<Status>().expect_err("the words are lower-case");
        assert_eq!(error.to_string(), "invalid status filter: Active");
    }
}
