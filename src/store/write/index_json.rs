//! clinvk's `index.json`: never trusted, never left wrong.
//!
//! If it is missing, clinvk rebuilds it from the session files. So it is removed after a change, or,
//! in a store so large that rebuilding takes noticeable time, updated.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashSet},
    ffi::OsStr,
    os::unix::ffi::OsStrExt as _,
    path::PathBuf,
};

use rustix::fs::FileType;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::{
    error::Error,
    session::{
        Session,
        id::SessionId,
        time::{self, Time},
    },
    store::{
        failpoints::{self, Failpoint},
        fs::{
            atomic,
            dir::{Directory, LARGEST_FILE},
            read_dir::Entry,
        },
        lock::Held,
    },
};

/// The name of the index.
pub(crate) const INDEX_FILE: &str = "index.json";

/// Up to this many sessions the index is removed; clinvk rebuilds it in 0.3 s per 10,000.
const REBUILT_QUICKLY: usize = 20_000;

/// An index that lacks more entries than this is damaged, and is removed instead of updated.
const MOST_ADDED: usize = 1_000;

/// The most bytes of index per name in the directory; a larger index is not read.
pub(crate) const BYTES_A_NAME: usize = 4_096;

/// Keys that no session has. Cleaning such a session, clinvk would remove the store or its home.
pub(crate) const RESERVED: [&str; 4] = ["", ".", "..", "index"];

/// The files whose stems clinvk would make such keys of.
const DEADLY_FILES: [&str; 3] = [".json", "..json", "...json"];

/// Updates or removes the index after a change of the store; the files of the sessions `written` were
/// created or changed.
///
/// Without a lock that is still held, the index can only be removed. Returns a file that endangers
/// clinvk, if there is one, and a warning about it.
pub(crate) fn refresh(
    directory: &Directory,
    held: Option<&Held<'_>>,
    written: &[SessionId],
) -> Result<Option<(PathBuf, String)>, Error> {
    if failpoints::is_active(Failpoint::IndexKept) {
        return Ok(None);
    }
    if directory.stat(INDEX_FILE)?.is_none() && !has_deadly_file(directory)? {
        // clinvk rebuilds it anyway, so a large store need not be listed.
        return Ok(None);
    }
    let Ok(entries) = directory.entries() else {
        return drop_file(directory).map(|()| None);
    };
    let is_current = || held.is_some_and(Held::is_current);
    let written: HashSet<&str> = written.iter().map(SessionId::as_str).collect();
    if let Some(hazard) = hazard(directory, &entries) {
        // Removing it would do harm, so it is updated even if the lock was lost.
        if !is_directory(directory)? {
            update(directory, &entries, &written, usize::MAX, || true)?;
        }
        let path = directory.path().join(OsStr::from_bytes(&hazard.name));
        let warning = format!(
            "{} endangers clinvk 0.2.0, which may hang on it or delete the whole store: move it away",
            path.display(),
        );
        return Ok(Some((path, warning)));
    }
    let is_updated = entries.len() > REBUILT_QUICKLY
        && update(directory, &entries, &written, MOST_ADDED, is_current).unwrap_or(false);
    if !is_updated {
        drop_file(directory)?;
    }
    Ok(None)
}

/// Removes the index. A directory of that name, which clinvk cannot read either, is left.
fn drop_file(directory: &Directory) -> Result<(), Error> {
    if is_directory(directory)? { Ok(()) } else { directory.unlink(INDEX_FILE).map(|_| ()) }
}

/// Returns whether the index is a directory, which cannot be updated.
pub(crate) fn is_directory(directory: &Directory) -> Result<bool, Error> {
    let stat = directory.stat(INDEX_FILE)?;
    Ok(stat.is_some_and(|stat| FileType::from_raw_mode(stat.st_mode) == FileType::Directory))
}

/// Removes the index before a session is created, so that the index does not hide the new session if
/// the process is killed. Does nothing if clinvk must not rebuild the index: then [`refresh`] must
/// suffice.
pub(crate) fn invalidate(directory: &Directory) -> Result<(), Error> {
    if directory.stat(INDEX_FILE)?.is_none() || hazard(directory, &directory.entries()?).is_some() {
        return Ok(());
    }
    drop_file(directory)
}

/// Returns an entry because of which clinvk must not rebuild its index.
fn hazard<'a>(directory: &Directory, entries: &'a [Entry]) -> Option<&'a Entry> {
    entries.iter().find(|entry| is_hazard(directory, entry))
}

/// Has clinvk rebuild the index if that does no harm, and otherwise rebuilds it. Returns which.
pub(crate) fn rebuild(directory: &Directory) -> Result<&'static str, Error> {
    let entries = directory.entries()?;
    if hazard(directory, &entries).is_some() {
        let mut bytes = Vec::new();
        let mut known = read(directory, &entries, &mut bytes);
        // We make no entries for symlinks, so clinvk's entries are kept.
        known.index.retain(|id, _| !has_file(directory, id));
        complete(directory, &entries, known, usize::MAX, || true)?;
        return Ok("index.json was rebuilt");
    }
    drop_file(directory)?;
    Ok("index.json was removed, and clinvk builds it again")
}

/// Returns whether a session file of this stem exists.
fn has_file(directory: &Directory, stem: &str) -> bool {
    let name = format!("{stem}{}", SessionId::FILE_EXTENSION);
    directory.has_file(&name).unwrap_or(true)
}

