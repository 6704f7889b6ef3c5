//! `sessions export`: copy sessions, with their artifacts, out of the store.

use std::{os::unix::ffi::OsStrExt as _, path::PathBuf};

use clap::{Args, ValueHint};

use super::{find, resolve};
use crate::{
    args::filter::FilterArgs,
    context::Context,
    error::{Error, Exit, plural},
    plumbing::export::{self, Target},
    query::Query,
    sanitize::sanitize,
    session::id::SessionId,
};

/// Copy sessions, with their artifacts, out of the store
#[derive(Args, Clone, Debug)]
pub(crate) struct Export {
    /// Session IDs or unique prefixes (default: all sessions)
    #[arg(value_name = "ID")]
    ids: Vec<String>,

    #[command(flatten)]
    filter: FilterArgs,

    /// Write to a file or directory, not to standard output
    ///
    /// A directory exists or ends with a slash; it is created if it is missing
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    output: Option<PathBuf>,

    /// Overwrite files that exist
    #[arg(long, requires = "output", hide_short_help = true)]
    force: bool,
}

impl Export {
    /// Exports the sessions, after resolving all IDs.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        if !self.ids.is_empty() && self.filter.is_given() {
            return Err(Error::Usage {
                message: "sessions that are named are not filtered".to_owned(),
                hint: "leave out the IDs or the filter".to_owned(),
            });
        }
        let (ids, exit) = chosen(ctx, &self.ids, self.filter)?;
        let output = self.output.filter(|path| path.as_os_str() != "-");
        let target = match &output {
            None => Target::Standard,
            Some(path) => {
                let is_folder = path.as_os_str().as_bytes().ends_with(b"/");
                if is_folder || Context::is_directory(path) {
                    Target::folder(ctx, path)?
                } else {
                    Target::file(path, self.force)?
                }
            }
        };
        let (count, exported) = export::export(ctx, &ids, target, self.force)?;
        if let Some(path) = output {
            let text = format!("Exported {} to {}.", plural(count, "session"), path.display());
            ctx.print(format!("{}\n", sanitize(&text)).as_bytes())?;
        }
        Ok(exit.worst(exported))
    }
}

/// Returns the sessions that are named, or else those that match the filter.
fn chosen(
    ctx: &mut Context<'_>,
    inputs: &[String],
    filter: FilterArgs,
) -> Result<(Vec<SessionId>, Exit), Error> {
    if !inputs.is_empty() {
        return Ok((resolve(ctx, inputs)?, Exit::Success));
    }
    let query = Query { filter: find::filter(ctx, filter)?, ..Query::default() };
    let (scan, exit) = find::select(ctx, &query, |_| ())?;
    Ok((scan.rows.into_iter().map(|row| row.id).collect(), exit))
}
