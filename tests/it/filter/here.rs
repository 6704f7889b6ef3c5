//! Filters by place: `--dir`, `--here` and `--gone`.

use std::{
    fs,
    os::unix::fs::{chown, symlink},
    path::Path,
};

use serde_json::json;

use crate::sandbox::{Output, Sandbox, skip};

/// Writes a session in `directory`.
fn session(sandbox: &Sandbox, id: &str, directory: &Path) {
    sandbox.session(id, json!({ "working_dir": directory.to_str().unwrap() }));
}

/// Returns the IDs that `ls-raw` lists with these options, run in `directory`.
#[track_caller]
fn found(sandbox: &Sandbox, directory: &Path, options: &[&str]) -> String {
    let output = run(sandbox, directory, options);
    assert_eq!((output.stderr.as_str(), output.code), ("", 0), "{options:?}");
    output.column("id").join(" ")
}

fn run(sandbox: &Sandbox, directory: &Path, options: &[&str]) -> Output {
    let mut command = sandbox.std_command(&[&["ls-raw"], options].concat());
    let output = command.current_dir(directory).env("PWD", directory).output().unwrap();
    Output::new(&output, sandbox.home())
}

#[test]
fn dir_is_a_directory_and_those_below_by_whole_names() {
    let sandbox = Sandbox::new();
    for (id, directory) in [
        ("a", "/w/app"),
        ("b", "/w/app/src"),
        ("c", "/w/app2"),
        ("d", "/w/app/../x"),
        ("e", ""),
        ("f", "app"),
        ("g", "/w/./app//lib/"),
    ] {
        session(&sandbox, id, Path::new(directory));
    }
    let list = |path: &str| found(&sandbox, sandbox.home(), &["--dir", path]);
    assert_eq!(list("/w/app"), "a b g");
    assert_eq!(list("/w/app/"), "a b g");
    assert_eq!(list("/w/y/../app/."), "a b g");
    assert_eq!(list("/w/x"), "d");
    assert_eq!(list("/w/ap"), "");
    assert_eq!(list("/"), "a b c d g");
    assert_eq!(list("app"), "");
}

#[test]
fn a_relative_dir_starts_here_and_links_are_followed() {
    let sandbox = Sandbox::new();
    let home = sandbox.home().canonicalize().unwrap();
    fs::create_dir_all(home.join("real/sub")).unwrap();
    symlink("real", home.join("link")).unwrap();
    session(&sandbox, "real", &home.join("real/sub"));
    session(&sandbox, "link", &home.join("link/sub"));
    session(&sandbox, "home", &home);
    assert_eq!(found(&sandbox, &home, &["--dir", "real"]), "real");
    assert_eq!(found(&sandbox, &home, &["--dir", "link"]), "link real");
    assert_eq!(found(&sandbox, &home, &["--dir", "link/sub/../../real"]), "real");
    // The shell is in the link, and `getcwd` returns what it leads to.
    assert_eq!(found(&sandbox, &home.join("link"), &["--dir", "."]), "link real");
    // Behind a link, `..` is not where the link is.
    assert_eq!(found(&sandbox, &home, &["--dir", "link/.."]), "home link real");
    symlink("real/sub", home.join("deep")).unwrap();
    assert_eq!(found(&sandbox, &home, &["--dir", "deep/.."]), "real");
}

/// Creates a repository at `path`, as far as its files tell.
fn init(path: &Path) {
    for name in ["objects", "refs"] {
        fs::create_dir_all(path.join(name)).unwrap();
    }
    fs::write(path.join("HEAD"), "ref: refs/heads/main\n").unwrap();
}

/// Adds the worktree `tree` to the repository at `git_dir`.
fn add_worktree(git_dir: &Path, tree: &Path) {
    let own = git_dir.join("worktrees").join(tree.file_name().unwrap());
    fs::create_dir_all(&own).unwrap();
    fs::create_dir_all(tree).unwrap();
    fs::write(own.join("commondir"), "../..\n").unwrap();
    fs::write(own.join("HEAD"), "ref: refs/heads/other\n").unwrap();
    fs::write(own.join("gitdir"), format!("{}/.git\n", tree.display())).unwrap();
    fs::write(tree.join(".git"), format!("gitdir: {}\n", own.display())).unwrap();
}

#[test]
fn here_is_the_repository_with_all_of_its_worktrees() {
    let sandbox = Sandbox::new();
    let home = sandbox.home().canonicalize().unwrap();
    let (main, other) = (home.join("main"), home.join("trees/other"));
    init(&main.join(".git"));
    add_worktree(&main.join(".git"), &other);
    fs::create_dir_all(main.join("src/deep")).unwrap();
    session(&sandbox, "main", &main.join("src"));
    session(&sandbox, "other", &other);
    session(&sandbox, "outside", &home.join("trees"));
    for start in [&main, &main.join("src/deep"), &other, &main.join(".git/objects")] {
        assert_eq!(found(&sandbox, start, &["--here"]), "main other", "{start:?}");
    }
    // A worktree that was deleted still has sessions.
    fs::remove_dir_all(&other).unwrap();
    assert_eq!(found(&sandbox, &main, &["--here"]), "main other");
    assert_eq!(found(&sandbox, &main, &["--here", "--gone"]), "other");
}

