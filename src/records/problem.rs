//! The `problem` record.

use super::{Field, Record, Value, field};
use crate::store::fsck::problem::Problem;

/// A `problem` record: one problem with the store.
#[derive(Debug)]
pub(crate) struct ProblemRecord<'a>(pub(crate) &'a Problem);

impl Record for ProblemRecord<'_> {
    const TYPE: &'static str = "problem";
    const FIELDS: &'static [&'static str] = &["id", "path", "code", "message", "repaired"];
    const NUL_DEFAULT: &'static [&'static str] = &["code", "path"];

    fn each<'a>(&'a self, visit: &mut impl FnMut(Field, Value<'a>)) {
        let problem = self.0;
        visit(
            field!("id"),
            problem.id.as_ref().map_or(Value::Absent, |id| Value::Text(id.as_str())),
        );
        visit(field!("path"), Value::Path(&problem.path));
        visit(field!("code"), Value::Text(problem.code.as_str()));
        visit(field!("message"), Value::Text(&problem.message));
        visit(field!("repaired"), Value::Flag(problem.is_repaired));
    }
}
