//! The house itself: imports point down, every file says what it is, nothing is left to do.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The rooms, ground floor first. A room may name those before it.
const FLOORS: [&str; 11] = [
    "error",
    "visible",
    "notice",
    "model",
    "config",
    "context",
    "store",
    "plumbing",
    "porcelain",
    "docs",
    "cli",
];

/// What a room may not name although it stands below.
const NEVER: [(&str, &str); 7] = [
    ("porcelain", "store"),
    ("store", "context"),
    ("store", "config"),
    ("plumbing", "config"),
    ("docs", "store"),
    ("docs", "context"),
    ("context", "store"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found
}

/// The rooms that a file's code names, by `crate::` paths, those of its tests left out.
fn named_rooms(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]").next().unwrap();
    let lines = code.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    let code = lines.collect::<Vec<_>>().join(" ");
    let mut rooms = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let Some(list) = rest.strip_prefix('{') else {
            rooms.extend(
                rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().map(str::to_owned),
            );
            continue;
        };
        // `crate::{a::x, b::{y, z}}`: the names that open an item of the outermost braces.
        let (mut depth, mut is_start) = (0, true);
        let mut word = String::new();
        for c in list.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => is_start = true,
                c if depth == 0 && is_start && (c.is_alphanumeric() || c == '_') => word.push(c),
                _ if !word.is_empty() => is_start = false,
                _ => {}
            }
            if !word.is_empty() && (!is_start || c == ',') {
                rooms.insert(std::mem::take(&mut word));
            }
        }
        rooms.extend(Some(word).filter(|word| !word.is_empty()));
    }
    rooms
}

#[test]
fn imports_point_down_only() {
    let floor = |room: &str| FLOORS.iter().position(|known| *known == room);
    for path in rust_files("src") {
        let inside = path.strip_prefix(root().join("src")).unwrap();
        let room = inside.components().next().unwrap().as_os_str().to_str().unwrap();
        let room = room.trim_end_matches(".rs");
        if ["lib", "main", "main_under_test"].contains(&room) {
            continue;
        }
        let own = floor(room).unwrap_or_else(|| panic!("{room} has no floor"));
        for named in named_rooms(&fs::read_to_string(&path).unwrap()) {
            let Some(other) = floor(&named) else { panic!("{}: what is {named}?", path.display()) };
            assert!(other <= own, "{} names {named}, which stands above it", path.display());
            assert!(!NEVER.contains(&(room, &named)), "{} may not name {named}", path.display());
        }
    }
}

#[test]
fn the_reader_of_imports_reads_them() {
    let text = "use crate::error::Error;\nuse crate::{\n  model::{id::X, age},\n  store,\n};\n// crate::cli\n\
         fn f() { crate::visible::visible(1) }\n#[cfg(test)]\nuse crate::docs;";
    let rooms: Vec<_> = named_rooms(text).into_iter().collect();
    assert_eq!(rooms, ["error", "model", "store", "visible"]);
}

#[test]
fn porcelain_opens_no_file() {
    for path in rust_files("src/porcelain") {
        let text = fs::read_to_string(&path).unwrap();
        for word in ["File::", "std::fs", "rustix"] {
            assert!(!text.contains(word), "{} names {word}", path.display());
        }
    }
}

#[test]
fn every_file_says_first_what_it_is_and_stays_a_room() {
    for path in ["src", "tests", "benches"].into_iter().flat_map(rust_files) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{} does not", path.display());
        let lines = text.lines().count();
        assert!(lines <= 300, "{} has {lines} lines: is it still one room?", path.display());
    }
}

#[test]
fn nothing_is_left_to_do() {
    let words = ["todo", "unimplemented", "dbg"].map(|word| format!("{word}!("));
    let marks = ["TODO", "FIXME", "XXX"].map(|mark| format!("{mark}:"));
    for path in ["src", "tests", "benches"].into_iter().flat_map(rust_files) {
        let text = fs::read_to_string(&path).unwrap();
        for left in words.iter().chain(&marks) {
            assert!(!text.contains(left.as_str()), "{} has {left}", path.display());
        }
    }
}
