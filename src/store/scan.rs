//! Reading every session, on all cores.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use super::{
    directory::{Directory, LARGEST_FILE, Unread},
    snapshot::Snapshot,
};
use crate::{
    error::{Cause, Error},
    model::{
        id::SessionId,
        session::Session,
        stored::{Damaged, Stored},
    },
};

/// How many files a thread takes at a time: enough that taking costs nothing, few enough that all
/// threads finish together. A store of no more than this is read without a thread.
const PORTION: usize = 256;

/// What a scan found, in the order of the ids.
#[derive(Debug)]
pub struct Scan<T> {
    /// What `visit` made of the sessions it chose.
    pub found: Vec<T>,
    /// The sessions whose files are damaged.
    pub damaged: Vec<Damaged>,
    /// The ids of all sessions, damaged or not, sorted.
    pub ids: Vec<SessionId>,
}

/// What one thread made of one portion.
struct Part<T> {
    number: usize,
    found: Vec<T>,
    damaged: Vec<Damaged>,
}

impl Snapshot<'_> {
    /// Reads every session and collects what `visit` makes of it; `None` passes it over.
    ///
    /// `visit` runs on several threads at once and sees each session once. A damaged one does not
    /// end the scan.
    pub fn scan<T: Send>(
        &self,
        visit: impl Fn(Stored<'_>, &Session<'_>) -> Option<T> + Sync,
    ) -> Result<Scan<T>, Error> {
        let ids = self.ids()?;
        let Some(directory) = self.directory() else {
            return Ok(Scan { found: Vec::new(), damaged: Vec::new(), ids });
        };
        let next = AtomicUsize::new(0);
        let work = || read_portions(directory, &ids, &next, &visit);
        let portions = ids.len().div_ceil(PORTION);
        let helpers = match portions {
            0 | 1 => 0,
            _ => thread::available_parallelism().map_or(1, usize::from).min(portions) - 1,
        };
        let mut parts = thread::scope(|scope| {
            // A thread that cannot be had leaves its share to the others.
            let threads: Vec<_> = (0..helpers)
                .filter_map(|_| thread::Builder::new().spawn_scoped(scope, work).ok())
                .collect();
            let mut parts = work();
            for thread in threads {
                match thread.join() {
                    Ok(others) => parts.extend(others),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            parts
        });
        parts.sort_unstable_by_key(|part| part.number);
        let mut found = Vec::with_capacity(parts.iter().map(|part| part.found.len()).sum());
        let mut damaged = Vec::new();
        for part in parts {
            found.extend(part.found);
            damaged.extend(part.damaged);
        }
        Ok(Scan { found, damaged, ids })
    }
}

/// Takes portions of `ids` until none is left.
fn read_portions<T>(
    directory: &Directory,
    ids: &[SessionId],
    next: &AtomicUsize,
    visit: &impl Fn(Stored<'_>, &Session<'_>) -> Option<T>,
) -> Vec<Part<T>> {
    let mut parts = Vec::new();
    let (mut name, mut bytes) = (String::new(), Vec::new());
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let Some(portion) = ids.chunks(PORTION).nth(number) else { return parts };
        let mut part = Part { number, found: Vec::new(), damaged: Vec::new() };
        for id in portion {
            name.clear();
            name.push_str(id.as_str());
            name.push_str(SessionId::FILE_EXTENSION);
            match directory.read(&name, LARGEST_FILE, &mut bytes) {
                Ok(_) => {
                    let stored = Stored { id, bytes: &bytes };
                    match stored.session() {
                        Ok(session) => part.found.extend(visit(stored, &session)),
                        Err(damaged) => part.damaged.push(damaged),
                    }
                }
                // Removed or replaced by something else since it was listed: no session any more.
                Err(Unread::Missing | Unread::NotRegular) => {}
                Err(unread) => {
                    part.damaged.push(Damaged::new(id, Cause(&unread.into())));
                }
            }
        }
        parts.push(part);
    }
}
