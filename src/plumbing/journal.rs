//! Reading the journal of changes, which every command that changes the store writes.

use super::read;
use crate::{
    context::Context,
    error::Error,
    store::{Journal, Snapshot},
};

/// Everything that the journal still says.
pub fn load(ctx: &mut Context<'_>) -> Result<Journal, Error> {
    read(ctx, Snapshot::journal)
}
