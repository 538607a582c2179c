//! Every check and test, in the order of continuous integration.

use crate::dev::{self, HOST_BUNDLE, Options, Stack};
use crate::shell::{cargo, program, root, run, run_tests, target_dir};
use crate::{XtaskError, codegen, conformance, core, npm, tidy};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A named part of the test run.
struct Step {
    name: &'static str,
    work: fn() -> Result<(), XtaskError>,
}

const STEPS: [Step; 15] = [
    Step { name: "format", work: || run(cargo().args(["fmt", "--all", "--check"])) },
    Step { name: "tidy", work: tidy::tidy },
    Step { name: "codegen", work: codegen::check },
    Step { name: "clippy", work: clippy },
    Step { name: "rust tests", work: || run_tests(cargo().args(["test", "--workspace", "--quiet"])) },
    Step { name: "npm packages", work: packages },
    Step { name: "jql conformance", work: || conformance::conformance(conformance::Options::USUAL) },
    Step { name: "wasm build and size budget", work: core::build },
    Step { name: "native and wasm agree", work: parity },
    Step { name: "type check", work: type_check },
    Step { name: "platform tests", work: platform_tests },
    Step { name: "host tests", work: host_tests },
    Step { name: "packaging with the official tools", work: packaging },
    Step { name: "host tests on the official bundle", work: official_host_tests },
    Step { name: "page tests", work: page_tests },
];

/// Runs every step, or those whose name contains `only`; a failed step does not stop the others.
pub fn test(only: Option<&str>) -> Result<(), XtaskError> {
    let mut failed = Vec::new();
    let mut passed = 0_u32;
    for step in STEPS.iter().filter(|step| only.is_none_or(|only| step.name.contains(only))) {
        println!("\n=== {}", step.name);
        let begin = Instant::now();
        match (step.work)() {
            Ok(()) => {
                passed = passed.saturating_add(1);
                println!("=== {}: passed in {:.1} s", step.name, begin.elapsed().as_secs_f32());
            }
            Err(error) => {
                println!("=== {}: FAILED", step.name);
                failed.push((step.name, error));
            }
        }
    }
    for (name, error) in &failed {
        println!("\n=== {name} failed: {error}");
    }
    println!("\nsteps: {passed} passed, {} failed", failed.len());
    if failed.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = failed.iter().map(|(name, _)| *name).collect();
    Err(XtaskError::Steps(names.join(", ")))
}

/// Rewrites the expected output of every fixture.
pub fn bless() -> Result<(), XtaskError> {
    run(cargo().args(["test", "--package", "activity-tests", "--quiet"]).env("BLESS", "1"))
}

fn clippy() -> Result<(), XtaskError> {
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))?;
    core::ensure_target()?;
    for feature in ["host", "page"] {
        run(cargo()
            .args(["clippy", "--package", "activity-wasm", "--target", core::TARGET, "--quiet"])
            .args(["--no-default-features", "--features", feature, "--", "-D", "warnings"]))?;
    }
    Ok(())
}

fn packages() -> Result<(), XtaskError> {
    npm::setup()?;
    npm::setup_tests()
}

/// The terminal program and the WASM core read the whole fixture corpus to the same bytes.
fn parity() -> Result<(), XtaskError> {
    run(cargo().args(["build", "--quiet", "--package", "activity-cli"]))?;
    run(program("node", "").arg("tests/parity/parity.mjs").arg(target_dir().join("debug/activity-log")))
}

fn type_check() -> Result<(), XtaskError> {
    let check = |folder: &str, project: &str| {
        run(program("node", folder).args([
            "node_modules/typescript/bin/tsc",
            "--noEmit",
            "--project",
            project,
        ]))
    };
    check("", "tsconfig.json")?;
    check("", "tests/host")?;
    check("static/admin", "tsconfig.json")
}

fn platform_tests() -> Result<(), XtaskError> {
    browser()?;
    run_tests(program("npm", "local").args(["test", "--silent"]))
}

fn host_tests() -> Result<(), XtaskError> {
    dev::build_host()?;
    vitest(HOST_BUNDLE)
}

fn official_host_tests() -> Result<(), XtaskError> {
    vitest("target/host-official")
}

fn vitest(bundle: &str) -> Result<(), XtaskError> {
    // One test has issues imported into the site.
    run(cargo().args(["build", "--quiet", "--package", "activity-site"]))?;
    run_tests(
        program("node", "")
            .args(["node_modules/vitest/vitest.mjs", "run"])
            .env("SITE_PROGRAM", target_dir().join("debug/activity-site"))
            .env("BUNDLE_DIR", root().join(bundle)),
    )
}

/// `@forge/manifest`, `@forge/lint` and `@forge/bundler`, as `forge deploy` would call them.
fn packaging() -> Result<(), XtaskError> {
    dev::build_page()?;
    for script in ["validate", "lint", "bundle"] {
        run(program("node", "").arg(format!("tests/packaging/{script}.cjs")))?;
    }
    Ok(())
}

/// The page in a real browser, on the whole stack.
fn page_tests() -> Result<(), XtaskError> {
    browser()?;
    dev::build()?;
    let data = PathBuf::from("target/page-tests");
    if root().join(&data).exists() {
        fs::remove_dir_all(root().join(&data))
            .map_err(|source| XtaskError::File { path: data.clone(), source })?;
    }
    let options = Options {
        import: None,
        load_only: false,
        fresh: true,
        data,
        port: 4640,
        events: None,
        young_company: false,
    };
    let stack = Stack::loaded(&options)?;
    run_tests(
        program("node", "tests")
            .args(["node_modules/@playwright/test/cli.js", "test", "--config", "playwright.config.ts"])
            .env("PLATFORM_URL", &stack.address),
    )
}

/// Chromium from the system; installed when it is missing and that is possible.
fn browser() -> Result<(), XtaskError> {
    if Path::new("/usr/bin/chromium").exists() {
        return Ok(());
    }
    println!("installing Chromium");
    run(program("apt-get", "").args(["update", "-qq"]))?;
    run(program("apt-get", "").args(["install", "-y", "-qq", "--no-install-recommends", "chromium"]))
}
