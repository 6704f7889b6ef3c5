//! Wanted figures, and the verdict on measured ones.

use std::fmt;

/// The most that a figure may be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wanted {
    /// Nothing is wanted; the figure is only to be seen.
    Nothing,
    /// A ratio to the floor.
    Ratio(f64),
    /// The same, of what is left after the start of a process is taken off both.
    LessStart(f64),
    /// A ratio to what something smaller took.
    Factor(f64),
    /// Milliseconds.
    Time(f64),
    /// Megabytes.
    Memory(f64),
}

impl Wanted {
    /// Returns the name of the figure, the limit, and its unit.
    fn parts(self) -> Option<(&'static str, f64, &'static str)> {
        match self {
            Wanted::Nothing => None,
            Wanted::Ratio(limit) => Some(("ratio", limit, "")),
            Wanted::LessStart(limit) => Some(("less start", limit, "")),
            Wanted::Factor(limit) => Some(("", limit, "")),
            Wanted::Time(limit) => Some(("", limit, " ms")),
            Wanted::Memory(limit) => Some(("", limit, " MB")),
        }
    }

    /// Returns what is wanted, with the word `missed` if `figure` is above it.
    pub(crate) fn beside(self, figure: Option<f64>) -> Judged {
        Judged { wanted: self, figure }
    }
}

/// A wanted figure beside the measured one.
pub(crate) struct Judged {
    wanted: Wanted,
    figure: Option<f64>,
}

impl fmt::Display for Judged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((name, limit, unit)) = self.wanted.parts() else { return Ok(()) };
        let space = if name.is_empty() { "" } else { " " };
        write!(f, "{name}{space}<= {limit}{unit}")?;
        // Judged as it is shown: 1.302 is shown as 1.30, and nobody would see why that is too much.
        if self.figure.is_some_and(|figure| (figure * 100.0).round() / 100.0 > limit) {
            write!(f, "  missed")?;
        }
        Ok(())
    }
}
