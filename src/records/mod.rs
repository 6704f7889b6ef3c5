//! The wire format, version 1: what a record holds and how it is framed.
//!
//! Within a version keys are never removed, renamed, retyped or reordered; new ones may be
//! appended. Every change is noted in the changelog under **Wire format**.

mod absent;
mod change;
pub(crate) mod diagnostic;
pub(crate) mod listed;
mod problem;
mod removal;
mod resolution;
mod session;
mod stored;
mod trashed;
pub(crate) mod value;

use std::borrow::Cow;

pub(crate) use absent::AbsentRecord;
pub(crate) use change::ChangeRecord;
pub(crate) use diagnostic::{ErrorRecord, WarningRecord};
pub(crate) use problem::ProblemRecord;
pub(crate) use removal::{RemovalRecord, Rule};
pub(crate) use resolution::ResolutionRecord;
pub(crate) use session::SessionRecord;
pub(crate) use stored::StoredRecord;
pub(crate) use trashed::TrashedRecord;

use crate::{
    error::Error,
    session::{Session, time::Time},
};
use value::Value;

/// The name of a record's field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    /// The name.
    pub(crate) name: &'static str,
    /// What stands in a record from the value before it to its own.
    start: &'static str,
}

impl Field {
    /// The field called `name`, of which `start` is made.
    pub(crate) const fn new(name: &'static str, start: &'static str) -> Field {
        Field { name, start }
    }
}

/// The field of this name, put into the words of JSON when it is compiled: a listing writes it a
/// hundred thousand times.
macro_rules! field {
    ($name:literal) => {
        $crate::records::Field::new($name, concat!(",\"", $name, "\":"))
    };
}
pub(crate) use field;

/// Something that is written as a record.
pub(crate) trait Record {
    /// The record's `type`.
    const TYPE: &'static str;
    /// The names of its fields after `v` and `type`, in the order of [`Record::each`].
    const FIELDS: &'static [&'static str];
    /// The fields that `-z` frames unless `--fields` says otherwise. Commands that change the store
    /// also show the outcome, so that a failure cannot pass for a success.
    const NUL_DEFAULT: &'static [&'static str] = &["id"];

    /// Hands every field to `visit`, in order; one that is only sometimes there may be left out.
    fn each<'a>(&'a self, visit: &mut impl FnMut(Field, Value<'a>));
}

/// How records are laid out on a stream.
#[derive(Clone, Debug, Default)]
pub(crate) enum Framing {
    /// JSON Lines: one compact object a record.
    #[default]
    JsonLines,
    /// JSON Lines with these fields only, in this order.
    SelectedJsonLines(Vec<String>),
    /// These fields, each as one string that a NUL ends.
    Nul(Vec<String>),
}

/// A field's text holds U+0000, which cannot be framed by NUL.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("its {0} holds a NUL character, which -z cannot frame")]
pub(crate) struct HoldsNul(String);

impl Framing {
    /// Whether a record that is framed so shows the field called `name`.
    pub(crate) fn shows(&self, name: &str) -> bool {
        match self {
            Framing::JsonLines => true,
            Framing::SelectedJsonLines(names) | Framing::Nul(names) => {
                names.iter().any(|shown| shown == name)
            }
        }
    }

    /// Refuses `--fields` without `outcome`: read as a list of ids, such a report would order the
    /// removal of sessions that are to stay.
    pub(crate) fn check_outcome(&self) -> Result<(), Error> {
        if self.shows("outcome") {
            return Ok(());
        }
        Err(Error::Usage {
            message:
                "--fields must name `outcome`: without it, a session that stays looks like one \
                      to remove"
                    .to_owned(),
            hint: "name it, as in --fields id,outcome,etag".to_owned(),
        })
    }

    /// Appends `record` to `out`.
    pub(crate) fn write<R: Record>(&self, record: &R, out: &mut Vec<u8>) -> Result<(), HoldsNul> {
        match self {
            Framing::JsonLines => {
                write_json(record, out);
                out.push(b'\n');
            }
            Framing::SelectedJsonLines(names) => {
                begin_json::<R>(out);
                for (name, value) in select(record, names) {
                    out.extend_from_slice(b",\"");
                    out.extend_from_slice(name.as_bytes());
                    out.extend_from_slice(b"\":");
                    value.write_json(out);
                }
                out.extend_from_slice(b"}\n");
            }
            Framing::Nul(names) => {
                for (name, value) in select(record, names) {
                    let start = out.len();
                    value.write_plain(out);
                    if out[start..].contains(&0) {
                        return Err(HoldsNul(name.to_owned()));
                    }
                    out.push(0);
                }
            }
        }
        Ok(())
    }
}

/// Appends `record` as one compact JSON object, without a line's end.
pub(crate) fn write_json<R: Record>(record: &R, out: &mut Vec<u8>) {
    begin_json::<R>(out);
    record.each(&mut |field, value| {
        out.extend_from_slice(field.start.as_bytes());
        value.write_json(out);
    });
    out.push(b'}');
}

fn begin_json<R: Record>(out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"v\":1,\"type\":\"");
    out.extend_from_slice(R::TYPE.as_bytes());
    out.push(b'"');
}

/// Returns the fields called `names`, in that order; one that this record does not have is absent.
fn select<'a, 'n, R: Record>(record: &'a R, names: &'n [String]) -> Vec<(&'n str, Value<'a>)> {
    let mut fields = Vec::with_capacity(R::FIELDS.len());
    record.each(&mut |field, value| fields.push((field.name, value)));
    let value = |name: &str| fields.iter().find(|field| field.0 == name).map(|field| field.1);
    names.iter().map(|name| (&**name, value(name).unwrap_or(Value::Absent))).collect()
}

impl<'a> Value<'a> {
    fn text(text: Option<&'a Cow<'_, str>>) -> Value<'a> {
        text.map_or(Value::Absent, |text| Value::Text(text))
    }

    /// A text that need not be there.
    fn opt_text(text: Option<&'a str>) -> Value<'a> {
        text.map_or(Value::Absent, Value::Text)
    }

    /// One of the texts of `session`.
    pub(crate) fn text_of(session: &Session<'_>, text: &'a str) -> Value<'a> {
        if session.is_plain { Value::Plain(text) } else { Value::Text(text) }
    }

    fn time(time: Option<Time>) -> Value<'a> {
        time.map_or(Value::Absent, Value::Time)
    }

    fn count(count: usize) -> Value<'a> {
        Value::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }
}
