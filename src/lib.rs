//! The library behind `clinvk sessions`: see, find, keep and clear away the AI sessions that clinvk
//! stores.

pub mod error;
pub mod model;
pub mod store;
pub mod visible;
