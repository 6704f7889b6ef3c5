//! Checks one session file.

use std::ffi::OsStr;

use super::{Look, Subject, lint_keys::lint_keys, problem::Code};
use crate::{
    error::{Cause, Error},
    session::{
        Session, go_time,
        id::{self, SessionId},
    },
    store::fs::dir::{LARGEST_FILE, Unread},
};

impl Look<'_> {
    /// Checks the file of the session `id`.
    pub(crate) fn session(&mut self, id: &SessionId) -> Result<(), Error> {
        let name = id.file_name();
        let subject = Subject { name: Some(OsStr::new(&name)), id: Some(id) };
        let mut bytes = std::mem::take(&mut self.buffer);
        let stat = match self.directory.read(&name, LARGEST_FILE, &mut bytes) {
            Ok(stat) => {
                self.content(subject, id, &bytes)?;
                Some(stat)
            }
            // Removed or replaced since the listing: no longer a session.
            Err(Unread::Missing | Unread::NotRegular) => None,
            Err(unread) => {
                let is_damaged = matches!(unread, Unread::TooLarge);
                let code = if is_damaged { Code::Damaged } else { Code::Unreadable };
                self.add(subject, code, Cause(&unread.into()).to_string());
                self.directory.stat(&name)?
            }
        };
        self.buffer = bytes;
        if let Some(stat) = stat {
            self.mode(subject, &stat);
            self.owner(subject, &stat);
        }
        Ok(())
    }

    fn content(&mut self, file: Subject<'_>, id: &SessionId, bytes: &[u8]) -> Result<(), Error> {
        let session = match Session::parse(bytes) {
            Ok(session) => session,
            Err(damage) => {
                self.add(file, Code::Damaged, damage.to_string());
                return Ok(());
            }
        };
        match session.id.as_deref() {
            Some(claimed) if claimed == id.as_str() => {}
            Some(_) => {
                self.add(file, Code::IdMismatch, "the `id` in the file differs from its name");
            }
            None => self.add(file, Code::IdMismatch, "the file has no `id`"),
        }
        if !id.is_clinvks() {
            self.add(file, Code::IdNotHex, id::NOT_OPENED_BY_CLINVK);
        }
        if let Some(parent) = session.parent_id.as_deref().filter(|parent| !parent.is_empty())
            && !self.is_session(parent)?
        {
            let message = "there is no session with the id in `parent_id`";
            self.add(file, Code::DanglingParent, message);
        }
        for message in go_time::unreadable(bytes) {
            self.add(file, Code::UnreadableTime, message);
        }
        for (code, message) in lint_keys(bytes) {
            self.add(file, code, message);
        }
        self.compare(id, &session);
        Ok(())
    }

    fn is_session(&self, text: &str) -> Result<bool, Error> {
        let Ok(id) = text.parse::<SessionId>() else { return Ok(false) };
        Ok(self.ids.binary_search(&id).is_ok() || self.directory.is_claimed(text)?)
    }
}
