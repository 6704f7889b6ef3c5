//! What is said on standard error, before it has a form: for a person a line and its hints, for a
//! program a record.

use std::{borrow::Cow, io::Write, path::Path};

use crate::{
    error::{Error, Invocation},
    sanitize::sanitize,
};

/// Whether something failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A failure.
    Error,
    /// A warning, which is no failure.
    Warning,
}

/// One thing to say on standard error.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostic<'a> {
    /// Whether it is a failure.
    pub(crate) kind: Kind,
    /// A name for it that never changes.
    pub(crate) code: &'static str,
    /// The session it is about, or the input that should have named one.
    pub(crate) id: Option<Cow<'a, str>>,
    /// The file or directory it is about.
    pub(crate) path: Option<&'a Path>,
    /// One line; never the content of a session.
    pub(crate) message: String,
    /// The next steps, a line each.
    pub(crate) hints: Vec<String>,
}

/// Writes a notice in some form. What cannot be written is lost: there is nobody left to tell.
pub(crate) type Emitter = fn(&mut dyn Write, &Diagnostic<'_>);

impl<'a> Diagnostic<'a> {
    /// Makes a warning, which is no failure.
    pub(crate) fn warning(code: &'static str, message: impl std::fmt::Display) -> Diagnostic<'a> {
        let message = message.to_string();
        Diagnostic { kind: Kind::Warning, code, id: None, path: None, message, hints: Vec::new() }
    }

    /// A failure, with hints for one who called the program as `clinvk`.
    pub(crate) fn failure(error: &'a Error, clinvk: &Invocation) -> Diagnostic<'a> {
        Diagnostic {
            kind: Kind::Error,
            code: error.code(),
            id: error.id().map(Cow::Borrowed),
            path: error.path(),
            message: error.to_string(),
            hints: error.hints(clinvk),
        }
    }
}

/// Tells a person: `clinvk: ` and the message, then each hint, made safe to look at.
pub(crate) fn tell_person(err: &mut dyn Write, notice: &Diagnostic<'_>) {
    let _ = writeln!(err, "clinvk: {}", sanitize(&notice.message));
    for hint in &notice.hints {
        let _ = writeln!(err, "hint: {}", sanitize(hint));
    }
}
