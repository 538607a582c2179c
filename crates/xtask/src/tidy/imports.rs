//! Who may import what, and what the core may not mention.

use super::Source;

/// A package that only some files may import: package, where the rule holds, who may.
struct Door {
    package: &'static str,
    within: &'static str,
    allowed: &'static [&'static str],
}

const DOORS: [Door; 2] = [
    Door { package: "@forge/kvs", within: "src/", allowed: &["src/storage.ts"] },
    Door { package: "@forge/bridge", within: "static/admin/src/", allowed: &["static/admin/src/api.ts"] },
];

/// Calls of the products' REST interfaces: only below `src/products/`.
const REST_CALLS: [&str; 4] = ["requestJira", "requestConfluence", ".asApp()", ".asUser("];

/// Words that mean input, output, clocks or randomness; the core gets these as arguments.
const CORE_FORBIDDEN: [&str; 6] =
    ["std::fs", "std::env", "std::net", "SystemTime::now", "Instant::now", "Utc::now"];

const CORE: [&str; 7] = ["event", "jql", "normalize", "filter", "segment", "export", "engine"];

/// Problems in what files import or mention.
pub(crate) fn check(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .flat_map(|source| doors(source).into_iter().chain(rest(source)).chain(core(source)))
        .collect()
}

fn doors(source: &Source) -> Vec<String> {
    let broken = DOORS.iter().filter(|door| {
        let quoted = [format!("\"{}\"", door.package), format!("'{}'", door.package)];
        source.path.starts_with(door.within)
            && !door.allowed.contains(&source.path.as_str())
            && quoted.iter().any(|quoted| source.text.contains(quoted))
    });
    broken
        .map(|door| {
            format!("{} must not import {}: only {} may", source.path, door.package, door.allowed.join(", "))
        })
        .collect()
}

fn rest(source: &Source) -> Vec<String> {
    let host = source.path.starts_with("src/") && !source.path.starts_with("src/products/");
    let called = REST_CALLS.iter().filter(|call| host && source.text.contains(**call));
    called
        .map(|call| format!("{} must not use {call}: only files in src/products/ call REST", source.path))
        .collect()
}

fn core(source: &Source) -> Vec<String> {
    let in_core = CORE.iter().any(|name| source.path.starts_with(&format!("crates/{name}/src/")));
    let mentioned = CORE_FORBIDDEN.iter().filter(|word| in_core && source.text.contains(**word));
    mentioned.map(|word| format!("{} belongs to the core and must not use {word}", source.path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Vec<Source> {
        vec![Source { path: path.to_owned(), text: text.to_owned() }]
    }

    #[test]
    fn a_handler_that_imports_the_store_is_named() {
        let import = "import { kvs } from \"@forge/kvs\";";
        let problems = check(&source("src/triggers/product-event.ts", import));
        assert_eq!(
            problems,
            ["src/triggers/product-event.ts must not import @forge/kvs: only src/storage.ts may"]
        );
        assert_eq!(check(&source("src/storage.ts", import)), [""; 0]);
    }

    #[test]
    fn rest_is_called_from_products_only() {
        assert_eq!(check(&source("src/resolvers/viewer.ts", "api.asApp().requestJira(route`/x`)")).len(), 2);
        assert_eq!(check(&source("src/products/jira.ts", "api.asApp().requestJira(route`/x`)")), [""; 0]);
    }

    #[test]
    fn the_page_has_one_door_to_the_bridge() {
        assert_eq!(check(&source("static/admin/src/table/Row.tsx", "from '@forge/bridge'")).len(), 1);
        assert_eq!(check(&source("static/admin/src/api.ts", "from '@forge/bridge'")), [""; 0]);
    }

    #[test]
    fn the_core_reads_no_clock() {
        assert_eq!(check(&source("crates/engine/src/read.rs", "std::time::SystemTime::now()")).len(), 1);
        assert_eq!(check(&source("crates/site/src/main.rs", "std::time::SystemTime::now()")), [""; 0]);
    }
}
