//! Parts of the table of fields by name, by record and in the order of files, as constants.

use super::{FIELDS, Field, Scope};

/// The fields that are keys of a file, in the order in which clinvk 0.2.0 writes them.
pub(crate) const FILE_FIELDS: [&Field; 16] = {
    let mut fields = [&FIELDS[0]; 16];
    let mut at = 0;
    while at < FIELDS.len() {
        if let Some(place) = FIELDS[at].place {
            fields[place] = &FIELDS[at];
        }
        at += 1;
    }
    fields
};

/// The names of [`FILE_FIELDS`].
pub(crate) const FILE_KEYS: [&str; 16] = {
    let mut names = [""; 16];
    let mut at = 0;
    while at < names.len() {
        names[at] = FILE_FIELDS[at].name;
        at += 1;
    }
    names
};

/// Returns the names of the first `N` fields of the table, which are those of a record or listing.
pub(crate) const fn names<const N: usize>() -> [&'static str; N] {
    let mut names = [""; N];
    let mut at = 0;
    while at < N {
        names[at] = FIELDS[at].name;
        at += 1;
    }
    names
}

/// Returns the number of fields that a record has, or with `Scope::Listing` a listing.
pub(crate) const fn count(scope: Scope) -> usize {
    let mut count = 0;
    while count < FIELDS.len() && FIELDS[count].scope as u8 <= scope as u8 {
        count += 1;
    }
    count
}

/// Returns the field called `name`.
///
/// # Panics
///
/// Panics if there is no such field, at compile time if the name is a constant.
pub(crate) const fn named(name: &str) -> &'static Field {
    let mut at = 0;
    while !is_equal(FIELDS[at].name.as_bytes(), name.as_bytes()) {
        at += 1;
    }
    &FIELDS[at]
}

/// Returns the fields called `names`; see [`named`].
pub(crate) const fn all_named<const N: usize>(names: [&str; N]) -> [&'static Field; N] {
    let mut fields = [&FIELDS[0]; N];
    let mut at = 0;
    while at < N {
        fields[at] = named(names[at]);
        at += 1;
    }
    fields
}

const fn is_equal(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}
