//! Removing for good what has been in the trash too long, which `clean` does on its way.

use crate::{
    context::Context,
    error::{Error, Exit},
    plumbing::trash,
    policy::Reason,
    session::age::Age,
};

/// Removes what has been in the trash for longer than `session.trash_days`, and names how much.
///
/// Where the configuration cannot be used, the trash is left as it is.
pub(crate) fn expire(ctx: &mut Context<'_>) -> Result<Exit, Error> {
    // What is younger than the shortest time there is needs no look at the configuration.
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
