//! Compares `index.json` with the session files.

use std::{collections::HashMap, ffi::OsStr};

use serde::Deserialize;

use super::{Look, Subject, problem::Code};
use crate::{
    error::Cause,
    session::{
        Session,
        id::SessionId,
        time::{self, Time},
    },
    store::{
        fs::dir::{Directory, LARGEST_FILE, Unread},
        write::index_json::{self, BYTES_A_NAME, INDEX_FILE, RESERVED},
    },
};

/// The parsed index.
#[derive(Deserialize)]
pub(crate) struct Known {
    #[serde(default)]
    version: Option<i64>,
    #[serde(default)]
    index: Option<HashMap<String, KnownEntry>>,
}

/// An entry of the index. Absent and null values are empty, as in Go's decoder.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[derive(Default)]
struct KnownEntry {
    #[serde(rename = "ID")]
    id: Option<String>,
    backend: Option<String>,
    status: Option<String>,
    last_used: Option<String>,
    model: Option<String>,
    work_dir: Option<String>,
    title: Option<String>,
    tags: Option<Vec<Option<String>>>,
    created_at: Option<String>,
}

impl KnownEntry {
    /// Returns the names of the fields that differ from the file of `id`.
    fn differences(&self, id: &SessionId, session: &Session<'_>) -> Vec<&'static str> {
        let is_text = |known: &Option<String>, text: Option<&str>| {
            known.as_deref().unwrap_or_default() == text.unwrap_or_default()
        };
        let is_time = |known: &Option<String>, time: Option<Time>| {
            known.as_deref().and_then(time::parse) == time
        };
        let tags = self.tags.iter().flatten().map(|tag| tag.as_deref().unwrap_or_default());
        [
            ("ID", is_text(&self.id, Some(id.as_str()))),
            ("Backend", is_text(&self.backend, session.backend.as_deref())),
            ("Status", is_text(&self.status, session.status.as_deref())),
            ("LastUsed", is_time(&self.last_used, session.last_used)),
            ("Model", is_text(&self.model, session.model.as_deref())),
            ("WorkDir", is_text(&self.work_dir, session.working_dir.as_deref())),
            ("Title", is_text(&self.title, session.title.as_deref())),
            ("Tags", tags.eq(session.tags.iter().map(AsRef::as_ref))),
            ("CreatedAt", is_time(&self.created_at, session.created_at)),
        ]
        .into_iter()
        .filter_map(|(name, is_same)| (!is_same).then_some(name))
        .collect()
    }
}

/// Reads the index of a store with this number of names. Returns `None` if there is none.
fn read(directory: &Directory, names: usize) -> Result<Option<Known>, String> {
    let mut bytes = Vec::new();
    let limit = LARGEST_FILE.max((names * BYTES_A_NAME) as u64);
    match directory.read(INDEX_FILE, limit, &mut bytes) {
        Ok(_) => {}
        Err(Unread::Missing) => return Ok(None),
        Err(Unread::TooLarge) => return Err("it is too large for this store".to_owned()),
        Err(unread) => return Err(Cause(&unread.into()).to_string()),
    }
    let known: Known = serde_json::from_slice(&bytes).map_err(|error| {
        // Omits the parser's message, which quotes the content.
        format!("it is not an index at line {} column {}", error.line(), error.column())
    })?;
    match known.version {
        Some(1) => Ok(Some(known)),
        Some(version) => Err(format!("its version is {version}, not 1")),
        None => Err("it has no version".to_owned()),
    }
}

impl Look<'_> {
    /// Reads the index after the listing, so that the entry of a file created in between is not a
    /// ghost.
    pub(crate) fn read_index(&mut self, names: usize) {
        match read(self.directory, names) {
            Ok(known) => self.index = known,
            Err(reason) => {
                let subject = Subject { name: Some(OsStr::new(INDEX_FILE)), id: None };
                let is_mendable = !index_json::is_directory(self.directory).unwrap_or(true);
                self.add_mendable(subject, Code::IndexUnreadable, reason, is_mendable);
            }
        }
    }

    /// Compares the index entry of `id` with its file.
    pub(crate) fn compare(&mut self, id: &SessionId, session: &Session<'_>) {
        let Some(index) = &self.index else { return };
        let entry = index.index.as_ref().and_then(|index| index.get(id.as_str()));
        let Some(entry) = entry else {
            let message = "it has no entry for this session, so clinvk does not list it";
            return self.add_index(Some(id), Code::IndexMissingEntry, message);
        };
        let differences = entry.differences(id, session);
        if !differences.is_empty() {
            let message = format!("its entry differs from the file: {}", differences.join(", "));
            self.add_index(Some(id), Code::IndexDisagrees, message);
        }
    }

    /// Finds entries without a session.
    pub(crate) fn ghosts(&mut self) {
        let Some(entries) = self.index.take().and_then(|known| known.index) else { return };
        for key in entries.keys() {
            let id = key.parse::<SessionId>().ok();
            let is_listed = id.as_ref().is_some_and(|id| self.ids.binary_search(id).is_ok());
            // An invalid ID matches no file.
            let is_claimed = || {
                let can_be = !RESERVED.contains(&&**key) && !key.contains('/');
                can_be && self.directory.is_claimed(key).unwrap_or(false)
            };
            if is_listed || is_claimed() {
                continue;
            }
            let message = match id {
                Some(_) => "it has an entry for a session that is not there",
                None => "it has an entry with an invalid ID",
            };
            self.add_index(id.as_ref(), Code::IndexGhost, message);
        }
    }

    fn add_index(&mut self, id: Option<&SessionId>, code: Code, message: impl Into<String>) {
        self.add_mendable(Subject { name: Some(OsStr::new(INDEX_FILE)), id }, code, message, true);
    }
}
