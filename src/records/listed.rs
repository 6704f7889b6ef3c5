//! Sessions as JSON for scripts: the `session` record with two more keys.

use super::{Field, Record, SessionRecord, field, value::Value};
use crate::{
    records,
    session::{Session, file::SessionFile},
};

/// A `session` record with `tokens`, the total, and `prompt`, the initial prompt or `""`. clinvk's
/// published recipes use these names.
pub(crate) struct ListedRecord<'a>(SessionRecord<'a>);

impl<'a> ListedRecord<'a> {
    pub(crate) fn new(stored: SessionFile<'a>, session: &'a Session<'a>) -> ListedRecord<'a> {
        ListedRecord(SessionRecord { stored, session })
    }
}

impl Record for ListedRecord<'_> {
    const TYPE: &'static str = SessionRecord::TYPE;
    const FIELDS: &'static [&'static str] = &joined::<{ SessionRecord::FIELDS.len() + 2 }>(
        SessionRecord::FIELDS,
        &["tokens", "prompt"],
    );

    fn each<'a>(&'a self, visit: &mut impl FnMut(Field, Value<'a>)) {
        let session = self.0.session;
        self.0.each(visit);
        visit(
            field!("tokens"),
            session.token_usage.map_or(Value::Absent, |u| Value::Number(u.total())),
        );
        let prompt = session.initial_prompt.as_deref().unwrap_or_default();
        visit(field!("prompt"), Value::text_of(session, prompt));
    }
}

/// Concatenates the names in `first` and `rest`, `N` in all.
const fn joined<const N: usize>(
    first: &'static [&'static str],
    rest: &'static [&'static str],
) -> [&'static str; N] {
    let mut names = [""; N];
    let mut at = 0;
    while at < N {
        names[at] = if at < first.len() { first[at] } else { rest[at - first.len()] };
        at += 1;
    }
    names
}

/// Appends a session as a JSON object, without a newline.
pub(crate) fn write(out: &mut Vec<u8>, stored: SessionFile<'_>, session: &Session<'_>) {
    records::write_json(&ListedRecord::new(stored, session), out);
}
