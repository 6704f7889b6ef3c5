//! Everything a person sees: diagnostics, tables, text laid out for a terminal.

pub(crate) mod columns;
pub(crate) mod diagnostic;
pub(crate) mod format;
pub(crate) mod separated;
pub(crate) mod table;
