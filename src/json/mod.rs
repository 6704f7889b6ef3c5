//! JSON as text: its tokens, editing an object in place, equality of values.

pub(crate) mod base64;
pub(crate) mod edit;
pub(crate) mod surrogates;
pub(crate) mod text;
pub(crate) mod unique;
