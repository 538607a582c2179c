//! Fuzzing with libFuzzer on the stable compiler: its coverage instrumentation is a pass of LLVM that stable knows, too.
//!
//! Needs a C++ compiler, because libFuzzer comes as source.

mod log;
mod seeds;
mod words;

use crate::XtaskError;
use crate::shell::{cargo, output, program, root, run, target_dir};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What can be fuzzed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Target {
    /// The text of a query: tokens, completion, parsing, printing, checking, evaluating.
    Jql,
    /// A stored value of a segment: any bytes.
    SegmentOpen,
    /// The files of a segment, edited under a checksum that fits.
    SegmentDecode,
    /// The same, packed again.
    SegmentMerge,
    /// The same, with questions put to it.
    SegmentQuery,
}

impl Target {
    /// The name of the program, of its folder of finds, and of its test.
    fn name(self) -> &'static str {
        match self {
            Self::Jql => "jql",
            Self::SegmentOpen => "segment-open",
            Self::SegmentDecode => "segment-decode",
            Self::SegmentMerge => "segment-merge",
            Self::SegmentQuery => "segment-query",
        }
    }
}

/// What makes libFuzzer see which code runs and what is compared. The flags of `cargo fuzz` without a sanitizer.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
                     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
                     -Cllvm-args=-sanitizer-coverage-pc-table \
                     -Cllvm-args=-sanitizer-coverage-trace-compares -Clink-dead-code --cfg fuzzing";

/// Limits of one input. What takes longer or more is a find.
const LIMITS: [&str; 3] = ["-max_len=4096", "-timeout=10", "-rss_limit_mb=1024"];

/// Where finds are kept and replayed by a test.
const CRASHERS: &str = "tests/fixtures/crashers";

/// Builds the target and runs it until the time is over or something is found.
pub fn fuzz(target: Target, minutes: u64) -> Result<(), XtaskError> {
    let name = target.name();
    let program = build(name)?;
    let folder = target_dir().join("fuzz").join(name);
    let (corpus, seeds, finds) = (folder.join("corpus"), folder.join("seeds"), folder.join("finds"));
    empty(&seeds)?;
    empty(&finds)?;
    create(&corpus)?;
    let crashers = root().join(CRASHERS).join(name);
    let count = match target {
        Target::Jql => seeds::write_jql(&seeds, &crashers)?,
        _ => seeds::write_segment(&seeds, &crashers)?,
    };
    println!("fuzzing {name} for {minutes} minutes from {count} seeds and what earlier runs kept");

    let mut fuzzer = Command::new(&program);
    if target == Target::Jql {
        let dictionary = folder.join("words.dict");
        words::write_jql(&dictionary)?;
        fuzzer.arg(format!("-dict={}", dictionary.display()));
    }
    fuzzer
        .current_dir(root())
        .arg(&corpus)
        .arg(&seeds)
        .arg(format!("-artifact_prefix={}/", finds.display()))
        .arg(format!("-max_total_time={}", minutes.saturating_mul(60)))
        .args(LIMITS)
        .arg("-print_final_stats=1")
        .stderr(Stdio::piped());
    let log = log::follow(&mut fuzzer, &folder.join("log.txt"))?;

    let kept = keep(&finds, name)?;
    let executions = log.executions.map_or_else(|| "an unknown number of".to_owned(), |n| n.to_string());
    println!("{name}: {executions} executions, {} finds", kept.len());
    if kept.is_empty() && log.status.success() {
        return Ok(());
    }
    if kept.is_empty() {
        return Err(XtaskError::Failed {
            command: format!("{} (see {})", program.display(), folder.join("log.txt").display()),
            status: log.status,
        });
    }
    for find in &kept {
        println!("found {find}");
        println!("  make it smaller: {} -minimize_crash=1 -max_total_time=60 {find}", program.display());
    }
    let family = name.split('-').next().unwrap_or(name);
    println!("replay: cargo test --package activity-tests --test {family}_crashers");
    Err(XtaskError::Found(kept.len()))
}

/// Builds a target with instrumentation; says where the program is.
fn build(name: &str) -> Result<PathBuf, XtaskError> {
    let version = output(program("rustc", "").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    // The folder is its own, because the flags would make cargo rebuild everything else. The target is named, because
    // otherwise they would hold for build scripts and macros as well.
    let folder = target_dir().join("fuzz");
    run(cargo()
        .args(["build", "--quiet", "--release", "--manifest-path", "fuzz/Cargo.toml"])
        .args(["--bin", name, "--target", host])
        .env("CARGO_TARGET_DIR", &folder)
        .env("RUSTFLAGS", FLAGS))?;
    Ok(folder.join(host).join("release").join(name))
}

/// Copies what was found to where a test replays it. Says where, from the root.
fn keep(finds: &Path, name: &str) -> Result<Vec<String>, XtaskError> {
    let crashers = format!("{CRASHERS}/{name}");
    create(&root().join(&crashers))?;
    let mut kept = Vec::new();
    for find in entries(finds)? {
        let file = find.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        // A slow unit is slow for a fuzzer, and not yet a timeout.
        if !file.starts_with("slow-unit-") {
            let to = format!("{crashers}/{file}");
            fs::copy(&find, root().join(&to)).map_err(|source| XtaskError::File { path: find, source })?;
            kept.push(to);
        }
    }
    Ok(kept)
}

/// What is in a folder, sorted.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, XtaskError> {
    let error = |source| XtaskError::File { path: folder.to_path_buf(), source };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(error)? {
        paths.push(entry.map_err(error)?.path());
    }
    paths.sort();
    Ok(paths)
}

/// A new and empty folder.
fn empty(folder: &Path) -> Result<(), XtaskError> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .map_err(|source| XtaskError::File { path: folder.to_path_buf(), source })?;
    }
    create(folder)
}

fn create(folder: &Path) -> Result<(), XtaskError> {
    fs::create_dir_all(folder).map_err(|source| XtaskError::File { path: folder.to_path_buf(), source })
}
