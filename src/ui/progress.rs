//! A bar on standard error that shows how far a long operation is.

use std::{cell::Cell, rc::Rc, time::Duration};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::style::Styles;

/// The time after which an operation is long.
pub(crate) const DELAY: Duration = Duration::from_millis(500);

/// The commands whose operations can be long, and what they do.
const VERBS: [(&str, &str); 10] = [
    ("clean", "Deleting"),
    ("delete", "Deleting"),
    ("empty-trash", "Deleting permanently"),
    ("restore", "Restoring"),
    ("import", "Importing"),
    ("tag", "Tagging"),
    ("untag", "Untagging"),
    ("relocate", "Relocating"),
    ("put-raw", "Storing"),
    ("fsck", "Checking"),
];

/// The progress of an operation. Clones share one bar.
///
/// It is drawn by the thread that advances it, and only after [`DELAY`]. Without a bar nothing happens.
#[derive(Clone, Debug, Default)]
pub(crate) struct Progress(Option<Rc<Shown>>);

#[derive(Debug)]
struct Shown {
    /// The bar, which also measures the time since the start.
    bar: ProgressBar,
    delay: Duration,
    is_drawn: Cell<bool>,
    total: Cell<Option<usize>>,
}

impl Progress {
    /// Starts the progress of `command`, whose bar is drawn after `delay`. A command that shows no
    /// progress has no bar.
    pub(crate) fn start(
        command: &str,
        total: Option<usize>,
        delay: Duration,
        styles: Styles,
    ) -> Progress {
        let verb = VERBS.iter().find(|(name, _)| *name == command);
        Progress(verb.map(|(_, verb)| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
            bar.set_prefix(*verb);
            let shown = Shown { bar, delay, is_drawn: Cell::new(false), total: Cell::new(None) };
            shown.set_total(total, styles);
            Rc::new(shown)
        }))
    }

    /// Sets the number of steps, where it is known only after the start.
    pub(crate) fn set_total(&self, total: usize, styles: Styles) {
        if let Some(shown) = &self.0 {
            shown.set_total(Some(total), styles);
        }
    }

    /// Notes that one step is done.
    pub(crate) fn advance(&self) {
        let Some(shown) = &self.0 else { return };
        shown.bar.inc(1);
        if !shown.is_drawn.get() && shown.bar.elapsed() >= shown.delay {
            shown.is_drawn.set(true);
            shown.bar.set_draw_target(ProgressDrawTarget::stderr());
            shown.bar.tick();
        }
    }

    /// Runs `act`, which writes to the terminal, while the bar is not there.
    pub(crate) fn suspend<T>(&self, act: impl FnOnce() -> T) -> T {
        match &self.0 {
            Some(shown) if shown.is_drawn.get() => shown.bar.suspend(act),
            _ => act(),
        }
    }

    /// Removes the bar.
    pub(crate) fn end(&self) {
        if let Some(shown) = &self.0 {
            shown.bar.finish_and_clear();
        }
    }
}

impl Shown {
    fn set_total(&self, total: Option<usize>, styles: Styles) {
        let template = match (total, styles.is_coloured) {
            (None, _) => "{prefix} {human_pos}",
            (Some(_), false) => "{prefix} {wide_bar} {human_pos}/{human_len}",
            (Some(_), true) => "{prefix} {wide_bar:.cyan} {human_pos}/{human_len}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.progress_chars("━╸ "));
        }
        if let Some(total) = total {
            self.bar.set_length(u64::try_from(total).unwrap_or(u64::MAX));
        }
        self.total.set(total);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_valid() {
        for total in [None, Some(3)] {
            for is_coloured in [false, true] {
                let progress = Progress::start("clean", total, DELAY, Styles { is_coloured });
                (0..5).for_each(|_| progress.advance());
                assert_eq!(progress.suspend(|| 1), 1);
                progress.end();
            }
        }
        let template = "{prefix} {wide_bar:.cyan} {human_pos}/{human_len}";
        assert!(ProgressStyle::with_template(template).is_ok());
    }

    #[test]
    fn commands_for_scripts_show_none() {
        for command in ["rm-id", "prune", "set-raw", "restore-id", "list", ""] {
            assert!(Progress::start(command, Some(1), DELAY, Styles::default()).0.is_none());
        }
    }
}
