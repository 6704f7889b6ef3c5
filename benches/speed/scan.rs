//! Commands that read every session, and scripts that a user would type instead.

use std::{
    io::{self, Write},
    path::Path,
};

use crate::{
    case::Case,
    floor::Floor,
    measure::{runs, table},
    request::tool,
    store::Store,
    wanted::Wanted,
};

/// Every file, as it is. All names of a large store are more than a command line holds.
const CAT: &str = "find . -name '*.json' -exec cat {} +";

/// Every session on a line of its own.
const JQ: &str = "find . -name '*.json' -exec cat {} + | jq -c .";

/// Measures whole scans of `store` beside reading all of its files.
pub(crate) fn measure(home: &Path, store: &Store, out: &mut impl Write) -> io::Result<()> {
    // Starting a process takes longer than reading a small store, and has a limit of its own.
    let scan = if store.size < 10_000 { Wanted::LessStart(1.5) } else { Wanted::Ratio(1.3) };
    let command = |args: &[&str]| Case::sessions(args, Floor::Read);
    let wanted = |args: &[&str]| command(args).wanting(scan);
    let mut cases = vec![Case::floor(Floor::Names), Case::floor(Floor::Stat)];
    for args in [&["ls-raw"][..], &["list"], &["list", "--json"]] {
        cases.extend([wanted(args), wanted(args).into_file()]);
    }
    // Searches every text of every session.
    cases.push(wanted(&["list", "--grep", "no such text"]));
    cases.extend([
        command(&["list", "--grep", "no such text", "-i"]),
        command(&["list", "--since", "2000-01-01", "--dir", "/", "--gone"]),
        command(&["list", "-n", "20"]),
        command(&["ls-raw", "-z"]).called("ls-raw -z (ids)"),
        command(&["prune", "--dry-run", "--older-than", "30d"]),
        // Reads and judges every session, and has nothing to say of any.
        command(&["prune", "--dry-run", "--older-than", "99999d"]),
        Case::script(CAT),
    ]);
    if tool("jq").is_some() {
        cases.push(Case::script(JQ));
    }
    let title = format!("{} sessions, {} kB", store.size, store.bytes / 1_000);
    table(&title, cases, runs(store.size), home, out)?;
    if tool("jq").is_none() {
        writeln!(out, "jq is missing, and left out")?;
    }
    Ok(())
}
