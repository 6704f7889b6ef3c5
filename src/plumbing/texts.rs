//! Many texts, put one after the other into a few large blocks of memory.

/// The size of a block: large enough that there are few, small enough that the last one, which is
/// hardly ever full, does not count.
const BLOCK: usize = 1 << 20;

/// The texts of a hundred thousand sessions, in a few hundred allocations and without a copy.
#[derive(Debug, Default)]
pub(super) struct Texts {
    blocks: Vec<Vec<u8>>,
}

/// Where a text is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    block: u32,
    start: u32,
    end: u32,
}

impl Texts {
    /// Has `write` append a text, which will hardly be longer than `expected` bytes.
    ///
    /// Gives what `write` gives and where the text is.
    pub(super) fn write<R>(
        &mut self,
        expected: usize,
        write: impl FnOnce(&mut Vec<u8>) -> R,
    ) -> (R, Span) {
        let has_room = |block: &Vec<u8>| block.capacity() - block.len() >= expected;
        if !self.blocks.last().is_some_and(has_room) {
            self.blocks.push(Vec::with_capacity(expected.max(BLOCK)));
        }
        let number = self.blocks.len() - 1;
        let block = &mut self.blocks[number];
        let start = block.len();
        let result = write(block);
        (result, Span { block: small(number), start: small(start), end: small(block.len()) })
    }

    /// The text at `span`, which [`Texts::write`] gave.
    pub(super) fn at(&self, span: Span) -> &[u8] {
        &self.blocks[span.block as usize][span.start as usize..span.end as usize]
    }
}

/// A number of a span. One that does not fit there is no place in any memory.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn every_text_is_found_again_however_long_it_is(
            lengths in proptest::collection::vec((0_usize..400_000, 0_usize..400_000), 0..20),
        ) {
            let mut texts = Texts::default();
            let mut spans = Vec::new();
            for (number, (length, expected)) in (0_u8..).zip(&lengths) {
                let (result, span) =
                    texts.write(*expected, |out| { out.resize(out.len() + length, number); number });
                proptest::prop_assert_eq!(result, number);
                spans.push(span);
            }
            for ((number, span), (length, _)) in (0_u8..).zip(spans).zip(lengths) {
                proptest::prop_assert_eq!(texts.at(span), vec![number; length]);
            }
        }
    }
}
