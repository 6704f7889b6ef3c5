//! Commands on one session, whose cost should not depend on the number of sessions.

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

/// The session to remove.
const SPARE: &str = "ffffffffffffffffffffffffffffffff";

/// Measures commands on one session of `store`.
///
/// There is no `index.json`, as after every change of a small store: updating it makes the cost of
/// a removal depend on the number of sessions.
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
    // A listing of a recently changed directory is read twice.
    thread::sleep(Duration::from_secs(3));
    let title = format!("one of {} sessions", store.size);
    // As short as starts, so as many runs as for those.
    let runs = runs(store.size).max(runs(1_000));
    table(&title, still, runs, home, out)?;
    table(&format!("{title}, changed before each run"), changed, runs, home, out)
}
