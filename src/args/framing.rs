//! The options for the form and the order of records.

use std::str::FromStr;

use clap::{
    ArgAction, Args,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};

use crate::{
    error::Error,
    query::order::SortKey,
    records::{Framing, Record},
};

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

/// Returns the long help of `--sort`, which names the keys.
pub(crate) fn sort_help() -> String {
    let names: Vec<&str> = SortKey::all().map(SortKey::as_str).collect();
    format!("Sort by this field, ascending: {}", names.join(", "))
}

/// Parses `--sort`, which must name one of `keys`.
pub(crate) fn sort_parser<K: IntoIterator<Item = SortKey>>(
    keys: K,
) -> impl TypedValueParser<Value = SortKey> + use<K> {
    let name = |key: SortKey| PossibleValue::new(key.as_str()).aliases(key.aliases());
    PossibleValuesParser::new(keys.into_iter().map(name)).try_map(|text| SortKey::from_str(&text))
}
