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

/// Files up to this size, which is nearly every session, are read with one call.
const USUAL_SIZE: usize = 1 << 16;

/// What a scan found.
#[derive(Debug)]
pub struct Scan<W> {
    /// What was gathered, in pieces that follow each other in the order of the ids.
    pub parts: Vec<W>,
    /// The sessions whose files are damaged.
    pub damaged: Vec<Damaged>,
    /// The ids of all sessions, damaged or not, sorted.
    pub ids: Vec<SessionId>,
}

/// What one thread made of one portion.
struct Part<W> {
    number: usize,
    gathered: W,
    damaged: Vec<Damaged>,
}

impl Snapshot<'_> {
    /// Reads every session and has `visit` gather what it wants of it.
    ///
    /// `visit` runs on several threads at once, each of which gathers into parts of its own, and
    /// sees each session once. A damaged one does not end the scan.
    pub fn scan<W: Default + Send>(
        &self,
        visit: impl Fn(&mut W, Stored<'_>, &Session<'_>) + Sync,
    ) -> Result<Scan<W>, Error> {
        let ids = self.ids()?;
        let Some(directory) = self.directory() else {
            return Ok(Scan { parts: Vec::new(), damaged: Vec::new(), ids });
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
        let mut scan = Scan { parts: Vec::with_capacity(parts.len()), damaged: Vec::new(), ids };
        for part in parts {
            scan.parts.push(part.gathered);
            scan.damaged.extend(part.damaged);
        }
        Ok(scan)
    }
}

/// Takes portions of `ids` until none is left.
fn read_portions<W: Default>(
    directory: &Directory,
    ids: &[SessionId],
    next: &AtomicUsize,
    visit: &impl Fn(&mut W, Stored<'_>, &Session<'_>),
) -> Vec<Part<W>> {
    let mut parts = Vec::new();
    let (mut name, mut bytes) = (String::new(), Vec::with_capacity(USUAL_SIZE));
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let Some(portion) = ids.chunks(PORTION).nth(number) else { return parts };
        let mut part = Part { number, gathered: W::default(), damaged: Vec::new() };
        for (id, place) in portion.iter().zip(number * PORTION..) {
            name.clear();
            name.push_str(id.as_str());
            name.push_str(SessionId::FILE_EXTENSION);
            match directory.read_listed(&name, LARGEST_FILE, &mut bytes) {
                Ok(()) => {
                    let stored = Stored { id, place, bytes: &bytes };
                    match stored.session() {
                        Ok(session) => visit(&mut part.gathered, stored, &session),
                        Err(damaged) => part.damaged.push(damaged),
                    }
                }
                // Removed or replaced by something else since it was listed: no session any more.
                Err(Unread::Missing | Unread::NotRegular) => {}
                Err(unread) => part.damaged.push(Damaged::new(id, Cause(&unread.into()))),
            }
        }
        parts.push(part);
    }
}
