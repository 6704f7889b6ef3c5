//! Permanently deletes sessions that have been in the trash too long, as part of `clean`.

use crate::{
    context::Context,
    error::{Error, Exit},
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
            ctx.warn("trash_left", format_args!("the trash was left as it is: {error}"));
            None
        }
    };
    let Some(age) = age else { return Ok(Exit::Success) };
    let Some(expired) = trash::expired(ctx, &age)? else {
        let age = age.words();
        ctx.warn(
            "trash_left",
            format_args!(
                "the trash was left as it is: the clock is more than {age} later than every time in \
                 the store, the journal and the trash"
            ),
        );
        return Ok(Exit::Success);
    };
    let (removed, exit) = trash::empty(ctx, &expired, Reason::TrashDays(&age))?;
    let words = match removed {
        0 => return Ok(exit),
        1 => "1 session".to_owned(),
        _ => format!("{removed} sessions"),
    };
    let verb = if removed == 1 { "was" } else { "were" };
    let age = age.words();
    ctx.warn(
        "trash_expired",
        format_args!("{words} in the trash for more than {age} {verb} removed for good"),
    );
    Ok(exit)
}
