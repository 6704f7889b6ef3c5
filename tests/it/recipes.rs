//! The recipes of the README and of `docs/recipes.md`, each run verbatim.

use std::{fs, os::unix::fs::symlink, path::Path};

use crate::{sandbox::Sandbox, shell::bash};

/// The effect of each recipe in the example home: a text unique to it, a part of its output, and
/// how many of the eight sessions remain.
const EXPECTED: [(&str, &str, usize); 14] = [
    ("plan.jsonl", "\"rule\":\"older_than\",\"rule_value\":\"90d\"", 7),
    ("quota", "\"id\":\"2e4b6d8f0a1c3e5f7a9b1c3d5e7f9a0b\",\"outcome\":\"removed\"", 7),
    ("set-raw", "\nreviewed\n", 8),
    ("rm-id --trash", "\"id\":\"4d5e6f7081920a1b\",\"outcome\":\"restored\"", 8),
    ("group_by", "\"total\": 419277\n", 8),
    ("resolve-id", "\"id\":\"5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d\",\"outcome\":\"removed\"", 6),
    ("legacy", "\"id\":\"4d5e6f7081920a1b\",\"outcome\":\"replaced\"", 8),
    ("ls-trash", "\"id\":\"2e4b6d8f0a1c3e5f7a9b1c3d5e7f9a0b\",\"outcome\":\"restored\"", 7),
    ("backup.jsonl", "4d5e6f7081920a1b\n", 8),
    ("fsck", "\"code\":\"left_over_temporary\"", 8),
    ("read -r", "0a3f5c1e9b7d4426a8c0e1f2d3b4a596 Webhook\\ double\\ delivery\n", 8),
    ("codex.json", "\"initial_prompt\": \"legacy sixteen digit id\"", 8),
    ("most_common", "12 /home/mika/src/infra\n9 /home/mika/src/payments\n", 8),
    ("duckdb", "838554", 8),
];

/// The placeholders of the recipes, and their replacements.
const PLACEHOLDERS: [(&str, &str); 3] =
    [("PREFIX1", "4d5e"), ("PREFIX2", "5a6b"), ("ID", "4d5e6f7081920a1b")];

/// The tools that recipes use besides the shell.
const TOOLS: [&str; 4] = ["jq", "xargs", "python3", "duckdb"];

/// Returns the shell blocks in the README's section for scripts, then those of `docs/recipes.md`.
fn recipes() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let section = readme.split("\n## ").find(|section| section.starts_with("Scripts\n")).unwrap();
    let all = section.to_owned() + &fs::read_to_string(root.join("docs/recipes.md")).unwrap();
    let blocks = all.split("\n```sh\n").skip(1);
    blocks.map(|block| block.split_once("\n```\n").unwrap().0.to_owned()).collect()
}

/// Returns a recipe with session IDs in place of its placeholders.
fn typed(recipe: &str) -> String {
    let ends_word = |c: char| !c.is_ascii_alphanumeric();
    let words = recipe.split_inclusive(ends_word).map(|piece| {
        let word = piece.trim_end_matches(ends_word);
        let id = PLACEHOLDERS.iter().find(|placeholder| placeholder.0 == word);
        id.map_or_else(|| piece.to_owned(), |(word, id)| piece.replacen(word, id, 1))
    });
    words.collect()
}

#[test]
fn every_recipe_works() {
    let recipes = recipes();
    assert_eq!(recipes.len(), EXPECTED.len());
    for recipe in recipes {
        let expected = EXPECTED.iter().find(|expected| recipe.contains(expected.0));
        let (_, result, left) = expected.unwrap_or_else(|| panic!("what does it do?\n{recipe}"));
        let sandbox = Sandbox::example();
        // A problem for fsck to repair.
        sandbox.file(".tmp-1-1", "");
        let others = [Sandbox::example(), Sandbox::example()];
        fs::create_dir(sandbox.home().join("homes")).unwrap();
        for (home, name) in others.iter().zip(["mika", "noor"]) {
            symlink(home.home(), sandbox.home().join("homes").join(name)).unwrap();
        }
        let tools: Vec<&str> = TOOLS.into_iter().filter(|tool| recipe.contains(tool)).collect();
        let Some(output) = bash(&sandbox, &tools, &typed(&recipe)) else { continue };
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{recipe}\n{output}");
        let written = fs::read_dir(sandbox.home()).unwrap().map(|entry| entry.unwrap().path());
        let written = written.filter_map(|path| fs::read_to_string(path).ok());
        let all = output.stdout + &written.collect::<String>();
        assert!(all.contains(result), "{recipe}\n{all}");
        assert_eq!(sandbox.ids().len(), *left, "{recipe}");
    }
}

#[test]
fn the_recipe_with_prefixes_removes_nothing_if_one_is_ambiguous_or_unknown() {
    let recipes = recipes();
    let recipe = recipes.iter().find(|recipe| recipe.contains("resolve-id")).unwrap();
    for prefix in ["0a3f", "f00d"] {
        let changed = typed(&recipe.replace("PREFIX2", prefix));
        let sandbox = Sandbox::example();
        let Some(output) = bash(&sandbox, &[], &changed) else { continue };
        assert_eq!(output.code, 1, "{output}");
        assert!(output.stdout.contains("\"outcome\":\"skipped\""), "{output}");
        assert_eq!(sandbox.ids().len(), 8, "{prefix}");
    }
}
