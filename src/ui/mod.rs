//! Output for people: diagnostics, tables, text layout for a terminal.

pub(crate) mod cells;
pub(crate) mod chart;
pub(crate) mod column;
pub(crate) mod columns;
pub(crate) mod diagnostic;
pub(crate) mod diagram;
pub(crate) mod format;
pub(crate) mod layout;
pub(crate) mod progress;
pub(crate) mod quantity;
pub(crate) mod separated;
pub(crate) mod style;
pub(crate) mod table;
pub(crate) mod tally_table;
pub(crate) mod tree;
pub(crate) mod wrap;
