//! The command line: its commands, and how it is parsed.

pub(crate) mod groups;
mod help;
mod ours;
mod pages;
mod parse;
mod synonyms;
pub(crate) mod usage_error;
mod words;

use std::{ffi::OsString, path::PathBuf, time::Duration};

pub(crate) use ours::{is_ours, with_group};
pub(crate) use pages::PAGES;
pub(crate) use parse::{Request, parse};

use clap::{CommandFactory, Parser, Subcommand, ValueHint};

use crate::{
    args::common::RawCommand,
    context::{Context, HomeUse, Options},
    error::{Error, Exit, Invocation, Name},
    plumbing::{
        cat_raw::CatRaw, fsck::Fsck, ls_journal::LsJournal, ls_raw::LsRaw, ls_trash::LsTrash,
        prune::Prune, put_raw::PutRaw, resolve_id::ResolveId, restore_id::RestoreId, rm_id::RmId,
        rm_trash::RmTrash, schema::Schema, set_raw::SetRaw,
    },
    porcelain::{
        clean::Clean,
        delete::Delete,
        empty_trash::EmptyTrash,
        export::Export,
        fork::Fork,
        import::Import,
        list::List,
        log::Log,
        pin::{Pin, Unpin},
        relocate::Relocate,
        rename::Rename,
        restore::Restore,
        resume::Resume,
        show::Show,
        stats::Stats,
        tag::{Tag, Untag},
        tags::Tags,
        trash::Trash,
        tree::Tree,
    },
    ui::style::When,
};

/// The heading of the global options.
const GLOBAL: &str = "Global options";

/// List, inspect, protect and clean up the AI sessions that clinvk stores
#[derive(Clone, Debug, Parser)]
#[command(name = "clinvk", version, propagate_version = true, subcommand_required = true)]
#[command(arg_required_else_help = true, disable_help_subcommand = true)]
#[command(args_override_self = true, styles = help::STYLES)]
pub(crate) struct Cli {
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    #[arg(help = "Directory that holds config.yaml and sessions/")]
    #[arg(long_help = "Directory that holds config.yaml and sessions/ (default: $CLINVK_HOME, \
                     else ~/.clinvk)")]
    #[arg(help_heading = GLOBAL, hide_short_help = true)]
    home: Option<PathBuf>,

    /// Use this configuration file
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    #[arg(help_heading = GLOBAL, hide_short_help = true)]
    config: Option<PathBuf>,

    #[arg(long, global = true, value_name = "SECONDS")]
    #[arg(help = "Wait at most this long for the store's lock")]
    #[arg(long_help = "Wait at most this long for the store's lock; 0 tries once (default: \
                     $CLINVK_LOCK_TIMEOUT, else 30)")]
    #[arg(help_heading = GLOBAL, hide_short_help = true)]
    lock_timeout: Option<u32>,

    /// When to use colours: auto, always or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    #[arg(hide_default_value = true, hide_possible_values = true, hide_short_help = true)]
    #[arg(help_heading = GLOBAL)]
    color: When,

    /// Do not show long output in a pager
    #[arg(long, global = true, hide_short_help = true, help_heading = GLOBAL)]
    no_pager: bool,

    #[command(subcommand)]
    group: Group,
}

#[derive(Clone, Debug, Subcommand)]
enum Group {
    /// Manage sessions
    #[command(subcommand, arg_required_else_help = true)]
    Sessions(Sessions),
}

// Only the command that is run defines its arguments: those of all would double the work of a start.
#[derive(Clone, Debug, Subcommand)]
#[command(defer = true)]
enum Sessions {
    #[command(visible_alias = "ls")]
    List(List),
    Show(Show),
    Resume(Resume),
    Stats(Stats),
    Tree(Tree),
    #[command(visible_alias = "rm")]
    Delete(Delete),
    Clean(Clean),
    Trash(Trash),
    Restore(Restore),
    EmptyTrash(EmptyTrash),
    Log(Log),
    Pin(Pin),
    Unpin(Unpin),
    Tag(Tag),
    Untag(Untag),
    Tags(Tags),
    Rename(Rename),
    Fork(Fork),
    Relocate(Relocate),
    Export(Export),
    Import(Import),
    LsRaw(RawCommand<LsRaw>),
    CatRaw(RawCommand<CatRaw>),
    ResolveId(RawCommand<ResolveId>),
    RmId(RawCommand<RmId>),
    PutRaw(RawCommand<PutRaw>),
    SetRaw(RawCommand<SetRaw>),
    LsTrash(RawCommand<LsTrash>),
    RestoreId(RawCommand<RestoreId>),
    RmTrash(RawCommand<RmTrash>),
    LsJournal(RawCommand<LsJournal>),
    Prune(RawCommand<Prune>),
    Fsck(RawCommand<Fsck>),
    Schema(RawCommand<Schema>),
}

