//! The conversation of a session in its assistant, and how to continue it.

use std::path::{Path, PathBuf};

use super::Session;
use crate::error::NotResumable;

/// An assistant that can continue a conversation.
struct Backend {
    /// The name of the backend in a session, which is also that of the program.
    name: &'static str,
    /// The argument before the ID.
    resume: &'static str,
    /// Returns whether the program takes this for something else than an ID.
    is_reserved: fn(&str) -> bool,
}

/// The known assistants.
///
/// `claude --resume ID` and `gemini --resume ID` find the conversation only from its directory;
/// `codex resume ID` finds it anywhere, but goes on in the current directory.
const BACKENDS: [Backend; 3] = [
    Backend { name: "claude", resume: "--resume", is_reserved: |_| false },
    Backend { name: "codex", resume: "resume", is_reserved: |_| false },
    Backend {
        name: "gemini",
        resume: "--resume",
        // The place in a list, and the last conversation.
        is_reserved: |id| id == "latest" || id.bytes().all(|byte| byte.is_ascii_digit()),
    },
];

/// The conversation of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Conversation {
    backend: String,
    /// The assistant's own ID, which is safe as an argument.
    id: String,
    /// The directory that it belongs to, an absolute path; `None` if the session has none.
    pub(crate) directory: Option<PathBuf>,
}

impl Conversation {
    /// Returns the conversation of a session.
    ///
    /// An ID that could be taken for an option or for another conversation is refused, and so is a
    /// directory that is not an absolute path.
    pub(crate) fn of(session: &Session<'_>) -> Result<Conversation, NotResumable> {
        let text = |value: &Option<std::borrow::Cow<'_, str>>| {
            value.as_deref().unwrap_or_default().to_owned()
        };
        let (backend, id) = (text(&session.backend), text(&session.backend_session_id));
        if id.is_empty() {
            return Err(NotResumable::NoBackendId);
        }
        let is_reserved = find(&backend).is_some_and(|known| (known.is_reserved)(&id));
        if !is_plain(&id) || is_reserved {
            return Err(NotResumable::OddBackendId { id });
        }
        let directory = PathBuf::from(text(&session.working_dir));
        if directory.as_os_str().is_empty() {
            return Ok(Conversation { backend, id, directory: None });
        }
        if !is_usable(&directory) {
            return Err(NotResumable::OddDirectory { directory });
        }
        Ok(Conversation { backend, id, directory: Some(directory) })
    }

    /// Returns the program and the arguments that continue it. They only name the conversation: what
    /// the assistant may do stays as it is configured.
    pub(crate) fn command(&self) -> Result<(&'static str, [String; 2]), NotResumable> {
        match find(&self.backend) {
            Some(backend) => Ok((backend.name, [backend.resume.to_owned(), self.id.clone()])),
            None => Err(NotResumable::UnknownBackend { backend: self.backend.clone() }),
        }
    }
}

fn find(backend: &str) -> Option<&'static Backend> {
    BACKENDS.iter().find(|known| known.name == backend)
}

/// Returns whether `id` is one word of the characters of an ID, and no option.
fn is_plain(id: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    id.bytes().all(is_allowed) && !id.starts_with('-')
}

fn is_usable(directory: &Path) -> bool {
    // No path can hold a NUL; what is before it would be another directory.
    directory.is_absolute() && !directory.as_os_str().as_encoded_bytes().contains(&0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(backend: &str, id: &str, directory: &str) -> Result<Conversation, NotResumable> {
        Conversation::of(&Session {
            backend: Some(backend.into()),
            backend_session_id: Some(id.into()),
            working_dir: Some(directory.into()),
            ..Session::default()
        })
    }

    #[test]
    fn each_assistant_has_its_own_words() {
        for (backend, expected) in [
            ("claude", "claude --resume 0-a_Z"),
            ("codex", "codex resume 0-a_Z"),
            ("gemini", "gemini --resume 0-a_Z"),
        ] {
            let conversation = of(backend, "0-a_Z", "/w").expect("a conversation");
            let (program, arguments) = conversation.command().expect("a command");
            assert_eq!([&[program.to_owned()][..], &arguments].concat().join(" "), expected);
        }
        for backend in ["", "Claude", "opencode", "claude "] {
            let command = of(backend, "a", "/w").expect("a conversation").command();
            let backend = backend.to_owned();
            assert_eq!(command, Err(NotResumable::UnknownBackend { backend }));
        }
    }

    #[test]
    fn what_could_be_an_option_or_another_conversation_is_no_id() {
        assert_eq!(of("claude", "", "/w"), Err(NotResumable::NoBackendId));
        let is_odd =
            |backend, id| matches!(of(backend, id, "/w"), Err(NotResumable::OddBackendId { .. }));
        for id in ["-x", "--dangerously", "a b", "a\n", "a/b", "..", "é", "a;b", "a=b", "\0"] {
            for backend in ["claude", "codex", "gemini", "other"] {
                assert!(is_odd(backend, id), "{backend} {id:?}");
            }
        }
        assert!(is_odd("gemini", "latest") && is_odd("gemini", "12"));
        assert!(!is_odd("gemini", "1a") && !is_odd("claude", "12"));
    }

    #[test]
    fn a_directory_is_absolute_or_there_is_none() {
        let directory = |text| of("claude", "a", text).map(|found| found.directory);
        assert_eq!(directory("/-w\n"), Ok(Some("/-w\n".into())));
        assert_eq!(directory(""), Ok(None));
        for odd in ["w", "-w", "./w", "~/w", "/w\0x"] {
            assert!(matches!(directory(odd), Err(NotResumable::OddDirectory { .. })), "{odd:?}");
        }
    }
}
