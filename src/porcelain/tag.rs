//! `sessions tag` and `sessions untag`: add tags to sessions, or remove them.

use clap::Args;

use super::change::{Chosen, Words};
use crate::{
    args::filter::FilterArgs,
    context::Context,
    edit::patch::Patch,
    error::{Error, Exit},
    plumbing::set_raw::Mode,
};

/// Add tags to sessions
#[derive(Args, Clone, Debug)]
#[command(
    override_usage = "clinvk sessions tag [OPTIONS] <ID>... <TAG>\n       clinvk sessions tag [OPTIONS] <FILTER> <TAG>..."
)]
pub(crate) struct Tag {
    /// Session IDs or unique prefixes, and last the tag
    #[arg(value_name = "ID")]
    words: Vec<String>,

    /// Tags, after `--`
    #[arg(value_name = "TAG", last = true, hide_short_help = true)]
    tags: Vec<String>,

    /// Add this tag
    #[arg(short = 't', long = "add", value_name = "TAG")]
    add: Vec<String>,

    #[command(flatten)]
    choice: ChoiceArgs,
}

/// Remove tags from sessions
#[derive(Args, Clone, Debug)]
#[command(
    override_usage = "clinvk sessions untag [OPTIONS] <ID>... <TAG>\n       clinvk sessions untag [OPTIONS] <FILTER> <TAG>..."
)]
pub(crate) struct Untag {
    /// Session IDs or unique prefixes, and last the tag
    #[arg(value_name = "ID")]
    words: Vec<String>,

    /// Tags, after `--`
    #[arg(value_name = "TAG", last = true, hide_short_help = true)]
    tags: Vec<String>,

    /// Remove this tag
    #[arg(short = 't', long = "remove", value_name = "TAG")]
    remove: Vec<String>,

    #[command(flatten)]
    choice: ChoiceArgs,
}

/// The options that both commands share.
#[derive(Args, Clone, Debug)]
struct ChoiceArgs {
    #[command(flatten)]
    filter: FilterArgs,

    /// Change nothing, only show what would change
    #[arg(short = 'n', long)]
    dry_run: bool,

    /// Skip the confirmation prompt
    #[arg(short, long, hide_short_help = true)]
    yes: bool,
}

impl Tag {
    /// Adds the tags, after resolving all IDs.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let words = Words { verb: "tag", done: "tagged", already: "already tagged" };
        let named = Named::of(self.words, self.tags, self.add, self.choice.filter.is_given())?;
        let patch = Patch { add_tags: named.tags.clone(), ..Patch::default() };
        self.choice.run(ctx, &named, words, &patch)
    }
}

impl Untag {
    /// Removes the tags, after resolving all IDs.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let words = Words { verb: "untag", done: "untagged", already: "not tagged" };
        let named = Named::of(self.words, self.tags, self.remove, self.choice.filter.is_given())?;
        let patch = Patch { remove_tags: named.tags.clone(), ..Patch::default() };
        self.choice.run(ctx, &named, words, &patch)
    }
}

impl ChoiceArgs {
    fn run(
        self,
        ctx: &mut Context<'_>,
        named: &Named,
        words: Words,
        patch: &Patch,
    ) -> Result<Exit, Error> {
        let chosen = Chosen::of(ctx, &named.ids, self.filter).map_err(|error| match error {
            // The word was probably meant as another tag.
            Error::SessionNotFound { input } if named.is_split && named.ids.len() > 1 => {
                Error::Usage {
                    message: format!("session not found: {input}"),
                    hint: format!(
                        "several tags stand after `--`, as in `{} {} ID -- TAG TAG`",
                        ctx.clinvk(),
                        words.verb
                    ),
                }
            }
            error => error,
        })?;
        chosen.change(ctx, words, Mode::of(self.dry_run), self.yes, |file, now| patch.of(file, now))
    }
}

/// The sessions and the tags that a command line names.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    ids: Vec<String>,
    tags: Vec<String>,
    /// Set if the last of the words became the tag.
    is_split: bool,
}

impl Named {
    /// Tells IDs from tags, by their places alone: what a word means never depends on the sessions
    /// that there are.
    ///
    /// With a filter all `words` are tags. With `after`, which follow `--`, or with `options` all
    /// `words` are IDs. Otherwise the last of `words` is the tag.
    fn of(
        mut words: Vec<String>,
        after: Vec<String>,
        options: Vec<String>,
        is_filtered: bool,
    ) -> Result<Named, Error> {
        let usage = |message: &str, hint: &str| {
            Err(Error::Usage { message: message.to_owned(), hint: hint.to_owned() })
        };
        let mut tags = options;
        let is_split = !is_filtered && tags.is_empty() && after.is_empty();
        if is_filtered {
            tags.append(&mut words);
        } else if is_split {
            tags.extend(words.pop());
        }
        tags.extend(after);
        if words.is_empty() && !is_filtered {
            return if tags.is_empty() {
                usage("no session and no tag is named", "name sessions and, last, a tag: ID TAG")
            } else {
                usage("no session or no tag is named", "name sessions and, last, a tag: ID TAG")
            };
        }
        if tags.is_empty() {
            return usage("no tag is named", "name a tag after the filter");
        }
        if tags.iter().any(String::is_empty) {
            return usage("a tag is empty", "name a tag of at least one character");
        }
        Ok(Named { ids: words, tags, is_split })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(words: &str, after: &str, options: &str, is_filtered: bool) -> String {
        let list = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        match Named::of(list(words), list(after), list(options), is_filtered) {
            Ok(named) => format!("{}: {}", named.ids.join(" "), named.tags.join(" ")),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn the_last_word_is_the_tag_unless_tags_are_named_otherwise() {
        assert_eq!(named("a t", "", "", false), "a: t");
        assert_eq!(named("a b t", "", "", false), "a b: t");
        assert_eq!(named("a b", "t u", "", false), "a b: t u");
        assert_eq!(named("a b", "", "t u", false), "a b: t u");
        assert_eq!(named("a", "u", "t", false), "a: t u");
        assert_eq!(named("t u", "", "", true), ": t u");
        assert_eq!(named("t", "v", "u", true), ": u t v");
    }

    #[test]
    fn what_names_no_session_or_no_tag_is_an_error() {
        assert_eq!(named("", "", "", false), "no session and no tag is named");
        assert_eq!(named("a", "", "", false), "no session or no tag is named");
        assert_eq!(named("", "t", "", false), "no session or no tag is named");
        assert_eq!(named("", "", "", true), "no tag is named");
    }
}
