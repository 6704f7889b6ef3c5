//! Arguments shared by several commands.

use std::{ffi::OsStr, str::FromStr};

use clap::{
    ArgAction, Args, Command,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
    error::ErrorKind,
};

use crate::{
    error::Error,
    query::{filter::Filter, order::SortKey},
    records::{Framing, Record},
    session::status::Status,
};

/// The filter options.
#[derive(Args, Clone, Debug)]
pub(crate) struct FilterArgs {
    /// Filter by backend
    #[arg(short, long, value_name = "BACKEND", value_parser = BackendParser, hide_possible_values = true)]
    pub(crate) backend: Option<String>,

    /// Filter by status (active, completed, error, paused)
    #[arg(long, value_name = "STATUS", value_parser = status_parser(), hide_possible_values = true)]
    pub(crate) status: Option<Status>,
}

impl FilterArgs {
    /// Returns whether any filter option was given.
    pub(crate) fn is_given(&self) -> bool {
        self.backend.is_some() || self.status.is_some()
    }

    /// Returns the requested filter.
    pub(crate) fn filter(self) -> Filter {
        Filter { backend: self.backend, status: self.status }
    }
}

/// The options that select the fields and the framing of records.
#[derive(Args, Clone, Debug)]
pub(crate) struct FramingArgs {
    /// Write only these fields, in this order
    #[arg(long, value_name = "FIELD,...", value_delimiter = ',', action = ArgAction::Set)]
    pub(crate) fields: Option<Vec<String>>,

    /// Write NUL-terminated fields, not JSON Lines
    #[arg(short = 'z', long = "null")]
    pub(crate) nul: bool,
}

impl FramingArgs {
    /// Returns the framing for records of type `R`.
    pub(crate) fn framing<R: Record>(self) -> Result<Framing, Error> {
        self.framing_with::<R>(&[])
    }

    /// Returns the framing for records of type `R` mixed with records of another type, which has
    /// the fields `more`.
    pub(crate) fn framing_with<R: Record>(self, more: &[&str]) -> Result<Framing, Error> {
        let Some(mut names) = self.fields else {
            let default = R::NUL_DEFAULT.iter().map(|name| (*name).to_owned());
            return Ok(if self.nul { Framing::Nul(default.collect()) } else { Framing::JsonLines });
        };
        let is_known = |name: &str| R::FIELDS.contains(&name) || more.contains(&name);
        if let Some(unknown) = names.iter().find(|name| !is_known(name)) {
            return Err(Error::Usage {
                message: format!("a {} record has no field '{unknown}'", R::TYPE),
                hint: format!("its fields are {}", [R::FIELDS, more].concat().join(", ")),
            });
        }
        if self.nul {
            return Ok(Framing::Nul(names));
        }
        // An object must not repeat a key.
        let mut seen = Vec::new();
        names.retain(|name| {
            !seen.contains(name) && {
                seen.push(name.clone());
                true
            }
        });
        Ok(Framing::SelectedJsonLines(names))
    }
}

/// Parses `--sort`, which must name one of `keys`.
pub(crate) fn sort_parser<K: IntoIterator<Item = SortKey>>(
    keys: K,
) -> impl TypedValueParser<Value = SortKey> + use<K> {
    let name = |key: SortKey| PossibleValue::new(key.as_str()).aliases(key.aliases());
    PossibleValuesParser::new(keys.into_iter().map(name)).try_map(|text| SortKey::from_str(&text))
}

fn status_parser() -> impl TypedValueParser<Value = Status> {
    PossibleValuesParser::new(Status::ALL.map(Status::as_str))
        .try_map(|text| Status::from_str(&text))
}

/// Parses a backend's name. Accepts any name, while shell completion offers those that clinvk has.
#[derive(Clone)]
struct BackendParser;

impl TypedValueParser for BackendParser {
    type Value = String;

    fn parse_ref(
        &self,
        cmd: &Command,
        _arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        let text = value.to_str().map(str::to_owned);
        text.ok_or_else(|| clap::Error::new(ErrorKind::InvalidUtf8).with_cmd(cmd))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(["claude", "codex", "gemini"].map(PossibleValue::new).into_iter()))
    }
}
