//! Real issues, played as product events with their own times.
//!
//! Lines are read into issues and things that happened to them; each issue is wound back to what it was at first; then
//! everything that happened is played in the order of time.

mod adopt;
mod facts;
mod line;
mod link;
mod play;
mod source;
mod summary;

pub use play::play;
pub use source::is_gzip;
pub use summary::{Example, Summary};
