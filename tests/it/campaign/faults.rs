//! Injects a fault into each system call of each command, and proves that planted bugs are
//! detected.

use std::{
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
};

use super::{
    Tally,
    invariants::{Observed, aftermath},
    subject::{self, SUBJECTS, Subject},
    trace::{self, Call, Fault, Kind},
    tree::Tree,
};
use crate::sandbox::{Output, tool};

/// The faults for each call that can fail. In addition, the process is killed at each call.
const KINDS: [Kind; 7] = [
    Kind::Once("EIO"),
    Kind::Once("ENOSPC"),
    Kind::Once("EINTR"),
    Kind::Once("EACCES"),
    Kind::Once("EROFS"),
    Kind::FromThereOn("ENOSPC"),
    Kind::FromThereOn("EIO"),
];

/// A command without faults.
struct Reference {
    subject: &'static Subject,
    made: Tree,
    before: Tree,
    complete: Tree,
    output: Output,
    faults: Vec<Fault>,
}

impl Reference {
    fn of(strace: &Path, subject: &'static Subject, mistake: Option<&str>) -> Reference {
        let sandbox = subject::store();
        let made = Tree::of(&sandbox);
        (subject.prepare)(&sandbox);
        let before = Tree::of(&sandbox);
        let plain = std::process::Command::new("env");
        let output = trace::run(plain, &sandbox, subject, None);
        let complete = Tree::of(&sandbox);
        assert_eq!(output.code, 0, "{}: {output}", subject.name);
        let sandbox = subject::store();
        (subject.prepare)(&sandbox);
        // Traces with the failpoint active: the command may then make fewer calls.
        let calls = trace::trace(strace, &sandbox, subject, mistake);
        let faults = calls.iter().flat_map(faults_of).collect();
        Reference { subject, made, before, complete, output, faults }
    }

    /// Returns the promises that this fault breaks, or `None` if its call was not made.
    fn broken_by(
        &self,
        strace: &Path,
        fault: &Fault,
        mistake: Option<&str>,
    ) -> Option<Vec<String>> {
        let sandbox = subject::store();
        (self.subject.prepare)(&sandbox);
        let output = trace::run_with(strace, &sandbox, self.subject, fault, mistake)?;
        let after = Tree::of(&sandbox);
        let observed = Observed {
            subject: self.subject,
            fault,
            made: &self.made,
            before: &self.before,
            after: &after,
            output: &output,
            complete: &self.complete,
            complete_output: &self.output,
        };
        let mut broken = observed.broken();
        broken.extend(aftermath(&sandbox, output.code == 0));
        for promise in &mut broken {
            *promise = format!("{}, {fault}: {promise}", self.subject.name);
        }
        Some(broken)
    }
}

/// Returns all faults of a call.
fn faults_of(call: &Call) -> Vec<Fault> {
    let kinds = if call.can_fail() { &KINDS[..] } else { &[] };
    let kinds = kinds.iter().copied().chain([Kind::Killed]);
    kinds.map(|kind| Fault { call: call.clone(), kind }).collect()
}

/// Reorders the items so that neighbours are far apart: neighbouring faults often have the same
/// effect.
fn scattered<T: Copy>(items: &[T]) -> Vec<T> {
    // A prime, so that every item is visited.
    const STRIDE: usize = 7_919;
    assert!(!items.len().is_multiple_of(STRIDE));
    (0..items.len()).map(|place| items[place * STRIDE % items.len()]).collect()
}

/// The selection of faults to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// About this many per command.
    Sample(usize),
    Full,
    /// All faults, until one breaks this promise.
    Until(&'static str),
}

/// Runs these commands with faults. Returns a line of the table for each.
pub(crate) fn run(
    strace: &Path,
    subjects: &'static [Subject],
    form: Form,
    mistake: Option<&str>,
) -> Vec<Tally> {
    let each = subjects.iter().map(|subject| {
        let reference = Reference::of(strace, subject, mistake);
        let step = match form {
            // An odd step, so that every kind of fault has its turn over time.
            Form::Sample(count) => (reference.faults.len() / count) | 1,
            Form::Full | Form::Until(_) => 1,
        };
        let mut faults: Vec<_> = reference.faults.iter().step_by(step).collect();
        if let Form::Until(_) = form {
            faults = scattered(&faults);
        }
        let [next, tried, missed] = [const { AtomicUsize::new(0) }; 3];
        let (is_over, broken) = (AtomicBool::new(false), Mutex::new(Vec::new()));
        let work = || {
            while let Some(fault) = faults.get(next.fetch_add(1, Ordering::Relaxed)) {
                if is_over.load(Ordering::Relaxed) {
                    return;
                }
                // Some counts differ from run to run, such as how often a thread waits.
                let Some(found) = reference.broken_by(strace, fault, mistake) else {
                    missed.fetch_add(1, Ordering::Relaxed);
                    continue;
                };
                tried.fetch_add(1, Ordering::Relaxed);
                if let Form::Until(promise) = form {
                    is_over.fetch_or(found.iter().any(|b| b.contains(promise)), Ordering::Relaxed);
                }
                broken.lock().unwrap().extend(found);
            }
        };
        thread::scope(|scope| {
            scope.spawn(work);
            work();
        });
        let mut broken = broken.into_inner().unwrap();
        let (tried, missed) = (tried.into_inner(), missed.into_inner());
        if missed * 10 > tried {
            broken.push(format!("the campaign failed: {missed} calls did not come, {tried} did"));
        }
        Tally { what: format!("faults in `{}`", subject.name), tried, broken }
    });
    each.collect()
}

#[test]
fn a_fault_in_any_command_breaks_no_promise() {
    let Some(strace) = tool("strace") else { return };
    run(&strace, SUBJECTS, Form::Sample(20), None).iter().for_each(Tally::check);
}

#[test]
fn a_mistake_made_on_purpose_is_found() {
    let Some(strace) = tool("strace") else { return };
    for (mistake, promise, subject) in [
        ("in-place", "I1", "set-raw"),
        ("write-error-ignored", "I1", "set-raw"),
        ("index-kept", "I3", "rm-id"),
        ("unlink-error-ignored", "I3", "rm-id"),
        ("temporary-kept", "I6", "set-raw"),
        ("interruption-passed-on", "I5", "rm-id"),
    ] {
        let place = SUBJECTS.iter().position(|known| known.name == subject).unwrap();
        let tallies = run(&strace, &SUBJECTS[place..=place], Form::Until(promise), Some(mistake));
        let found = tallies[0].broken.iter().any(|broken| broken.contains(promise));
        assert!(found, "{mistake}");
    }
}

#[test]
fn a_fault_in_a_removal_of_files_that_are_known_again_breaks_no_promise() {
    let Some(strace) = tool("strace") else { return };
    for name in ["clean", "prune"] {
        let place = SUBJECTS.iter().position(|known| known.name == name).unwrap();
        // The files of a test are all racy. This makes the store trust them.
        let trusting = Some("young-trusted");
        run(&strace, &SUBJECTS[place..=place], Form::Sample(40), trusting)[0].check();
    }
}
