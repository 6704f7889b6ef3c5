//! The filter options, which every command that selects sessions takes.

use std::{
    ffi::OsStr,
    fmt,
    os::unix::ffi::OsStrExt as _,
    path::{Path, PathBuf},
    str::FromStr,
};

use clap::{
    ArgAction, Args, Command, ValueHint,
    builder::{
        NonEmptyStringValueParser, PathBufValueParser, PossibleValue, PossibleValuesParser,
        TypedValueParser,
    },
};

use crate::{
    context::Context,
    error::{Error, quoted},
    query::{
        filter::Filter,
        pattern::Pattern,
        place::{Directories, Gone},
        time_bound::{TimeBound, TimeRange},
    },
    session::{
        id::SessionId,
        status::Status,
        time::{Calendar, Time},
    },
};

/// The filter options. A session must match all that are given.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option that can be typed")]
pub(crate) struct FilterArgs {
    /// Filter by backend
    ///
    /// Several separated by commas match any of them
    #[arg(short, long, value_name = "BACKEND", value_delimiter = ',', action = ArgAction::Set)]
    #[arg(value_parser = BackendParser, hide_possible_values = true)]
    backend: Option<Vec<String>>,

    /// Filter by status (active, completed, error, paused)
    ///
    /// Several separated by commas match any of them
    #[arg(long, value_name = "STATUS", value_delimiter = ',', action = ArgAction::Set)]
    #[arg(value_parser = status_parser(), hide_possible_values = true)]
    status: Option<Vec<Status>>,

    /// Filter by tag; if repeated, a session needs all
    #[arg(long, value_name = "TAG", value_parser = NonEmptyStringValueParser::new())]
    tag: Vec<String>,

    /// Filter by model
    #[arg(long, value_name = "MODEL", hide_short_help = true)]
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    model: Option<String>,

    /// Filter by text; if repeated, a session needs all
    ///
    /// Searches the title, the prompt, the error, the tags and the metadata
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    grep: Vec<String>,

    /// Ignore case in --grep
    #[arg(short, long, requires = "grep", hide_short_help = true)]
    ignore_case: bool,

    /// Read --grep as a regular expression
    #[arg(short = 'E', long, requires = "grep", hide_short_help = true)]
    regex: bool,

    /// Only sessions of this directory and those below
    #[arg(long, value_name = "PATH", conflicts_with = "here", hide_short_help = true)]
    #[arg(value_hint = ValueHint::DirPath)]
    #[arg(value_parser = PathBufValueParser::new().try_map(non_empty))]
    dir: Option<PathBuf>,

    /// Only sessions of this git repository
    ///
    /// With all of its worktrees; outside of a repository, of the current directory and below
    #[arg(long)]
    here: bool,

    /// Only sessions whose directory no longer exists
    #[arg(long, hide_short_help = true)]
    gone: bool,

    /// Only sessions that clinvk can resume
    #[arg(long, hide_short_help = true)]
    resumable: bool,

    /// Only pinned sessions
    #[arg(long, hide_short_help = true)]
    pinned: bool,

    /// Only forks of the session ID
    #[arg(long, value_name = "ID", hide_short_help = true)]
    parent: Option<String>,

    /// Only sessions used since TIME (2w, 2026-01-31)
    ///
    /// TIME is an age (12h, 30d, 2w), a date, or an RFC 3339 time
    #[arg(long, value_name = "TIME")]
    since: Option<TimeBound>,

    /// Only sessions last used until TIME
    #[arg(long, value_name = "TIME", hide_short_help = true)]
    until: Option<TimeBound>,

    /// Only sessions created since TIME
    #[arg(long, value_name = "TIME", hide_short_help = true)]
    created_since: Option<TimeBound>,

    /// Only sessions created until TIME
    #[arg(long, value_name = "TIME", hide_short_help = true)]
    created_until: Option<TimeBound>,
}

impl FilterArgs {
    /// Returns whether any filter option was given.
    pub(crate) fn is_given(&self) -> bool {
        *self != FilterArgs::default()
    }

    /// Returns the value of `--parent`, so that a prefix can be replaced by the full ID.
    pub(crate) fn parent(&mut self) -> Option<&mut String> {
        self.parent.as_mut()
    }

