//! Finding in the tables what a query names.

use super::{NamedRow, ProjectRow, Tables};
use crate::Field;
use crate::fold::{fold, same};

impl Tables {
    /// Ids of what is called so now, of a field whose values have ids. None when the table was not fetched or the field
    /// has none; an empty list when nothing is called so.
    ///
    /// The id itself counts too, and a project's key goes before another project's name, as in Jira.
    pub(crate) fn ids(&self, field: Field, text: &str) -> Option<Vec<String>> {
        let folded = fold(text);
        match field {
            Field::Project => {
                let rows = self.projects.as_ref()?;
                let by = |is: &dyn Fn(&ProjectRow) -> bool| -> Vec<String> {
                    rows.iter().filter(|row| is(row)).map(|row| row.id.clone()).collect()
                };
                let exact = by(&|row| has_key(row, &folded));
                Some(if exact.is_empty() { by(&|row| same(&folded, &row.name)) } else { exact })
            }
            Field::IssueType => {
                let rows = self.issue_types.as_ref()?;
                Some(ids(rows.iter().map(|row| (&row.id, &row.name)), &folded))
            }
            Field::Status => {
                let rows = self.statuses.as_ref()?;
                Some(ids(rows.iter().map(|row| (&row.id, &row.name)), &folded))
            }
            Field::Priority => Some(named(self.priorities.as_ref()?, &folded)),
            Field::Resolution => Some(named(self.resolutions.as_ref()?, &folded)),
            _ => None,
        }
    }

    /// Whether a project has this key or id now.
    pub(crate) fn is_project_key(&self, text: &str) -> bool {
        let folded = fold(text);
        self.projects.as_ref().is_some_and(|rows| rows.iter().any(|row| has_key(row, &folded)))
    }
}

fn named(rows: &[NamedRow], folded: &str) -> Vec<String> {
    ids(rows.iter().map(|row| (&row.id, &row.name)), folded)
}

fn ids<'a>(rows: impl Iterator<Item = (&'a String, &'a String)>, folded: &str) -> Vec<String> {
    rows.filter(|(id, name)| *id == folded || same(folded, name)).map(|(id, _)| id.clone()).collect()
}

/// Whether the project has this id or key.
fn has_key(row: &ProjectRow, folded: &str) -> bool {
    row.id == folded || same(folded, &row.key)
}
