//! The site as a whole: growing, acting, keeping, importing, answering.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "tests may fail loudly"
)]

mod acting;
mod administering;
mod asking;
mod assets;
mod growing;
mod importing;
mod looking_up;
mod matching;
mod polling;
mod reading;
mod searching;
mod setting;
mod wiki;
mod wiki_asking;
mod wiki_reading;
