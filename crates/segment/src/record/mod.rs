//! One record as symbols: the grammar, the same for writing and reading.

pub(crate) mod body;
mod changes;
pub(crate) mod class;
pub(crate) mod coder;
mod facts;
mod recipe;
mod template;
pub(crate) mod texts;
pub(crate) mod thread;
mod value;

pub(crate) use changes::looks_like_account;
pub(crate) use template::places;
