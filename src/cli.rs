//! The command line: what can be typed, and which command it means.

use std::{ffi::OsString, path::PathBuf, time::Duration};

use clap::{
    CommandFactory, Parser, Subcommand, ValueHint,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::{
    context::{Context, Options},
    error::{Error, Exit},
    plumbing::{
        cat_raw::CatRaw, fsck::Fsck, interface::Plumbing, ls_raw::LsRaw, prune::Prune,
        put_raw::PutRaw, resolve_id::ResolveId, restore_id::RestoreId, rm_id::RmId, schema::Schema,
        set_raw::SetRaw,
    },
    porcelain::{
        clean::Clean,
        delete::Delete,
        empty_trash::EmptyTrash,
        list::List,
        log::Log,
        pin::{Pin, Unpin},
        restore::Restore,
        show::Show,
        trash::Trash,
    },
};

/// What stands above the options that every command takes.
const GLOBAL: &str = "Global options";

/// See, find, keep and clear away the AI sessions that clinvk stores
#[derive(Clone, Debug, Parser)]
#[command(name = "clinvk", version, propagate_version = true, subcommand_required = true)]
#[command(arg_required_else_help = true, disable_help_subcommand = true)]
#[command(args_override_self = true)]
pub struct Cli {
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    #[arg(
        help = "The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)"
    )]
    #[arg(help_heading = GLOBAL)]
    home: Option<PathBuf>,

    /// Another configuration file
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    #[arg(help_heading = GLOBAL)]
    config: Option<PathBuf>,

    #[arg(long, global = true, value_name = "SECONDS")]
    #[arg(
        help = "How long to wait for the store's lock, in seconds; 0 tries once (default: \
                $CLINVK_LOCK_TIMEOUT, else 30)"
    )]
    #[arg(help_heading = GLOBAL)]
    lock_timeout: Option<u32>,

    #[command(subcommand)]
    group: Group,
}

#[derive(Clone, Debug, Subcommand)]
enum Group {
    /// Manage sessions
    #[command(subcommand, arg_required_else_help = true)]
    Sessions(Sessions),
}

#[derive(Clone, Debug, Subcommand)]
enum Sessions {
    #[command(visible_alias = "ls")]
    List(List),
    Show(Show),
    #[command(visible_alias = "rm")]
    Delete(Delete),
    Clean(Clean),
    Trash(Trash),
    Restore(Restore),
    EmptyTrash(EmptyTrash),
    Log(Log),
    Pin(Pin),
    Unpin(Unpin),
    LsRaw(Plumbing<LsRaw>),
    CatRaw(Plumbing<CatRaw>),
    ResolveId(Plumbing<ResolveId>),
    RmId(Plumbing<RmId>),
    PutRaw(Plumbing<PutRaw>),
    SetRaw(Plumbing<SetRaw>),
    RestoreId(Plumbing<RestoreId>),
    Prune(Plumbing<Prune>),
    Fsck(Plumbing<Fsck>),
    Schema(Plumbing<Schema>),
}

impl Sessions {
    /// The command's name, as it is typed.
    fn name(&self) -> &'static str {
        match self {
            Sessions::List(_) => "list",
            Sessions::Show(_) => "show",
            Sessions::Delete(_) => "delete",
            Sessions::Clean(_) => "clean",
            Sessions::Trash(_) => "trash",
            Sessions::Restore(_) => "restore",
            Sessions::EmptyTrash(_) => "empty-trash",
            Sessions::Log(_) => "log",
            Sessions::Pin(_) => "pin",
            Sessions::Unpin(_) => "unpin",
            Sessions::LsRaw(_) => "ls-raw",
            Sessions::CatRaw(_) => "cat-raw",
            Sessions::ResolveId(_) => "resolve-id",
            Sessions::RmId(_) => "rm-id",
            Sessions::PutRaw(_) => "put-raw",
            Sessions::SetRaw(_) => "set-raw",
            Sessions::RestoreId(_) => "restore-id",
            Sessions::Prune(_) => "prune",
            Sessions::Fsck(_) => "fsck",
            Sessions::Schema(_) => "schema",
        }
    }
}

impl Cli {
    /// The options that every command takes.
    pub fn options(&self) -> Options {
        Options {
            home: self.home.clone(),
            config: self.config.clone(),
            lock_timeout: self.lock_timeout.map(|seconds| Duration::from_secs(seconds.into())),
        }
    }

