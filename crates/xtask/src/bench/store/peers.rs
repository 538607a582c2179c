//! Other stores, one after the other, each on one thread. How each is tuned stands at the head of its file in `bench/store`.

use super::data::Data;
use super::{FOLDER, native};
use crate::XtaskError;
use crate::shell::{output, program};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The other stores, in the order in which they run and are shown.
pub(super) const NAMES: [&str; 5] =
    ["JSON.parse and filter", "SQLite", "sql.js", "DuckDB", "DuckDB over Parquet"];

/// What one store did with the records.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Peer {
    /// One of [`NAMES`].
    #[serde(rename = "peer")]
    pub(super) name: String,
    pub(super) version: String,
    /// From the lines of JSON to the first query, in milliseconds. For sql.js: from the finished database.
    pub(super) load_ms: f64,
    /// What is stored, when something is: only what the queries ask for, not whole records.
    pub(super) bytes: Option<u64>,
    /// By the name of the query, `Q1` to `Q8`.
    pub(super) queries: BTreeMap<String, Figure>,
}

/// How one query went.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Figure {
    /// The median, in milliseconds. Rows are included where rows are asked for.
    pub(super) ms: f64,
    /// A number, records by day, or rows of the newest records: the same for every store.
    pub(super) result: Value,
}

/// The figures of all stores, which agree with one another.
#[derive(Debug)]
pub(super) struct Peers(pub(super) Vec<Peer>);

impl Peers {
    /// Runs every store and compares what they answer.
    pub(super) fn measure(data: &Data, runs: usize) -> Result<Self, XtaskError> {
        let [objects, database, duckdb] =
            ["unused", "records.sqlite", "records"].map(|name| data.folder.join(name));
        let runs = runs.to_string();
        let mut peers = Vec::new();
        let node = |script: &str, place| {
            println!("measuring {script}");
            let mut node = program("node", FOLDER);
            node.args(["--max-old-space-size=12000", script]);
            output(node.arg(&data.lines).arg(&data.constants).arg(&runs).arg(place))
        };
        peers.push(read::<Peer>(&node("objects.mjs", &objects)?)?);
        println!("measuring SQLite");
        let mut sqlite = native()?;
        let sqlite = sqlite.arg("sqlite").arg(&data.lines).arg(&data.constants).arg(&database).arg(&runs);
        peers.push(read::<Peer>(&output(sqlite)?)?);
        peers.push(read::<Peer>(&node("sqljs.mjs", &database)?)?);
        peers.extend(read::<Vec<Peer>>(&node("duckdb.mjs", &duckdb)?)?);
        agree(&peers)?;
        Ok(Self(peers))
    }

    /// The time of a query in a store; none when that store does not answer it.
    pub(super) fn ms(&self, peer: &str, query: &str) -> Option<f64> {
        let peer = self.0.iter().find(|one| one.name == peer)?;
        Some(peer.queries.get(query)?.ms)
    }
}

fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, XtaskError> {
    serde_json::from_str(text)
        .map_err(|error| XtaskError::Wait(format!("a store printed no figures: {error}")))
}

/// Every store must give the same results: counts, days, and every column of the newest rows.
pub(super) fn agree(peers: &[Peer]) -> Result<(), XtaskError> {
    let Some((first, others)) = peers.split_first() else { return Ok(()) };
    for other in others {
        for (query, figure) in &first.queries {
            let answer = other.queries.get(query).map(|figure| &figure.result);
            if answer != Some(&figure.result) {
                return Err(XtaskError::Wait(format!(
                    "{} and {} disagree on {query}",
                    first.name, other.name
                )));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn peer(name: &str, queries: &[(&str, Value)]) -> Peer {
        let figure = |result: &Value| Figure { ms: 1.0, result: result.clone() };
        let queries = queries.iter().map(|(query, result)| ((*query).to_owned(), figure(result))).collect();
        Peer { name: name.to_owned(), version: String::new(), load_ms: 0.0, bytes: None, queries }
    }

    #[test]
    fn another_result_or_none_is_disagreement() {
        let first = peer("a", &[("Q1", json!([1])), ("Q2", json!(2))]);
        assert!(agree(&[first.clone(), first.clone()]).is_ok());
        let other = peer("b", &[("Q1", json!([1])), ("Q2", json!(3))]);
        let error = agree(&[first.clone(), other]).unwrap_err();
        assert_eq!(error.to_string(), "a and b disagree on Q2");
        assert!(agree(&[first, peer("b", &[("Q1", json!([1]))])]).is_err());
    }
}
