//! From symbols to bytes and back. See README, "Coding".

pub(crate) mod bytes;
pub(crate) mod model;
pub(crate) mod number;
pub(crate) mod rans;
pub(crate) mod text91;
