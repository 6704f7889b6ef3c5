//! `sessions tree`: the lineage of forks.

use std::collections::HashSet;

use clap::Args;

use super::{find, print_array, print_lines, resolve};
use crate::{
    args::filter::FilterArgs,
    context::Context,
    error::{Error, Exit, plural},
    plumbing::{
        lineage::{self, Lineage},
        report_damaged,
    },
    query::{
        filter::Filter,
        lineage::{Forest, Node, Origin, Shown, arrange},
    },
    records::{self, NodeRecord, SessionRecord},
    sanitize::sanitize,
    session::{
        abbrev::Abbrev,
        fields::{self, Field},
        file::ParsedFile,
        id::SessionId,
        time::Time,
    },
    ui::{
        columns,
        format::{NOTHING, cut},
        style::Role,
        tree::{Branch, render},
    },
};

/// The fields between the ID and the title.
const CELLS: [&Field; 3] = fields::all_named(["backend", "status", "last_used"]);

/// The title of a parent that does not exist.
pub(super) const MISSING: &str = "(not in the store)";

/// The mark of a session whose ancestors lead back to it.
const CYCLE: &str = "(its own ancestor)";

/// Maximum width of the ID of a missing parent, which can be any text.
const WIDEST_ID: usize = 32;

/// Show the lineage of forks
#[derive(Args, Clone, Debug)]
pub(crate) struct Tree {
    /// Session IDs or unique prefixes: with their ancestors and all forks
    #[arg(value_name = "ID")]
    ids: Vec<String>,

    #[command(flatten)]
    filter: FilterArgs,

    /// Show also sessions that are no fork and have none
    #[arg(short, long)]
    all: bool,

    /// Write a JSON array of node records
    #[arg(long)]
    json: bool,
}

impl Tree {
    /// Writes the trees that contain the selected sessions.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let ids: HashSet<SessionId> = resolve(ctx, &self.ids)?.into_iter().collect();
        let filter = find::filter(ctx, self.filter)?;
        let has_ids = !ids.is_empty();
        let shown = Shown { descendants: has_ids, lone: self.all || has_ids };
        if self.json {
            let lineage = read(ctx, &filter, &ids, record)?;
            let forest = arrange(&lineage.kin, shown);
            tell_of_nothing(ctx, &forest, &filter)?;
            print_json(ctx, &forest, &lineage.values)?;
            return Ok(Exit::Success);
        }
        let now = ctx.now();
        let lineage = read(ctx, &filter, &ids, |parsed| cells(parsed, now))?;
        let forest = arrange(&lineage.kin, shown);
        if !tell_of_nothing(ctx, &forest, &filter)? {
            ctx.page();
            print_tree(ctx, &forest, &lineage)?;
        }
        Ok(Exit::Success)
    }
}

