//! Coming by every session's file, on all cores.

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
    directory::{Directory, LARGEST_FILE, Unread, read_to_end},
    found::{Scan, Seen},
    identity::Moment,
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

/// The file whose turn it is.
pub(super) struct Turn<'a> {
    /// The directory that it is in.
    pub(super) directory: &'a Directory,
    /// The name under which it was listed.
    pub(super) name: &'a str,
    /// Its number in the listing.
    pub(super) number: usize,
    id: &'a SessionId,
    bytes: &'a mut Vec<u8>,
}

impl Turn<'_> {
    /// Reads the file and has `act` make something of it, or nothing; with a `moment` its identity
    /// is noted first.
    pub(super) fn read<T>(
        self,
        moment: Option<Moment>,
        act: impl FnOnce(Stored<'_>, &Session<'_>) -> Option<T>,
    ) -> Result<Option<T>, Damaged> {
        let Turn { directory, name, id, number, bytes } = self;
        // The listing has just said that it is regular, so it is not asked again: a FIFO that took
        // its place since reads as empty or fails, and does not block.
        let read = directory.open_file(name).and_then(|file| {
            let seen = moment.and_then(|moment| moment.identify(&file));
            read_to_end(&file, 0, LARGEST_FILE, bytes).map(|()| seen)
        });
        match read {
            Ok(seen) => {
                let stored = Stored { id, number, bytes, seen };
                let session = stored.session()?;
                Ok(act(stored, &session))
            }
            // Removed or replaced by something else since it was listed: no session any more.
            Err(Unread::Missing | Unread::NotRegular) => Ok(None),
            Err(unread) => Err(Damaged::new(id, Cause(&unread.into()))),
        }
    }
}

/// Lists the directory and has `step` make something of every session's file, or nothing.
///
/// `step` runs on several threads at once, each of which has a `W` of its own to gather into.
pub(super) fn walk<W: Default + Send, T: Send>(
    directory: &Directory,
    step: impl Fn(&mut W, Turn<'_>) -> Result<Option<T>, Damaged> + Sync,
) -> Result<Scan<W, T>, Error> {
    let (sender, receiver) = mpsc::channel();
    let queue = Mutex::new(receiver);
    let work = || take_turns(directory, &queue, &step);
    // A descriptor of its own: of a common one the kernel counts the users, which takes turns, too.
    let help = || match directory.open_directory(".") {
        Ok(own) => take_turns(&own, &queue, &step),
        Err(_) => work(),
    };
    let shares = thread::scope(|scope| {
        let mut threads = Vec::new();
        let mut most_threads = None;
        // The first files are read while the directory is still being listed.
        let listed = list(directory, |portion| {
            // It is received below, if nowhere else.
            let _ = sender.send(portion);
            if threads.len() < *most_threads.get_or_insert_with(other_cores) {
                // A thread that cannot be had leaves its share to the others.
                threads.extend(thread::Builder::new().spawn_scoped(scope, help));
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
fn take_turns<W: Default, T>(
    directory: &Directory,
    queue: &Mutex<Receiver<Portion>>,
    step: &impl Fn(&mut W, Turn<'_>) -> Result<Option<T>, Damaged>,
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
            let turn = Turn { directory, name: &name, id, number, bytes: &mut bytes };
            match step(&mut share.gathered, turn) {
                Ok(value) => found.extend(value.map(|value| (number, value))),
                Err(damaged) => share.damaged.push(damaged),
            }
        }
        share.found.push(found);
        share.portions.push((first, ids));
    }
}

/// Puts together what the threads did. What a listing had twice is left there once.
fn joined<W, T>(shares: Vec<Share<W, T>>) -> Scan<W, T> {
    let mut portions = Vec::new();
    let mut scan = Scan::default();
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
    // Before there is more: this is when the most memory is held.
    drop(ids);
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
