//! clinvk's `index.json`: never believed, never left wrong.
//!
//! Where it is missing, clinvk rebuilds it from the files. So after a change it is removed, or, in
//! a store so large that rebuilding would be felt, brought up to date.

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

/// An index that lacks more entries than this was damaged, and is removed instead of mended.
const MOST_ADDED: usize = 1_000;

/// The most bytes of index for each name in the directory; a larger one is not worth reading.
pub(crate) const BYTES_A_NAME: usize = 4_096;

/// Keys that no session has; in clinvk's hands they would remove the store, or its home.
pub(crate) const RESERVED: [&str; 4] = ["", ".", "..", "index"];

/// The files whose stems would become such keys.
const DEADLY_FILES: [&str; 3] = [".json", "..json", "...json"];

/// Makes the index honest after a change of the store, in which the sessions `touched` say
/// something else than before.
///
/// Without a lock that is still held it can only be dropped, as well as when it cannot be mended.
/// What comes back is for a person to know.
pub(crate) fn refresh(
    directory: &Directory,
    held: Option<&Held<'_>>,
    touched: &[SessionId],
) -> Result<Option<(PathBuf, String)>, Error> {
    if failpoints::is_active(Failpoint::IndexKept) {
        return Ok(None);
    }
    if directory.stat(INDEX_FILE)?.is_none() && !has_deadly_file(directory)? {
        // Clinvk builds a new one, as it would have without us: no need to list a large store.
        return Ok(None);
    }
    let Ok(entries) = directory.entries() else {
        return drop_file(directory).map(|()| None);
    };
    let is_current = || held.is_some_and(Held::is_current);
    let touched: HashSet<&str> = touched.iter().map(SessionId::as_str).collect();
    if let Some(hazard) = hazard(directory, &entries) {
        // Removing it would do harm, so even a lock that was lost must do.
        if !is_directory(directory)? {
            update(directory, &entries, &touched, usize::MAX, || true)?;
        }
        let path = directory.path().join(OsStr::from_bytes(&hazard.name));
        let remark = format!(
            "{} endangers clinvk 0.2.0, which may hang on it or delete the whole store: move it away",
            path.display(),
        );
        return Ok(Some((path, remark)));
    }
    let is_mended = entries.len() > REBUILT_QUICKLY
        && update(directory, &entries, &touched, MOST_ADDED, is_current).unwrap_or(false);
    if !is_mended {
        drop_file(directory)?;
    }
    Ok(None)
}

/// Removes the index; a directory of that name, which clinvk cannot read either, is left.
fn drop_file(directory: &Directory) -> Result<(), Error> {
    if is_directory(directory)? { Ok(()) } else { directory.unlink(INDEX_FILE).map(|_| ()) }
}

/// Whether the index is a directory, which nothing that we do could update.
pub(crate) fn is_directory(directory: &Directory) -> Result<bool, Error> {
    let stat = directory.stat(INDEX_FILE)?;
    Ok(stat.is_some_and(|stat| FileType::from_raw_mode(stat.st_mode) == FileType::Directory))
}

/// Removes the index before a session is created, so that it cannot lack it for good if we end in
/// between; unless clinvk must not rebuild it, where [`refresh`] has to do.
pub(crate) fn invalidate(directory: &Directory) -> Result<(), Error> {
    if directory.stat(INDEX_FILE)?.is_none() || hazard(directory, &directory.entries()?).is_some() {
        return Ok(());
    }
    drop_file(directory)
}

/// What is there that forbids clinvk to rebuild its index.
fn hazard<'a>(directory: &Directory, entries: &'a [Entry]) -> Option<&'a Entry> {
    entries.iter().find(|entry| is_hazard(directory, entry))
}

/// Has the index made anew, by clinvk where that does no harm, else here; says which.
pub(crate) fn rebuild(directory: &Directory) -> Result<&'static str, Error> {
    let entries = directory.entries()?;
    if hazard(directory, &entries).is_some() {
        let mut bytes = Vec::new();
        let mut known = read(directory, &entries, &mut bytes);
        // Of a link we make no entry, so clinvk's own is kept.
        known.index.retain(|id, _| !has_file(directory, id));
        complete(directory, &entries, known, usize::MAX, || true)?;
        return Ok("index.json was rebuilt");
    }
    drop_file(directory)?;
    Ok("index.json was removed, and clinvk builds it again")
}

/// Whether there is a session's file of this stem, asked by name.
fn has_file(directory: &Directory, stem: &str) -> bool {
    let name = format!("{stem}{}", SessionId::FILE_EXTENSION);
    directory.has_file(&name).unwrap_or(true)
}

/// Whether there is a file that would cost the store once clinvk has made a session of it.
fn has_deadly_file(directory: &Directory) -> Result<bool, Error> {
    for name in DEADLY_FILES {
        if directory.has_file(name)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether clinvk must not rebuild its index while this is there.
///
/// On what is no file it may hang while it holds the lock; a file whose stem is empty, `.` or `..`
/// becomes a session whose artifacts directory is the store, or its home.
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

/// The entry of one session, in clinvk's words and order.
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

/// Drops the entries whose file is gone or says something else, and adds those of files that have
/// none, at most so many; whether that was done. `is_wanted` is asked just before the new index
/// takes its place.
fn update(
    directory: &Directory,
    entries: &[Entry],
    touched: &HashSet<&str>,
    most_added: usize,
    is_wanted: impl FnOnce() -> bool,
) -> Result<bool, Error> {
    let mut bytes = Vec::new();
    let mut known = read(directory, entries, &mut bytes);
    known.index.retain(|id, _| !touched.contains(&**id));
    complete(directory, entries, known, most_added, is_wanted)
}

/// The index as it is; an empty one if it cannot be read or is of another version.
fn read<'a>(directory: &Directory, entries: &[Entry], bytes: &'a mut Vec<u8>) -> Index<'a> {
    let limit = (entries.len() * BYTES_A_NAME) as u64;
    let read = directory.read(INDEX_FILE, limit, bytes);
    let text = read.ok().and_then(|_| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    let known: Option<Index<'a>> = serde_json::from_str(text).ok();
    known.filter(|index| index.version == 1).unwrap_or_default()
}

/// Writes the index that `index` becomes when it holds exactly the sessions that are there.
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
    // A listing can miss a file that is being replaced, so what it lacks is asked for by name. A
    // link is no session of ours, but one of clinvk's, which follows it.
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
        // A damaged session gets no entry, just as in clinvk's own rebuilding.
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
