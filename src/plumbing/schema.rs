//! `sessions schema`: what records look like, as JSON Schema.

use clap::{Args, ValueEnum};

use crate::{
    context::Context,
    error::{Error, Exit},
};

/// The dialect of the schemas, as each of them declares it, on a line of its own.
const DIALECT: &str = r#"  "$schema": "https://json-schema.org/draft/2020-12/schema","#;

/// Write the JSON Schema of the records (plumbing)
#[derive(Args, Clone, Debug)]
pub(crate) struct Schema {
    /// Only the schema of this type of record
    #[arg(value_name = "RECORD")]
    record: Option<RecordType>,
}

impl Schema {
    /// Writes the schema of one type of record, or the one of any.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        match self.record {
            Some(record) => ctx.print(record.schema().as_bytes())?,
            None => ctx.print(any_record().as_bytes())?,
        }
        Ok(Exit::Success)
    }
}

/// The types that a record can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RecordType {
    /// A session, from `ls-raw`
    Session,
    /// An item that names no session, from `ls-raw` by ID
    Absent,
    /// A session in the trash, from `ls-trash`
    Trashed,
    /// The result of a requested removal, from `rm-id`, `rm-trash` and `prune`
    Removal,
    /// The meaning of a prefix, from `resolve-id`
    Resolution,
    /// The result of a requested change, from `put-raw`, `set-raw` and `restore-id`
    Stored,
    /// A session with its artifacts, from `export`
    Export,
    /// A problem in the store, from `fsck`
    Problem,
    /// A change made by a command, from `ls-journal`
    Change,
    /// The counts of a group of sessions, from `stats --json`
    Stats,
    /// A session in a tree of forks, from `tree --json`
    Node,
    /// A failure
    Error,
    /// A notice, not an error
    Warning,
}

impl RecordType {
    /// All of them.
    pub(crate) const ALL: [RecordType; 13] = [
        RecordType::Session,
        RecordType::Absent,
        RecordType::Trashed,
        RecordType::Removal,
        RecordType::Resolution,
        RecordType::Stored,
        RecordType::Export,
        RecordType::Problem,
        RecordType::Change,
        RecordType::Stats,
        RecordType::Node,
        RecordType::Error,
        RecordType::Warning,
    ];

    /// The `type` of such records.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            RecordType::Session => "session",
            RecordType::Absent => "absent",
            RecordType::Trashed => "trashed",
            RecordType::Removal => "removal",
            RecordType::Resolution => "resolution",
            RecordType::Stored => "stored",
            RecordType::Export => "export",
            RecordType::Problem => "problem",
            RecordType::Change => "change",
            RecordType::Stats => "stats",
            RecordType::Node => "node",
            RecordType::Error => "error",
            RecordType::Warning => "warning",
        }
    }

    /// The schema of such records: a file that the tests hold real output to.
    pub(crate) fn schema(self) -> &'static str {
        match self {
            RecordType::Session => include_str!("../records/schema/session.json"),
            RecordType::Absent => include_str!("../records/schema/absent.json"),
            RecordType::Trashed => include_str!("../records/schema/trashed.json"),
            RecordType::Removal => include_str!("../records/schema/removal.json"),
            RecordType::Resolution => include_str!("../records/schema/resolution.json"),
            RecordType::Stored => include_str!("../records/schema/stored.json"),
            RecordType::Export => include_str!("../records/schema/export.json"),
            RecordType::Problem => include_str!("../records/schema/problem.json"),
            RecordType::Change => include_str!("../records/schema/change.json"),
            RecordType::Stats => include_str!("../records/schema/stats.json"),
            RecordType::Node => include_str!("../records/schema/node.json"),
            RecordType::Error => include_str!("../records/schema/error.json"),
            RecordType::Warning => include_str!("../records/schema/warning.json"),
        }
    }
}

/// The schema of a record of any type: one of the others, all of which it holds.
pub(crate) fn any_record() -> String {
    let references = RecordType::ALL.map(|record| {
        let name = record.as_str();
        format!("    {{ \"$ref\": \"#/$defs/{name}\" }}")
    });
    let definitions = RecordType::ALL.map(|record| {
        let lines = record.schema().trim_end().lines().filter(|line| *line != DIALECT);
        let indented: Vec<String> = lines.map(|line| format!("    {line}")).collect();
        format!("    \"{}\": {}", record.as_str(), indented.join("\n").trim_start())
    });
    format!(
        "{{\n{DIALECT}\n  \"title\": \"record\",\n  \"description\": \"One line of plumbing output, \
         wire format version 1: one of the records below, told apart by `type`.\",\n  \
         \"oneOf\": [\n{}\n  ],\n  \"$defs\": {{\n{}\n  }}\n}}\n",
        references.join(",\n"),
        definitions.join(",\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_type_is_typed_as_it_is_written() {
        assert_eq!(RecordType::value_variants(), RecordType::ALL);
        for record in RecordType::ALL {
            let typed = record.to_possible_value().expect("none is skipped");
            assert_eq!(typed.get_name(), record.as_str());
        }
    }

    #[test]
    fn the_schema_of_any_record_declares_its_dialect_once() {
        let schema = any_record();
        assert_eq!(schema.matches("\"$schema\"").count(), 1);
        assert!(serde_json::from_str::<serde_json::Value>(&schema).is_ok());
    }
}
