//! The completion scripts for bash, zsh and fish.

use std::fmt::Write as _;

use clap::{Arg, Command, ValueHint};
use clap_complete::{Shell, generate};

use super::Page;

/// An insertion after the first lines of clap's script for bash.
///
/// Without it, bash completes file names for every unknown word, such as an ID; with it only after a
/// redirection. And bash splits `--status=active` into three words.
const BASH_WORDS: &str = r#"    opts=""

    if [[ "${prev}" == *[\<\>]* && "${BASH_VERSINFO[0]}" -ge 4 ]]; then
        compopt -o default
        return 0
    fi
    if [[ "${prev}" == "=" ]]; then
        prev="${COMP_WORDS[COMP_CWORD-2]}"
    fi
"#;

/// Stops fish from completing file names for every positional argument.
const FISH_NO_FILES: &str = "complete -c clinvk -f\n";

/// Returns the scripts, each under the name by which its shell finds it.
pub(super) fn scripts(command: &Command) -> Vec<Page> {
    let mut hinted = hint(command.clone());
    let mut script = |shell| {
        let mut bytes = Vec::new();
        generate(shell, &mut hinted, "clinvk", &mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let bash = script(Shell::Bash).replacen("    opts=\"\"\n", BASH_WORDS, 1).replacen(
        "-o nosort -o bashdefault -o default",
        "-o nosort -o bashdefault",
        1,
    );
    let fish = script(Shell::Fish) + FISH_NO_FILES + &fish_values(command);
    let page = |file, text| Page { path: format!("completions/{file}"), text };
    vec![page("clinvk.bash", bash), page("_clinvk", script(Shell::Zsh)), page("clinvk.fish", fish)]
}

/// Returns an addition to clap's script for fish: the values of positional arguments.
fn fish_values(command: &Command) -> String {
    let mut lines = String::new();
    let group = command.find_subcommand("sessions");
    for command in group.into_iter().flat_map(Command::get_subcommands) {
        let values = command.get_positionals().flat_map(Arg::get_possible_values);
        for value in values.filter(|value| !value.is_hide_set()) {
            let (name, value_name) = (command.get_name(), value.get_name());
            let help = value.get_help().map(ToString::to_string).unwrap_or_default();
            let help = help.replace('\\', "\\\\").replace('\'', "\\'");
            // Writing to memory cannot fail.
            let _ = writeln!(
                lines,
                "complete -c clinvk -n \"__fish_seen_subcommand_from {name}\" -a {value_name} -d '{help}'"
            );
        }
    }
    lines
}

/// Makes only arguments that are paths complete file names, not IDs, ages or numbers.
fn hint(command: Command) -> Command {
    let is_free =
        |arg: &Arg| arg.get_action().takes_values() && arg.get_value_hint() == ValueHint::Unknown;
    command
        .mut_args(|arg| if is_free(&arg) { arg.value_hint(ValueHint::Other) } else { arg })
        .mut_subcommands(hint)
}
