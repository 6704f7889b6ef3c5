//! Permanently deletes sessions that have been in the trash too long, as part of `clean`.

use crate::{
    context::Context,
    error::{Error, Exit, plural},
    plumbing::trash,
    policy::Reason,
    session::age::Age,
};

/// Deletes sessions that have been in the trash for longer than `session.trash_days`, and reports
/// their number.
///
/// If the configuration cannot be used, the trash is left unchanged.
pub(crate) fn expire(ctx: &mut Context<'_>) -> Result<Exit, Error> {
    // If everything is younger than the shortest possible limit, the configuration is not needed.
    if let Ok(shortest) = Age::days(1)
        && !trash::may_have_older(ctx, &shortest)?
    {
        return Ok(Exit::Success);
    }
    let age = match ctx.config() {
        Ok(config) => config.trash_age(),
        Err(error) => {
            ctx.warn("trash_left", format_args!("the trash was left unchanged: {error}"));
            None
        }
    };
    let Some(age) = age else { return Ok(Exit::Success) };
    let Some(expired) = trash::expired(ctx, &age)? else {
        let age = age.words();
        ctx.warn(
            "trash_left",
            format_args!(
                "the trash was left unchanged: the clock is more than {age} later than every time in \
                 the store, the journal and the trash"
            ),
        );
        return Ok(Exit::Success);
    };
    let (removed, exit) = trash::empty(ctx, &expired, Reason::TrashDays(&age))?;
    if removed > 0 {
        let (count, age) = (plural(removed, "session"), age.words());
        ctx.warn(
            "trash_expired",
            format_args!("permanently deleted {count} trashed more than {age} ago"),
        );
    }
    Ok(exit)
}
