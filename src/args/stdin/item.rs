//! One item of input, and how one that is not understood is named.

/// One item of input that is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rejected {
    /// The item, or the ID of a record that has one, or the item's place.
    pub(crate) input: String,
    /// Why it is rejected.
    pub(crate) reason: String,
}

/// One item of input: an ID, or a record that carries one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item<'a> {
    /// The item without its terminator.
    pub(crate) bytes: &'a [u8],
    /// The number of the line on which it begins, or of the NUL-terminated item; from 1.
    pub(crate) number: usize,
    is_nul: bool,
}

/// Splits `bytes` into lines, or with `is_nul` into NUL-terminated strings. A last one without its
/// terminator counts; an empty one does not.
pub(crate) fn items(bytes: &[u8], is_nul: bool) -> impl Iterator<Item = Item<'_>> {
    let end = if is_nul { 0 } else { b'\n' };
    let items = bytes.split(move |byte| *byte == end).zip(1..);
    let items = items.map(move |(bytes, number)| {
        let bytes = if is_nul { bytes } else { bytes.trim_ascii() };
        Item { bytes, number, is_nul }
    });
    items.filter(|item| !item.bytes.is_empty())
}

impl<'a> Item<'a> {
    /// Makes an item of `bytes` that begins on line `number`, or is that NUL-terminated item.
    pub(crate) fn new(bytes: &'a [u8], number: usize, is_nul: bool) -> Item<'a> {
        Item { bytes, number, is_nul }
    }

    /// Returns the item's place in words, for an item that must not be repeated.
    pub(crate) fn place(&self) -> String {
        format!("{} {}", if self.is_nul { "item" } else { "line" }, self.number)
    }

    /// Returns whether the item is meant as a record. NUL-terminated items are IDs.
    pub(crate) fn is_record(&self) -> bool {
        !self.is_nul && self.bytes.starts_with(b"{")
    }

    /// Returns whether the item is NUL-terminated.
    pub(crate) fn is_nul(&self) -> bool {
        self.is_nul
    }

    /// Rejects `text`, which is the item or a part of it. One that cannot even be a mistyped ID is
    /// named by its place: it may be a prompt, and errors never show those.
    pub(crate) fn reject(&self, text: &str, reason: &str) -> Rejected {
        const LONGEST_SHOWN: usize = 128;
        let is_word = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        let is_shown = is_word && text.len() <= LONGEST_SHOWN && !text.contains(['{', '"']);
        let input = if is_shown { text.to_owned() } else { self.place() };
        Rejected { input, reason: reason.to_owned() }
    }
}
