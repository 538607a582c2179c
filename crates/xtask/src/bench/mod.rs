//! Measurements: ours beside a peer's, in the same run, as ratios.
//!
//! Machines are shared and noisy, so figures are compared within one run only: both sides take turns, the best of several
//! passes counts for each turn, and the median of the turns is shown.

mod jql;
mod page;
mod size;
pub(crate) mod store;
mod table;

pub(crate) use page::FOLDER as PAGE_FOLDER;

use crate::XtaskError;
use crate::shell::{target_dir, write};
use serde::Serialize;

/// What to measure.
#[derive(Debug, Clone)]
pub struct Options {
    /// One suite only.
    pub suite: Option<String>,
    /// Fewer turns and passes.
    pub quick: bool,
    /// Only how the store's figures change as the log grows.
    pub growth: bool,
}

/// One figure beside its peer's.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Row {
    pub(crate) suite: &'static str,
    pub(crate) case: String,
    pub(crate) quantity: &'static str,
    pub(crate) unit: &'static str,
    /// None where ours is not measured yet.
    pub(crate) ours: Option<f64>,
    /// None where there is no peer.
    pub(crate) peer: Option<f64>,
    pub(crate) peer_name: Option<&'static str>,
    /// How many times better we are; above 1 is better.
    pub(crate) ratio: Option<f64>,
    /// What was set out to be reached, in words.
    pub(crate) goal: &'static str,
    pub(crate) met: bool,
}

/// A suite and what runs it.
type Suite = (&'static str, fn(&Options) -> Result<Vec<Row>, XtaskError>);

/// Every suite.
const SUITES: [Suite; 3] = [("jql", jql::run), ("store", store::run), ("page", page::run)];

/// Measures, prints a table, and writes `target/bench.json`.
pub fn bench(options: &Options) -> Result<(), XtaskError> {
    let wanted = |name: &str| options.suite.as_deref().is_none_or(|suite| suite == name);
    if !SUITES.iter().any(|(name, _)| wanted(name)) {
        let known: Vec<&str> = SUITES.iter().map(|(name, _)| *name).collect();
        return Err(XtaskError::Wait(format!("there is no such suite; known: {}", known.join(", "))));
    }
    let mut rows = Vec::new();
    for (_, run) in SUITES.iter().filter(|(name, _)| wanted(name)) {
        rows.extend(run(options)?);
    }
    table::print(&rows);
    let text = serde_json::to_string_pretty(&rows).map_err(|source| XtaskError::Content {
        path: "target/bench.json".into(),
        message: source.to_string(),
    })?;
    let place = target_dir().join("bench.json");
    write(&place, text + "\n")?;
    println!("written to {}", place.display());
    Ok(())
}
