//! The `export` record.

use serde::Deserialize;

use super::Record;
use crate::{
    json::base64,
    session::{etag::Etag, id::SessionId, value::Value},
    store::archive::artifacts::{Artifact, Artifacts, Kind},
};

/// An `export` record: a session, byte for byte, with its artifacts.
#[derive(Debug)]
pub(crate) struct ExportRecord<'a> {
    id: &'a SessionId,
    etag: Etag,
    /// The file, as JSON.
    file: Vec<u8>,
    /// The artifacts, as JSON.
    artifacts: Vec<u8>,
}

impl<'a> ExportRecord<'a> {
    /// Makes the record of the session `id`, whose file has the bytes `file`.
    pub(crate) fn new(
        id: &'a SessionId,
        file: &[u8],
        artifacts: Option<&Artifacts>,
    ) -> ExportRecord<'a> {
        let mut content = b"{".to_vec();
        write_content(file, &mut content);
        content.push(b'}');
        let mut list = b"[".to_vec();
        for (number, artifact) in artifacts.into_iter().flat_map(Artifacts::iter).enumerate() {
            list.extend_from_slice(if number == 0 { b"" } else { b"," });
            write_artifact(artifact, &mut list);
        }
        list.push(b']');
        ExportRecord { id, etag: Etag::of(file), file: content, artifacts: list }
    }
}

/// Appends a member with `bytes`: `text` if they are UTF-8, otherwise `base64`.
fn write_content(bytes: &[u8], out: &mut Vec<u8>) {
    if let Ok(text) = str::from_utf8(bytes) {
        out.extend_from_slice(b"\"text\":");
        Value::Text(text).write_json(out);
    } else {
        out.extend_from_slice(b"\"base64\":\"");
        base64::encode(bytes, out);
        out.push(b'"');
    }
}

fn write_artifact(artifact: &Artifact, out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"path\":");
    Value::Text(artifact.path.as_str()).write_json(out);
    match &artifact.kind {
        Kind::Directory => out.extend_from_slice(b",\"kind\":\"directory\""),
        Kind::File { mode, bytes } => {
            let mode = mode & 0o777;
            out.extend_from_slice(
                format!(",\"kind\":\"file\",\"mode\":\"{mode:04o}\",").as_bytes(),
            );
            write_content(bytes, out);
        }
    }
    out.push(b'}');
}

impl Record for ExportRecord<'_> {
    const TYPE: &'static str = "export";
    const FIELDS: &'static [&'static str] = &["id", "etag", "file", "artifacts"];

    fn each<'a>(&'a self, visit: &mut impl FnMut(&'static str, Value<'a>)) {
        visit("id", Value::Text(self.id.as_str()));
        visit("etag", Value::Etag(self.etag));
        visit("file", Value::Json(&self.file));
        visit("artifacts", Value::Json(&self.artifacts));
    }
}

/// A session as an `export` record carries it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Exported {
    pub(crate) id: SessionId,
    /// The bytes of its file.
    pub(crate) file: Vec<u8>,
    pub(crate) artifacts: Option<Artifacts>,
}

#[derive(Deserialize)]
struct Fields {
    v: u8,
    id: String,
    etag: String,
    file: Content,
    artifacts: Vec<Item>,
}

#[derive(Deserialize)]
struct Content {
    text: Option<String>,
    base64: Option<String>,
}

#[derive(Deserialize)]
struct Item {
    path: String,
    kind: String,
    mode: Option<String>,
    text: Option<String>,
    base64: Option<String>,
}

impl Exported {
    /// Parses a record, and checks it completely. The reason never contains session content.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Exported, String> {
        let fields: Fields = serde_json::from_slice(bytes).map_err(|error| {
            // A message can quote a value. Its position is enough.
            format!("not an `export` record at line {} column {}", error.line(), error.column())
        })?;
        let Fields { v, id, etag, file, artifacts } = fields;
        if v != 1 {
            return Err("unknown record version".to_owned());
        }
        let id: SessionId = id.parse().map_err(|_| "invalid session ID")?;
        let file = file.bytes().ok_or("the file has neither a text nor base64")?;
        if etag.parse() != Ok(Etag::of(&file)) {
            return Err("the file does not have the etag of the record".to_owned());
        }
        let artifacts = artifacts.into_iter().map(Item::artifact).collect::<Result<Vec<_>, _>>()?;
        let is_none = artifacts.is_empty();
        let artifacts = Artifacts::new(artifacts).map_err(|error| error.to_string())?;
        Ok(Exported { id, file, artifacts: (!is_none).then_some(artifacts) })
    }
}

