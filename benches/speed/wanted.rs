//! Targets, and whether they were met.

use std::fmt;

/// The maximum of a figure.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wanted {
    /// No target; the figure is only shown.
    Nothing,
    /// A ratio to the floor.
    Ratio(f64),
    /// A ratio to the floor, after subtracting the start of a process from both.
    LessStart(f64),
    /// A ratio to the figure of a smaller store.
    Factor(f64),
    /// Milliseconds.
    Time(f64),
    /// Megabytes.
    Memory(f64),
}

impl Wanted {
    /// Returns the name of the figure, the limit and its unit.
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

    /// Compares `figure` with the target.
    pub(crate) fn beside(self, figure: Option<f64>) -> Judged {
        Judged { wanted: self, figure }
    }
}

/// A target next to the measured figure.
pub(crate) struct Judged {
    wanted: Wanted,
    figure: Option<f64>,
}

impl fmt::Display for Judged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((name, limit, unit)) = self.wanted.parts() else { return Ok(()) };
        let space = if name.is_empty() { "" } else { " " };
        write!(f, "{name}{space}<= {limit}{unit}")?;
        // Rounded as shown: 1.302 is shown as 1.30, and would seem to meet a limit of 1.30.
        if self.figure.is_some_and(|figure| (figure * 100.0).round() / 100.0 > limit) {
            write!(f, "  missed")?;
        }
        Ok(())
    }
}
