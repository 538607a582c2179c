//! The rules of the house that compilers do not know. Each rule is a function from what it reads to the problems it sees.

mod codes;
mod dependencies;
mod events;
mod imports;
mod locks;
mod sizes;

use crate::XtaskError;
use crate::shell::{cargo, files_below, output, read, root};
use std::path::Path;

pub use codes::bless_action_codes;

/// A source file: path from the root with `/`, and text.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Checks every rule and prints what is broken.
pub fn tidy() -> Result<(), XtaskError> {
    let sources = sources()?;
    let metadata = output(cargo().args(["metadata", "--format-version", "1", "--no-deps"]))?;
    let manifest = read(&root().join("manifest.yml"))?;
    let registry: Vec<String> = activity_normalize::event_names().map(str::to_owned).collect();

    let mut problems = dependencies::check(&metadata);
    problems.extend(imports::check(&sources));
    problems.extend(events::check(&manifest, &registry));
    problems.extend(sizes::check(&sources));
    problems.extend(codes::check()?);
    problems.extend(locks::check(&sources));
    for problem in &problems {
        eprintln!("tidy: {problem}");
    }
    if problems.is_empty() { Ok(()) } else { Err(XtaskError::Untidy(problems.len())) }
}

/// Every text file that people write, and the lock files.
fn sources() -> Result<Vec<Source>, XtaskError> {
    const ENDINGS: [&str; 10] = ["rs", "ts", "tsx", "mts", "js", "mjs", "cjs", "css", "html", "json"];
    let root = root();
    let mut sources = Vec::new();
    for folder in ["crates", "src", "static", "local", "tests", "bench"] {
        for path in files_below(&root.join(folder))? {
            let ending =
                path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
            let name = from_root(&root, &path);
            let built =
                name.contains("/generated/") || name.contains("/engine/core/") || name.contains("/fixtures/");
            if ENDINGS.contains(&ending.as_str()) && !built {
                sources.push(Source { text: read(&path)?, path: name });
            }
        }
    }
    sources
        .push(Source { path: "package-lock.json".to_owned(), text: read(&root.join("package-lock.json"))? });
    Ok(sources)
}

fn from_root(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
