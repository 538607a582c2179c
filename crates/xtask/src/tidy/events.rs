//! Events in the manifest are the rows of the registry.

use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct Manifest {
    modules: Modules,
}

#[derive(Deserialize)]
struct Modules {
    trigger: Vec<Trigger>,
}

#[derive(Deserialize)]
struct Trigger {
    events: Vec<String>,
}

/// Events that the manifest has and the registry has not, and the other way round.
pub(crate) fn check(manifest: &str, registry: &[String]) -> Vec<String> {
    let manifest: Manifest = match serde_yaml_ng::from_str(manifest) {
        Ok(manifest) => manifest,
        Err(error) => return vec![format!("manifest.yml could not be read: {error}")],
    };
    let mut problems = Vec::new();
    let mut subscribed = BTreeSet::new();
    for event in manifest.modules.trigger.into_iter().flat_map(|trigger| trigger.events) {
        if !subscribed.insert(event.clone()) {
            problems.push(format!("{event} is subscribed twice in manifest.yml"));
        }
    }
    let registered: BTreeSet<String> = registry.iter().cloned().collect();
    for event in subscribed.difference(&registered) {
        problems
            .push(format!("{event} is in manifest.yml but has no row in the registry of crates/normalize"));
    }
    for event in registered.difference(&subscribed) {
        problems.push(format!(
            "{event} has a row in the registry of crates/normalize but is not in manifest.yml"
        ));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "modules:\n  trigger:\n    - key: a\n      events: [one, two]\n";

    #[test]
    fn an_event_in_the_manifest_but_not_in_the_registry_is_named() {
        let problems = check(MANIFEST, &["one".to_owned()]);
        assert_eq!(problems, ["two is in manifest.yml but has no row in the registry of crates/normalize"]);
    }

    #[test]
    fn an_event_in_the_registry_but_not_in_the_manifest_is_named() {
        let problems = check(MANIFEST, &["one".to_owned(), "two".to_owned(), "three".to_owned()]);
        assert_eq!(
            problems,
            ["three has a row in the registry of crates/normalize but is not in manifest.yml"]
        );
    }

    #[test]
    fn an_event_subscribed_twice_is_named() {
        let manifest = "modules:\n  trigger:\n    - events: [one]\n    - events: [one]\n";
        assert_eq!(check(manifest, &["one".to_owned()]), ["one is subscribed twice in manifest.yml"]);
    }
}
