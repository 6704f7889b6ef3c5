//! Groups of sessions. A policy is applied to each group separately.

use std::{fmt, str::FromStr};

use crate::session::Session;

/// The properties that define a group. Without any, all sessions form one group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct GroupBy {
    /// Groups by backend.
    pub(crate) backend: bool,
    /// Groups by the directory in which a session was started.
    pub(crate) working_dir: bool,
}

/// The properties shared by the sessions of a group, by name. A value may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Group(Vec<(&'static str, Option<String>)>);

/// The error for an invalid `--group-by`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("use backend, working_dir or backend,working_dir")]
pub(crate) struct InvalidGroupBy;

impl GroupBy {
    /// Returns the group of a session.
    pub(crate) fn group(self, session: &Session<'_>) -> Group {
        let backend = self.backend.then_some(("backend", &session.backend));
        let working_dir = self.working_dir.then_some(("working_dir", &session.working_dir));
        let texts = backend.into_iter().chain(working_dir);
        Group(texts.map(|(name, text)| (name, text.as_deref().map(str::to_owned))).collect())
    }
}

impl FromStr for GroupBy {
    type Err = InvalidGroupBy;

    fn from_str(text: &str) -> Result<GroupBy, InvalidGroupBy> {
        let mut group_by = GroupBy::default();
        for name in text.split(',') {
            let chosen = match name {
                "backend" => &mut group_by.backend,
                "working_dir" => &mut group_by.working_dir,
                _ => return Err(InvalidGroupBy),
            };
            if std::mem::replace(chosen, true) {
                return Err(InvalidGroupBy);
            }
        }
        Ok(group_by)
    }
}

impl fmt::Display for Group {
    /// Writes ` of backend codex, working_dir /w`, or nothing if all sessions form one group.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, (name, text)) in self.0.iter().enumerate() {
            let before = if number == 0 { " of" } else { "," };
            write!(f, "{before} {name} {}", text.as_deref().unwrap_or("-"))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_of_a_group_agree_in_all_that_was_named() {
        let json = br#"{"backend":"codex","working_dir":"/w","title":"t"}"#;
        let session = Session::parse(json).expect("a session");
        for (text, shown) in [
            ("backend", " of backend codex"),
            ("working_dir", " of working_dir /w"),
            ("backend,working_dir", " of backend codex, working_dir /w"),
            ("working_dir,backend", " of backend codex, working_dir /w"),
        ] {
            let group_by: GroupBy = text.parse().expect("valid");
            assert_eq!(group_by.group(&session).to_string(), shown);
        }
        assert_eq!(GroupBy::default().group(&session), Group::default());
    }

    #[test]
    fn an_unknown_name_or_one_named_twice_is_an_error() {
        for text in
            ["", "backends", "backend,", "backend,backend", "Backend", "backend, working_dir"]
        {
            assert_eq!(text.parse::<GroupBy>(), Err(InvalidGroupBy), "{text:?}");
        }
    }
}
