//! The completions in real shells.

use std::{collections::BTreeSet, env, fs, process::Command};

use super::{pages, run};
use crate::sandbox::{Sandbox, tool};

/// Queries bash: the function's answer, and file names where readline would add them.
const BASH: &str = r#"
source "$COMPLETIONS/clinvk.bash"
words=(${LINE//=/ = })
[[ "$LINE" == *" " ]] && words+=("")
COMP_WORDS=("${words[@]}") COMP_CWORD=$((${#words[@]} - 1)) fallback=$(complete -p clinvk)
compopt() { fallback+=" $*"; }
_clinvk clinvk "${words[COMP_CWORD]}" "${words[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
[[ ${#COMPREPLY[@]} -gt 0 || "$fallback " != *"-o default "* ]] || compgen -f "${words[COMP_CWORD]}"
"#;

/// Queries fish, which answers with a description after a tab.
const FISH: &str = r"
source $COMPLETIONS/clinvk.fish
complete -C $LINE | string replace -r '\t.*' '' | string replace -r '^--.*=' ''
";

/// Queries zsh, whose completion works only in an interactive shell. Starts one on a terminal of
/// its own, with [`ZSHRC`].
const ZSH: &str = r"
zmodload zsh/zpty
print -r -- $ZSHRC > $HOME/.zshrc
zpty shell zsh -d -i
while zpty -r shell screen; do :; done
cat $HOME/offers
";

/// Lists the choices as soon as there is a line to edit. Records the final choices, not those the
/// completion system only tries.
const ZSHRC: &str = r#"
TMOUT=60 fpath=($COMPLETIONS $fpath)
autoload -Uz compinit && compinit -D -u
compadd() {
    if (( ! ${@[(I)-[OAD]]} )); then
        local -a __offers
        builtin compadd -A __offers "$@"
        print -rl -- $__offers >> $HOME/offers
    fi
    builtin compadd "$@"
}
zle-line-init() {
    : > $HOME/offers
    BUFFER=$LINE CURSOR=$#LINE
    zle list-choices
    exit
}
zle -N zle-line-init
"#;

/// Asserts a shell's completions of commands, values, IDs and files.
fn assert_completes(shell: &str, flags: &[&str], ask: &str) {
    let Some(program) = tool(shell) else { return };
    let sandbox = Sandbox::new();
    let dir = sandbox.home();
    fs::write(dir.join("0a.yaml"), "").expect("a file");
    for page in pages().iter().filter(|page| page.path.starts_with("completions/")) {
        fs::create_dir_all(dir.join("completions")).expect("a folder");
        fs::write(dir.join(&page.path), &page.text).expect("a file");
    }
    for (line, expected) in [
        ("clinvk s", "sessions"),
        ("clinvk sessions l", "list log ls ls-journal ls-raw ls-trash"),
        (
            "clinvk sessions r",
            "relocate rename resolve-id restore restore-id resume rm rm-id rm-trash",
        ),
        ("clinvk sessions list --status ", "active completed error paused"),
        ("clinvk sessions list --status=a", "active"),
        ("clinvk sessions ls --backend ", "claude codex gemini"),
        ("clinvk sessions prune -b c", "claude codex"),
        ("clinvk sessions list --format ", "csv json jsonl table tsv"),
        (
            "clinvk sessions ls-raw --sort ",
            "backend backend_session_id bytes created_at error_message id initial_prompt last_used \
             model parent_id status title tokens turn_count working_dir",
        ),
        ("clinvk sessions schema r", "removal resolution"),
        ("clinvk sessions clean --d", "--dir --dry-run"),
        ("clinvk sessions show 0", ""),
        ("clinvk sessions rm-id 0", ""),
        ("clinvk sessions clean --config 0", "0a.yaml"),
        ("clinvk sessions list --json > 0", "0a.yaml"),
    ] {
        let mut command = Command::new(&program);
        command.args(flags).args(["-c", ask]).current_dir(dir).env_clear();
        command.env("PATH", env::var_os("PATH").unwrap_or_default()).env("TERM", "dumb");
        command.env("HOME", dir).env("ZDOTDIR", dir).env("ZSHRC", ZSHRC);
        command.env("COMPLETIONS", dir.join("completions")).env("LINE", line);
        let output = run(&mut command, "");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.is_empty(), "{shell}, {line}: {said}");
        let offers = String::from_utf8_lossy(&output.stdout);
        let offers: BTreeSet<&str> = offers.lines().filter(|offer| !offer.is_empty()).collect();
        assert_eq!(Vec::from_iter(offers).join(" "), expected, "{shell}, {line}");
    }
}

#[test]
fn bash_completes_commands_and_values_but_no_file_for_an_id() {
    assert_completes("bash", &["--norc", "--noprofile"], BASH);
}

#[test]
fn zsh_completes_commands_and_values_but_no_file_for_an_id() {
    assert_completes("zsh", &["-f"], ZSH);
}

#[test]
fn fish_completes_commands_and_values_but_no_file_for_an_id() {
    assert_completes("fish", &["--no-config"], FISH);
}
