//! Diagnostics on standard error: lines and hints for people, or records for programs.

use std::{borrow::Cow, io::Write, path::Path};

use crate::{
    error::{Error, Invocation},
    sanitize::sanitize,
    ui::style::{Role, Styles},
};

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A failure.
    Error,
    /// A warning, which is not a failure.
    Warning,
}

/// A message for standard error.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostic<'a> {
    /// The severity.
    pub(crate) kind: Kind,
    /// A stable code.
    pub(crate) code: &'static str,
    /// The session ID or input in question.
    pub(crate) id: Option<Cow<'a, str>>,
    /// The file or directory in question.
    pub(crate) path: Option<&'a Path>,
    /// The message, on one line. Never contains session content.
    pub(crate) message: String,
    /// The next steps, one line each.
    pub(crate) hints: Vec<String>,
}

/// Writes a diagnostic in some form. Write errors are ignored: they cannot be reported.
pub(crate) type Emitter = fn(&mut dyn Write, &Diagnostic<'_>, Styles);

impl<'a> Diagnostic<'a> {
    /// Returns a warning, which is not a failure.
    pub(crate) fn warning(code: &'static str, message: impl std::fmt::Display) -> Diagnostic<'a> {
        let message = message.to_string();
        Diagnostic { kind: Kind::Warning, code, id: None, path: None, message, hints: Vec::new() }
    }

    /// Returns the diagnostic of an error. Commands in its hints start with `clinvk`.
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

/// Writes a diagnostic for people: `clinvk: ` and the message, then the hints, all sanitised.
pub(crate) fn emit_text(err: &mut dyn Write, diagnostic: &Diagnostic<'_>, styles: Styles) {
    let role = match diagnostic.kind {
        Kind::Error => Role::Error,
        Kind::Warning => Role::Warning,
    };
    let name = styles.paint(role, "clinvk:");
    let _ = writeln!(err, "{name} {}", sanitize(&diagnostic.message));
    for hint in &diagnostic.hints {
        let _ = err.write_all(hint_line(hint, styles).as_bytes());
    }
}

/// Returns the line of a hint, sanitised.
pub(crate) fn hint_line(hint: &str, styles: Styles) -> String {
    format!("{} {}\n", styles.paint(Role::Hint, "hint:"), sanitize(hint))
}
