//! The code itself: imports point down, every file has a module doc, and no TODO is left.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The layers, lowest first. A layer may name lower ones only.
const LAYERS: [&str; 15] = [
    "error",
    "sanitize",
    "json",
    "session",
    "edit",
    "query",
    "policy",
    "ui",
    "config",
    "context",
    "store",
    "records",
    "args",
    "plumbing",
    "porcelain",
];

/// The layers on top of all others.
const TOP: [&str; 4] = ["docs", "cli", "testing", "fuzzing"];

/// Lower layers that a layer must not name.
const NEVER: [(&str, &str); 9] = [
    ("porcelain", "store"),
    ("store", "context"),
    ("store", "config"),
    ("store", "ui"),
    ("records", "context"),
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

/// Returns the layers that a file names by `crate::` paths, except in its tests.
fn named_layers(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]").next().unwrap();
    let lines = code.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    let code = lines.collect::<Vec<_>>().join(" ");
    let mut layers = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let Some(list) = rest.strip_prefix('{') else {
            layers.extend(
                rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().map(str::to_owned),
            );
            continue;
        };
        // `crate::{a::x, b::{y, z}}`: finds the names at the start of each item in the outermost
        // braces.
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
                layers.insert(std::mem::take(&mut word));
            }
        }
        layers.extend(Some(word).filter(|word| !word.is_empty()));
    }
    layers
}

#[test]
fn imports_point_down_only() {
    let layers = || LAYERS.iter().chain(&TOP);
    let height = |layer: &str| layers().position(|known| *known == layer);
    for path in rust_files("src") {
        let inside = path.strip_prefix(root().join("src")).unwrap();
        let layer = inside.components().next().unwrap().as_os_str().to_str().unwrap();
        let layer = layer.trim_end_matches(".rs");
        if ["lib", "main", "main_sessions", "main_under_test"].contains(&layer) {
            continue;
        }
        let own = height(layer).unwrap_or_else(|| panic!("{layer} has no height"));
        for named in named_layers(&fs::read_to_string(&path).unwrap()) {
            let Some(other) = height(&named) else {
                panic!("{}: what is {named}?", path.display())
            };
            assert!(other <= own, "{} names {named}, which stands above it", path.display());
            assert!(!NEVER.contains(&(layer, &named)), "{} may not name {named}", path.display());
        }
    }
}

#[test]
fn the_reader_of_imports_reads_them() {
    let text = "use crate::error::Error;\nuse crate::{\n  model::{id::X, age},\n  store,\n};\n// crate::cli\n\
         fn f() { crate::visible::visible(1) }\n#[cfg(test)]\nuse crate::docs;";
    let layers: Vec<_> = named_layers(text).into_iter().collect();
    assert_eq!(layers, ["error", "model", "store", "visible"]);
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
fn every_file_says_first_what_it_is_and_stays_a_layer() {
    for path in ["src", "tests", "benches"].into_iter().flat_map(rust_files) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{} does not", path.display());
        let lines = text.lines().count();
        assert!(lines <= 300, "{} has {lines} lines: is it still one layer?", path.display());
    }
}

#[test]
fn a_command_in_a_hint_starts_with_the_name_of_the_program_alone() {
    for path in rust_files("src") {
        let text = fs::read_to_string(&path).unwrap();
        for start in ["{clinvk} sessions", "{} sessions {", "`{} sessions"] {
            // `Invocation` shows `sessions` where it belongs.
            assert!(!text.contains(start), "{} has {start}", path.display());
        }
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
