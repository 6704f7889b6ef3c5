//! The progress of the running operation, on a terminal.

use super::Context;
use crate::ui::progress::{DELAY, Progress};

impl Context<'_> {
    /// Starts to show the progress of an operation with this many steps, if somebody can see it and
    /// the command is one that can take long. Other output to standard error makes way for it.
    pub(crate) fn start_progress(&mut self, total: Option<usize>) -> Progress {
        let is_short = total.is_some_and(|total| total < 2);
        if self.terminal.error_width.is_none() || is_short {
            return Progress::default();
        }
        let delay = self.environment.progress_delay.unwrap_or(DELAY);
        self.progress = Progress::start(self.command, total, delay, self.error_styles());
        self.progress.clone()
    }

    /// Removes the bar.
    pub(crate) fn end_progress(&mut self) {
        std::mem::take(&mut self.progress).end();
    }
}
