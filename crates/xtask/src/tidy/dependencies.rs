//! Who may use whom: the layers of ARCHITECTURE.md.

use serde::Deserialize;

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    kind: Option<String>,
}

/// Which workspace crates a crate may use. Who is missing here may use none.
const ALLOWED: &[(&str, &[&str])] = &[
    ("activity-event", &[]),
    ("activity-jql", &[]),
    ("activity-normalize", &["activity-event"]),
    ("activity-filter", &["activity-event", "activity-jql"]),
    ("activity-segment", &["activity-event"]),
    ("activity-export", &["activity-event"]),
    (
        "activity-engine",
        &[
            "activity-event",
            "activity-jql",
            "activity-normalize",
            "activity-filter",
            "activity-segment",
            "activity-export",
        ],
    ),
    ("activity-wasm", &["activity-engine"]),
    ("activity-cli", &["activity-engine"]),
    ("activity-site", &EVERY),
    ("activity-tests", &EVERY),
    ("xtask", &EVERY),
];

const EVERY: [&str; 7] = [
    "activity-event",
    "activity-jql",
    "activity-normalize",
    "activity-filter",
    "activity-segment",
    "activity-export",
    "activity-engine",
];

/// Third-party crates that bring in JavaScript, clocks, files or threads: not for the core.
const CORE_FORBIDDEN: [&str; 8] =
    ["wasm-bindgen", "js-sys", "serde-wasm-bindgen", "tokio", "axum", "clap", "rand", "getrandom"];

/// Problems in the output of `cargo metadata --no-deps`.
pub(crate) fn check(metadata: &str) -> Vec<String> {
    let metadata: Metadata = match serde_json::from_str(metadata) {
        Ok(metadata) => metadata,
        Err(error) => return vec![format!("the output of cargo metadata could not be read: {error}")],
    };
    let ours: Vec<&str> = metadata.packages.iter().map(|package| package.name.as_str()).collect();
    let mut problems = Vec::new();
    for package in &metadata.packages {
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == package.name) else {
            problems.push(format!("crate {} is not in the table of layers", package.name));
            continue;
        };
        let shipped =
            package.dependencies.iter().filter(|dependency| dependency.kind.as_deref() != Some("dev"));
        for dependency in shipped {
            let name = dependency.name.as_str();
            if ours.contains(&name) && !allowed.contains(&name) {
                problems.push(format!("crate {} must not use {name}", package.name));
            }
            if EVERY.contains(&package.name.as_str()) && CORE_FORBIDDEN.contains(&name) {
                problems.push(format!("crate {} belongs to the core and must not use {name}", package.name));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(name: &str, dependency: &str, kind: &str) -> String {
        format!(
            r#"{{"packages":[{{"name":"activity-jql","dependencies":[]}},{{"name":"activity-engine","dependencies":[]}},
            {{"name":"{name}","dependencies":[{{"name":"{dependency}","kind":{kind}}}]}}]}}"#
        )
    }

    #[test]
    fn a_crate_that_uses_one_it_must_not_is_named() {
        let problems = check(&metadata("activity-segment", "activity-jql", "null"));
        assert_eq!(problems, ["crate activity-segment must not use activity-jql"]);
        let problems = check(&metadata("activity-event", "activity-engine", "\"build\""));
        assert_eq!(problems, ["crate activity-event must not use activity-engine"]);
    }

    #[test]
    fn the_core_may_not_know_javascript() {
        let problems = check(&metadata("activity-filter", "wasm-bindgen", "null"));
        assert_eq!(problems, ["crate activity-filter belongs to the core and must not use wasm-bindgen"]);
    }

    #[test]
    fn what_the_table_allows_passes_and_tests_may_use_more() {
        assert_eq!(check(&metadata("activity-filter", "activity-jql", "null")), [""; 0]);
        assert_eq!(check(&metadata("activity-segment", "activity-jql", "\"dev\"")), [""; 0]);
    }

    #[test]
    fn a_crate_without_a_layer_is_named() {
        assert_eq!(
            check(&metadata("activity-new", "serde", "null")),
            ["crate activity-new is not in the table of layers"]
        );
    }
}
