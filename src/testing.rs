//! Parts of the library for the tests, besides its commands.

use crate::{
    cli,
    plumbing::schema::{self, RecordType},
    records::{
        AbsentRecord, ChangeRecord, ErrorRecord, ExportRecord, NodeRecord, ProblemRecord, Record,
        RemovalRecord, ResolutionRecord, SessionRecord, StatsRecord, StoredRecord, TrashedRecord,
        WarningRecord,
    },
    sanitize,
    session::etag::Etag,
    store::fsck::problem::Code,
};

/// A type of record, as the code defines it.
#[derive(Clone, Copy, Debug)]
pub struct RecordInfo {
    /// The record's `type`.
    pub name: &'static str,
    /// The fields after `v` and `type`, in order.
    pub fields: &'static [&'static str],
    /// The fields that `-z` writes by default.
    pub nul_default: &'static [&'static str],
    /// The JSON Schema that `sessions schema` prints.
    pub schema: &'static str,
}

/// Returns every type of record, in the order of `sessions schema`.
pub fn records() -> [RecordInfo; 13] {
    RecordType::ALL.map(|record| match record {
        RecordType::Session => info::<SessionRecord<'_>>(record),
        RecordType::Absent => info::<AbsentRecord<'_>>(record),
        RecordType::Trashed => info::<TrashedRecord<'_>>(record),
        RecordType::Removal => info::<RemovalRecord<'_>>(record),
        RecordType::Resolution => info::<ResolutionRecord<'_>>(record),
        RecordType::Stored => info::<StoredRecord<'_>>(record),
        RecordType::Export => info::<ExportRecord<'_>>(record),
        RecordType::Problem => info::<ProblemRecord<'_>>(record),
        RecordType::Change => info::<ChangeRecord<'_>>(record),
        RecordType::Stats => info::<StatsRecord<'_>>(record),
        RecordType::Node => info::<NodeRecord<'_>>(record),
        RecordType::Error => info::<ErrorRecord<'_>>(record),
        RecordType::Warning => info::<WarningRecord<'_>>(record),
    })
}

fn info<R: Record>(record: RecordType) -> RecordInfo {
    RecordInfo {
        name: record.as_str(),
        fields: R::FIELDS,
        nul_default: R::NUL_DEFAULT,
        schema: record.schema(),
    }
}

/// Returns the schema that `sessions schema` prints without a type.
pub fn any_record_schema() -> String {
    schema::any_record()
}

/// The page of each command, by the command's name.
pub const PAGES: [(&str, &str); 35] = cli::PAGES;

/// The groups of commands, and the commands of each.
pub const GROUPS: [(&str, &[&str]); 4] = cli::groups::GROUPS;

/// Returns the clap tree.
pub fn command() -> clap::Command {
    cli::command()
}

/// Returns the codes of all problems that `fsck` reports.
pub fn problem_codes() -> Vec<String> {
    Code::ALL.iter().map(ToString::to_string).collect()
}

/// Returns the etag of a session file with these bytes.
pub fn etag(bytes: &[u8]) -> String {
    Etag::of(bytes).to_string()
}

/// Returns whether `c` is escaped before a person sees it.
pub fn needs_escape(c: char) -> bool {
    sanitize::needs_escape(c)
}

/// Returns whether `c` takes no column by itself.
pub fn is_invisible(c: char) -> bool {
    sanitize::is_invisible(c)
}
