//! A store to measure on, in the shape that clinvk 0.2.0 writes: the same one every time, but for
//! the day on which it is made.

use std::{
    fs::{self, DirBuilder},
    io,
    os::unix::fs::DirBuilderExt as _,
    path::Path,
    time::Duration,
};

use chrono::{DateTime, Utc};
use serde::Serialize;

/// The directory of a home that holds the sessions.
pub(crate) const SESSIONS: &str = "sessions";

/// The number of files with which the disk is busy for a while after they were written.
const NOTICED: u32 = 1_000;

/// A home with sessions in it.
pub(crate) struct Store {
    /// The number of sessions.
    pub(crate) size: u32,
    /// The id of one of the sessions.
    pub(crate) id: String,
    /// The bytes of all session files together.
    pub(crate) bytes: usize,
}

/// Makes a store of `size` sessions in `home`, created in the last 200 days, without an
/// `index.json`.
///
/// Their ages are the same every time, so a prune chooses the same sessions on any day.
pub(crate) fn generate(home: &Path, size: u32) -> io::Result<Store> {
    let dir = home.join(SESSIONS);
    // Whatever the umask: a store that others may write is not changed.
    DirBuilder::new().mode(0o700).create(&dir)?;
    let now = Utc::now();
    let mut random = Random(1);
    let mut store = Store { size, id: String::new(), bytes: 0 };
    for number in 0..size {
        let session = Session::random(&mut random, now);
        let text = serde_json::to_vec_pretty(&session)?;
        fs::write(dir.join(format!("{}.json", session.id)), &text)?;
        store.bytes += text.len();
        if number == size / 2 {
            store.id = session.id;
        }
    }
    if size >= NOTICED {
        // Or they are written while something is measured.
        rustix::fs::sync();
    }
    Ok(store)
}

const TAGS: [&str; 5] = ["urgent", "feature-auth", "bugfix", "docs", "spike"];

const WORDS: &str = "fix the bug in auth.go implement user registration refactor session store \
                     explain algorithm add tests 会话 naïve café review résumé migrate database";

/// The content of a session file, in the order of clinvk's keys.
#[derive(Serialize)]
struct Session {
    id: String,
    backend: &'static str,
    created_at: String,
    last_used: String,
    working_dir: String,
    backend_session_id: String,
    model: &'static str,
    initial_prompt: String,
    status: &'static str,
    turn_count: u64,
    token_usage: TokenUsage,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'static [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_message: Option<&'static str>,
}

#[derive(Default, Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are those in the file")]
struct TokenUsage {
    input_tokens: u64,
    output_tokens: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    cached_tokens: Option<u64>,
}

impl Session {
    fn random(random: &mut Random, now: DateTime<Utc>) -> Session {
        let (backend, models) = match random.below(10) {
            0..5 => ("claude", ["claude-opus-4-5-20251101", "claude-sonnet-4"]),
            5..8 => ("codex", ["o3", "gpt-5-codex"]),
            _ => ("gemini", ["gemini-2.5-pro", "gemini-3-pro"]),
        };
        let status = match random.below(10) {
            0..6 => "completed",
            6 | 7 => "active",
            8 => "error",
            _ => "paused",
        };
        let created = now - Duration::from_nanos(random.below(200 * 86_400 * 1_000_000_000));
        let used = created + Duration::from_nanos(random.below(7_200 * 1_000_000_000));
        let zone = if random.is(30) { "+09:00" } else { "Z" };
        let token_usage =
            if random.is(80) { TokenUsage::random(random) } else { TokenUsage::default() };
        let prompt_length = 3 + random.below(118);
        Session {
            id: format!("{:016x}{:016x}", random.next(), random.next()),
            backend,
            created_at: time(created, "Z"),
            last_used: time(used, zone),
            working_dir: format!(
                "/home/u/projects/{}",
                random.pick(&["myapp", "api", "web", "infra"])
            ),
            backend_session_id: random.uuid(),
            model: random.pick(&models),
            initial_prompt: random.words(prompt_length),
            status,
            turn_count: 1 + random.below(40),
            token_usage,
            tags: if random.is(40) { &TAGS[..random.pick(&[1, 2, 3])] } else { &[] },
            title: random.is(20).then(|| random.words(4)),
            error_message: (status == "error").then_some("exit status 1"),
        }
    }
}

impl TokenUsage {
    fn random(random: &mut Random) -> TokenUsage {
        TokenUsage {
            input_tokens: 1 + random.below(200_000),
            output_tokens: 1 + random.below(50_000),
            cached_tokens: Some(1 + random.below(90_000)),
        }
    }
}

fn time(time: DateTime<Utc>, zone: &str) -> String {
    format!("{}{zone}", time.format("%Y-%m-%dT%H:%M:%S%.9f"))
}

/// Numbers that look random and are the same every time: splitmix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `limit`.
    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// True in `percent` of a hundred cases.
    fn is(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[usize::try_from(self.below(items.len() as u64)).unwrap_or(0)]
    }

    fn words(&mut self, count: u64) -> String {
        let known: Vec<&str> = WORDS.split(' ').collect();
        (0..count).map(|_| self.pick(&known)).collect::<Vec<_>>().join(" ")
    }

    fn uuid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        let (variant, node) = ((low >> 48) & 0xfff, low & 0xffff_ffff_ffff);
        let (time, middle, version) = (high >> 32, (high >> 16) & 0xffff, high & 0xfff);
        format!("{time:08x}-{middle:04x}-4{version:03x}-a{variant:03x}-{node:012x}")
    }
}
