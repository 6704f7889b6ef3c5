//! Pseudorandom numbers, and their seed, so that failures can be reproduced.

/// The variable that chooses a seed.
const SEED: &str = "CLINVK_TEST_SEED";

/// The state of the generator.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Chance {
        Chance(seed | 1)
    }

    /// Seeds the generator from the environment. By default, debug builds use the seed `usual`, and
    /// release builds a random one, to find new failures.
    pub(crate) fn of_run(usual: u64) -> Chance {
        let chosen = std::env::var(SEED).ok().map(|seed| seed.parse().unwrap());
        let random = || getrandom::u64().unwrap();
        let seed = chosen.unwrap_or_else(|| if cfg!(debug_assertions) { usual } else { random() });
        #[expect(clippy::print_stdout, reason = "the test runner shows it where the test fails")]
        {
            println!("to repeat this run: {SEED}={seed}");
        }
        Chance::new(seed)
    }

    /// Returns a number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        // Marsaglia's xorshift.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}
