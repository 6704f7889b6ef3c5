//! The arguments common to all plumbing commands.

use std::{ffi::OsString, io::Write};

use clap::{Args, ValueEnum, builder::PossibleValuesParser};

use crate::{
    context::Context,
    error::{Error, Exit},
    records::{self, ErrorRecord, WarningRecord},
    ui::{
        diagnostic::{self, Diagnostic, Emitter, Kind},
        style::Styles,
    },
};

// A plumbing command: its own arguments and the common ones.
#[derive(Args, Clone, Debug)]
pub(crate) struct RawCommand<C: Args> {
    #[command(flatten)]
    command: C,

    /// Version of the record format
    #[arg(long, value_name = "VERSION", default_value = "1", hide_default_value = true)]
    #[arg(value_parser = PossibleValuesParser::new(["1"]), hide_short_help = true)]
    format_version: String,

    /// Write errors and warnings as text or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    #[arg(hide_possible_values = true, hide_short_help = true)]
    errors: ErrorFormat,
}

impl<C: Args> RawCommand<C> {
    /// Runs the command, with diagnostics in the requested format.
    pub(crate) fn run(
        self,
        ctx: &mut Context<'_>,
        run: impl FnOnce(C, &mut Context<'_>) -> Result<Exit, Error>,
    ) -> Result<Exit, Error> {
        if self.errors == ErrorFormat::Json {
            ctx.set_emitter(tell_program);
        }
        run(self.command, ctx)
    }
}

/// The format of errors and warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ErrorFormat {
    /// Lines for a person.
    Text,
    /// JSON Lines: `error` and `warning` records.
    Json,
}

impl ErrorFormat {
    /// Returns the format that `arguments` request, even if they are otherwise invalid.
    pub(crate) fn asked_for(arguments: &[OsString]) -> ErrorFormat {
        let words = arguments.iter().take_while(|word| *word != "--");
        let (mut format, mut before) = (ErrorFormat::Text, None);
        for word in words {
            let is_value = before.is_some_and(|before: &OsString| before == "--errors");
            // The last one wins, as for every option.
            if word == "--errors=json" || is_value && word == "json" {
                format = ErrorFormat::Json;
            } else if word == "--errors=text" || is_value && word == "text" {
                format = ErrorFormat::Text;
            }
            before = Some(word);
        }
        format
    }

    /// Returns the emitter for this format.
    pub(crate) fn teller(self) -> Emitter {
        match self {
            ErrorFormat::Text => diagnostic::emit_text,
            ErrorFormat::Json => tell_program,
        }
    }
}

/// Writes a diagnostic as one record on one line.
fn tell_program(err: &mut dyn Write, diagnostic: &Diagnostic<'_>, _: Styles) {
    let mut line = Vec::new();
    match diagnostic.kind {
        Kind::Error => records::write_json(&ErrorRecord::new(diagnostic), &mut line),
        Kind::Warning => records::write_json(&WarningRecord::new(diagnostic), &mut line),
    }
    line.push(b'\n');
    let _ = err.write_all(&line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_errors_is_found_in_a_command_line_that_is_wrong() {
        let of = |line: &str| {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            ErrorFormat::asked_for(&words)
        };
        for line in [
            "x --bad --errors=json",
            "x ls-raw --errors json --bad",
            "x --errors=text --errors json --bad",
        ] {
            assert_eq!(of(line), ErrorFormat::Json, "{line}");
        }
        for line in [
            "x --bad",
            "x --errors text json",
            "x rm-id -- --errors=json",
            "x --errors",
            "x --errors=json --errors text --bad",
        ] {
            assert_eq!(of(line), ErrorFormat::Text, "{line}");
        }
    }
}
