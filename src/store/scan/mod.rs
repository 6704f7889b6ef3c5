//! Reads every session file, in parallel, into owned rows.

mod disk_reads;
mod file_reader;
mod readers;

use rustix::fs::FileType;

use super::fs::{dir::Directory, stamp::Clock};
use crate::{
    error::Error,
    query::{Query, order::SortValue},
    session::{
        abbrev,
        file::{Damaged, ParsedFile},
        id::SessionId,
    },
};
use file_reader::FileReader;

/// The result of a scan.
#[derive(Debug)]
pub(crate) struct Scan<T> {
    /// A row for each session that the query selects, in its order.
    pub(crate) rows: Vec<Row<T>>,
    /// The sessions whose files are damaged, by ID.
    pub(crate) damaged: Vec<Damaged>,
    /// The IDs of all sessions in the store, sorted: damaged or not, selected or not.
    pub(crate) ids: Vec<SessionId>,
    /// Anything in the store has a session ID for its name, as a directory of artifacts has.
    pub(crate) may_have_artifacts: bool,
}

/// A session of a scan.
#[derive(Debug)]
pub(crate) struct Row<T> {
    pub(crate) id: SessionId,
    sort_value: SortValue,
    /// The part of the session that the command needs.
    pub(crate) value: T,
}

impl<T> Default for Scan<T> {
    /// Returns the scan of a store that does not exist.
    fn default() -> Scan<T> {
        let (rows, damaged, ids) = (Vec::new(), Vec::new(), Vec::new());
        Scan { rows, damaged, ids, may_have_artifacts: false }
    }
}

/// Reads every session in `directory` that `query` selects. `make` returns the part of it that the
/// row keeps, or `None` for no row; it runs on several threads at once.
///
/// With a `clock` the files' stat data are taken before they are read. A damaged session does not
/// end the scan.
pub(crate) fn scan<T: Send>(
    directory: &Directory,
    query: &Query,
    clock: Option<Clock>,
    make: impl Fn(ParsedFile<'_>) -> Option<T> + Sync,
) -> Result<Scan<T>, Error> {
    let (ids, may_have_artifacts) = list(directory)?;
    let results = readers::read_all(directory, &ids, |reader, id| {
        read_row(reader, id, query, clock, &make).transpose()
    });
    let (mut rows, mut damaged) = (Vec::with_capacity(ids.len()), Vec::new());
    for result in results {
        match result {
            Ok(row) => rows.push(row),
            Err(one) => damaged.push(one),
        }
    }
    query.order.sort(&mut rows, |row| &row.sort_value);
    rows.drain(..query.offset.min(rows.len()));
    if let Some(limit) = query.limit {
        rows.truncate(limit);
    }
    Ok(Scan { rows, damaged, ids, may_have_artifacts })
}

/// Reads one file; `None` if there is no row for it.
fn read_row<T>(
    reader: &mut FileReader<'_>,
    id: &SessionId,
    query: &Query,
    clock: Option<Clock>,
    make: impl Fn(ParsedFile<'_>) -> Option<T>,
) -> Result<Option<Row<T>>, Damaged> {
    let Some((file, stamp)) = reader.read(id, clock)? else { return Ok(None) };
    let session = file.session()?;
    if !query.filter.matches(&session) {
        return Ok(None);
    }
    let parsed = ParsedFile { file, session: &session, stamp };
    let row = |value| Row { id: id.clone(), sort_value: query.order.key.value(parsed), value };
    Ok(make(parsed).map(row))
}

/// Returns the IDs of all sessions, sorted, and whether anything else has a session ID for its name.
fn list(directory: &Directory) -> Result<(Vec<SessionId>, bool), Error> {
    let (mut ids, mut has_bare_id) = (Vec::new(), false);
    directory.visit(|name, kind| {
        match SessionId::of_file(name).filter(|_| kind == FileType::RegularFile) {
            Some(id) => ids.push(id),
            None => has_bare_id |= SessionId::of_bytes(name).is_some(),
        }
    })?;
    Ok((abbrev::sorted(ids), has_bare_id))
}
