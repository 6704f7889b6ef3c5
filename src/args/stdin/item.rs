//! Input items, and names for rejected ones.

/// A rejected input item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rejected {
    /// The item, the ID of its record, or its position.
    pub(crate) input: String,
    pub(crate) reason: String,
}

/// An input item: an ID, or a record that contains one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item<'a> {
    /// The item without its terminator.
    pub(crate) bytes: &'a [u8],
    /// The number of its first line, or of the NUL-terminated item, from 1.
    pub(crate) number: usize,
    is_nul: bool,
}

/// Splits `bytes` into lines, or with `is_nul` into NUL-terminated strings. The last terminator is
/// optional. Empty items are skipped.
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
    /// Creates an item that begins on line `number`, or that is the NUL-terminated item `number`.
    pub(crate) fn new(bytes: &'a [u8], number: usize, is_nul: bool) -> Item<'a> {
        Item { bytes, number, is_nul }
    }

    /// Returns the position of the item in words, for use where its text must not be shown.
    pub(crate) fn place(&self) -> String {
        format!("{} {}", if self.is_nul { "item" } else { "line" }, self.number)
    }

    /// Returns whether the item looks like a record. NUL-terminated items are always IDs.
    pub(crate) fn is_record(&self) -> bool {
        !self.is_nul && self.bytes.starts_with(b"{")
    }

    pub(crate) fn is_nul(&self) -> bool {
        self.is_nul
    }

    /// Rejects `text`, which is the item or a part of it. Text that cannot even be a mistyped ID is
    /// replaced by the item's position: it may be a prompt, and errors never show prompts.
    pub(crate) fn reject(&self, text: &str, reason: &str) -> Rejected {
        const LONGEST_SHOWN: usize = 128;
        let is_word = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        let is_shown = is_word && text.len() <= LONGEST_SHOWN && !text.contains(['{', '"']);
        let input = if is_shown { text.to_owned() } else { self.place() };
        Rejected { input, reason: reason.to_owned() }
    }
}