#[test]
fn here_is_the_current_directory_outside_of_a_repository() {
    // On a file system of its own: this project is a repository, and so is all below.
    let sandbox = Sandbox::in_memory();
    let home = sandbox.home().canonicalize().unwrap();
    if home.ancestors().any(|directory| directory.join(".git").exists()) {
        return skip("this test needs a directory outside of a repository");
    }
    fs::create_dir_all(home.join("real/sub")).unwrap();
    symlink("real", home.join("link")).unwrap();
    session(&sandbox, "link", &home.join("link/sub"));
    session(&sandbox, "real", &home.join("real"));
    session(&sandbox, "home", &home);
    assert_eq!(found(&sandbox, &home, &["--here"]), "home link real");
    // `getcwd` returns what the link leads to, and `PWD` how it was spelled.
    assert_eq!(found(&sandbox, &home.join("link"), &["--here"]), "link real");
    assert_eq!(found(&sandbox, &home.join("real"), &["--here"]), "real");
}

#[test]
fn here_knows_a_bare_repository_and_relative_paths() {
    let sandbox = Sandbox::new();
    let project = sandbox.home().canonicalize().unwrap().join("project");
    init(&project.join(".bare"));
    fs::write(project.join(".git"), "gitdir: ./.bare\n").unwrap();
    let tree = project.parent().unwrap().join("tree");
    add_worktree(&project.join(".bare"), &tree);
    let own = project.join(".bare/worktrees/tree");
    fs::write(own.join("gitdir"), "../../../../tree/.git\n").unwrap();
    fs::write(tree.join(".git"), "gitdir: ../project/.bare/worktrees/tree\n").unwrap();
    session(&sandbox, "project", &project);
    session(&sandbox, "tree", &tree);
    assert_eq!(found(&sandbox, &project, &["--here"]), "project tree");
    assert_eq!(found(&sandbox, &tree, &["--here"]), "project tree");
}

#[test]
fn a_repository_that_cannot_be_read_is_an_error_and_no_guess() {
    let sandbox = Sandbox::new();
    session(&sandbox, "a", sandbox.home());
    fs::write(sandbox.home().join(".git"), "gitdir: /nowhere/at/all\n").unwrap();
    let output = run(&sandbox, sandbox.home(), &["--here"]);
    assert_eq!(output.stderr, "clinvk: cannot read /nowhere/at/all: No such file or directory\n");
    assert_eq!(output.code, 4);
    sandbox.run("clean --all --yes --here").is("[stderr]\n\
         clinvk: cannot read /nowhere/at/all: No such file or directory\n[exit 4]\n");
    assert_eq!(sandbox.ids(), ["a"]);
}

#[test]
fn a_repository_of_another_user_is_not_believed() {
    let sandbox = Sandbox::new();
    init(&sandbox.home().join(".git"));
    if chown(sandbox.home().join(".git"), Some(4711), None).is_err() {
        return skip("this test needs root");
    }
    let output = run(&sandbox, sandbox.home(), &["--here"]);
    assert_eq!(
        output.to_string(),
        "[stderr]\nclinvk: the git repository HOME/.git belongs to another user\n\
         hint: name the directory with --dir\n[exit 1]\n"
    );
}

#[test]
fn gone_is_a_directory_that_certainly_does_not_exist() {
    let sandbox = Sandbox::new();
    let home = sandbox.home().canonicalize().unwrap();
    fs::write(home.join("file"), "").unwrap();
    symlink("/mnt/disk/that/is/not/there", home.join("dangling")).unwrap();
    symlink("loop", home.join("loop")).unwrap();
    for (id, directory) in [
        ("gone", "never/was"),
        ("below-file", "file/x"),
        ("here", ""),
        ("file", "file"),
        ("link", "dangling"),
        ("below-link", "dangling/x"),
        ("loop", "loop/x"),
        ("long", &"x".repeat(300)),
    ] {
        session(&sandbox, id, &home.join(directory));
    }
    sandbox.session("none", json!({ "working_dir": null }));
    sandbox.session("empty", json!({ "working_dir": "" }));
    sandbox.session("relative", json!({ "working_dir": "never/was" }));
    sandbox.session("nul", json!({ "working_dir": "/never\u{0}was" }));
    assert_eq!(found(&sandbox, &home, &["--gone"]), "below-file gone");
}
