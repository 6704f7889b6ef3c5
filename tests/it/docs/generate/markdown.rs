//! The Markdown of the manual, as the sections and blocks of a man page.

use clinvk_sessions::testing;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use serde_json::Value;

/// A section of a page.
pub(super) struct Section {
    pub(super) heading: String,
    pub(super) blocks: Vec<Block>,
}

/// A piece of a section. Backticks in its text make bold.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A paragraph.
    Text(String),
    /// A name, and below it its meaning: a list item "`name`: meaning".
    Item(String, String),
    /// Verbatim lines.
    Code(String),
}

/// Returns the sections of a page, without its title.
///
/// A comment `<!-- fields: TYPE -->` stands for the fields of a record, one item each. The items
/// of a list right below it replace those of the same name.
pub(super) fn sections(page: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let (mut text, mut fields) = (String::new(), Vec::new());
    let mut link = String::new();
    for event in Parser::new(page) {
        match event {
            Event::Text(part) => text += &part,
            Event::Code(code) => text.extend(["`", &*code, "`"]),
            Event::SoftBreak => text.push(' '),
            Event::Start(Tag::Link { .. }) => link = std::mem::take(&mut text),
            Event::End(TagEnd::Link) => {
                // "name(1)": only the name is bold.
                let (name, number) = text.split_once('(').expect("a link to a page of the manual");
                text = format!("{link}`{name}`({number}");
            }
            Event::Start(Tag::Heading { .. }) => text.clear(),
            Event::End(TagEnd::Heading(_)) => {
                let heading = std::mem::take(&mut text);
                sections.push(Section { heading, blocks: Vec::new() });
            }
            Event::Html(comment) => {
                let name = comment.trim().strip_prefix("<!-- fields: ");
                let name = name.and_then(|rest| rest.strip_suffix(" -->")).expect("fields");
                fields = fields_of(name);
            }
            Event::End(TagEnd::Paragraph) => {
                let blocks = blocks(&mut sections);
                blocks.append(&mut fields);
                blocks.push(Block::Text(std::mem::take(&mut text)));
            }
            Event::End(TagEnd::Item) => {
                let item = item(&std::mem::take(&mut text));
                if let Some(field) = fields.iter_mut().find(|field| tag(field) == tag(&item)) {
                    *field = item;
                } else {
                    assert!(fields.is_empty(), "{item:?} is no field of the record");
                    blocks(&mut sections).push(item);
                }
            }
            Event::End(TagEnd::List(_)) => blocks(&mut sections).append(&mut fields),
            Event::Start(Tag::CodeBlock(kind)) => {
                assert!(matches!(kind, CodeBlockKind::Fenced(_)), "code has fences: {page}");
                text.clear();
            }
            Event::End(TagEnd::CodeBlock) => {
                blocks(&mut sections).push(Block::Code(std::mem::take(&mut text)));
            }
            Event::Start(Tag::Paragraph | Tag::Item | Tag::List(None) | Tag::HtmlBlock)
            | Event::End(TagEnd::HtmlBlock) => {}
            other => panic!("the manual does not use {other:?}"),
        }
    }
    sections.remove(0);
    sections
}

fn blocks(sections: &mut [Section]) -> &mut Vec<Block> {
    &mut sections.last_mut().expect("a heading comes first").blocks
}

/// Splits "`name`, `name`: meaning".
fn item(text: &str) -> Block {
    let (tag, meaning) = text.split_once("`: ").expect("an item has a name and a meaning");
    Block::Item(tag.replace('`', ""), meaning.to_owned())
}

fn tag(block: &Block) -> Option<&str> {
    if let Block::Item(tag, _) = block { Some(tag) } else { None }
}

/// Returns the fields of a record of this type with their meanings, without `v` and `type`.
fn fields_of(record: &str) -> Vec<Block> {
    let known = testing::records().into_iter().find(|known| known.name == record);
    let record = known.expect("a type of record");
    let schema: Value = serde_json::from_str(record.schema).expect("JSON");
    let meaning = |name: &str| schema["properties"][name]["description"].as_str().expect("a text");
    let item = |name: &&str| Block::Item((*name).to_owned(), meaning(name).to_owned());
    record.fields.iter().map(item).collect()
}
