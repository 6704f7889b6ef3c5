//! What the command line asks of the bench.

use std::{env, num::NonZeroU32, path::PathBuf};

/// A part of the bench, by the word that chooses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// How long it takes until a command begins.
    Start,
    /// Commands that read every session.
    Scan,
    /// Commands on one session.
    Single,
    /// Commands that change many sessions.
    Write,
    /// How much memory commands hold.
    Memory,
    /// What ten times the sessions cost.
    Growth,
    /// How many instructions commands run, beside those that are committed.
    Instructions,
}

impl Part {
    const ALL: [(&str, Part); 7] = [
        ("start", Part::Start),
        ("scan", Part::Scan),
        ("single", Part::Single),
        ("write", Part::Write),
        ("memory", Part::Memory),
        ("growth", Part::Growth),
        ("instructions", Part::Instructions),
    ];
}

/// The parts and sizes that were asked for, or those that nobody needs to ask for.
#[derive(Default)]
pub(crate) struct Request {
    parts: Vec<Part>,
    /// How many sessions the stores have.
    pub(crate) sizes: Vec<u32>,
    /// Between how many growth is measured; the million only where it is asked for by its word.
    pub(crate) growth_sizes: Vec<u32>,
    /// Whether this is to measure, not only to show that measuring works.
    pub(crate) is_bench: bool,
    /// The binary whose instructions are counted, where it is not the one that was built with this.
    pub(crate) binary: Option<PathBuf>,
}

impl Request {
    /// Reads the arguments: numbers are sizes, words are parts.
    pub(crate) fn parse(args: &[String]) -> Result<Request, String> {
        let mut request = Request::default();
        for arg in args {
            if arg == "--bench" {
                request.is_bench = true;
            } else if let Some(path) = arg.strip_prefix("--binary=") {
                request.binary = Some(PathBuf::from(path));
            } else if let Some((_, part)) = Part::ALL.iter().find(|(word, _)| word == arg) {
                request.parts.push(*part);
            } else if let Ok(size) = arg.parse().map(NonZeroU32::get) {
                request.sizes.push(size);
            } else if !arg.starts_with('-') {
                let words = Part::ALL.map(|(word, _)| word).join(", ");
                return Err(format!("'{arg}' is neither a number of sessions nor one of {words}"));
            }
        }
        let usual: &[u32] = match (request.is_bench, &request.sizes[..]) {
            (false, []) => &[100],
            (true, []) => &[1_000, 10_000, 100_000],
            _ => &[],
        };
        request.growth_sizes = match usual {
            [] => request.sizes.clone(),
            _ if !request.is_bench => vec![10, 100],
            usual if request.parts.contains(&Part::Growth) => [usual, &[1_000_000]].concat(),
            usual => usual.to_vec(),
        };
        request.sizes.extend(usual);
        Ok(request)
    }

    /// Whether `part` was asked for. Without any word that is everything, but of instructions only
    /// that counting works: their number means something where time is not measured beside.
    pub(crate) fn wants(&self, part: Part) -> bool {
        match &self.parts[..] {
            [] => part != Part::Instructions || !self.is_bench,
            parts => parts.contains(&part),
        }
    }

    /// Whether anything is asked for that takes the time.
    pub(crate) fn is_timed(&self) -> bool {
        self.parts.iter().any(|&part| part != Part::Instructions) || self.parts.is_empty()
    }

    /// Whether the counts of instructions are to be held against those that are committed.
    pub(crate) fn is_gate(&self) -> bool {
        !self.parts.is_empty()
    }
}

/// The program `name`, if this machine has it.
pub(crate) fn tool(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).map(|folder| folder.join(name)).find(|path| path.is_file())
}
