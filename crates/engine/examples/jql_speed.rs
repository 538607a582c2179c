//! How fast queries are parsed and checked: `jql_speed parse|check FILE PASSES` prints the seconds of the best pass over all
//! queries of the file, one `{"jql"}` a line.

use activity_engine::filter::Tables;
use activity_engine::{BundledZones, CheckRequest, check, jql};
use std::hint::black_box;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [mode, file, passes] = arguments.as_slice() else {
        return Err("usage: jql_speed parse|check FILE PASSES".into());
    };
    let text = std::fs::read_to_string(file)?;
    let requests = text.lines().map(request).collect::<Result<Vec<CheckRequest>, _>>()?;
    let mut best = f64::INFINITY;
    for _ in 0..passes.parse::<u32>()? {
        let start = Instant::now();
        for request in &requests {
            if mode == "parse" {
                black_box(jql::parse(black_box(&request.jql)));
            } else {
                black_box(check(black_box(request), &BundledZones)?);
            }
        }
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{best}");
    Ok(())
}

fn request(line: &str) -> Result<CheckRequest, serde_json::Error> {
    let line: serde_json::Value = serde_json::from_str(line)?;
    Ok(CheckRequest {
        jql: line.get("jql").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned(),
        narrow: Vec::new(),
        now: 1_795_003_200_000,
        zone: "Europe/Berlin".to_owned(),
        account: Some("557058:00000000-0000-4000-8000-000000000001".to_owned()),
        monday_first: true,
        tables: Tables::default(),
    })
}