/// Returns whether a file exists that could make clinvk remove the store.
fn has_deadly_file(directory: &Directory) -> Result<bool, Error> {
    for name in DEADLY_FILES {
        if directory.has_file(name)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Returns whether clinvk must not rebuild its index while `entry` exists.
///
/// Reading an entry that is not a regular file, clinvk may hang while it holds the lock. A file whose
/// stem is empty, `.` or `..` becomes a session whose artifacts directory is the store or its home.
pub(crate) fn is_hazard(directory: &Directory, entry: &Entry) -> bool {
    if !entry.name.ends_with(b".json") || entry.name == INDEX_FILE.as_bytes() {
        return false;
    }
    match entry.kind {
        FileType::Directory => false,
        FileType::RegularFile => DEADLY_FILES.iter().any(|name| name.as_bytes() == entry.name),
        FileType::Symlink => directory.leads_to_stream(&entry.name),
        _ => true,
    }
}

/// The index as clinvk writes it.
#[derive(Default, Deserialize, Serialize)]
struct Index<'a> {
    version: u64,
    #[serde(borrow)]
    index: BTreeMap<Cow<'a, str>, Cow<'a, RawValue>>,
}

/// The entry of one session, with clinvk's keys in clinvk's order.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct IndexEntry<'a> {
    #[serde(rename = "ID")]
    id: &'a str,
    backend: &'a str,
    status: &'a str,
    last_used: String,
    model: &'a str,
    work_dir: &'a str,
    title: &'a str,
    tags: Option<&'a [Cow<'a, str>]>,
    created_at: String,
}

/// Drops the entries of sessions that are missing or `written`, and adds at most `most_added` entries
/// for files without an entry. Returns whether the index was replaced. `is_wanted` is called just
/// before the rename.
fn update(
    directory: &Directory,
    entries: &[Entry],
    written: &HashSet<&str>,
    most_added: usize,
    is_wanted: impl FnOnce() -> bool,
) -> Result<bool, Error> {
    let mut bytes = Vec::new();
    let mut known = read(directory, entries, &mut bytes);
    known.index.retain(|id, _| !written.contains(&**id));
    complete(directory, entries, known, most_added, is_wanted)
}

/// Reads the index. Returns an empty one if it cannot be read or is of another version.
fn read<'a>(directory: &Directory, entries: &[Entry], bytes: &'a mut Vec<u8>) -> Index<'a> {
    let limit = (entries.len() * BYTES_A_NAME) as u64;
    let read = directory.read(INDEX_FILE, limit, bytes);
    let text = read.ok().and_then(|_| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    let known: Option<Index<'a>> = serde_json::from_str(text).ok();
    known.filter(|index| index.version == 1).unwrap_or_default()
}

/// Completes `index`, so that it holds exactly the existing sessions, and writes it.
fn complete(
    directory: &Directory,
    entries: &[Entry],
    mut index: Index<'_>,
    most_added: usize,
    is_wanted: impl FnOnce() -> bool,
) -> Result<bool, Error> {
    index.version = 1;
    let files = entries.iter().filter(|entry| entry.kind == FileType::RegularFile);
    let files = files.filter_map(|entry| std::str::from_utf8(&entry.name).ok());
    let stems: HashSet<_> =
        files.filter_map(|f| f.strip_suffix(SessionId::FILE_EXTENSION)).collect();
    // A listing can miss a file that is being replaced, so a missing name is looked up. A symlink
    // counts: it is not a session for us, but for clinvk, which follows it.
    let is_there = |id: &str| {
        stems.contains(id) || (!id.contains('/') && directory.is_claimed(id).unwrap_or(false))
    };
    index.index.retain(|id, _| !RESERVED.contains(&&**id) && is_there(id));

    let ids = stems.iter().filter(|stem| !index.index.contains_key(**stem));
    let missing: Vec<SessionId> = ids.filter_map(|stem| stem.parse().ok()).collect();
    if missing.len() > most_added {
        return Ok(false);
    }
    let mut session_bytes = Vec::new();
    for id in missing {
        // A damaged session gets no entry, as when clinvk rebuilds the index.
        let Ok(_) = directory.read(&id.file_name(), LARGEST_FILE, &mut session_bytes) else {
            continue;
        };
        if let Some(raw) = Session::parse(&session_bytes).ok().and_then(|s| describe(&id, &s)) {
            index.index.insert(Cow::Owned(id.to_string()), Cow::Owned(raw));
        }
    }
    let Ok(text) = serde_json::to_vec(&index) else { return Ok(false) };
    atomic::replace(directory, INDEX_FILE, &text, is_wanted)
}

fn describe(id: &SessionId, session: &Session<'_>) -> Option<Box<RawValue>> {
    let go_time =
        |time: Option<Time>| time.map_or_else(|| "0001-01-01T00:00:00Z".to_owned(), time::exact);
    let entry = IndexEntry {
        id: id.as_str(),
        backend: session.backend.as_deref().unwrap_or_default(),
        status: session.status.as_deref().unwrap_or_default(),
        last_used: go_time(session.last_used),
        model: session.model.as_deref().unwrap_or_default(),
        work_dir: session.working_dir.as_deref().unwrap_or_default(),
        title: session.title.as_deref().unwrap_or_default(),
        tags: Some(&*session.tags).filter(|tags| !tags.is_empty()),
        created_at: go_time(session.created_at),
    };
    serde_json::value::to_raw_value(&entry).ok()
}
