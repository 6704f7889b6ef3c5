//! Checks the home around the store, and everything beside the store: who may write to it.

use std::{
    ffi::OsStr,
    os::unix::ffi::OsStrExt as _,
    path::{Path, PathBuf},
};

use rustix::fs::{Mode, Stat};

use super::{
    lost_found,
    problem::{Code, Problem},
    repair::OTHERS,
};
use crate::{
    error::{Danger, Error, user},
    store::{
        fs::{
            dir::{Directory, is_file},
            permissions::{
                WRITABLE, danger_beside, danger_of_link, is_directory, is_link, is_strangers,
            },
        },
        journal::JOURNAL,
        trash,
    },
};

/// The name of the default configuration file.
const CONFIG: &str = "config.yaml";

/// The state of the home.
#[derive(Default)]
pub(crate) struct Around {
    /// Set if the home, or a symlink in place of the home or the store, belongs to another user.
    /// Then nothing is repaired.
    pub(crate) is_strangers: bool,
    pub(crate) problems: Vec<Problem>,
}

/// Returns the permissions that only the owner should have on `name` in the home, or on the home
/// itself if `name` is empty.
///
/// Others may read the home, the configuration and `lost+found`, which a file system can have of
/// its own: private files in them have their own permissions.
/// read by others: what is private there has modes of its own.
pub(crate) fn too_wide(name: &Path) -> Mode {
    let is_open = ["", CONFIG, lost_found::NAME].iter().any(|open| name == Path::new(open));
    if is_open { WRITABLE } else { OTHERS }
}

/// Checks the home around the store at `path`, and everything there that a change relies on.
pub(crate) fn look(path: &Path) -> Result<Around, Error> {
    let mut around = Around::default();
    let Some(home) = Directory::home_of(path)? else { return Ok(around) };
    let stat = home.own_stat()?;
    around.is_strangers = is_strangers(&stat);
    around.is_strangers |= around.link(home.path(), &home.named_stat()?);
    around.name(&home, Path::new(""), &stat);
    if let Some(name) = path.file_name()
        && let Some(stat) = home.stat(name)?
    {
        around.is_strangers |= around.link(path, &stat);
    }
    around.config(&home)?;
    around.beside(&home, Path::new(JOURNAL), is_file)?;
    around.beside(&home, Path::new(lost_found::NAME), is_directory)?;
    around.trash(&home)?;
    if around.is_strangers {
        around.problems.iter_mut().for_each(|problem| problem.is_mendable = false);
    }
    Ok(around)
}

impl Around {
    /// Checks the owner and mode of `name` in the home, or of the home itself if `name` is empty.
    fn name(&mut self, home: &Directory, name: &Path, stat: &Stat) {
        let path = match name.as_os_str() {
            name if name.is_empty() => home.path().to_owned(),
            name => home.path().join(name),
        };
        let mode = Mode::from_raw_mode(stat.st_mode);
        let taken = too_wide(name);
        if mode.intersects(taken) {
            let what = if taken == OTHERS { "have access" } else { "may write" };
            let message = format!("group or others {what}: its mode is {:04o}", mode.bits());
            let is_mendable = stat.st_uid == user();
            self.add(path.clone(), Code::ModeTooWide, message, is_mendable);
        }
        self.owner(path, stat);
    }

    /// Checks the owner of `path`.
    fn owner(&mut self, path: PathBuf, stat: &Stat) {
        if is_strangers(stat) {
            let message = format!("it belongs to another user, {}", stat.st_uid);
            self.add(path, Code::ForeignOwner, message, false);
        }
    }

    /// Checks `path` if it is a symlink. Returns whether it belongs to another user.
    fn link(&mut self, path: &Path, stat: &Stat) -> bool {
        let danger = danger_of_link(stat);
        if let Some(danger) = danger {
            self.add(path.to_owned(), Code::ForeignOwner, danger.to_string(), false);
        }
        danger.is_some()
    }

    /// Checks `name` in the home, which should have this file type. Returns whether it does, and
    /// belongs to this user or root.
    fn beside(
        &mut self,
        home: &Directory,
        name: &Path,
        is_kind: impl Fn(&Stat) -> bool,
    ) -> Result<bool, Error> {
        let Some(stat) = home.stat(name)? else { return Ok(false) };
        if !is_kind(&stat) {
            self.link(&home.path().join(name), &stat);
            return Ok(false);
        }
        self.name(home, name, &stat);
        Ok(!is_strangers(&stat))
    }

    /// Checks the default configuration. Follows a symlink, as the configuration's reader does, but
    /// does not repair its target.
    fn config(&mut self, home: &Directory) -> Result<(), Error> {
        let name = Path::new(CONFIG);
        let Some(stat) = home.stat(name)? else { return Ok(()) };
        if !is_link(&stat) {
            self.name(home, name, &stat);
            return Ok(());
        }
        let path = home.path().join(name);
        self.owner(path.clone(), &stat);
        if let Some(stat) = home.stat_followed(CONFIG)
            && let Some(danger) = danger_beside(&stat)
        {
            let code = match danger {
                Danger::Writable => Code::ModeTooWide,
                _ => Code::ForeignOwner,
            };
            self.add(path, code, format!("its target: {danger}"), false);
        }
        Ok(())
    }

    /// Checks the trash, each batch, and the owners of the sessions in them. Does not look into a
    /// directory that belongs to another user.
    fn trash(&mut self, home: &Directory) -> Result<(), Error> {
        let name = Path::new(trash::TRASH);
        if !self.beside(home, name, is_directory)? {
            return Ok(());
        }
        let trash = home.open_directory(trash::TRASH)?;
        for batch in trash::batches_and_links(&trash)? {
            if !self.beside(home, &name.join(batch.as_str()), is_directory)? {
                continue;
            }
            let batch = trash.open_directory(batch.as_str())?;
            for entry in batch.entries()? {
                let name = OsStr::from_bytes(&entry.name);
                if let Some(stat) = batch.stat(name)? {
                    self.owner(batch.path().join(name), &stat);
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, path: PathBuf, code: Code, message: String, is_mendable: bool) {
        let (id, is_repaired) = (None, false);
        self.problems.push(Problem { id, path, code, message, is_mendable, is_repaired });
    }
}
