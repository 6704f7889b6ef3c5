//! Splits standard input into JSON objects, however they are laid out.

use memchr::{memchr, memchr_iter};
use serde::de::IgnoredAny;

use super::stdin::{Item, items};

/// Splits `bytes` into JSON objects, which may follow each other on one line or span several. With
/// `is_nul`, splits into NUL-terminated strings.
///
/// Text that is not an object is an item too: one line of it, or a broken object up to the next
/// line that begins with a brace. Thus nothing inside a broken object counts as an object of its
/// own.
pub(crate) fn objects(bytes: &[u8], is_nul: bool) -> impl Iterator<Item = Item<'_>> {
    let (by_nul, by_brackets) =
        if is_nul { (Some(items(bytes, true)), None) } else { (None, Some(by_brackets(bytes))) };
    by_nul.into_iter().flatten().chain(by_brackets.into_iter().flatten())
}

fn by_brackets(bytes: &[u8]) -> impl Iterator<Item = Item<'_>> {
    let mut number = 1;
    // Some programs start a file with a byte order mark.
    let mut rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::iter::from_fn(move || {
        let space = rest.len() - rest.trim_ascii_start().len();
        number += lines(&rest[..space]);
        rest = &rest[space..];
        let length = match rest.first() {
            None => return None,
            Some(b'{') => object_length(rest).unwrap_or_else(|| next_start(rest)),
            Some(_) => line_length(rest),
        };
        let (object, after) = rest.split_at(length);
        let item = Item::new(object.trim_ascii_end(), number, false);
        number += lines(object);
        rest = after;
        Some(item)
    })
}

/// Returns the length of the object at the start of `bytes`; `None` if it is broken.
fn object_length(bytes: &[u8]) -> Option<usize> {
    let mut values = serde_json::Deserializer::from_slice(bytes).into_iter::<IgnoredAny>();
    values.next()?.ok()?;
    Some(values.byte_offset())
}

fn lines(bytes: &[u8]) -> usize {
    memchr_iter(b'\n', bytes).count()
}

fn line_length(bytes: &[u8]) -> usize {
    memchr(b'\n', bytes).unwrap_or(bytes.len())
}

/// Returns the start of the next line that begins with a brace. Inner objects are indented.
fn next_start(bytes: &[u8]) -> usize {
    let next = bytes.windows(2).position(|pair| pair == b"\n{");
    next.map_or(bytes.len(), |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn objects_stand_on_one_line_or_several_and_a_broken_one_does_not_take_the_next_along() {
        let read = |text: &str| {
            let items = objects(text.as_bytes(), false);
            items
                .map(|i| (i.number, String::from_utf8_lossy(i.bytes).into_owned()))
                .collect::<Vec<_>>()
        };
        let item = |number: usize, text: &str| (number, text.to_owned());
        assert_eq!(
            read("\n{\"a\":1}\r\n\n{\n  \"b\": {}\n}{\"c\":3} {}\n"),
            [
                item(2, "{\"a\":1}"),
                item(4, "{\n  \"b\": {}\n}"),
                item(6, "{\"c\":3}"),
                item(6, "{}")
            ]
        );
        assert_eq!(
            read("{\"a\"\n{\"b\":1}\nword and more\n{\n  \"c\": x\n}\n{}\n{\"d\": ["),
            [
                item(1, "{\"a\""),
                item(2, "{\"b\":1}"),
                item(3, "word and more"),
                item(4, "{\n  \"c\": x\n}"),
                item(7, "{}"),
                item(8, "{\"d\": ["),
            ]
        );
    }

    #[test]
    fn nothing_inside_of_a_broken_object_is_an_object_by_itself() {
        let read = |text: &str| {
            let items = objects(text.as_bytes(), false);
            items.map(|item| String::from_utf8_lossy(item.bytes).into_owned()).collect::<Vec<_>>()
        };
        let broken = "{\"id\": \"outer\", ]\n \"kids\": [\n  {\"id\": \"inner\"}\n ]\n}";
        assert_eq!(read(&format!("{broken}\n{{\"a\":1}}\n")), [broken, "{\"a\":1}"]);
        assert_eq!(read("{\"a\":\"no end\n{\"b\":1}"), ["{\"a\":\"no end", "{\"b\":1}"]);
        assert_eq!(read("{\"a\":\"no end\\\n{\"b\":1}"), ["{\"a\":\"no end\\", "{\"b\":1}"]);
        assert_eq!(read("{\"a\":\"no end\\"), ["{\"a\":\"no end\\"]);
        assert_eq!(read(r#"{"a\\":"}\"{\\"}{}"#), [r#"{"a\\":"}\"{\\"}"#, "{}"]);
        assert_eq!(read("\u{feff}{\"a\":1}"), ["{\"a\":1}"]);
    }

    proptest! {
        #[test]
        fn every_byte_of_objects_is_in_one_item_or_space(bytes: Vec<u8>) {
            let total: usize = objects(&bytes, false).map(|item| item.bytes.len()).sum();
            let space = bytes.iter().filter(|byte| byte.is_ascii_whitespace()).count();
            prop_assert!((bytes.len() - space..=bytes.len()).contains(&total));
        }
    }
}
