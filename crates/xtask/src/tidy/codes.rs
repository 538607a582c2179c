//! Action codes are never reused: a committed list remembers every code that was ever given.

use crate::XtaskError;
use crate::shell::{read, root, write};
use activity_event::Action;
use std::collections::BTreeMap;
use std::path::PathBuf;

fn place() -> PathBuf {
    root().join("tests/fixtures/action-codes.txt")
}

/// Problems between the committed list and the table in the program.
pub(crate) fn check() -> Result<Vec<String>, XtaskError> {
    let now = Action::all().map(|action| (action.code(), action.name().to_owned())).collect();
    Ok(compare(&committed(&read(&place())?), &now))
}

/// Adds new codes to the committed list; refuses to change one.
pub fn bless_action_codes() -> Result<(), XtaskError> {
    let mut codes = if place().exists() { committed(&read(&place())?) } else { BTreeMap::new() };
    let changed = |code: u16, old: &str, name: &str| {
        let message = format!("code {code} was given to {old} and cannot become {name}");
        XtaskError::Content { path: place(), message }
    };
    for action in Action::all() {
        let name = action.name().to_owned();
        if let Some(old) = codes.get(&action.code()).filter(|old| **old != name) {
            return Err(changed(action.code(), old, &name));
        }
        codes.insert(action.code(), name);
    }
    let lines: Vec<String> = codes.iter().map(|(code, name)| format!("{code} {name}\n")).collect();
    write(&place(), lines.concat())
}

fn committed(text: &str) -> BTreeMap<u16, String> {
    let rows = text.lines().filter_map(|line| line.split_once(' '));
    rows.filter_map(|(code, name)| Some((code.parse().ok()?, name.to_owned()))).collect()
}

fn compare(committed: &BTreeMap<u16, String>, now: &BTreeMap<u16, String>) -> Vec<String> {
    let mut problems = Vec::new();
    for (code, name) in committed {
        match now.get(code) {
            Some(same) if same == name => {}
            Some(other) => {
                problems.push(format!("action code {code} was given to {name} and cannot become {other}"));
            }
            None => problems.push(format!("action {name} (code {code}) is gone: stored records need it")),
        }
    }
    let new = now.iter().filter(|(code, _)| !committed.contains_key(code));
    problems.extend(new.map(|(code, name)| {
        format!("action {name} (code {code}) is not committed yet: run `cargo xtask bless`")
    }));
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(rows: &[(u16, &str)]) -> BTreeMap<u16, String> {
        rows.iter().map(|(code, name)| (*code, (*name).to_owned())).collect()
    }

    #[test]
    fn a_reused_a_lost_and_a_new_code_are_named() {
        let problems = compare(&codes(&[(1, "a.b"), (2, "c.d")]), &codes(&[(1, "x.y"), (3, "e.f")]));
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert_eq!(compare(&codes(&[(1, "a.b")]), &codes(&[(1, "a.b")])), [""; 0]);
    }
}
