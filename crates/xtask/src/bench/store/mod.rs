//! Stores: the same eight queries over the same records of a large site, in the same run.
//!
//! Every store uses one thread and keeps its data where it is fastest. A figure is the median of at least seven runs (three when
//! quick) after warming up. All stores must give the same results, or nothing is shown.

mod data;
mod growth;
mod ours;
mod packed;
mod peers;
mod rows;

use super::{Options, Row};
use crate::shell::{cargo, root, run as run_command, target_dir, write};
use crate::{XtaskError, npm};
use data::Data;
use peers::Peers;
use std::process::Command;

/// The other stores: a crate that is no member of the workspace and a package of Node's.
pub(crate) const FOLDER: &str = "bench/store";

const SEED: u64 = 7;
/// Numbers of records with which growth is measured.
const SIZES: [usize; 3] = [100_000, 1_000_000, 10_000_000];
const SIZES_QUICK: [usize; 2] = [20_000, 200_000];

pub(super) fn run(options: &Options) -> Result<Vec<Row>, XtaskError> {
    npm::setup_stores()?;
    let (records, runs) = if options.quick { (100_000, 3) } else { (1_000_000, 7) };
    let data = Data::of(records, SEED)?.with_constants()?;
    if options.growth {
        return growth::run(&data, if options.quick { &SIZES_QUICK } else { &SIZES });
    }
    let ours = ours::Ours::measure(&data, runs)?;
    let peers = Peers::measure(&data, runs)?;
    peers::agree(&[vec![ours.peer.clone()], peers.0.clone()].concat())?;
    let text = serde_json::to_string_pretty(&peers.0)
        .map_err(|error| XtaskError::Wait(format!("figures that are no JSON: {error}")))?;
    write(&data.folder.join("peers.json"), text)?;
    for peer in &peers.0 {
        let stored =
            peer.bytes.map(|bytes| format!(", {bytes} bytes stored for the queries")).unwrap_or_default();
        println!("{} {}: loaded in {:.0} ms{stored}", peer.name, peer.version, peer.load_ms);
    }
    let small = Data::of(packed::RECORDS, SEED)?.with_constants()?;
    let sizes = packed::measure(&small)?;
    let mut rows = rows::of_queries(&data, ours.queries(), &peers);
    rows.extend(ours.figures(&data));
    rows.extend(growth::rows_of(records, &ours::pack(&data)?, &data.constants)?);
    rows.extend(rows::of_sizes(&small, Some(ours.bytes_a_record()), &sizes));
    Ok(rows)
}

/// The program with `SQLite`, zstd and the choice of constants. Building it takes a C compiler and, the first time, minutes.
fn native() -> Result<Command, XtaskError> {
    let folder = target_dir().join("bench").join("native");
    let manifest = root().join(FOLDER).join("Cargo.toml");
    let mut build = cargo();
    build.args(["build", "--quiet", "--release", "--locked"]).arg("--manifest-path").arg(manifest);
    run_command(build.arg("--target-dir").arg(&folder))?;
    Ok(Command::new(folder.join("release/activity-bench-store")))
}
