//! The request that the command line makes of the bench.

use std::{env, num::NonZeroU32, path::PathBuf};

/// A part of the bench, by the word that chooses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The time until a command begins.
    Start,
    /// Commands that read every session.
    Scan,
    /// Listings beside a process that reads and writes as much.
    Twin,
    /// A listing whose files are on the disk alone.
    Cold,
    /// Commands on one session.
    Single,
    /// Commands that change many sessions.
    Write,
    /// The peak memory of commands.
    Memory,
    /// The cost of ten times the sessions.
    Growth,
    /// The instructions that commands run, beside the committed numbers.
    Instructions,
}

impl Part {
    const ALL: [(&str, Part); 9] = [
        ("start", Part::Start),
        ("scan", Part::Scan),
        ("twin", Part::Twin),
        ("cold", Part::Cold),
        ("single", Part::Single),
        ("write", Part::Write),
        ("memory", Part::Memory),
        ("growth", Part::Growth),
        ("instructions", Part::Instructions),
    ];
}

/// The parts and sizes that were asked for, or the usual ones.
#[derive(Default)]
pub(crate) struct Request {
    parts: Vec<Part>,
    /// The sizes of stores for the other parts.
    pub(crate) sizes: Vec<u32>,
    /// The sizes of stores for [`Part::Twin`].
    pub(crate) twin_sizes: Vec<u32>,
    /// The sizes of stores for [`Part::Cold`].
    pub(crate) cold_sizes: Vec<u32>,
    /// The sizes between which growth is measured; a million only if its word is given.
    pub(crate) growth_sizes: Vec<u32>,
    /// True to measure, false only to show that measuring works.
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
        (request.twin_sizes, request.cold_sizes) = match usual {
            [] => (request.sizes.clone(), request.sizes.clone()),
            _ if !request.is_bench => (usual.to_vec(), usual.to_vec()),
            _ => (vec![10_000, 20_000, 100_000], vec![20_000]),
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

    /// Returns whether `part` was asked for. Without any word, a test runs every part, and
    /// a bench all but two: the number of instructions says nothing beside times, and a cold start
    /// slows down the whole machine.
    pub(crate) fn wants(&self, part: Part) -> bool {
        match &self.parts[..] {
            [] => !matches!(part, Part::Instructions | Part::Cold) || !self.is_bench,
            parts => parts.contains(&part),
        }
    }

    /// Returns whether any part that measures time is asked for.
    pub(crate) fn is_timed(&self) -> bool {
        self.parts.iter().any(|&part| part != Part::Instructions) || self.parts.is_empty()
    }

    /// Returns whether instructions are compared with the committed numbers.
    pub(crate) fn is_gate(&self) -> bool {
        !self.parts.is_empty()
    }
}

/// The program `name`, if this machine has it.
pub(crate) fn tool(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).map(|folder| folder.join(name)).find(|path| path.is_file())
}
