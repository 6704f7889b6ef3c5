//! Converts clap's errors to ours. No hint suggests a command that deletes.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{synonyms, words};
use crate::error::{Error, Invocation, quoted};

/// The commands whose arguments may contain session content.
const CONFIDENTIAL: [&str; 4] = ["set-raw", "put-raw", "rename", "fork"];

/// Returns whether `line`, which clap could not parse and does not begin like one of ours, was
/// nevertheless meant for us: there is a suggestion for it, or it names the group later.
pub(crate) fn is_slip(error: &clap::Error, line: &[OsString], clinvk: &Invocation) -> bool {
    let mut names = words::places(line).into_iter().map(|place| &line[place]);
    names.any(|name| name == "sessions")
        || match error.kind() {
            ErrorKind::InvalidSubcommand => unknown_command(error, line, clinvk).is_some(),
            ErrorKind::UnknownArgument => false,
            _ => true,
        }
}

/// Returns the error for `line`, which clap could not parse.
pub(crate) fn explain(error: &clap::Error, line: &[OsString], clinvk: &Invocation) -> Error {
    let is_status =
        context(error, ContextKind::InvalidArg).is_some_and(|arg| arg.starts_with("--status"));
    if error.kind() == ErrorKind::InvalidValue
        && is_status
        && let Some(value) = context(error, ContextKind::InvalidValue)
    {
        return Error::InvalidStatusFilter { value: value.to_owned() };
    }
    let text = error.render().to_string();
    let (mut message, mut tip) = (Vec::new(), None);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(text) = line.strip_prefix("tip: ") {
            // Drops clap's tip about `--`: passing the word as a value is never what was meant.
            if !text.starts_with("to pass ") && synonyms::is_harmless(text) {
                tip.get_or_insert_with(|| text.to_owned());
            }
        } else if line.starts_with("Usage: ") || line.starts_with("For more information") {
            break;
        } else {
            message.push(line.strip_prefix("error: ").unwrap_or(line));
        }
    }
    let hint = match error.kind() {
        ErrorKind::InvalidSubcommand => unknown_command(error, line, clinvk),
        ErrorKind::UnknownArgument => context(error, ContextKind::InvalidArg)
            .and_then(|option| synonyms::of_option(option, clinvk))
            .or(tip),
        _ => tip,
    };
    // The usage has a line for each form of the command.
    let usage = text.split_once("Usage: ").map(|(_, rest)| clinvk.name.spell(rest));
    let usage = usage.as_deref();
    // clap includes a similar option in the usage, as if it had been typed.
    let usage = usage.filter(|usage| !synonyms::names_grave_option(usage));
    let usage = usage.map(|usage| usage.lines().map(str::trim).take_while(|line| !line.is_empty()));
    let hint = hint.or_else(|| {
        usage.map(|usage| format!("usage: {}", usage.collect::<Vec<_>>().join(" or ")))
    });
    // The wording of Rust's number parser.
    let mut message =
        message.join(" ").replace("invalid digit found in string", "not a whole number");
    let is_set =
        context(error, ContextKind::InvalidArg).is_some_and(|arg| arg.starts_with("--set"));
    if let Some(value) = context(error, ContextKind::InvalidValue).filter(|_| is_set) {
        // Never echo session content in an error.
        let key = value.split_once('=').map(|(key, _)| format!("{key}=…"));
        message = message.replacen(value, &key.unwrap_or_else(|| "…".to_owned()), 1);
    }
    Error::Usage { message, hint: hint.unwrap_or_else(|| help_for(line, clinvk)) }
}

/// Returns the hint that shows the help of the command in `line`.
fn help_for(line: &[OsString], clinvk: &Invocation) -> String {
    let tree = super::command();
    let group = tree.find_subcommand("sessions");
    let mut names = words::places(line).into_iter().filter_map(|place| line[place].to_str());
    let command = group.and_then(|group| names.find_map(|name| group.find_subcommand(name)));
    let name = command.map_or_else(String::new, |command| format!(" {}", command.get_name()));
    format!("see `{clinvk}{name} --help`")
}

fn context(error: &clap::Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text),
        _ => None,
    }
}

/// Returns the hint for an unknown command.
fn unknown_command(error: &clap::Error, line: &[OsString], clinvk: &Invocation) -> Option<String> {
    let word = context(error, ContextKind::InvalidSubcommand)?;
    let tree = super::command();
    let group = tree.find_subcommand("sessions")?;
    let place = *words::places(line).first()?;
    let is_in_group = line[place] == "sessions";
    if !is_in_group && group.find_subcommand(word).is_some() && synonyms::is_harmless(word) {
        return Some(format!("did you mean `{}`?", with_group(line, place)));
    }
    let similar = || match error.get(ContextKind::SuggestedSubcommand) {
        Some(ContextValue::Strings(names)) => similar(names),
        _ => None,
    };
    let mut names = group.get_subcommands().map(clap::Command::get_name);
    let near = names.find(|name| synonyms::is_near(word, name) && synonyms::is_harmless(name));
    let hint = synonyms::of_command(word, clinvk);
    if !is_in_group {
        let near = || near.map(|name| format!("did you mean `{clinvk} {name}`?"));
        return hint.or_else(near).or_else(similar).or_else(|| synonyms::of_slip(word, clinvk));
    }
    let hint = hint.or_else(|| near.and_then(|_| similar()));
    let hint = hint.or_else(|| synonyms::of_slip(word, clinvk)).or_else(similar);
    hint.or_else(|| {
        let names: Vec<_> = group.get_subcommands().map(clap::Command::get_name).collect();
        Some(format!("the commands are {}", names.join(", ")))
    })
}

/// Returns clap's suggestion, without the commands that delete.
fn similar(names: &[String]) -> Option<String> {
    let names = names.iter().filter(|name| synonyms::is_harmless(name));
    let names: Vec<String> = names.map(|name| format!("'{name}'")).collect();
    match &names[..] {
        [] => None,
        [name] => Some(format!("a similar subcommand exists: {name}")),
        names => Some(format!("some similar subcommands exist: {}", names.join(", "))),
    }
}

/// Returns the command line with the group's name inserted before the command, ready to paste.
fn with_group(line: &[OsString], place: usize) -> String {
    let is_confidential = CONFIDENTIAL.iter().any(|command| line[place] == *command);
    let end = if is_confidential { place + 1 } else { line.len() };
    let words = |range: std::ops::Range<usize>| {
        line[range].iter().map(|word| quoted(word.as_encoded_bytes())).collect::<Vec<_>>()
    };
    let mut all = vec!["clinvk".to_owned()];
    all.extend(words(1..place));
    all.push("sessions".to_owned());
    all.extend(words(place..end));
    all.join(" ")
}
