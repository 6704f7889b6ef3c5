//! Checks the store for problems, and repairs them.

pub(crate) mod home;
pub(crate) mod index_json;
pub(crate) mod leftovers;
pub(crate) mod lint_keys;
pub(crate) mod lost_found;
pub(crate) mod problem;
pub(crate) mod repair;
pub(crate) mod session_file;

pub(crate) use home::too_wide;

use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _};

use rustix::fs::{FileType, Mode, Stat};

use super::{
    fs::{atomic, dir::Directory, read_dir::Entry},
    lock::LOCK_FILE,
    reader::Reader,
    write::index_json::{INDEX_FILE, is_hazard},
};
use crate::{
    error::{Error, user},
    session::{abbrev, id::SessionId, time::Time},
};
use index_json::Known;
use problem::{Code, Problem};
use repair::OTHERS;

/// The result of a check.
#[derive(Debug, Default)]
pub(crate) struct Inspection {
    /// The number of sessions, including damaged ones.
    pub(crate) sessions: usize,
    /// The problems, in the order of their paths, then of their codes.
    pub(crate) problems: Vec<Problem>,
}

/// A step of a check, for those who wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The store has this many entries to check.
    Total(usize),
    /// One more entry has been checked.
    Done,
}

/// Implements [`Reader::inspect`].
pub(crate) fn inspect(
    reader: &Reader<'_>,
    now: Time,
    on_step: &mut dyn FnMut(Step),
) -> Result<Inspection, Error> {
    let around = home::look(reader.path())?;
    let Some(directory) = reader.directory() else {
        let mut problems = around.problems;
        problem::sort(&mut problems);
        return Ok(Inspection { sessions: 0, problems });
    };
    let mut entries = directory.entries()?;
    entries.sort_unstable_by(|one, other| one.name.cmp(&other.name));
    entries.dedup_by(|one, other| one.name == other.name);
    let files = entries.iter().filter(|entry| entry.kind == FileType::RegularFile);
    let ids = abbrev::sorted(files.filter_map(|entry| SessionId::of_file(&entry.name)));

    let store = directory.own_stat()?;
    let user = user();
    let mut look = Look {
        directory,
        owner: store.st_uid,
        is_ours: store.st_uid == user && !around.is_strangers,
        now,
        ids,
        index: None,
        problems: Vec::new(),
        buffer: Vec::new(),
    };
    look.store(&store, user);
    look.read_index(entries.len());
    on_step(Step::Total(entries.len()));
    for entry in &entries {
        look.entry(entry)?;
        on_step(Step::Done);
    }
    look.ghosts();
    look.beside()?;
    let mut problems = look.problems;
    let is_ours = look.is_ours;
    problems.extend(
        around
            .problems
            .into_iter()
            .map(|problem| Problem { is_mendable: problem.is_mendable && is_ours, ..problem }),
    );
    problem::sort(&mut problems);
    Ok(Inspection { sessions: look.ids.len(), problems })
}

/// A running check.
struct Look<'a> {
    directory: &'a Directory,
    /// The owner of the store.
    owner: u32,
    /// Set if the store and the home belong to the user who runs the command. Otherwise nothing is
    /// repaired.
    is_ours: bool,
    now: Time,
    /// The IDs of the listed sessions, sorted.
    ids: Vec<SessionId>,
    /// The index, if it can be read.
    index: Option<Known>,
    problems: Vec<Problem>,
    buffer: Vec<u8>,
}

/// The subject of a problem: a name in the store, or the store itself, and a session.
#[derive(Clone, Copy)]
struct Subject<'a> {
    name: Option<&'a OsStr>,
    id: Option<&'a SessionId>,
}

