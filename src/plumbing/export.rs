//! Exports sessions with their artifacts, as records or to a directory.

use std::path::Path;

use super::{read, store};
use crate::{
    context::Context,
    error::{Error, Exit},
    records::{ExportRecord, write_json},
    session::{file::SessionFile, id::SessionId},
    store::archive::{
        artifacts::Artifacts,
        output::OutputFile,
        source::Folder,
        tree::{Copyable, Tree},
    },
};

/// The destination of an export.
pub(crate) enum Target {
    /// Records on standard output.
    Standard,
    /// Records in a file.
    File(Box<OutputFile>),
    /// Files in a directory.
    Folder(Folder),
}

impl Target {
    /// Begins the file at `path`, which must be new unless it is to be `replaced`.
    pub(crate) fn file(path: &Path, replaced: bool) -> Result<Target, Error> {
        Ok(Target::File(Box::new(OutputFile::begin(path, replaced)?)))
    }

    /// Opens the directory at `path`, and creates it if it is missing.
    pub(crate) fn folder(ctx: &Context<'_>, path: &Path) -> Result<Target, Error> {
        Ok(Target::Folder(Folder::to_fill(path, store(ctx)?.path())?))
    }
}

/// Exports each of `ids` to `target`; what exists in a directory must be new unless it is to be
/// `replaced`. Reports what cannot be exported, and returns how many sessions were, and the exit code.
///
/// No lock is held while anything is written: a session is read first.
pub(crate) fn export(
    ctx: &mut Context<'_>,
    ids: &[SessionId],
    mut target: Target,
    replaced: bool,
) -> Result<(usize, Exit), Error> {
    let (mut done, mut exit) = (0, Exit::Success);
    for id in ids {
        let loaded = read(ctx, |reader| {
            let file = |file: SessionFile<'_>| file.session().map(|_| file.bytes.to_vec());
            Ok((reader.load(id, file), reader.artifacts(id)))
        })?;
        let exported = match loaded {
            (Ok(Ok(file)), Ok(artifacts)) => {
                let mut left = Vec::new();
                let exported = match &artifacts {
                    Some(artifacts) => {
                        let copyable = Copyable::of(artifacts);
                        let tree = Some((&copyable as &dyn Tree, artifacts.path()));
                        let exported = put(ctx, id, &file, tree, &mut target, replaced)?;
                        left = copyable.into_left();
                        exported
                    }
                    None => put(ctx, id, &file, None, &mut target, replaced)?,
                };
                for error in left {
                    exit = exit.worst(ctx.report(&error));
                }
                exported
            }
            (Ok(Err(damaged)), _) => Err(damaged.into()),
            (Err(error), _) => Err(error.into()),
            (_, Err(error)) => Err(error),
        };
        match exported {
            Ok(()) => done += 1,
            Err(error) => exit = exit.worst(ctx.report(&error)),
        }
    }
    match target {
        Target::Standard => {}
        Target::File(file) => file.finish()?,
        Target::Folder(folder) => folder.finish()?,
    }
    Ok((done, exit))
}

/// Writes one session to `target`. The inner error concerns that session alone. After the outer one
/// nothing more can be written, and a file is abandoned.
fn put(
    ctx: &mut Context<'_>,
    id: &SessionId,
    file: &[u8],
    artifacts: Option<(&dyn Tree, &Path)>,
    target: &mut Target,
    replaced: bool,
) -> Result<Result<(), Error>, Error> {
    if let Target::Folder(folder) = target {
        return Ok(folder.write(id, file, artifacts.map(|(tree, _)| tree), replaced));
    }
    let artifacts = artifacts.map(|(tree, path)| Artifacts::read(tree, path)).transpose();
    let artifacts = match artifacts {
        Ok(artifacts) => artifacts,
        Err(error) => return Ok(Err(error)),
    };
    let mut record = Vec::new();
    write_json(&ExportRecord::new(id, file, artifacts.as_ref()), &mut record);
    record.push(b'\n');
    match target {
        Target::File(file) => file.write(&record)?,
        _ => ctx.print(&record)?,
    }
    Ok(Ok(()))
}