/// Reads all sessions, selects those that the filter matches, or of them those in `ids` if there are
/// any, and reports the damaged ones.
fn read<T: Send>(
    ctx: &mut Context<'_>,
    filter: &Filter,
    ids: &HashSet<SessionId>,
    make: impl Fn(ParsedFile<'_>) -> T + Sync,
) -> Result<Lineage<T>, Error> {
    let mut lineage = lineage::read(ctx, filter, make)?;
    report_damaged(ctx, &lineage.damaged);
    if !ids.is_empty() {
        lineage.kin.iter_mut().for_each(|kin| kin.is_selected &= ids.contains(&kin.id));
    }
    Ok(lineage)
}

fn record(parsed: ParsedFile<'_>) -> Vec<u8> {
    let mut record = Vec::new();
    records::write_json(&SessionRecord(parsed), &mut record);
    record
}

/// The sanitised cells of a session: backend, status, time since the last use, title.
type Cells = [String; 4];

fn cells(parsed: ParsedFile<'_>, now: Time) -> Cells {
    let cell = |field: &Field, widest| columns::cell(field, parsed, now, widest).into_owned();
    let [backend, status, last_used] = CELLS.map(|field| cell(field, columns::WIDEST));
    [backend, status, last_used, cell(const { fields::named("heading") }, usize::MAX)]
}

/// Says on standard error why there is no tree. Returns whether there is none.
fn tell_of_nothing(
    ctx: &mut Context<'_>,
    forest: &Forest<'_>,
    filter: &Filter,
) -> Result<bool, Error> {
    if !forest.nodes.is_empty() {
        return Ok(false);
    }
    if forest.lone > 0 {
        let count = plural(forest.lone, "session");
        ctx.status(&format!("No forks found among {count}; --all lists them.\n"));
    } else if filter.is_everything() {
        ctx.status("No sessions found.\n");
    } else {
        find::report_nothing(ctx, filter)?;
    }
    Ok(true)
}

fn print_json(
    ctx: &mut Context<'_>,
    forest: &Forest<'_>,
    sessions: &[Vec<u8>],
) -> Result<(), Error> {
    let object = |node: &Node<'_>| {
        let record = NodeRecord {
            id: node.name,
            depth: node.ancestors,
            origin: node.origin,
            is_selected: node.is_selected,
            session: &sessions[node.kin?],
        };
        let mut object = Vec::new();
        records::write_json(&record, &mut object);
        Some(object)
    };
    let objects: Vec<Vec<u8>> = forest.nodes.iter().filter_map(object).collect();
    print_array(ctx, objects.iter().map(Vec::as_slice))
}

fn print_tree(
    ctx: &mut Context<'_>,
    forest: &Forest<'_>,
    lineage: &Lineage<Cells>,
) -> Result<(), Error> {
    let abbrev = Abbrev::of(&lineage.ids);
    let titles: Vec<String> = forest.nodes.iter().map(|node| title(node, lineage)).collect();
    let missing = |node: &Node<'_>| cut(&sanitize(node.name), WIDEST_ID).into_owned();
    let names: Vec<String> = forest.nodes.iter().map(missing).collect();
    let texts = titles.iter().zip(&names);
    let branches: Vec<Branch<'_>> = forest
        .nodes
        .iter()
        .zip(texts)
        .map(|(node, (title, name))| branch(node, (title, name), lineage, &abbrev))
        .collect();
    let (width, styles) = (ctx.terminal().width, ctx.styles());
    print_lines(ctx, render(&branches, width, styles))?;
    if width.is_some() && forest.lone > 0 {
        let lone = plural(forest.lone, "session");
        let text = format!("… and {lone} without forks (--all shows them)");
        let text = cut(&text, width.unwrap_or(usize::MAX));
        ctx.print(format!("{}\n", styles.paint(Role::Dim, &text)).as_bytes())?;
    }
    Ok(())
}

/// Returns the line of a session, or of a parent that is missing, which has no more than a name.
fn branch<'a>(
    node: &Node<'_>,
    (title, name): (&'a str, &'a str),
    lineage: &'a Lineage<Cells>,
    abbrev: &Abbrev<'_>,
) -> Branch<'a> {
    let (name, cells) = match node.kin.map(|at| (&lineage.kin[at].id, &lineage.values[at])) {
        Some((id, [backend, status, last_used, _])) => {
            let short = abbrev.of_id(id);
            let status = (&**status, Role::of_status(status));
            ((short.text, short.unique), vec![(&**backend, None), status, (&**last_used, None)])
        }
        None => ((name, 0), vec![(NOTHING, None); CELLS.len()]),
    };
    let Node { depth, is_last, is_selected, .. } = *node;
    Branch { depth, is_last, name, cells, title, is_dim: !is_selected }
}

fn title(node: &Node<'_>, lineage: &Lineage<Cells>) -> String {
    let Some(at) = node.kin else { return MISSING.to_owned() };
    let title = &lineage.values[at][3];
    if node.origin == Origin::Cycle { format!("{CYCLE} {title}") } else { title.clone() }
}
