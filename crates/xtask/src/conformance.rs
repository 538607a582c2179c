//! The JQL parser against the official one: the same queries are accepted, and mean the same.
//!
//! The queries are the cases that `@atlaskit/jql-parser` ships for its own tests, generated ones, and deep ones.

use crate::XtaskError;
use crate::npm;
use crate::queries::{deep, queries};
use crate::shell::{files_below, program, read, root, run, target_dir, write};
use activity_engine::jql::{DEPTH_MAX, normal_form, parse};
use serde_json::{Value, json};
use std::fs::File;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// What to compare.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How many generated queries.
    pub count: usize,
    /// What they are generated from.
    pub seed: u64,
}

impl Options {
    /// What every test run compares.
    pub const USUAL: Self = Self { count: 5_000, seed: 20_261_128 };

    /// What a nightly run compares: more, and different every time.
    #[must_use]
    pub fn nightly() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self { count: 50_000, seed: now.as_secs() }
    }
}

/// Where the official parser is.
pub(crate) const FOLDER: &str = "tests/jql";
/// The cases that it ships.
const SHIPPED: &str = "tests/jql/node_modules/@atlaskit/jql-parser/test-utils/data";
/// How many differences are shown.
const SHOWN_MAX: usize = 20;

/// Compares; fails on any difference.
pub fn conformance(options: Options) -> Result<(), XtaskError> {
    npm::setup_jql()?;
    let shipped = shipped()?;
    println!("{} shipped cases, {} generated queries of seed {}", shipped.len(), options.count, options.seed);
    let mut all: Vec<String> = shipped.into_iter().chain(queries(options.seed, options.count)).collect();
    all.extend([1, DEPTH_MAX / 2, DEPTH_MAX].into_iter().flat_map(deep));
    let allowed = all.len();
    // These we must refuse, and only for their depth.
    all.extend(deep(DEPTH_MAX.saturating_add(1)));
    let theirs = ask_official(&all)?;
    let (mut accepted, mut too_deep, mut differences) = (0_usize, 0_usize, 0_usize);
    for (place, (jql, theirs)) in all.iter().zip(&theirs).enumerate() {
        let ours = answer(jql);
        if place >= allowed && is_too_deep(jql) {
            too_deep = too_deep.saturating_add(1);
        } else if ours.get("ok") != theirs.get("ok") || ours.get("ast") != theirs.get("ast") {
            differences = differences.saturating_add(1);
            if differences <= SHOWN_MAX {
                println!("differs: {jql:?}\n  ours   {ours}\n  theirs {theirs}");
            }
        } else if ours.get("ok") == Some(&Value::Bool(true)) {
            accepted = accepted.saturating_add(1);
        }
    }
    println!(
        "{} queries: {accepted} accepted by both, {} refused by both, {too_deep} refused by us for their depth, {differences} differences",
        all.len(),
        all.len().saturating_sub(accepted).saturating_sub(too_deep).saturating_sub(differences),
    );
    if differences == 0 { Ok(()) } else { Err(XtaskError::Conformance(differences)) }
}

/// Ours, in the form of theirs.
fn answer(jql: &str) -> Value {
    let parsed = parse(jql);
    let tree = parsed.query.filter(|_| parsed.errors.is_empty()).map(|query| normal_form(&query).to_string());
    json!({"ok": parsed.errors.is_empty(), "ast": tree})
}

/// Whether nothing but its depth is wrong. That is the one listed exception: the official parser has no limit; a little
/// deeper its stack overflows.
fn is_too_deep(jql: &str) -> bool {
    let errors = parse(jql).errors;
    !errors.is_empty() && errors.iter().all(|error| error.code() == "jql.limit.depth")
}

/// The queries that the official package tests itself with, right ones and wrong ones.
fn shipped() -> Result<Vec<String>, XtaskError> {
    let mut all = Vec::new();
    for path in files_below(&root().join(SHIPPED))? {
        let error = |message: String| XtaskError::Content { path: path.clone(), message };
        let file: Value = serde_json::from_str(&read(&path)?).map_err(|source| error(source.to_string()))?;
        for list in ["valid", "invalid"] {
            let cases =
                file.get(list).and_then(Value::as_array).ok_or_else(|| error(format!("no `{list}`")))?;
            all.extend(cases.iter().filter_map(Value::as_str).map(str::to_owned));
        }
    }
    if all.is_empty() {
        return Err(XtaskError::Content { path: SHIPPED.into(), message: "no shipped cases".to_owned() });
    }
    Ok(all)
}

/// What the official parser says, in the order of the queries.
fn ask_official(all: &[String]) -> Result<Vec<Value>, XtaskError> {
    let place = target_dir().join("xtask").join("jql");
    let (input, output) = (place.join("queries.jsonl"), place.join("official.jsonl"));
    let lines: Vec<String> = all.iter().map(|jql| json!({"jql": jql}).to_string()).collect();
    write(&input, lines.join("\n") + "\n")?;
    let open = |path: &Path, file: std::io::Result<File>| {
        file.map_err(|source| XtaskError::File { path: path.to_path_buf(), source })
    };
    let stdin = open(&input, File::open(&input))?;
    let stdout = open(&output, File::create(&output))?;
    run(program("node", FOLDER).args(["--stack-size=4000", "official.mjs"]).stdin(stdin).stdout(stdout))?;
    let text = read(&output)?;
    let parsed: Result<Vec<Value>, _> = text.lines().map(serde_json::from_str).collect();
    let answers =
        parsed.map_err(|source| XtaskError::Content { path: output.clone(), message: source.to_string() })?;
    if answers.len() == all.len() {
        Ok(answers)
    } else {
        let message = format!("{} answers to {} queries", answers.len(), all.len());
        Err(XtaskError::Content { path: output, message })
    }
}
