//! Decides whether an output stream is coloured.

use super::{Context, Environment, Options};
use crate::{
    config,
    ui::{
        diagnostic,
        style::{Styles, When},
    },
};

impl Environment {
    /// Returns the styles of an output stream: `--color`, else `NO_COLOR`, else `CLICOLOR_FORCE`;
    /// else a capable terminal is coloured, unless `output.color` of the configuration forbids it.
    ///
    /// Only then is the configuration read, so that a pipe costs nothing. One that cannot be used
    /// says nothing about colours and is no error.
    pub(crate) fn styles(&self, options: &Options, is_terminal: bool) -> Styles {
        let is_coloured = match options.color {
            When::Always => true,
            When::Never => false,
            When::Auto if self.no_color.is_some() => false,
            When::Auto if self.clicolor_force.as_ref().is_some_and(|value| value != "0") => true,
            When::Auto => is_terminal && self.is_capable() && self.is_configured(options),
        };
        Styles { is_coloured }
    }

    /// Returns whether the terminal can do more than print lines, according to `TERM`.
    pub(super) fn is_capable(&self) -> bool {
        self.term.as_ref().is_some_and(|term| term != "dumb")
    }

    fn is_configured(&self, options: &Options) -> bool {
        let path = match &options.config {
            Some(path) => Some(path.clone()),
            None => self.clinvk_home(options).ok().map(|home| home.join("config.yaml")),
        };
        let is_required = options.config.is_some();
        path.and_then(|path| config::color(&path, is_required)).unwrap_or(true)
    }
}

impl Context<'_> {
    /// Returns the styles of standard output.
    pub(crate) fn styles(&self) -> Styles {
        let is_terminal = self.terminal.width.is_some();
        *self.styles.get_or_init(|| self.environment.styles(&self.options, is_terminal))
    }

    /// Returns the styles of standard error.
    pub(crate) fn error_styles(&self) -> Styles {
        let is_terminal = self.terminal.error_width.is_some();
        *self.error_styles.get_or_init(|| self.environment.styles(&self.options, is_terminal))
    }

    /// Writes a hint to standard error.
    pub(crate) fn hint(&mut self, hint: &str) {
        self.status(&diagnostic::hint_line(hint, self.error_styles()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns whether a stream is coloured with `--color`, these variables and no configuration.
    fn is_coloured(color: When, variables: &[(&str, &str)], is_terminal: bool) -> bool {
        let value = |name| variables.iter().find(|v| v.0 == name).map(|v| v.1.into());
        let environment = Environment {
            no_color: value("NO_COLOR"),
            clicolor_force: value("CLICOLOR_FORCE"),
            term: value("TERM"),
            ..Environment::default()
        };
        environment.styles(&Options { color, ..Options::default() }, is_terminal).is_coloured
    }

    #[test]
    fn a_capable_terminal_is_coloured_and_a_pipe_is_not() {
        for (variables, is_terminal, expected) in [
            (&[("TERM", "xterm")][..], true, true),
            (&[("TERM", "xterm")], false, false),
            (&[("TERM", "dumb")], true, false),
            (&[], true, false),
            (&[("TERM", "xterm"), ("NO_COLOR", "1")], true, false),
            (&[("CLICOLOR_FORCE", "1")], false, true),
            (&[("CLICOLOR_FORCE", "0")], false, false),
            (&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false, false),
        ] {
            assert_eq!(is_coloured(When::Auto, variables, is_terminal), expected, "{variables:?}");
        }
    }

    #[test]
    fn the_option_outranks_the_environment() {
        for variables in [&[("NO_COLOR", "1")][..], &[("TERM", "dumb")], &[("CLICOLOR_FORCE", "1")]]
        {
            for is_terminal in [false, true] {
                assert!(is_coloured(When::Always, variables, is_terminal));
                assert!(!is_coloured(When::Never, variables, is_terminal));
            }
        }
    }
}
