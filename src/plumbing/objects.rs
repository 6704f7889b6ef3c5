//! JSON objects on standard input, however they are laid out.

use serde::de::IgnoredAny;

use super::input::{Item, items};

/// The JSON objects of `bytes`: one after the other, on a line each or on several, or with `is_nul`
/// strings that NUL ends. What is no JSON is an item too, as far as it can be told from the next.
pub(super) fn objects(bytes: &[u8], is_nul: bool) -> Vec<Item<'_>> {
    if is_nul {
        return items(bytes, true).collect();
    }
    let (mut objects, mut number, mut rest) = (Vec::new(), 1, bytes);
    loop {
        let space = rest.len() - rest.trim_ascii_start().len();
        number += lines(&rest[..space]);
        rest = &rest[space..];
        if rest.is_empty() {
            return objects;
        }
        let mut values = serde_json::Deserializer::from_slice(rest).into_iter::<IgnoredAny>();
        let length = match values.next() {
            Some(Ok(_)) => values.byte_offset(),
            // The line is wrong, or an object that spans several: then up to where one can begin.
            Some(Err(error)) if error.line() > 1 || error.is_eof() => next_start(rest),
            _ => line_length(rest),
        };
        let (object, after) = rest.split_at(length.clamp(1, rest.len()));
        objects.push(Item::new(object.trim_ascii_end(), number, is_nul));
        number += lines(object);
        rest = after;
    }
}

fn lines(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}

fn line_length(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len())
}

/// Where the next line starts that begins with a brace: those inside of an object are indented.
fn next_start(bytes: &[u8]) -> usize {
    bytes.windows(2).position(|pair| pair == b"\n{").unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn objects_stand_on_one_line_or_several_and_a_broken_one_does_not_take_the_next_along() {
        let read = |text: &str| {
            let items = objects(text.as_bytes(), false).into_iter();
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

    proptest! {
        #[test]
        fn every_byte_of_objects_is_in_one_item_or_space(bytes: Vec<u8>) {
            let total: usize = objects(&bytes, false).iter().map(|item| item.bytes.len()).sum();
            let space = bytes.iter().filter(|byte| byte.is_ascii_whitespace()).count();
            prop_assert!((bytes.len() - space..=bytes.len()).contains(&total));
        }
    }
}
