//! The sessions that were last used, without reading every file again.

use super::{
    Store, Waiting,
    cache::{self, Cache, Facts, Record, Renewed, Sieve},
    found::{Scan, Seen},
    identity::Moment,
    snapshot::Snapshot,
    walk,
};
use crate::{
    error::Error,
    model::{filter::Filter, order::Order, session::Session, stored::Stored},
};

/// Beyond this many, a full read is as good: those that are chosen are read one after the other.
const MOST: usize = 1024;

/// Which sessions: the `limit` last used ones of those that the filter chooses.
#[derive(Clone, Copy, Debug)]
pub struct Newest<'a> {
    /// Only these.
    pub filter: &'a Filter,
    /// At most so many.
    pub limit: usize,
}

/// What a thread learns beside the times of last use.
#[derive(Default)]
struct Learnt {
    /// The files that did not change.
    known: Vec<Run>,
    /// The numbers of those that were read, and their records.
    new: Vec<(usize, Record)>,
}

/// Files that follow one another in the listing, and whose records do so too.
struct Run {
    /// The number of the first.
    number: usize,
    /// Where its record stands.
    place: usize,
    length: usize,
}

impl Learnt {
    /// Where the record of the file of this number may stand: what follows in the listing followed
    /// when that was remembered, and if none came or went, all stand where they stood.
    fn guesses(&self, number: usize) -> [usize; 2] {
        [self.known.last().map_or(number, |run| run.place + run.length), number]
    }

    /// Notes a file that did not change.
    fn note(&mut self, number: usize, place: usize) {
        match self.known.last_mut() {
            Some(run) if (run.number + run.length, run.place + run.length) == (number, place) => {
                run.length += 1;
            }
            _ => self.known.push(Run { number, place, length: 1 }),
        }
    }
}

impl Store {
    /// Has `visit` make something of the newest sessions, and maybe of others, as
    /// [`Snapshot::scan`] does of all.
    ///
    /// The answer is that of reading every file; a cache spares reading those that did not change.
    pub fn newest<W: Default + Send, T: Send>(
        &self,
        on_wait: &mut dyn FnMut(&Waiting),
        wanted: Newest<'_>,
        visit: impl Fn(&mut W, Stored<'_>, &Session<'_>) -> Option<T> + Sync,
    ) -> Result<Scan<W, T>, Error> {
        let mut renewed = None;
        let scan = self.read(on_wait, |snapshot| {
            let chosen = choose(snapshot, wanted, &mut renewed, &visit)?;
            chosen.map_or_else(|| snapshot.scan(visit), Ok)
        })?;
        // What it holds is true of the files that it names, whatever the store holds by now.
        if let Some(renewed) = renewed {
            renewed.write();
        }
        Ok(scan)
    }
}

/// Chooses the sessions that are wanted and reads those; `None` if all must be read.
fn choose<W: Default, T>(
    snapshot: &Snapshot<'_>,
    wanted: Newest<'_>,
    renewed: &mut Option<Renewed>,
    visit: impl Fn(&mut W, Stored<'_>, &Session<'_>) -> Option<T>,
) -> Result<Option<Scan<W, T>>, Error> {
    let Newest { filter, limit } = wanted;
    let directory = snapshot.directory().filter(|_| (1..=MOST).contains(&limit));
    let Some(directory) = directory else { return Ok(None) };
    let Some(cache) = Cache::of(directory) else { return Ok(None) };
    let (moment, sieve) = (Moment::for_all(), Sieve::of(filter));
    let scan = walk::walk(directory, |learnt: &mut Learnt, turn| {
        let seen = if cache.is_empty() { None } else { turn.directory.look(turn.name) };
        let number = turn.number as usize;
        let guesses = learnt.guesses(number);
        if let Some((place, facts)) = seen.and_then(|seen| cache.find(&seen, guesses)) {
            learnt.note(number, place);
            return Ok(sieve.passes(&facts).then_some(facts.used));
        }
        turn.read(Some(moment), |stored, session| {
            let facts = Facts::of(session);
            let seen = stored.seen.filter(|seen| seen.device == cache.device());
            let record = seen.and_then(|seen| cache::record(&seen, &facts));
            learnt.new.extend(record.map(|record| (number, record)));
            filter.matches(session).then_some(facts.used)
        })
    })?;
    let Scan { mut found, parts, damaged, ids, may_have_artifacts } = scan;
    let (known, new): (Vec<_>, Vec<_>) =
        parts.into_iter().map(|part| (part.known, part.new)).unzip();
    let known = known.iter().flatten();
    let known = known.flat_map(|run| (run.number..).zip(run.place..).take(run.length));
    *renewed = cache.renewed(ids.len(), known, new.concat());
    Order::NEWEST_FIRST.arrange(&mut found, limit, |seen| (seen.value, seen.place));
    let (mut gathered, mut chosen) = (W::default(), Vec::with_capacity(found.len()));
    for Seen { place, value: used, .. } in found {
        let id = &ids[place as usize];
        let value = snapshot.load(id, |stored| {
            let session = stored.session().ok()?;
            let is_as_known = Facts::of(&session).used == used && filter.matches(&session);
            is_as_known.then(|| visit(&mut gathered, stored, &session)).flatten()
        });
        // It changed in between, or two texts have one digest: who then is chosen is open.
        let Ok(Some(value)) = value else { return Ok(None) };
        chosen.push(Seen { place, part: 0, value });
    }
    Ok(Some(Scan { found: chosen, parts: vec![gathered], damaged, ids, may_have_artifacts }))
}
