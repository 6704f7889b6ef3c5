//! Splits standard input into JSON objects, however they are laid out.

use memchr::{memchr, memchr_iter, memchr3};

use super::stdin::{Item, items};

/// Maximum nesting of an object, more than any session has. Deeper input is broken.
const DEEPEST: usize = 256;

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

/// Returns the length of the object at the start of `bytes`, or `None` if it is broken.
///
/// Does not validate the JSON. It only checks that the brackets match, that no string contains a
/// line break, and that no bracket opens where a value is impossible. A parser would not do: it
/// gives up at the first error, and what follows in the same object would be taken for an object.
fn object_length(bytes: &[u8]) -> Option<usize> {
    let (mut open, mut at) = (Vec::new(), 0);
    // The last byte outside of strings and white space.
    let mut before = b',';
    loop {
        let byte = *bytes.get(at)?;
        at += 1;
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => continue,
            b'"' => at += string_length(&bytes[at..])?,
            b'{' | b'[' => {
                if !matches!(before, b',' | b':' | b'[') || open.len() == DEEPEST {
                    return None;
                }
                open.push(byte);
            }
            b'}' | b']' => {
                // In ASCII each closing bracket is two after its opening one.
                if open.pop() != Some(byte - 2) {
                    return None;
                }
                if open.is_empty() {
                    return Some(at);
                }
            }
            _ => {}
        }
        before = byte;
    }
}

/// Returns the length of the string whose content starts here, including its closing quote, or
/// `None` if it does not end on its line.
fn string_length(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr3(b'"', b'\\', b'\n', &bytes[at..])? + 1;
        match bytes[at - 1] {
            b'"' => return Some(at),
            b'\\' if bytes.get(at).is_some_and(|escaped| *escaped != b'\n') => at += 1,
            _ => return None,
        }
    }
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
    fn an_object_with_an_error_that_brackets_do_not_show_is_one_item() {
        for broken in
            ["{\"a\": [\n{\"id\":\"inner\"}\n],}", "{\"x\":NaN,\"kids\":\n{\"id\":\"inner\"}}"]
        {
            let text = format!("{broken} {{\"b\":1}}\n");
            let items: Vec<_> = objects(text.as_bytes(), false).map(|item| item.bytes).collect();
            assert_eq!(items, [broken.as_bytes(), b"{\"b\":1}"]);
        }
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
