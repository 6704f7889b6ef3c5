//! `sessions tags`: all tags, with the number of their sessions.

use std::collections::{BTreeMap, HashSet};

use clap::Args;

use super::{find, print_array, print_lines};
use crate::{
    args::filter::FilterArgs,
    context::Context,
    error::{Error, Exit},
    query::Query,
    sanitize::sanitize,
    session::{time::Time, value::Value},
    ui::{
        cells::Cells,
        column::{Column, Look},
        format, table,
    },
};

/// The most columns of a tag.
const WIDEST: usize = 48;

const COLUMNS: [Column; 3] = [
    Column::new("TAG", 8),
    Column::new("SESSIONS", 8).looks(Look::Number),
    Column::new("LAST USED", 0).looks(Look::Dim),
];

/// List all tags, with the number of their sessions
#[derive(Args, Clone, Debug)]
pub(crate) struct Tags {
    #[command(flatten)]
    filter: FilterArgs,

    /// Write a JSON array
    #[arg(long)]
    json: bool,
}

/// The sessions of a tag.
#[derive(Clone, Copy, Debug, Default)]
struct Use {
    sessions: usize,
    last_used: Option<Time>,
}

impl Tags {
    /// Lists the tags, most sessions first, then by name.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let query = Query { filter: find::filter(ctx, self.filter)?, ..Query::default() };
        let (scan, _) = find::select(ctx, &query, |parsed| {
            // A tag that a file has twice is the tag of one session.
            let tags = parsed.session.tags.iter().map(|tag| tag.clone().into_owned());
            (tags.collect::<HashSet<_>>(), parsed.session.last_used)
        })?;
        let mut uses: BTreeMap<String, Use> = BTreeMap::new();
        for (tags, last_used) in scan.rows.into_iter().map(|row| row.value) {
            for tag in tags {
                let entry = uses.entry(tag).or_default();
                entry.sessions += 1;
                entry.last_used = entry.last_used.max(last_used);
            }
        }
        let mut uses: Vec<(String, Use)> = uses.into_iter().collect();
        uses.sort_by_key(|(_, tag)| std::cmp::Reverse(tag.sessions));
        let is_told = uses.is_empty() && query.filter.is_everything();
        if self.json {
            let objects: Vec<Vec<u8>> = uses.iter().map(|(tag, used)| object(tag, *used)).collect();
            print_array(ctx, objects.iter().map(|object| &object[..]))?;
        } else if is_told {
            ctx.status("No tags found.\n");
        } else if !uses.is_empty() {
            print_table(ctx, &uses)?;
        }
        Ok(Exit::Success)
    }
}

fn object(tag: &str, Use { sessions, last_used }: Use) -> Vec<u8> {
    let mut object = b"{\"tag\":".to_vec();
    Value::Text(tag).write_json(&mut object);
    object.extend_from_slice(b",\"sessions\":");
    Value::count(sessions).write_json(&mut object);
    object.extend_from_slice(b",\"last_used\":");
    Value::opt_time(last_used).write_json(&mut object);
    object.push(b'}');
    object
}

fn print_table(ctx: &mut Context<'_>, uses: &[(String, Use)]) -> Result<(), Error> {
    let now = ctx.now();
    let cells = uses.iter().map(|(tag, used)| {
        let mut cells = Cells::default();
        cells.push(&format::cut(&sanitize(tag), WIDEST));
        cells.push(&used.sessions.to_string());
        cells.push_last(&format::time_ago(used.last_used, now));
        cells
    });
    let cells: Vec<Cells> = cells.collect();
    let rows = cells.iter().map(|cells| (None, cells)).collect();
    print_lines(ctx, table::render(&COLUMNS, rows, ctx.screen()))
}
