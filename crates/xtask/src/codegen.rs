//! TypeScript types, written from the Rust types that they mirror, and the tables of the documentation.

mod reference;

use crate::XtaskError;
use crate::shell::{self, files_below, read, root, target_dir};
use activity_engine::{
    AskAnswer, AskRequest, AuditAnswer, AuditRequest, CheckAnswer, CheckRequest, ClausesAnswer,
    ClausesRequest, Commit, CompleteAnswer, CompleteRequest, EditAnswer, EditRequest, ExportAnswer,
    ExportRequest, IssueLookup, IssueMatches, IssueQuestion, Listing, MissingRequest, OverviewAnswer,
    OverviewRequest, OwnEventRequest, QueryAnswer, QueryRequest, RebuildRequest, Rebuilt, Scope,
    SnapshotAnswer, SnapshotRequest, Staged, StatusAnswer, Unstaged, Wanted, Write,
};
use activity_event::{Action, Event, Product, Provenance, SubjectKind};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use ts_rs::{Config, TS};

/// Where the types are committed.
const FOLDER: &str = "src/generated";

/// Writes the types.
pub fn write_types() -> Result<(), XtaskError> {
    let fresh = generate()?;
    let place = root().join(FOLDER);
    for old in committed(&place)? {
        if !fresh.iter().any(|(name, _)| place.join(name) == old) {
            fs::remove_file(&old).map_err(|source| XtaskError::File { path: old.clone(), source })?;
        }
    }
    fresh.iter().try_for_each(|(name, text)| shell::write(&place.join(name), text))?;
    shell::write(&root().join(reference::PATH), reference::text())
}

/// Fails when the committed types are not what [`write_types`] would write.
pub fn check() -> Result<(), XtaskError> {
    let fresh = generate()?;
    let place = root().join(FOLDER);
    let mut stale: Vec<String> = Vec::new();
    for (name, text) in &fresh {
        if read(&place.join(name)).ok().as_deref() != Some(text) {
            stale.push(name.clone());
        }
    }
    for old in committed(&place)? {
        let name = old.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !fresh.iter().any(|(fresh, _)| *fresh == name) {
            stale.push(name);
        }
    }
    if read(&root().join(reference::PATH)).ok() != Some(reference::text()) {
        stale.push(reference::PATH.to_owned());
    }
    if stale.is_empty() { Ok(()) } else { Err(XtaskError::Stale(stale.join(", "))) }
}

/// Name and text of every generated file.
fn generate() -> Result<Vec<(String, String)>, XtaskError> {
    let work = target_dir().join("xtask").join("types");
    if work.exists() {
        fs::remove_dir_all(&work).map_err(|source| XtaskError::File { path: work.clone(), source })?;
    }
    let config = Config::new().with_out_dir(&work).with_large_int("number");
    let exported = [
        Event::export_all(&config),
        AskRequest::export_all(&config),
        AskAnswer::export_all(&config),
        QueryRequest::export_all(&config),
        QueryAnswer::export_all(&config),
        AuditRequest::export_all(&config),
        AuditAnswer::export_all(&config),
        CheckRequest::export_all(&config),
        CheckAnswer::export_all(&config),
        CompleteRequest::export_all(&config),
        CompleteAnswer::export_all(&config),
        ClausesRequest::export_all(&config),
        ClausesAnswer::export_all(&config),
        EditRequest::export_all(&config),
        EditAnswer::export_all(&config),
        ExportRequest::export_all(&config),
        ExportAnswer::export_all(&config),
        Scope::export_all(&config),
        Listing::export_all(&config),
        StatusAnswer::export_all(&config),
        OwnEventRequest::export_all(&config),
        OverviewRequest::export_all(&config),
        OverviewAnswer::export_all(&config),
        SnapshotRequest::export_all(&config),
        SnapshotAnswer::export_all(&config),
        IssueLookup::export_all(&config),
        IssueMatches::export_all(&config),
        IssueQuestion::export_all(&config),
        Wanted::export_all(&config),
        Commit::export_all(&config),
        Write::export_all(&config),
        RebuildRequest::export_all(&config),
        Rebuilt::export_all(&config),
        Staged::export_all(&config),
        Unstaged::export_all(&config),
        MissingRequest::export_all(&config),
    ];
    for result in exported {
        result.map_err(|error| XtaskError::Content { path: work.clone(), message: error.to_string() })?;
    }
    let mut files = Vec::new();
    for path in files_below(&work)? {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        files.push((name, read(&path)?));
    }
    let mut index = String::from("// Written by `cargo xtask codegen` from the Rust types.\n");
    for (name, _) in &files {
        let _ = writeln!(index, "export * from \"./{}\";", name.trim_end_matches(".ts"));
    }
    index.push_str("export * from \"./lists\";\n");
    files.push(("index.ts".to_owned(), index));
    files.push(("lists.ts".to_owned(), lists()));
    Ok(files)
}

/// Every name of the closed lists, for menus and labels.
fn lists() -> String {
    let mut text = String::from("// Written by `cargo xtask codegen` from the Rust types.\n");
    let mut list = |name: &str, values: Vec<&str>| {
        let quoted: Vec<String> = values.iter().map(|value| format!("\"{value}\"")).collect();
        let _ = writeln!(text, "export const {name} = [{}] as const;", quoted.join(", "));
    };
    list("ACTIONS", Action::all().map(Action::name).collect());
    let kinds = Action::all().map(|action| format!("\"{}\": \"{}\"", action.name(), action.kind().name()));
    let kinds: Vec<String> = kinds.collect();
    list("PRODUCTS", Product::ALL.iter().map(|product| product.name()).collect());
    list("SUBJECT_KINDS", SubjectKind::ALL.iter().map(|kind| kind.name()).collect());
    list("PROVENANCES", Provenance::ALL.iter().map(|provenance| provenance.name()).collect());
    list("ACTION_KINDS", activity_event::ActionKind::ALL.iter().map(|kind| kind.name()).collect());
    let _ = writeln!(text, "export const KIND_OF_ACTION = {{{}}} as const;", kinds.join(", "));
    text
}

/// The generated files that stand in the folder now; the WASM build beside them is not committed.
fn committed(place: &Path) -> Result<Vec<PathBuf>, XtaskError> {
    if !place.exists() {
        return Ok(Vec::new());
    }
    let core = place.join("core");
    Ok(files_below(place)?.into_iter().filter(|path| !path.starts_with(&core)).collect())
}
