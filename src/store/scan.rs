//! Reading every session, on all cores.

use std::{
    mem,
    sync::{
        Mutex, PoisonError,
        mpsc::{self, Receiver},
    },
    thread,
};

use rustix::fs::FileType;

use super::{
    directory::{Directory, LARGEST_FILE, Unread},
    identity::Moment,
    snapshot::Snapshot,
};
use crate::{
    error::{Cause, Error},
    model::{
        id::SessionId,
        ids,
        session::Session,
        stored::{Damaged, Stored},
    },
};

/// How many files a thread takes at a time: enough that taking costs nothing, few enough that all
/// threads finish together. A store of fewer is read without a thread.
const PORTION: usize = 256;

/// Files up to this size, which is nearly every session, are read with one call.
const USUAL_SIZE: usize = 1 << 16;

/// What a scan found.
#[derive(Debug)]
pub struct Scan<W, T> {
    /// What was made of the sessions, each once, in no order.
    pub found: Vec<Seen<T>>,
    /// What each thread gathered beside that.
    pub parts: Vec<W>,
    /// The sessions whose files are damaged, by id.
    pub damaged: Vec<Damaged>,
    /// The ids of all sessions, damaged or not, sorted.
    pub ids: Vec<SessionId>,
}

/// What was made of one session.
#[derive(Debug)]
pub struct Seen<T> {
    /// Where its id stands among all.
    pub place: usize,
    /// Which part holds what was gathered of it.
    pub part: usize,
    /// What the visitor returned.
    pub value: T,
}

/// Some ids, in the order of the listing, and the number of the first.
type Portion = (usize, Vec<SessionId>);

/// What one thread did.
struct Share<W, T> {
    portions: Vec<Portion>,
    /// For each portion what was found, by number: small pieces of memory are given back one by one.
    found: Vec<Vec<(usize, T)>>,
    gathered: W,
    damaged: Vec<Damaged>,
}

impl Snapshot<'_> {
    /// Reads every session and has `visit` make something of it, or nothing.
    ///
    /// `visit` runs on several threads at once, each of which has a `W` of its own to gather into,
    /// and sees each session at least once. A damaged one does not end the scan.
    pub fn scan<W: Default + Send, T: Send>(
        &self,
        visit: impl Fn(&mut W, Stored<'_>, &Session<'_>) -> Option<T> + Sync,
    ) -> Result<Scan<W, T>, Error> {
        let Some(directory) = self.directory() else { return Ok(joined(Vec::new())) };
        let (sender, receiver) = mpsc::channel();
        let queue = Mutex::new(receiver);
        let work = || read_portions(directory, self.moment(), &queue, &visit);
        let shares = thread::scope(|scope| {
            let mut threads = Vec::new();
            let mut most_threads = None;
            // The first files are read while the directory is still being listed.
            let listed = list(directory, |portion| {
                // It is received below, if nowhere else.
                let _ = sender.send(portion);
                if threads.len() < *most_threads.get_or_insert_with(other_cores) {
                    // A thread that cannot be had leaves its share to the others.
                    threads.extend(thread::Builder::new().spawn_scoped(scope, work));
                }
            });
            let listed = listed.map(|rest| {
                let _ = sender.send(rest);
            });
            drop(sender);
            let mut shares = vec![work()];
            for thread in threads {
                match thread.join() {
                    Ok(share) => shares.push(share),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            listed.map(|()| shares)
        })?;
        Ok(joined(shares))
    }
}

/// The cores beside the one that we are on.
fn other_cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from) - 1
}

/// Lists the ids of the sessions, hands full portions to `send` and returns what is left over.
fn list(directory: &Directory, mut send: impl FnMut(Portion)) -> Result<Portion, Error> {
    let (mut first, mut ids) = (0, Vec::with_capacity(PORTION));
    directory.visit(|name, kind| {
        if kind == FileType::RegularFile {
            ids.extend(SessionId::of_file(name));
        }
        if ids.len() == PORTION {
            send((first, mem::replace(&mut ids, Vec::with_capacity(PORTION))));
            first += PORTION;
        }
    })?;
    Ok((first, ids))
}

/// Takes portions out of the queue until none can come any more.
fn read_portions<W: Default, T>(
    directory: &Directory,
    moment: Option<Moment>,
    queue: &Mutex<Receiver<Portion>>,
    visit: &impl Fn(&mut W, Stored<'_>, &Session<'_>) -> Option<T>,
) -> Share<W, T> {
    let mut share = Share {
        portions: Vec::new(),
        found: Vec::new(),
        gathered: W::default(),
        damaged: Vec::new(),
    };
    let (mut name, mut bytes) = (String::new(), Vec::with_capacity(USUAL_SIZE));
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((first, ids)) = next else { return share };
        let mut found = Vec::with_capacity(ids.len());
        for (id, number) in ids.iter().zip(first..) {
            name.clear();
            name.push_str(id.as_str());
            name.push_str(SessionId::FILE_EXTENSION);
            match directory.read_listed(&name, LARGEST_FILE, &mut bytes, moment) {
                Ok(seen) => {
                    let stored = Stored { id, number, bytes: &bytes, seen };
                    match stored.session() {
                        Ok(session) => {
                            let value = visit(&mut share.gathered, stored, &session);
                            found.extend(value.map(|value| (number, value)));
                        }
                        Err(damaged) => share.damaged.push(damaged),
                    }
                }
                // Removed or replaced by something else since it was listed: no session any more.
                Err(Unread::Missing | Unread::NotRegular) => {}
                Err(unread) => share.damaged.push(Damaged::new(id, Cause(&unread.into()))),
            }
        }
        share.found.push(found);
        share.portions.push((first, ids));
    }
}

/// Puts together what the threads did. What a listing had twice is left there once.
fn joined<W, T>(shares: Vec<Share<W, T>>) -> Scan<W, T> {
    let mut portions = Vec::new();
    let mut scan =
        Scan { found: Vec::new(), parts: Vec::new(), damaged: Vec::new(), ids: Vec::new() };
    let mut found = Vec::with_capacity(shares.len());
    for share in shares {
        portions.extend(share.portions);
        found.push(share.found);
        scan.parts.push(share.gathered);
        scan.damaged.extend(share.damaged);
    }
    portions.sort_unstable_by_key(|portion| portion.0);
    let ids: Vec<SessionId> = portions.into_iter().flat_map(|portion| portion.1).collect();
    let places;
    (scan.ids, places) = ids::sorted_with_places(&ids);
    scan.found.reserve_exact(found.iter().flatten().map(Vec::len).sum());
    for (part, found) in found.into_iter().enumerate() {
        scan.found.extend(
            found
                .into_iter()
                .flatten()
                .filter_map(|(number, value)| Some(Seen { place: places[number]?, part, value })),
        );
    }
    scan.damaged.sort_unstable_by(|one, other| one.id.cmp(&other.id));
    scan.damaged.dedup_by(|one, other| one.id == other.id);
    scan
}
