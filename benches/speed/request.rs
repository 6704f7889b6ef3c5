//! The parts and sizes requested on the command line.

use std::{env, num::NonZeroU32, path::PathBuf};

/// A part of the bench, named by its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The time until a command begins.
    Start,
    Scan,
    Single,
    Write,
    /// The memory of commands.
    Memory,
    /// The cost of ten times as many sessions.
    Growth,
    /// The instructions of commands, compared with the committed counts.
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

/// The requested parts and sizes, or the default ones.
#[derive(Default)]
pub(crate) struct Request {
    parts: Vec<Part>,
    /// The sizes of the stores.
    pub(crate) sizes: Vec<u32>,
    /// The sizes between which growth is measured. A million only if requested.
    pub(crate) growth_sizes: Vec<u32>,
    /// Set to measure. Otherwise the bench only shows that it works.
    pub(crate) is_bench: bool,
    /// The binary whose instructions are counted, if it is not the one built with this bench.
    pub(crate) binary: Option<PathBuf>,
}

impl Request {
    /// Parses the arguments: numbers are sizes, words are parts.
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

    /// Returns whether `part` was requested. Without any word everything is, but the instruction
    /// counts are not compared: they are only meaningful if no time is measured at the same time.
    pub(crate) fn wants(&self, part: Part) -> bool {
        match &self.parts[..] {
            [] => part != Part::Instructions || !self.is_bench,
            parts => parts.contains(&part),
        }
    }

    /// Returns whether a timed part is requested.
    pub(crate) fn is_timed(&self) -> bool {
        self.parts.iter().any(|&part| part != Part::Instructions) || self.parts.is_empty()
    }

    /// Returns whether the instruction counts are compared with the committed ones.
    pub(crate) fn is_gate(&self) -> bool {
        !self.parts.is_empty()
    }
}

/// Returns the path of the program `name`, if this machine has it.
pub(crate) fn tool(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).map(|folder| folder.join(name)).find(|path| path.is_file())
}
