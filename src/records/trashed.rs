//! The `trashed` record.

use super::Record;
use crate::{
    session::{etag::Etag, value::Value},
    store::trash::batch::{BatchInfo, TrashEntry},
};

/// A `trashed` record: one copy of a session in the trash.
#[derive(Debug)]
pub(crate) struct TrashedRecord<'a> {
    /// The session and its batch.
    pub(crate) entry: &'a TrashEntry,
    /// The command that began the batch, and the rule that chose its first session.
    pub(crate) info: &'a BatchInfo,
    /// The size and the digest of the file, if it can be read.
    pub(crate) file: Option<(usize, Etag)>,
    /// The session as a `session` record, unless the file is damaged.
    pub(crate) session: Option<Vec<u8>>,
}

impl Record for TrashedRecord<'_> {
    const TYPE: &'static str = "trashed";
    const FIELDS: &'static [&'static str] =
        &["id", "batch", "trashed_at", "command", "rule", "bytes", "etag", "session"];

    fn each<'a>(&'a self, visit: &mut impl FnMut(&'static str, Value<'a>)) {
        // Empty if the batch's record is lost.
        let known = |text: &'a str| Value::opt_text(Some(text).filter(|text| !text.is_empty()));
        let BatchInfo { command, rule } = self.info;
        visit("id", Value::Text(self.entry.id.as_str()));
        visit("batch", Value::Text(self.entry.batch.as_str()));
        visit("trashed_at", Value::Time(self.entry.batch.at()));
        visit("command", known(command));
        visit("rule", known(rule));
        let (bytes, etag) = self.file.unzip();
        visit("bytes", bytes.map_or(Value::Absent, Value::count));
        visit("etag", etag.map_or(Value::Absent, Value::Etag));
        visit("session", self.session.as_deref().map_or(Value::Absent, Value::Json));
    }
}
