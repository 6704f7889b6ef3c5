//! A new session that branches off from another one.

use std::borrow::Cow;

use super::content::put_together;
use crate::session::{
    Session,
    id::SessionId,
    time::{self, Time},
};

/// Returns the session object of a fork of `parent`, which has the ID `id`, without an ID.
///
/// It is what `Fork` of clinvk's library makes: the parent's backend, directory, model, tags and
/// metadata, an active status, and no turns and tokens. `prompt` is its first prompt, if any.
pub(crate) fn fork(
    id: &SessionId,
    parent: &Session<'_>,
    prompt: Option<&str>,
    now: Time,
) -> String {
    let json = |text: &str| serde_json::Value::from(text).to_string();
    let text = |text: Option<&Cow<'_, str>>| text.map(|text| json(text));
    let now = json(&time::exact(now));
    let tags: serde_json::Value = parent.tags.iter().map(|tag| &**tag).collect();
    let metadata = parent.metadata.iter().map(|(name, value)| (name.clone(), json(value).into()));
    let keys = [
        ("backend", Some(text(parent.backend.as_ref()).unwrap_or_else(|| json("")))),
        ("created_at", Some(now.clone())),
        ("last_used", Some(now)),
        ("working_dir", Some(text(parent.working_dir.as_ref()).unwrap_or_else(|| json("")))),
        ("model", text(parent.model.as_ref())),
        ("initial_prompt", prompt.filter(|prompt| !prompt.is_empty()).map(json)),
        ("status", Some(json("active"))),
        ("token_usage", Some(r#"{"input_tokens":0,"output_tokens":0}"#.to_owned())),
        ("tags", Some(tags.to_string())),
        ("parent_id", Some(json(id.as_str()))),
        ("metadata", Some(put_together(metadata))),
    ];
    let given = keys.into_iter().filter_map(|(key, json)| Some((key.into(), json?.into())));
    put_together(given)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::incoming::IncomingSession;

    #[test]
    fn a_fork_has_the_place_of_its_parent_and_none_of_its_history() {
        let parent = r#"{"id":"other","backend":"codex","working_dir":"/w","model":"m","title":"t","initial_prompt":"old","status":"error","error_message":"e","turn_count":3,"token_usage":{"input_tokens":1,"output_tokens":2},"backend_session_id":"b","parent_id":"gp","tags":["x","y"],"metadata":{"pinned":"true","k":"\u0000"},"later":1}"#;
        let parent = Session::parse(parent.as_bytes()).expect("a session");
        let id = "abc".parse().expect("an id");
        let now = time::parse("2026-11-22T12:00:00Z").expect("a time");
        let made = fork(&id, &parent, Some("try \"it\""), now);
        let incoming = IncomingSession::parse(made.as_bytes()).expect("a session");
        let file = incoming.to_file(&"def".parse().expect("an id")).expect("a session");
        assert_eq!(
            crate::json::text::minify(&file),
            r#"{"id":"def","backend":"codex","created_at":"2026-11-22T12:00:00.000000000Z","last_used":"2026-11-22T12:00:00.000000000Z","working_dir":"/w","model":"m","initial_prompt":"try \"it\"","status":"active","token_usage":{"input_tokens":0,"output_tokens":0},"tags":["x","y"],"parent_id":"abc","metadata":{"pinned":"true","k":"\u0000"}}"#
        );
        let bare = Session::parse(br#"{"id":"a"}"#).expect("a session");
        let made = fork(&id, &bare, None, now);
        let incoming = IncomingSession::parse(made.as_bytes()).expect("a session");
        assert!(incoming.to_file(&id).is_ok() && !made.contains("initial_prompt"));
    }
}
