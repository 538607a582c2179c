//! The records that all stores are measured with, and what they are asked for.

use super::{FOLDER, native};
use crate::XtaskError;
use crate::fresh::unless_fresh;
use crate::shell::{cargo, output, root, run, target_dir, write};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Records of a large site as JSON Lines, and the constants of the queries. Both are kept for the next run.
#[derive(Debug)]
pub(super) struct Data {
    /// How many records.
    pub(super) records: usize,
    /// What they follow from.
    pub(super) seed: u64,
    /// Where these files are, and those that the stores make.
    pub(super) folder: PathBuf,
    /// One record a line, in the order of time.
    pub(super) lines: PathBuf,
    /// JSON: what each query asks for. `bench/store/src/choose.rs` says by which rules it was chosen.
    pub(super) constants: PathBuf,
}

/// What the records follow from.
const SOURCES: [&str; 5] = [
    "crates/site/examples/large.rs",
    "crates/site/src/large",
    "crates/site/src/company/chance.rs",
    "crates/site/src/time.rs",
    "crates/event/src",
];

impl Data {
    /// So many records from this seed.
    pub(super) fn of(records: usize, seed: u64) -> Result<Self, XtaskError> {
        let name = format!("{records}-{seed}");
        let folder = target_dir().join("bench").join("store").join(&name);
        let data = Self {
            records,
            seed,
            lines: folder.join("records.jsonl"),
            constants: folder.join("constants.json"),
            folder,
        };
        unless_fresh(&format!("store-records-{name}"), &sources(), &data.lines, || data.make_lines(seed))?;
        Ok(data)
    }

    /// The constants of the queries as well.
    pub(super) fn with_constants(self) -> Result<Self, XtaskError> {
        let chooser =
            ["choose.rs", "constants.rs", "record.rs"].map(|name| root().join(FOLDER).join("src").join(name));
        let inputs = [sources(), chooser.to_vec()].concat();
        let name = self.folder.file_name().unwrap_or_default().to_string_lossy();
        unless_fresh(&format!("store-constants-{name}"), &inputs, &self.constants, || {
            write(&self.constants, output(native()?.arg("choose").arg(&self.lines))?)
        })?;
        Ok(self)
    }

    /// Packs unless these very lines were packed before; the output is a file in the folder.
    pub(super) fn unless_packed(
        &self,
        name: &str,
        work: impl FnOnce(&PathBuf) -> Result<(), XtaskError>,
    ) -> Result<PathBuf, XtaskError> {
        let file = self.folder.join(name);
        let packers = ["src/main.rs", "packed.mjs"].map(|name| root().join(FOLDER).join(name));
        let inputs = [vec![self.lines.clone()], packers.to_vec()].concat();
        unless_fresh(&format!("store-{}-{name}", self.records), &inputs, &file, || work(&file))?;
        Ok(file)
    }

    /// Makes a file of the folder from the records and these sources, unless that was done before.
    pub(super) fn unless_made(
        &self,
        name: &str,
        from: &[&str],
        work: impl FnOnce(&PathBuf) -> Result<(), XtaskError>,
    ) -> Result<PathBuf, XtaskError> {
        let file = self.folder.join(name);
        let inputs = [sources(), from.iter().map(|path| root().join(path)).collect()].concat();
        unless_fresh(&format!("store-{}-{name}", self.records), &inputs, &file, || work(&file))?;
        Ok(file)
    }

    fn make_lines(&self, seed: u64) -> Result<(), XtaskError> {
        let error = |source| XtaskError::File { path: self.lines.clone(), source };
        println!("making {} records", self.records);
        fs::create_dir_all(&self.folder).map_err(error)?;
        let file = fs::File::create(&self.lines).map_err(error)?;
        run(maker(self.records, seed)?.stdout(file))
    }

    /// The program that makes so many records of the same site.
    pub(super) fn maker(&self, records: usize) -> Result<Command, XtaskError> {
        maker(records, self.seed)
    }
}

fn maker(records: usize, seed: u64) -> Result<Command, XtaskError> {
    let build = ["build", "--quiet", "--release", "--package", "activity-site", "--example", "large"];
    run(cargo().args(build))?;
    let mut make = Command::new(target_dir().join("release/examples/large"));
    make.args(["--events", &records.to_string(), "--seed", &seed.to_string(), "--placed"]);
    Ok(make)
}

fn sources() -> Vec<PathBuf> {
    SOURCES.iter().map(|path| root().join(path)).collect()
}
