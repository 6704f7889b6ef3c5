//! Commands on one session, which should not cost more where there are more sessions.

use std::{
    fs,
    io::{self, Write},
    path::Path,
    thread,
    time::Duration,
};

use crate::{
    case::Case,
    change::Change,
    floor::Floor,
    measure::{runs, table},
    store::{SESSIONS, Store},
    wanted::Wanted,
};

/// The session that is there to be removed.
const SPARE: &str = "ffffffffffffffffffffffffffffffff";

/// Measures commands on one session of `store`.
///
/// There is no `index.json`, as after every change that is made to a small store: bringing it up to
/// date is what makes a removal depend on how many there are.
pub(crate) fn measure(home: &Path, store: &Store, out: &mut impl Write) -> io::Result<()> {
    let (id, prefix) = (&*store.id, &store.id[..8]);
    let list = home.join("spare");
    fs::write(&list, format!("{SPARE}\0"))?;
    let source = format!("{SESSIONS}/{id}.json");
    let spare = move |home: &Path| {
        fs::copy(home.join(&source), home.join(format!("{SESSIONS}/{SPARE}.json"))).map(drop)
    };
    let unlink = [list.display().to_string()];
    let one = |args: &[&str], name: &str| {
        Case::sessions(args, Floor::Start).called(name).wanting(Wanted::Time(2.0))
    };
    let still = vec![
        one(&["show", id], "show FULL-ID"),
        one(&["cat-raw", id], "cat-raw FULL-ID"),
        Case::sessions(&["show", prefix], Floor::Names)
            .called("show PREFIX")
            .wanting(Wanted::Ratio(1.3)),
    ];
    let changed = vec![
        Case::role(Change::Unlink.as_str(), &unlink, Floor::Start)
            .called("floor: unlink, sync of the folder")
            .after(spare.clone()),
        one(&["rm-id", SPARE], "rm-id FULL-ID").after(spare),
    ];
    // What a listing of a directory that was changed just now says is asked for twice.
    thread::sleep(Duration::from_secs(3));
    let title = format!("one of {} sessions", store.size);
    // Short as starts are, so as many runs as for those.
    let runs = runs(store.size).max(runs(1_000));
    table(&title, still, runs, home, out)?;
    table(&format!("{title}, changed before each run"), changed, runs, home, out)
}
