//! The path of an artifact in the directory of its session.

use std::{fmt, str::FromStr};

/// The most names in a path.
const DEEPEST: usize = 64;

/// The longest path and the longest name, in bytes.
const LONGEST: (usize, usize) = (4_096, 255);

/// A path below the artifacts directory of a session, or that directory itself, which is `.`.
///
/// Its names are separated by `/`. None of them is empty, `.` or `..`, so it never leads elsewhere
/// as long as no link is followed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ArtifactPath(Box<str>);

/// The error of a text that is not such a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is not a path below the directory of its session")]
pub(crate) struct InvalidPath;

impl ArtifactPath {
    /// Returns the artifacts directory itself.
    pub(crate) fn top() -> ArtifactPath {
        ArtifactPath(".".into())
    }

    /// Returns whether this is the artifacts directory itself.
    pub(crate) fn is_top(&self) -> bool {
        &*self.0 == "."
    }

    /// Returns the path of `name` in this directory.
    pub(crate) fn join(&self, name: &str) -> Result<ArtifactPath, InvalidPath> {
        if name.contains('/') {
            return Err(InvalidPath);
        }
        if self.is_top() { name.parse() } else { format!("{}/{name}", self.0).parse() }
    }

    /// Returns the directory that this path is in, and its last name. The top has neither.
    pub(crate) fn split(&self) -> Option<(ArtifactPath, &str)> {
        match self.0.rsplit_once('/') {
            Some((directory, name)) => Some((ArtifactPath(directory.into()), name)),
            None if self.is_top() => None,
            None => Some((ArtifactPath::top(), &self.0)),
        }
    }

    /// Returns the names from the top to this path.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.split('/').filter(|name| *name != ".")
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ArtifactPath {
    type Err = InvalidPath;

    fn from_str(text: &str) -> Result<ArtifactPath, InvalidPath> {
        let is_name = |name: &str| {
            (1..=LONGEST.1).contains(&name.len())
                && ![".", ".."].contains(&name)
                && !name.contains('\0')
        };
        let is_path = text.len() <= LONGEST.0
            && text.split('/').count() <= DEEPEST
            && text.split('/').all(is_name);
        if text == "." || is_path { Ok(ArtifactPath(text.into())) } else { Err(InvalidPath) }
    }
}

impl fmt::Display for ArtifactPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_path_stays_below_its_directory() {
        let deep = ["a"; 64].join("/");
        for good in [".", "a", "a/b", "...", "a/.b", "a b/\u{1b}", &deep] {
            assert_eq!(good.parse::<ArtifactPath>().map(|path| path.0.into()), Ok(good.to_owned()));
        }
        let (deeper, long) = (format!("{deep}/a"), "x".repeat(256));
        for bad in [
            "", "/", "/a", "a/", "a//b", "..", "../a", "a/..", "a/../b", "./a", "a/.", "a\0",
            &deeper, &long,
        ] {
            assert_eq!(bad.parse::<ArtifactPath>(), Err(InvalidPath), "{bad:?}");
        }
    }

    #[test]
    fn a_path_is_joined_and_split() {
        let path = ArtifactPath::top().join("a").and_then(|path| path.join("b")).expect("a path");
        assert_eq!(path.split(), Some(("a".parse().expect("a path"), "b")));
        assert_eq!(path.split().and_then(|(a, _)| a.split().map(|s| s.0.is_top())), Some(true));
        assert_eq!(ArtifactPath::top().split(), None);
        assert_eq!(ArtifactPath::top().join("a/b"), Err(InvalidPath));
        assert_eq!((path.names().count(), ArtifactPath::top().names().count()), (2, 0));
    }

    proptest! {
        #[test]
        fn no_path_leads_up_or_to_the_root(text in "[./a\\\\]{0,12}") {
            if let Ok(path) = text.parse::<ArtifactPath>() {
                prop_assert!(path.names().all(|name| !name.is_empty() && name != ".." && name != "."));
                prop_assert!(!text.starts_with('/'));
            }
        }
    }
}
