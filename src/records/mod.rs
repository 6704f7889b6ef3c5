//! The wire format, version 1: the fields of records, and their framing.
//!
//! Within a version, keys are never removed, renamed, retyped or reordered; new ones may be
//! appended. Every change is listed in the changelog under **Wire format**.

mod absent;
mod change;
pub(crate) mod diagnostic;
mod export;
pub(crate) mod listed;
mod node;
mod problem;
mod removal;
mod resolution;
mod session;
mod stats;
mod stored;
mod trashed;

pub(crate) use absent::AbsentRecord;
pub(crate) use change::ChangeRecord;
pub(crate) use diagnostic::{ErrorRecord, WarningRecord};
pub(crate) use export::{ExportRecord, Exported};
pub(crate) use node::NodeRecord;
pub(crate) use problem::ProblemRecord;
pub(crate) use removal::{RemovalRecord, Rule};
pub(crate) use resolution::ResolutionRecord;
pub(crate) use session::SessionRecord;
pub(crate) use stats::StatsRecord;
pub(crate) use stored::StoredRecord;
pub(crate) use trashed::TrashedRecord;

use crate::{error::Error, session::value::Value};

/// A record of the wire format.
pub(crate) trait Record {
    /// The record's `type`.
    const TYPE: &'static str;
    /// The names of the fields after `v` and `type`, in the order of [`Record::each`].
    const FIELDS: &'static [&'static str];
    /// The fields that `-z` writes by default. Commands that change the store include the outcome,
    /// so that a failure cannot be mistaken for a success.
    const NUL_DEFAULT: &'static [&'static str] = &["id"];

    /// Passes every field to `visit`, in order. An optional field may be omitted.
    fn each<'a>(&'a self, visit: &mut impl FnMut(&'static str, Value<'a>));
}

/// The framing of records on a stream.
#[derive(Clone, Debug, Default)]
pub(crate) enum Framing {
    /// JSON Lines: one compact object per record.
    #[default]
    JsonLines,
    /// JSON Lines, restricted to these fields in this order.
    SelectedJsonLines(Vec<String>),
    /// NUL-terminated strings of these fields.
    Nul(Vec<String>),
}

/// A field contains U+0000, which NUL framing cannot represent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("its {0} contains a NUL character, which -z cannot write")]
pub(crate) struct HoldsNul(String);

impl Framing {
    /// Returns whether this framing shows the field `name`.
    pub(crate) fn shows(&self, name: &str) -> bool {
        match self {
            Framing::JsonLines => true,
            Framing::SelectedJsonLines(names) | Framing::Nul(names) => {
                names.iter().any(|shown| shown == name)
            }
        }
    }

    /// Rejects `--fields` without `outcome`. If such a report were read as a list of IDs, it would
    /// remove sessions that were meant to stay.
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
                    write_member(name, value, out);
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

/// Returns the fields of `record` as plain texts, in order: those of a row of CSV.
pub(crate) fn plain_fields<R: Record>(record: &R) -> Vec<Vec<u8>> {
    let mut fields = Vec::with_capacity(R::FIELDS.len());
    record.each(&mut |_, value| {
        let mut text = Vec::new();
        value.write_plain(&mut text);
        fields.push(text);
    });
    fields
}

/// Appends `record` as a compact JSON object, without a newline.
pub(crate) fn write_json<R: Record>(record: &R, out: &mut Vec<u8>) {
    begin_json::<R>(out);
    record.each(&mut |name, value| write_member(name, value, out));
    out.push(b'}');
}

fn write_member(name: &str, value: Value<'_>, out: &mut Vec<u8>) {
    out.extend_from_slice(b",\"");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
    value.write_json(out);
}

fn begin_json<R: Record>(out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"v\":1,\"type\":\"");
    out.extend_from_slice(R::TYPE.as_bytes());
    out.push(b'"');
}

/// Returns the fields called `names`, in that order. A field that the record does not have is
/// absent.
fn select<'a, 'n, R: Record>(record: &'a R, names: &'n [String]) -> Vec<(&'n str, Value<'a>)> {
    let mut fields = Vec::with_capacity(R::FIELDS.len());
    record.each(&mut |name, value| fields.push((name, value)));
    let value = |name: &str| fields.iter().find(|field| field.0 == name).map(|field| field.1);
    names.iter().map(|name| (&**name, value(name).unwrap_or(Value::Absent))).collect()
}
