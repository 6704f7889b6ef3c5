//! Names of operations, for `restore`: a run of a command that moved sessions to the trash.
//!
//! An operation is named by the time when it was started, as `log --operations` shows it, or by the
//! name of its batch, as `ls-trash` shows it. The first contains colons and the second periods, so
//! neither can be the prefix of an ID.

use crate::{
    error::Error,
    plumbing::trash::{Batch, BatchName},
    session::time,
};

/// Returns whether `input` can only be the name of an operation.
pub(crate) fn is_name(input: &str) -> bool {
    input.contains([':', '.'])
}

/// Returns the batch of the operation called `input`. An operation of which nothing is in the trash,
/// and a time at which several were started, are errors.
pub(crate) fn find<'b>(input: &str, batches: &'b [Batch]) -> Result<&'b Batch, Error> {
    let started = time::parse(input);
    // A time without a fraction names the whole second, because `log` shows no fraction.
    let is_started = |batch: &Batch| {
        let at = batch.name.at();
        started.is_some_and(|time| {
            at == time || time.timestamp_subsec_nanos() == 0 && at.timestamp() == time.timestamp()
        })
    };
    let is_named = |batch: &&Batch| batch.name.as_str() == input || is_started(batch);
    let found: Vec<&Batch> = batches.iter().filter(is_named).collect();
    match found[..] {
        [] => Err(Error::NotInTrash { input: input.to_owned() }),
        [batch] => Ok(batch),
        _ => {
            let names: Vec<&str> = found.iter().map(|batch| batch.name.as_str()).collect();
            Err(Error::Usage {
                message: format!("{} operations were started at {input}", found.len()),
                hint: format!("name one of {}", names.join(", ")),
            })
        }
    }
}

/// Returns the shortest name of the operation that made `batch`: the second when it was started, if
/// no other of `batches` was made in that second.
pub(crate) fn shortest_name(batch: &BatchName, batches: &[Batch]) -> String {
    let second = batch.at().timestamp();
    let count = batches.iter().filter(|other| other.name.at().timestamp() == second).count();
    if count > 1 { batch.to_string() } else { time::seconds(batch.at()) }
}