    /// Runs the command that was typed.
    pub fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let Group::Sessions(command) = self.group;
        ctx.begin(command.name());
        match command {
            Sessions::List(list) => list.run(ctx),
            Sessions::Show(show) => show.run(ctx),
            Sessions::Delete(delete) => delete.run(ctx),
            Sessions::Clean(clean) => clean.run(ctx),
            Sessions::Pin(pin) => pin.run(ctx),
            Sessions::Unpin(unpin) => unpin.run(ctx),
            Sessions::Trash(trash) => trash.run(ctx),
            Sessions::Restore(restore) => restore.run(ctx),
            Sessions::EmptyTrash(empty_trash) => empty_trash.run(ctx),
            Sessions::Log(log) => log.run(ctx),
            Sessions::LsRaw(ls_raw) => ls_raw.run(ctx, LsRaw::run),
            Sessions::CatRaw(cat_raw) => cat_raw.run(ctx, CatRaw::run),
            Sessions::ResolveId(resolve_id) => resolve_id.run(ctx, ResolveId::run),
            Sessions::RmId(rm_id) => rm_id.run(ctx, RmId::run),
            Sessions::PutRaw(put_raw) => put_raw.run(ctx, PutRaw::run),
            Sessions::SetRaw(set_raw) => set_raw.run(ctx, SetRaw::run),
            Sessions::RestoreId(restore_id) => restore_id.run(ctx, RestoreId::run),
            Sessions::Prune(prune) => prune.run(ctx, Prune::run),
            Sessions::Fsck(fsck) => fsck.run(ctx, Fsck::run),
            Sessions::Schema(schema) => schema.run(ctx, Schema::run),
        }
    }
}

/// The tree of all commands and their options, from which the manual and completions are made.
pub fn command() -> clap::Command {
    <Cli as CommandFactory>::command()
}

/// What a command line asks for.
pub enum Request {
    /// A command.
    Run(Box<Cli>),
    /// Help or the version, to be shown as it is.
    Show(clap::Error),
    /// Something that cannot be understood.
    Mistake(Error),
}

/// Reads a command line.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Request {
    match Cli::try_parse_from(arguments) {
        Ok(cli) => Request::Run(Box::new(cli)),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Request::Show(error),
            _ => Request::Mistake(mistake(&error)),
        },
    }
}

/// clap's words on a mistake, in the form that all our errors have.
fn mistake(error: &clap::Error) -> Error {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    let is_status = context(ContextKind::InvalidArg).is_some_and(|arg| arg.starts_with("--status"));
    if error.kind() == ErrorKind::InvalidValue
        && is_status
        && let Some(value) = context(ContextKind::InvalidValue)
    {
        return Error::InvalidStatusFilter { value: value.to_owned() };
    }
    let text = error.render().to_string();
    let (mut message, mut hint) = (Vec::new(), None);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(tip) = line.strip_prefix("tip: ") {
            // That a word could be passed on as it is, is never what was meant.
            if !tip.starts_with("to pass ") {
                hint.get_or_insert_with(|| tip.to_owned());
            }
        } else if line.starts_with("Usage: ") || line.starts_with("For more information") {
            break;
        } else {
            message.push(line.strip_prefix("error: ").unwrap_or(line));
        }
    }
    if error.kind() == ErrorKind::InvalidSubcommand && hint.is_none() {
        let names = |command: &clap::Command| {
            let names: Vec<_> = command.get_subcommands().map(clap::Command::get_name).collect();
            format!("the commands are {}", names.join(", "))
        };
        hint = command().find_subcommand("sessions").map(names);
    }
    // One line, or one for each way in which the command can be called.
    let usage = text.split_once("Usage: ").map(|(_, rest)| rest);
    let usage = usage.map(|usage| usage.lines().map(str::trim).take_while(|line| !line.is_empty()));
    let hint = hint.or_else(|| {
        usage.map(|usage| format!("usage: {}", usage.collect::<Vec<_>>().join(" or ")))
    });
    // The words of Rust's own number parser.
    let mut message =
        message.join(" ").replace("invalid digit found in string", "not a whole number");
    let is_set = context(ContextKind::InvalidArg).is_some_and(|arg| arg.starts_with("--set"));
    if let Some(value) = context(ContextKind::InvalidValue).filter(|_| is_set) {
        // What a session says, or is to say, is nobody's business.
        let key = value.split_once('=').map(|(key, _)| format!("{key}=…"));
        message = message.replacen(value, &key.unwrap_or_else(|| "…".to_owned()), 1);
    }
    Error::Usage {
        message,
        hint: hint.unwrap_or_else(|| "add --help to the command for its usage".to_owned()),
    }
}
