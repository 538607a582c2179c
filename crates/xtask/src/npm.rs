//! npm packages, installed from the committed lock files.

use crate::XtaskError;
use crate::fresh::unless_fresh;
use crate::shell::{program, root, run};

/// Folders whose packages are needed to run the app on the local platform.
const RUN: [&str; 3] = ["", "static/admin", "local"];

/// Installs what is needed to build and run the app.
pub fn setup() -> Result<(), XtaskError> {
    RUN.iter().try_for_each(|folder| install(folder))
}

/// Installs what only tests need: the official validators, Playwright.
pub(crate) fn setup_tests() -> Result<(), XtaskError> {
    install("tests")
}

/// Installs the official JQL parser.
pub(crate) fn setup_jql() -> Result<(), XtaskError> {
    install(crate::conformance::FOLDER)
}

/// Installs the stores that ours is measured beside.
pub(crate) fn setup_stores() -> Result<(), XtaskError> {
    install(crate::bench::store::FOLDER)
}

/// Installs what the page is driven by and measured beside.
pub(crate) fn setup_page_bench() -> Result<(), XtaskError> {
    install(crate::bench::PAGE_FOLDER)
}

fn install(folder: &str) -> Result<(), XtaskError> {
    let place = root().join(folder);
    let inputs = [place.join("package.json"), place.join("package-lock.json")];
    let stamp =
        format!("npm-{}", if folder.is_empty() { "root".to_owned() } else { folder.replace('/', "-") });
    unless_fresh(&stamp, &inputs, &place.join("node_modules"), || {
        println!("installing npm packages of {}", if folder.is_empty() { "the app" } else { folder });
        run(program("npm", folder).args([
            "ci",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--loglevel=error",
        ]))
    })
}
