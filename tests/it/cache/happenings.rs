//! What can happen to sessions, and to the cache.

use std::{
    fs::{self, File, Permissions},
    os::unix::fs::{PermissionsExt as _, symlink},
    path::PathBuf,
    time::{Duration, SystemTime},
};

use serde_json::json;

use crate::sandbox::Sandbox;

/// Writes a session in its place; its size is always the same.
pub(super) fn write(sandbox: &Sandbox, id: &str, minute: u8) {
    let backend = if minute.is_multiple_of(2) { "codex" } else { "other" };
    let status = if minute.is_multiple_of(3) { "error" } else { "other" };
    let last_used = format!("2026-11-22T10:{minute:02}:00Z");
    let more = json!({ "last_used": last_used, "backend": backend, "status": status });
    sandbox.session(id, more);
}

/// Sets the time of last change of a file's content.
fn date(path: PathBuf, time: SystemTime) {
    File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

fn modified(path: PathBuf) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

/// What can happen to the session `id`, with `other` or with a time at hand.
pub(super) type Happening = fn(&Sandbox, id: &str, other: &str, minute: u8);

/// What can happen, each with its name.
pub(super) const HAPPENINGS: [(&str, Happening); 12] = [
    ("nothing", |_, _, _, _| {}),
    ("written in its place", |sandbox, id, _, minute| write(sandbox, id, minute)),
    ("written in its place, with the old time", |sandbox, id, _, minute| {
        let time = modified(sandbox.path(&format!("{id}.json")));
        write(sandbox, id, minute);
        date(sandbox.path(&format!("{id}.json")), time);
    }),
    ("replaced, with the time of another", |sandbox, id, other, minute| {
        write(sandbox, other, minute);
        write(sandbox, "new", 59 - minute);
        let time = modified(sandbox.path(&format!("{other}.json")));
        date(sandbox.path("new.json"), time);
        fs::rename(sandbox.path("new.json"), sandbox.path(&format!("{id}.json"))).unwrap();
    }),
    ("dated back, forth", |sandbox, id, _, minute| {
        write(sandbox, id, minute);
        let day = Duration::from_secs(86_400);
        let now = modified(sandbox.path(&format!("{id}.json")));
        let time = if minute > 30 { now - day } else { now + day };
        date(sandbox.path(&format!("{id}.json")), time);
    }),
    ("removed", |sandbox, id, _, _| {
        let _ = fs::remove_file(sandbox.path(&format!("{id}.json")));
    }),
    ("renamed", |sandbox, id, other, _| {
        let [from, to] = [id, other].map(|id| sandbox.path(&format!("{id}.json")));
        let _ = fs::rename(from, to);
    }),
    ("exchanged", |sandbox, id, other, _| {
        let [one, two] = [id, other].map(|id| sandbox.path(&format!("{id}.json")));
        let between = sandbox.path("between");
        let _ = fs::rename(&one, &between);
        let _ = fs::rename(two, one);
        let _ = fs::rename(between, sandbox.path(&format!("{other}.json")));
    }),
    ("linked", |sandbox, id, other, minute| {
        let [from, to] = [id, other].map(|id| sandbox.path(&format!("{id}.json")));
        let _ = fs::remove_file(&to);
        let _ = if minute > 30 { fs::hard_link(from, to) } else { symlink(from, to) };
    }),
    ("damaged", |sandbox, id, _, minute| {
        write(sandbox, id, minute);
        let mut bytes = fs::read(sandbox.path(&format!("{id}.json"))).unwrap();
        bytes[usize::from(minute)] = b'}';
        sandbox.file(&format!("{id}.json"), bytes);
    }),
    ("closed", |sandbox, id, _, minute| {
        write(sandbox, id, minute);
        let path = sandbox.path(&format!("{id}.json"));
        fs::set_permissions(path, Permissions::from_mode(0o000)).unwrap();
    }),
    ("a directory instead", |sandbox, id, _, _| {
        let _ = fs::remove_file(sandbox.path(&format!("{id}.json")));
        let _ = fs::create_dir(sandbox.path(&format!("{id}.json")));
    }),
];

/// What can happen to the cache, in its folder.
pub(super) type Damage = fn(PathBuf);

/// Damages, each with its name.
pub(super) const DAMAGES: [(&str, Damage); 11] = [
    ("removed", |folder| fs::remove_dir_all(folder).unwrap()),
    ("empty", |folder| fs::write(folder.join("last_used"), "").unwrap()),
    ("garbage", |folder| fs::write(folder.join("last_used"), [7; 4000]).unwrap()),
    ("cut", |folder| {
        let bytes = fs::read(folder.join("last_used")).unwrap();
        fs::write(folder.join("last_used"), &bytes[..bytes.len() - 64]).unwrap();
    }),
    ("of another version", |folder| {
        let mut bytes = fs::read(folder.join("last_used")).unwrap();
        bytes[8] += 1;
        fs::write(folder.join("last_used"), bytes).unwrap();
    }),
    ("open to others", |folder| {
        let open = Permissions::from_mode(0o666);
        fs::set_permissions(folder.join("last_used"), open).unwrap();
    }),
    ("a file in the folder's place", |folder| {
        fs::remove_dir_all(&folder).unwrap();
        fs::write(folder, "").unwrap();
    }),
    ("a link in the folder's place", |folder| {
        fs::rename(&folder, folder.with_file_name("elsewhere")).unwrap();
        symlink("elsewhere", folder).unwrap();
    }),
    ("a link", |folder| {
        fs::rename(folder.join("last_used"), folder.join("moved")).unwrap();
        symlink("moved", folder.join("last_used")).unwrap();
    }),
    ("a directory", |folder| {
        fs::remove_file(folder.join("last_used")).unwrap();
        fs::create_dir(folder.join("last_used")).unwrap();
    }),
    ("a FIFO", |folder| {
        fs::remove_file(folder.join("last_used")).unwrap();
        let mode = rustix::fs::Mode::RWXU;
        let kind = rustix::fs::FileType::Fifo;
        rustix::fs::mknodat(rustix::fs::CWD, folder.join("last_used"), kind, mode, 0).unwrap();
    }),
];