    /// Returns the requested filter. A date means a day of `calendar`.
    ///
    /// A relative `--dir` starts at the current directory, and `--here` finds its repository. The
    /// value of `--parent` is taken for a full ID.
    pub(crate) fn filter(self, ctx: &Context<'_>, calendar: Calendar) -> Result<Filter, Error> {
        self.filter_at(ctx.now(), ctx, calendar)
    }

    /// Returns the requested filter, with ages counted from `now`.
    pub(crate) fn filter_at(
        self,
        now: Time,
        ctx: &Context<'_>,
        calendar: Calendar,
    ) -> Result<Filter, Error> {
        let text = self.to_string();
        let parent = self.parent.map(|id| match id.parse::<SessionId>() {
            Ok(_) => Ok(id),
            Err(invalid) => Err(Error::Usage {
                message: format!("invalid value '{id}' for '--parent <ID>': {invalid}"),
                hint: "give the ID of the session that was forked".to_owned(),
            }),
        });
        let first = |bound: Option<TimeBound>| bound.map(|at| at.first(now, calendar));
        let last = |bound: Option<TimeBound>| bound.map(|at| at.last(now, calendar));
        let pattern = |text: &String| Pattern::new(text, self.ignore_case, self.regex);
        let directories = match (&self.dir, self.here) {
            (Some(path), _) => Some(ctx.spellings(path)?),
            (None, true) => Some(ctx.repository()?),
            (None, false) => None,
        };
        Ok(Filter {
            patterns: self.grep.iter().map(pattern).collect::<Result<_, Error>>()?,
            backends: self.backend.unwrap_or_default(),
            statuses: self.status.unwrap_or_default(),
            tags: self.tag,
            model: self.model,
            directories: directories.map(Directories::new),
            gone: self.gone.then(|| Gone::new(Context::is_gone)),
            is_resumable: self.resumable,
            is_pinned: self.pinned,
            parent: parent.transpose()?,
            last_used: TimeRange { first: first(self.since), last: last(self.until) },
            created_at: TimeRange {
                first: first(self.created_since),
                last: last(self.created_until),
            },
            text,
        })
    }
}

impl fmt::Display for FilterArgs {
    /// Writes the options as one would type them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut words: Vec<String> = Vec::new();
        let mut add = |name: &str, value: &[u8]| words.push(format!("{name} {}", quoted(value)));
        let status = self.status.as_ref();
        let statuses = status.map(|all| all.iter().map(|one| one.as_str()).collect::<Vec<_>>());
        for (name, value) in [
            ("--backend", self.backend.as_ref().map(|all| all.join(","))),
            ("--status", statuses.map(|all| all.join(","))),
            ("--model", self.model.clone()),
            ("--parent", self.parent.clone()),
            ("--since", self.since.as_ref().map(TimeBound::to_string)),
            ("--until", self.until.as_ref().map(TimeBound::to_string)),
            ("--created-since", self.created_since.as_ref().map(TimeBound::to_string)),
            ("--created-until", self.created_until.as_ref().map(TimeBound::to_string)),
        ] {
            if let Some(value) = value {
                add(name, value.as_bytes());
            }
        }
        for tag in &self.tag {
            add("--tag", tag.as_bytes());
        }
        for text in &self.grep {
            add("--grep", text.as_bytes());
        }
        if let Some(path) = &self.dir {
            add("--dir", path.as_os_str().as_bytes());
        }
        for (name, is_given) in [
            ("-i", self.ignore_case),
            ("-E", self.regex),
            ("--here", self.here),
            ("--gone", self.gone),
            ("--resumable", self.resumable),
            ("--pinned", self.pinned),
        ] {
            words.extend(is_given.then(|| name.to_owned()));
        }
        f.write_str(&words.join(" "))
    }
}

/// Refuses the empty path, which a script passes whose variable is not set.
fn non_empty(path: PathBuf) -> Result<PathBuf, &'static str> {
    if path == Path::new("") { Err("the path is empty") } else { Ok(path) }
}

fn status_parser() -> impl TypedValueParser<Value = Status> {
    PossibleValuesParser::new(Status::ALL.map(Status::as_str))
        .try_map(|text| Status::from_str(&text))
}

/// Parses a backend's name. Accepts any name, while shell completion offers those that clinvk has.
#[derive(Clone)]
struct BackendParser;

impl TypedValueParser for BackendParser {
    type Value = String;

    fn parse_ref(
        &self,
        cmd: &Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        NonEmptyStringValueParser::new().parse_ref(cmd, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(["claude", "codex", "gemini"].map(PossibleValue::new).into_iter()))
    }
}