impl Sessions {
    /// Returns the command's name, as typed.
    fn name(&self) -> &'static str {
        match self {
            Sessions::List(_) => "list",
            Sessions::Show(_) => "show",
            Sessions::Resume(_) => "resume",
            Sessions::Stats(_) => "stats",
            Sessions::Tree(_) => "tree",
            Sessions::Delete(_) => "delete",
            Sessions::Clean(_) => "clean",
            Sessions::Trash(_) => "trash",
            Sessions::Restore(_) => "restore",
            Sessions::EmptyTrash(_) => "empty-trash",
            Sessions::Log(_) => "log",
            Sessions::Pin(_) => "pin",
            Sessions::Unpin(_) => "unpin",
            Sessions::Tag(_) => "tag",
            Sessions::Untag(_) => "untag",
            Sessions::Tags(_) => "tags",
            Sessions::Rename(_) => "rename",
            Sessions::Fork(_) => "fork",
            Sessions::Relocate(_) => "relocate",
            Sessions::Export(_) => "export",
            Sessions::Import(_) => "import",
            Sessions::LsRaw(_) => "ls-raw",
            Sessions::CatRaw(_) => "cat-raw",
            Sessions::ResolveId(_) => "resolve-id",
            Sessions::RmId(_) => "rm-id",
            Sessions::PutRaw(_) => "put-raw",
            Sessions::SetRaw(_) => "set-raw",
            Sessions::LsTrash(_) => "ls-trash",
            Sessions::RestoreId(_) => "restore-id",
            Sessions::RmTrash(_) => "rm-trash",
            Sessions::LsJournal(_) => "ls-journal",
            Sessions::Prune(_) => "prune",
            Sessions::Fsck(_) => "fsck",
            Sessions::Schema(_) => "schema",
        }
    }
}

impl Cli {
    /// Returns the global options.
    pub(crate) fn options(&self) -> Options {
        Options {
            home: self.home.clone(),
            config: self.config.clone(),
            lock_timeout: self.lock_timeout.map(|seconds| Duration::from_secs(seconds.into())),
            color: self.color,
            no_pager: self.no_pager,
        }
    }

    /// Returns whether the command needs a home, makes it or ignores it.
    pub(crate) fn home_use(&self) -> HomeUse {
        let Group::Sessions(command) = &self.group;
        match command {
            Sessions::PutRaw(_) | Sessions::Import(_) => HomeUse::Makes,
            Sessions::Schema(_) => HomeUse::Ignores,
            _ => HomeUse::Needs,
        }
    }

    /// Runs the command.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let Group::Sessions(command) = self.group;
        ctx.begin(command.name());
        match command {
            Sessions::List(list) => list.run(ctx),
            Sessions::Show(show) => show.run(ctx),
            Sessions::Resume(resume) => resume.run(ctx),
            Sessions::Stats(stats) => stats.run(ctx),
            Sessions::Tree(tree) => tree.run(ctx),
            Sessions::Delete(delete) => delete.run(ctx),
            Sessions::Clean(clean) => clean.run(ctx),
            Sessions::Pin(pin) => pin.run(ctx),
            Sessions::Unpin(unpin) => unpin.run(ctx),
            Sessions::Tag(tag) => tag.run(ctx),
            Sessions::Untag(untag) => untag.run(ctx),
            Sessions::Tags(tags) => tags.run(ctx),
            Sessions::Rename(rename) => rename.run(ctx),
            Sessions::Fork(fork) => fork.run(ctx),
            Sessions::Relocate(relocate) => relocate.run(ctx),
            Sessions::Export(export) => export.run(ctx),
            Sessions::Import(import) => import.run(ctx),
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
            Sessions::LsTrash(ls_trash) => ls_trash.run(ctx, LsTrash::run),
            Sessions::RestoreId(restore_id) => restore_id.run(ctx, RestoreId::run),
            Sessions::RmTrash(rm_trash) => rm_trash.run(ctx, RmTrash::run),
            Sessions::LsJournal(ls_journal) => ls_journal.run(ctx, LsJournal::run),
            Sessions::Prune(prune) => prune.run(ctx, Prune::run),
            Sessions::Fsck(fsck) => fsck.run(ctx, Fsck::run),
            Sessions::Schema(schema) => schema.run(ctx, Schema::run),
        }
    }
}

/// Returns the clap definition of all commands, used to generate the manual and the completions.
pub(crate) fn command() -> clap::Command {
    let mut command = <Cli as CommandFactory>::command();
    // Defines the deferred arguments too.
    command.build();
    command
}

/// Returns the program with its `--home` and `--config`, even if `arguments` cannot be parsed.
pub(crate) fn invocation(name: Name, arguments: &[OsString]) -> Invocation {
    words::invocation(name, arguments)
}

/// Returns the global options that matter for an error of the command line itself, even if
/// `arguments` cannot be parsed.
pub(crate) fn options(arguments: &[OsString]) -> Options {
    words::options(arguments)
}
