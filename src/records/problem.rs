//! The `problem` record.

use super::Record;
use crate::{session::value::Value, store::fsck::problem::Problem};

/// A `problem` record: one problem with the store.
#[derive(Debug)]
pub(crate) struct ProblemRecord<'a>(pub(crate) &'a Problem);

impl Record for ProblemRecord<'_> {
    const TYPE: &'static str = "problem";
    const FIELDS: &'static [&'static str] = &["id", "path", "code", "message", "repaired"];
    const NUL_DEFAULT: &'static [&'static str] = &["code", "path"];

    fn each<'a>(&'a self, visit: &mut impl FnMut(&'static str, Value<'a>)) {
        let problem = self.0;
        visit("id", problem.id.as_ref().map_or(Value::Absent, |id| Value::Text(id.as_str())));
        visit("path", Value::Path(&problem.path));
        visit("code", Value::Text(problem.code.as_str()));
        visit("message", Value::Text(&problem.message));
        visit("repaired", Value::Flag(problem.is_repaired));
    }
}
