//! Figures as rows: ours beside each other store's.

use super::data::Data;
use super::packed::{self, Packed};
use super::peers::{self, Figure, Peers};
use crate::bench::Row;
use std::collections::BTreeMap;

/// The queries and what they ask for.
const QUERIES: [(&str, &str); 8] = [
    ("Q1", "newest 50 of a person in a project, 7 days"),
    ("Q2", "count of an action"),
    ("Q3", "count of records with a word"),
    ("Q4", "count of 200 people's records, 30 days"),
    ("Q5", "newest 50 of 6 deletions in 10 places"),
    ("Q6", "8 actions in a project, by day"),
    ("Q7", "distinct people who deleted, 30 days"),
    ("Q8", "all records of an issue"),
];

/// One row for each query and other store. A query that is not in `ours` has no figure of ours yet.
pub(super) fn of_queries(data: &Data, ours: &BTreeMap<String, Figure>, peers: &Peers) -> Vec<Row> {
    let mut rows = Vec::new();
    for (query, meaning) in QUERIES {
        let ours = ours.get(query).map(|figure| figure.ms);
        for name in peers::NAMES {
            let Some(peer) = peers.ms(name, query) else { continue };
            let ratio = ours.map(|ours| peer / ours);
            rows.push(Row {
                suite: "store",
                case: format!("{query}, {meaning}, {} records", data.records),
                quantity: "time",
                unit: "ms",
                ours,
                peer: Some(peer),
                peer_name: Some(name),
                ratio,
                goal: "faster than the peer",
                met: ratio.is_some_and(|ratio| ratio > 1.0),
            });
        }
    }
    rows
}

/// One row for each compressor of whole records, in bytes a record; `ours` is what our segments take.
pub(super) fn of_sizes(data: &Data, ours: Option<f64>, all: &[Packed]) -> Vec<Row> {
    let each = |bytes: u64| as_float(bytes) / as_float(u64::try_from(data.records).unwrap_or(u64::MAX));
    let mut rows = Vec::new();
    for name in packed::NAMES {
        let Some(packed) = all.iter().find(|packed| packed.peer == name) else { continue };
        let peer = each(packed.bytes);
        let ratio = ours.map(|ours| peer / ours);
        rows.push(Row {
            suite: "store",
            case: format!(
                "whole records of {:.0} bytes JSON, {} records",
                each(packed.raw_bytes),
                data.records
            ),
            quantity: "size of a record",
            unit: "bytes",
            ours,
            peer: Some(peer),
            peer_name: Some(name),
            ratio,
            goal: "smaller than the peer",
            met: ratio.is_some_and(|ratio| ratio > 1.0),
        });
    }
    rows
}

#[expect(clippy::cast_precision_loss, reason = "sizes of files are far below 2^53")]
fn as_float(number: u64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::store::peers::Peer;
    use serde_json::json;

    fn figure(ms: f64) -> Figure {
        Figure { ms, result: json!(1) }
    }

    fn data() -> Data {
        let place = std::path::PathBuf::new();
        Data { records: 10, seed: 7, folder: place.clone(), lines: place.clone(), constants: place }
    }

    #[test]
    fn a_row_has_the_ratio_when_both_were_measured() {
        let queries = [("Q2".to_owned(), figure(6.0)), ("Q3".to_owned(), figure(1.0))].into();
        let peer =
            Peer { name: "SQLite".to_owned(), version: "3".to_owned(), load_ms: 1.0, bytes: None, queries };
        let rows = of_queries(&data(), &[("Q2".to_owned(), figure(2.0))].into(), &Peers(vec![peer]));
        let [first, second] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((first.ratio, first.met, first.peer_name), (Some(3.0), true, Some("SQLite")));
        assert_eq!((second.ours, second.ratio, second.met), (None, None, false));
    }

    #[test]
    fn sizes_are_for_one_record() {
        let packed =
            Packed { peer: "gzip -9".to_owned(), version: String::new(), raw_bytes: 1_000, bytes: 200 };
        let rows = of_sizes(&data(), Some(10.0), &[packed]);
        assert_eq!((rows[0].peer, rows[0].ratio), (Some(20.0), Some(2.0)));
    }
}
