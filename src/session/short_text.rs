//! A text that is nearly always short, and then kept in place.

/// A text, without memory of its own where it is short.
///
/// A listing makes one for every session, sorts them and looks at them again: texts that lie beside
/// each other are several times faster there than texts that lie all over the memory.
#[derive(Clone)]
pub(crate) enum Text {
    /// Up to as many bytes as fit.
    Short { length: u8, bytes: [u8; SHORT] },
    /// Any text.
    Long(Box<str>),
}

/// What the ids of clinvk fit into; with it a text takes 40 bytes.
const SHORT: usize = 38;

impl Text {
    /// A copy of `text`.
    pub(crate) fn of(text: &str) -> Text {
        let mut bytes = [0; SHORT];
        match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(place), Ok(length)) => {
                place.copy_from_slice(text.as_bytes());
                Text::Short { length, bytes }
            }
            _ => Text::Long(text.into()),
        }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        match self {
            Text::Short { length, bytes } => &bytes[..usize::from(*length)],
            Text::Long(text) => text.as_bytes(),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        match self {
            // It was copied from a text.
            Text::Short { .. } => std::str::from_utf8(self.as_bytes()).unwrap_or_default(),
            Text::Long(text) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_text_of_any_length_is_what_it_was(text in ".{0,60}") {
            let copy = Text::of(&text);
            proptest::prop_assert_eq!(copy.as_str(), &text);
            proptest::prop_assert_eq!(copy.as_bytes(), text.as_bytes());
        }
    }
}
