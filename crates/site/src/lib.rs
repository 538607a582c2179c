//! A small Jira, and a little Confluence, to develop and test against.
//!
//! It grows a company from a seed, answers the REST calls the app makes, checks permissions as the products do, and emits
//! product events of the documented Forge shapes when something changes. Real issues can be imported and are played with
//! their own times. `README.md` describes the protocol.
//!
//! # What this crate does not do
//!
//! It knows nothing of the app, of records or of queries. It keeps no secrets and asks for none: whoever reaches its port
//! may be anybody. It is a development tool and serves loopback only.

pub mod act;
pub mod backstage;
pub mod company;
mod error;
pub mod events;
pub mod import;
mod journal;
pub mod large;
pub mod model;
pub mod permissions;
pub mod rest;
mod site;
mod state;
pub mod time;

pub use error::SiteError;
pub use site::{Acted, Options, Site, Stored};
