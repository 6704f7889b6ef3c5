//! Many texts, put one after the other into a few large blocks of memory.

use memmap2::MmapMut;

/// The size of the first block: enough for a small store.
const SMALLEST: usize = 1 << 16;

/// The size of a huge page, and of all blocks but the first few and those of a text that is longer.
const USUAL: usize = 1 << 21;

/// The texts of a hundred thousand sessions, in a few dozen blocks.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    blocks: Vec<Block>,
    /// How much of the last block is taken.
    taken: usize,
    /// Where a text is written until its length is known.
    draft: Vec<u8>,
}

/// Where a text is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    block: u32,
    start: u32,
    end: u32,
}

impl Span {
    /// The numbers that say where it is.
    pub(crate) fn numbers(self) -> (i64, u32) {
        (i64::from(self.block) << 32 | i64::from(self.start), self.end)
    }

    /// The span that has these numbers.
    pub(crate) fn of_numbers((place, end): (i64, u32)) -> Span {
        let [block, start] = [place >> 32, place & i64::from(u32::MAX)];
        let number = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Span { block: number(block), start: number(start), end }
    }
}

/// Memory for texts.
#[derive(Debug)]
enum Block {
    /// From the allocator.
    Heap(Vec<u8>),
    /// From the system, as one huge page where it has any: a hundred megabytes in small pages, each
    /// of which has to be asked for, cost a tenth of a whole listing.
    Page(MmapMut),
}

impl Block {
    fn new(size: usize) -> Block {
        if size < USUAL {
            return Block::Heap(vec![0; size]);
        }
        let Ok(page) = MmapMut::map_anon(size) else { return Block::Heap(vec![0; size]) };
        // Where there is none, small pages do, too.
        #[cfg(target_os = "linux")]
        let _ = page.advise(memmap2::Advice::HugePage);
        Block::Page(page)
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Block::Heap(bytes) => bytes,
            Block::Page(bytes) => bytes,
        }
    }

    fn bytes_mut(&mut self) -> &mut [u8] {
        match self {
            Block::Heap(bytes) => bytes,
            Block::Page(bytes) => bytes,
        }
    }
}

impl Texts {
    /// Keeps the text that `write` appends; gives what `write` gives and where the text is.
    pub(crate) fn write<R>(&mut self, write: impl FnOnce(&mut Vec<u8>) -> R) -> (R, Span) {
        self.draft.clear();
        let result = write(&mut self.draft);
        let length = self.draft.len();
        let last = self.blocks.last().map_or(0, |block| block.bytes().len());
        if last - self.taken < length || self.blocks.is_empty() {
            self.blocks.push(Block::new((last * 2).clamp(SMALLEST, USUAL).max(length)));
            self.taken = 0;
        }
        let (number, start) = (self.blocks.len() - 1, self.taken);
        self.taken += length;
        self.blocks[number].bytes_mut()[start..self.taken].copy_from_slice(&self.draft);
        (result, Span { block: small(number), start: small(start), end: small(self.taken) })
    }

    /// The text at `span`, which [`Texts::write`] gave.
    pub(crate) fn at(&self, span: Span) -> &[u8] {
        &self.blocks[span.block as usize].bytes()[span.start as usize..span.end as usize]
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
            lengths in proptest::collection::vec(0_usize..600_000, 0..20),
        ) {
            let mut texts = Texts::default();
            let mut spans = Vec::new();
            for (number, length) in (0_u8..).zip(&lengths) {
                let (result, span) = texts.write(|out| { out.resize(*length, number); number });
                proptest::prop_assert_eq!(result, number);
                spans.push(span);
            }
            for ((number, span), length) in (0_u8..).zip(spans).zip(lengths) {
                proptest::prop_assert_eq!(texts.at(span), vec![number; length]);
                let again = Span::of_numbers(span.numbers());
                proptest::prop_assert_eq!(texts.at(again), vec![number; length]);
            }
        }
    }
}