impl Content {
    fn bytes(self) -> Option<Vec<u8>> {
        match (self.text, self.base64) {
            (Some(text), None) => Some(text.into_bytes()),
            (None, Some(digits)) => base64::decode(&digits),
            _ => None,
        }
    }
}

impl Item {
    fn artifact(self) -> Result<Artifact, &'static str> {
        let Item { path, kind, mode, text, base64 } = self;
        let path =
            path.parse().map_err(|_| "the path of an artifact leads out of its directory")?;
        let kind = match kind.as_str() {
            "directory" => Kind::Directory,
            "file" => {
                let mode = mode.filter(|mode| mode.len() <= 4);
                let mode = mode.and_then(|mode| u32::from_str_radix(&mode, 8).ok());
                let mode = mode.ok_or("the mode of an artifact is not octal")?;
                let bytes = Content { text, base64 }.bytes();
                let bytes = bytes.ok_or("an artifact has neither a text nor base64")?;
                Kind::File { mode, bytes }
            }
            _ => return Err("an artifact is neither a file nor a directory"),
        };
        Ok(Artifact { path, kind })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::write_json;
    use proptest::prelude::*;

    fn written(id: &SessionId, file: &[u8], artifacts: Option<&Artifacts>) -> Vec<u8> {
        let mut record = Vec::new();
        write_json(&ExportRecord::new(id, file, artifacts), &mut record);
        record
    }

    #[test]
    fn a_record_that_is_not_whole_is_refused_with_a_reason() {
        let id = "abc".parse().expect("an id");
        let record = String::from_utf8(written(&id, b"{}", None)).expect("UTF-8");
        let with = |from: &str, to: &str| {
            Exported::parse(record.replace(from, to).as_bytes()).expect_err("refused")
        };
        assert!(Exported::parse(record.as_bytes()).is_ok());
        assert_eq!(with("\"v\":1", "\"v\":2"), "unknown record version");
        assert_eq!(with("abc", "../abc"), "invalid session ID");
        assert_eq!(with("\"{}\"", "\"{ }\""), "the file does not have the etag of the record");
        assert_eq!(with("\"text\":", "\"base64\":"), "the file has neither a text nor base64");
        assert_eq!(with("\"text\":", "\"t\":"), "the file has neither a text nor base64");
        let artifact = |artifact: &str| with("[]", &format!("[{{{artifact}}}]"));
        let leads_out = "the path of an artifact leads out of its directory";
        assert_eq!(artifact(r#""path":"../x","kind":"directory""#), leads_out);
        assert_eq!(artifact(r#""path":"/x","kind":"directory""#), leads_out);
        let neither = "an artifact is neither a file nor a directory";
        assert_eq!(artifact(r#""path":"x","kind":"symlink","text":"/etc""#), neither);
        let octal = "the mode of an artifact is not octal";
        assert_eq!(artifact(r#""path":"x","kind":"file","mode":"9","text":"""#), octal);
        let before = "an artifact comes before its directory";
        assert_eq!(artifact(r#""path":"x","kind":"file","mode":"0600","text":"""#), before);
        assert_eq!(
            with("\"etag\"", "\"secret\""),
            format!("not an `export` record at line 1 column {}", record.len() + 2)
        );
    }

    proptest! {
        #[test]
        fn any_session_comes_back(
            file: Vec<u8>,
            texts in prop::collection::vec(("[a-z]{1,8}", any::<Vec<u8>>(), 0_u32..0o1000), 0..4),
        ) {
            let id = "abc".parse().expect("an id");
            let mut list = vec![Artifact { path: ".".parse().expect("a path"), kind: Kind::Directory }];
            for (name, bytes, mode) in texts {
                let path = name.parse().expect("a path");
                list.push(Artifact { path, kind: Kind::File { mode, bytes } });
            }
            list.sort_by(|one, other| one.path.cmp(&other.path));
            list.dedup_by(|one, other| one.path == other.path);
            let artifacts = Some(Artifacts::new(list).expect("a tree"));
            let record = written(&id, &file, artifacts.as_ref());
            prop_assert_eq!(Exported::parse(&record), Ok(Exported { id, file, artifacts }));
        }

        #[test]
        fn any_bytes_are_a_record_or_refused(bytes: Vec<u8>) {
            let _ = Exported::parse(&bytes);
        }
    }
}