impl Look<'_> {
    fn add(&mut self, subject: Subject<'_>, code: Code, message: impl Into<String>) {
        self.add_mendable(subject, code, message, false);
    }

    fn add_mendable(
        &mut self,
        Subject { name, id }: Subject<'_>,
        code: Code,
        message: impl Into<String>,
        is_mendable: bool,
    ) {
        let store = self.directory.path();
        self.problems.push(Problem {
            id: id.cloned(),
            path: name.map_or_else(|| store.to_owned(), |name| store.join(name)),
            code,
            message: message.into(),
            is_mendable: is_mendable && self.is_ours,
            is_repaired: false,
        });
    }

    /// Checks the store directory itself.
    fn store(&mut self, stat: &Stat, user: u32) {
        let subject = Subject { name: None, id: None };
        self.mode(subject, stat);
        if stat.st_uid != user {
            let message = format!("it belongs to another user, {}", stat.st_uid);
            self.add(subject, Code::ForeignOwner, message);
        }
    }

    /// Checks a directory entry.
    fn entry(&mut self, entry: &Entry) -> Result<(), Error> {
        let name = OsStr::from_bytes(&entry.name);
        if entry.kind == FileType::RegularFile
            && let Some(id) = SessionId::of_file(&entry.name)
        {
            return self.session(&id);
        }
        // A file removed since the listing is not a problem.
        let Some(stat) = self.directory.stat(name)? else { return Ok(()) };
        let artifacts_of = name.to_str().and_then(|name| name.parse::<SessionId>().ok());
        let subject = Subject { name: Some(name), id: None };
        let is_hazard = is_hazard(self.directory, entry);
        match entry.kind {
            // Already checked as the index.
            _ if name == INDEX_FILE && entry.kind != FileType::RegularFile => {}
            FileType::RegularFile if is_hazard => {
                let message = "clinvk 0.2.0 may delete the whole store because of this name";
                self.add(subject, Code::EndangersClinvk, message);
            }
            FileType::RegularFile if name == INDEX_FILE || name == LOCK_FILE => {
                self.mode(subject, &stat);
            }
            FileType::RegularFile if atomic::is_temporary(name) => {
                let is_left = repair::is_left_over(name, &stat, self.now);
                let message = if is_left {
                    repair::INTERRUPTED
                } else {
                    "it is younger than an hour, so clinvk may still be writing it"
                };
                self.add_mendable(subject, Code::LeftOverTemporary, message, is_left);
                self.mode(subject, &stat);
            }
            FileType::RegularFile => {
                self.add(subject, Code::NotASession, "its name is not that of a session file");
            }
            FileType::Directory => match &artifacts_of {
                Some(id) => self.artifacts(name, id, &stat)?,
                None => {
                    self.add(
                        subject,
                        Code::NotASession,
                        "it is a directory that belongs to no session",
                    );
                }
            },
            FileType::Symlink => {
                self.add(subject, Code::Symlink, "it is a symbolic link, which is not followed");
                if is_hazard {
                    let message = "clinvk 0.2.0 may hang on its target";
                    self.add(subject, Code::EndangersClinvk, message);
                }
            }
            kind if is_hazard => {
                let message = format!("clinvk 0.2.0 may hang on it: it is {}", word(kind));
                self.add(subject, Code::EndangersClinvk, message);
            }
            kind => self.add(subject, Code::NotASession, format!("it is {}", word(kind))),
        }
        self.owner(subject, &stat);
        Ok(())
    }

    /// Checks the artifacts directory of `id`.
    fn artifacts(&mut self, name: &OsStr, id: &SessionId, stat: &Stat) -> Result<(), Error> {
        let subject = Subject { name: Some(name), id: Some(id) };
        let is_listed = self.ids.binary_search(id).is_ok();
        if !is_listed && !self.directory.is_claimed(name)? {
            let message = "its session does not exist";
            self.add_mendable(subject, Code::OrphanArtifacts, message, true);
        }
        self.mode(subject, stat);
        Ok(())
    }

    /// Checks the permissions.
    fn mode(&mut self, subject: Subject<'_>, stat: &Stat) {
        let mode = Mode::from_raw_mode(stat.st_mode);
        if mode.intersects(OTHERS) {
            let message = format!("group or others have access: its mode is {:04o}", mode.bits());
            let is_mendable = stat.st_uid == self.owner;
            self.add_mendable(subject, Code::ModeTooWide, message, is_mendable);
        }
    }

    /// Checks the owner.
    fn owner(&mut self, subject: Subject<'_>, stat: &Stat) {
        if stat.st_uid != self.owner {
            let (other, owner) = (stat.st_uid, self.owner);
            let message = format!("it belongs to user {other}, the store to user {owner}");
            self.add(subject, Code::ForeignOwner, message);
        }
    }
}

/// Returns the name of a file type other than file, directory or symlink.
fn word(kind: FileType) -> &'static str {
    match kind {
        FileType::Fifo => "a FIFO",
        FileType::Socket => "a socket",
        FileType::CharacterDevice | FileType::BlockDevice => "a device",
        _ => "of an unknown kind",
    }
}
