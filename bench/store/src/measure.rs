//! How long something takes.

use crate::Answer;
use serde::Serialize;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Short queries are run until this has passed.
const AT_LEAST: Duration = Duration::from_millis(200);
/// More runs of a short query tell nothing new.
const RUNS_MAX: usize = 101;

/// One run to warm up, then the median of at least so many runs, with the result of the last one.
pub(crate) fn median<T: Serialize>(runs: usize, mut query: impl FnMut() -> Answer<T>) -> Answer<Value> {
    let mut result = query()?;
    let mut times = Vec::new();
    let begin = Instant::now();
    while times.len() < runs || (begin.elapsed() < AT_LEAST && times.len() < RUNS_MAX) {
        let start = Instant::now();
        result = query()?;
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    Ok(json!({"ms": times[times.len() / 2], "result": result}))
}
