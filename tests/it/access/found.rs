//! An unsafe default configuration, and fsck's report on the home.

use std::{
    fs,
    os::unix::fs::{MetadataExt as _, chown},
};

use super::{
    Elsewhere, OTHER,
    beside::{BATCH, STRANGER},
};

#[test]
fn a_configuration_that_others_could_have_written_is_not_obeyed() {
    let Some(elsewhere) = Elsewhere::safe() else { return };
    elsewhere.shell(OTHER, "echo 'session: { retention_days: 1 }' > config.yaml");
    let safe = elsewhere.run("clean --dry-run").to_string();
    assert!(safe.contains("no sessions to clean"), "{safe}");
    let path = "HOME/config.yaml";
    let writable = format!(
        "clinvk: cannot use the configuration {path}: it is writable by group or others\n\
         hint: fix it: chmod go-w '{path}'\n"
    );
    let strangers = format!(
        "clinvk: cannot use the configuration {path}: it belongs to another user, {STRANGER}\n\
         hint: move it out of the way: mv '{path}' '{path}.of-{STRANGER}'\n"
    );
    let link = format!(
        "clinvk: cannot use the configuration {path}: it is a symbolic link of another user, \
         {STRANGER}\nhint: remove the link: rm '{path}'\n"
    );
    for (why, done) in [
        (writable, "chmod 666 config.yaml"),
        (strangers, "rm -f config.yaml; echo 'session: { retention_days: 1 }' > config.yaml"),
        (link, "ln -s /dev/null config.yaml"),
    ] {
        let who = if done.starts_with("chmod") { OTHER } else { STRANGER };
        elsewhere.mode("", 0o777);
        elsewhere.shell(who, done);
        elsewhere.mode("", 0o700);
        for line in ["clean --yes", "clean --dry-run", "prune", "prune --dry-run"] {
            let output = elsewhere.run(line);
            assert_eq!((output.stderr.as_str(), output.code), (why.as_str(), 3), "{line}");
        }
        // A named configuration is the user's own choice.
        if done.starts_with("chmod") {
            let named =
                format!("clean --dry-run --config {}", elsewhere.path("config.yaml").display());
            assert_eq!(elsewhere.run(&named).to_string(), safe);
        }
        assert_eq!(elsewhere.run("clean --older-than 30d --yes").to_string(), safe);
        elsewhere.follow(&why);
    }
    assert_eq!(elsewhere.names(), 1);
}

#[test]
fn fsck_names_all_of_it_and_takes_away_what_is_ones_own_to_take() {
    let Some(elsewhere) = Elsewhere::safe() else { return };
    elsewhere.batch(OTHER, "mine");
    elsewhere.shell(OTHER, "mkdir lost+found; touch journal.jsonl config.yaml");
    let names = ["", "config.yaml", "journal.jsonl", "lost+found", "sessions", "trash"];
    let batch = format!("trash/{BATCH}");
    let names: Vec<&str> = names.into_iter().chain([&*batch]).collect();
    for (wide, narrow) in
        [(0o777, [0o755, 0o755, 0o600, 0o755, 0o700, 0o700, 0o700]), (0o755, [0o755; 7])]
    {
        for name in &names {
            elsewhere.mode(name, wide);
        }
        let is_found: Vec<_> = names
            .iter()
            .zip(narrow)
            .filter(|(name, _)| wide == 0o777 || !["", "config.yaml", "lost+found"].contains(name))
            .map(|(name, _)| format!("HOME/{name}").trim_end_matches('/').to_owned())
            .collect();
        let found = elsewhere.run("fsck");
        assert_eq!(found.column("path"), is_found);
        assert_eq!(found.column("code"), vec!["mode_too_wide"; is_found.len()]);
        let repaired = elsewhere.run("fsck --repair");
        assert_eq!(repaired.column("repaired"), vec!["true"; is_found.len()], "{repaired}");
        assert_eq!((repaired.code, elsewhere.run("fsck").to_string()), (0, String::new()));
        if wide == 0o777 {
            for (name, mode) in names.iter().zip(narrow) {
                let now = fs::metadata(elsewhere.path(name)).unwrap().mode() & 0o7777;
                assert_eq!(now, mode, "{name}");
            }
            assert_eq!(elsewhere.run("log").code, 0);
        }
    }
    let beside = ["config.yaml", "journal.jsonl", "lost+found", &*batch];
    for name in beside.iter().chain(&[&*format!("{batch}/mine.json")]) {
        elsewhere.mode(name, 0o777);
        chown(elsewhere.path(name), Some(STRANGER), None).unwrap();
        let repaired = elsewhere.run("fsck --repair");
        let codes = repaired.column("code");
        assert!(codes.contains(&"foreign_owner".to_owned()), "{name}: {repaired}");
        assert!(repaired.column("repaired").iter().all(|is| is == "false"), "{name}: {repaired}");
        assert_eq!(repaired.code, 4, "{name}");
        chown(elsewhere.path(name), Some(OTHER), None).unwrap();
        elsewhere.mode(name, 0o700);
    }
    assert_eq!(elsewhere.run("fsck").column("code"), [""; 0]);
}
