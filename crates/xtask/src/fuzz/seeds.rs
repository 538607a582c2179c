//! What fuzzing starts from.

use crate::XtaskError;
use crate::shell::{files_below, read, root, write};
use activity_filter::{FieldRow, functions};
use activity_jql::Operator;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The byte that stands for the cursor: the same as in `tests/src/jql_round`.
const CURSOR: u8 = 1;

/// Writes queries with every construct of the language, every field with each of its operators, every function, the
/// queries of the fixtures and of the README, and earlier finds. Says how many.
pub(super) fn write_jql(folder: &Path, crashers: &Path) -> Result<usize, XtaskError> {
    let root = root();
    let mut seeds: BTreeSet<Vec<u8>> = BTreeSet::new();
    for list in ["fuzz/seeds/jql.txt", "README.md"] {
        let text = read(&root.join(list))?;
        let lines = if list == "README.md" { readme_queries(&text) } else { text.as_str() };
        seeds.extend(lines.lines().map(|line| line.as_bytes().to_vec()));
    }
    seeds.extend(activity_filter::fields().flat_map(of_field).map(String::into_bytes));
    seeds.extend(functions().iter().map(|row| format!("cf[1] IN {}(a, -1, \"b c\")", row.name).into_bytes()));
    seeds.extend(functions().iter().map(|row| format!("assignee = {}()", row.name).into_bytes()));
    for path in files_below(&root.join("tests/fixtures/jql"))? {
        if path.extension().is_some_and(|ending| ending == "jql") {
            seeds.insert(read(&path)?.into_bytes());
        }
    }
    let with_cursor: Vec<Vec<u8>> = seeds.iter().map(|seed| cursor_inside(seed)).collect();
    seeds.extend(with_cursor);
    for path in files_below(crashers)? {
        seeds.insert(fs::read(&path).map_err(|source| XtaskError::File { path, source })?);
    }
    for (number, seed) in seeds.iter().enumerate() {
        write(&folder.join(format!("{number:04}")), seed)?;
    }
    Ok(seeds.len())
}

/// Writes the stored value of the fixture, no edit, one edit of each kind, and earlier finds. Says how many.
pub(super) fn write_segment(folder: &Path, crashers: &Path) -> Result<usize, XtaskError> {
    let stored = read(&root().join("tests/fixtures/segments/v1/stored.json"))?;
    let mut seeds: BTreeSet<Vec<u8>> = (0..4).map(|act| vec![0, act, 0, 9, 1]).collect();
    seeds.extend([Vec::new(), stored.into_bytes()]);
    if crashers.exists() {
        for path in files_below(crashers)? {
            seeds.insert(fs::read(&path).map_err(|source| XtaskError::File { path, source })?);
        }
    }
    for (number, seed) in seeds.iter().enumerate() {
        write(&folder.join(format!("{number:04}")), seed)?;
    }
    Ok(seeds.len())
}

/// The block of queries in the README's section about JQL.
fn readme_queries(readme: &str) -> &str {
    let section = readme.split("\n## JQL\n").nth(1).unwrap_or_default();
    section.split("```").nth(1).unwrap_or_default().trim()
}

/// One query for each operator of a field.
fn of_field(row: &'static FieldRow) -> impl Iterator<Item = String> {
    row.all_operators().map(|operator| {
        let rest = match operator {
            Operator::In | Operator::NotIn | Operator::WasIn | Operator::WasNotIn => " (a, EMPTY, 1)",
            Operator::Is | Operator::IsNot => " EMPTY",
            Operator::Changed => " FROM a TO b BY c",
            Operator::Was | Operator::WasNot => " a BY b AFTER -1d",
            _ => " a",
        };
        format!("{} {operator}{rest}", activity_jql::quote(row.name))
    })
}

/// The seed with a cursor in the middle of it.
fn cursor_inside(seed: &[u8]) -> Vec<u8> {
    let (before, after) = seed.split_at(seed.len() / 2);
    [before, &[CURSOR], after].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_has_queries() {
        let readme = read(&root().join("README.md")).unwrap();
        assert!(readme_queries(&readme).lines().count() >= 3);
    }

    #[test]
    fn seeds_of_fields_are_queries() {
        for seed in activity_filter::fields().flat_map(of_field) {
            let parsed = activity_jql::parse(&seed);
            assert!(parsed.query.is_some(), "{seed}: {:?}", parsed.errors);
        }
    }

    #[test]
    fn seeds_of_the_list_are_queries() {
        let list = read(&root().join("fuzz/seeds/jql.txt")).unwrap();
        for seed in list.lines() {
            let parsed = activity_jql::parse(seed);
            assert!(parsed.query.is_some(), "{seed}: {:?}", parsed.errors);
        }
    }

    #[test]
    fn a_cursor_stands_in_the_middle() {
        assert_eq!(cursor_inside(b"a = 1"), b"a \x01= 1");
    }
}
