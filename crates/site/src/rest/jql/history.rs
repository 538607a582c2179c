//! WAS and CHANGED, over the whole history of an issue.

use crate::model::{Issue, Item, Named};
use activity_filter::{Changed, Condition, Field, OneOf, Values, Was};
use activity_jql::FieldName;

/// Fields with a history that can be searched: the field, and the name under which changes of it are kept.
const FIELDS: [(Field, &str); 6] = [
    (Field::Assignee, "assignee"),
    (Field::FixVersion, "fixVersions"),
    (Field::Priority, "priority"),
    (Field::Reporter, "reporter"),
    (Field::Resolution, "resolution"),
    (Field::Status, "status"),
];

/// The field with a history that a query names; none for all others.
pub(super) fn field_of(asked: &activity_jql::Field) -> Option<Field> {
    let FieldName::Name(name) = &asked.name else { return None };
    let mut rows = activity_filter::fields();
    let row = rows.find(|row| row.names().any(|known| known.eq_ignore_ascii_case(name)))?;
    FIELDS.iter().map(|known| known.0).find(|field| *field == row.field)
}

/// A stretch of time in which a field did not change.
struct Stretch {
    from: i64,
    /// None: it still lasts.
    to: Option<i64>,
    /// Who began it.
    by: Option<String>,
    values: Vec<Named>,
}

/// One change of the field.
struct Step<'i> {
    at: i64,
    by: Option<&'i str>,
    item: &'i Item,
}

/// The history of one field of one issue.
pub(super) struct History<'i> {
    steps: Vec<Step<'i>>,
    stretches: Vec<Stretch>,
}

impl<'i> History<'i> {
    /// Works out the history from what the issue is now and what changed.
    pub(super) fn of(issue: &'i Issue, field: Field) -> Self {
        let id = FIELDS.iter().find(|known| known.0 == field).map_or("", |known| known.1);
        let of_field = |item: &&Item| {
            item.is(id) || (field == Field::FixVersion && item.field.eq_ignore_ascii_case("fix version"))
        };
        let mut steps: Vec<Step<'i>> = Vec::new();
        for history in &issue.histories {
            let (at, by) = (history.created, history.author.as_deref());
            steps.extend(history.items.iter().filter(of_field).map(|item| Step { at, by, item }));
        }
        // Back from now to the beginning.
        let mut values = now(issue, field);
        let mut to = None;
        let mut stretches = Vec::new();
        for step in steps.iter().rev() {
            let before = undone(&values, step.item, field);
            let by = step.by.map(ToOwned::to_owned);
            stretches.push(Stretch { from: step.at, to, by, values });
            (to, values) = (Some(step.at), before);
        }
        stretches.push(Stretch { from: issue.created, to, by: issue.creator.clone(), values });
        Self { steps, stretches }
    }

    /// Whether one change satisfies everything that is asked of it.
    pub(super) fn changed(&self, asked: &Changed) -> bool {
        self.steps.iter().any(|step| {
            asked.conditions.iter().all(|condition| match condition {
                Condition::From(side) => {
                    is_side(side, step.item.from.as_ref(), step.item.from_string.as_ref())
                }
                Condition::To(side) => is_side(side, step.item.to.as_ref(), step.item.to_string.as_ref()),
                Condition::By(people) => step.by.is_some_and(|by| people.hold(by)),
                Condition::Since(since) => step.at >= *since,
                Condition::Before(before) => step.at < *before,
                Condition::Open(_) => false,
            })
        })
    }

    /// Whether the field ever had the value, in a stretch that satisfies everything that is asked of it.
    pub(super) fn was(&self, asked: &Was) -> bool {
        self.stretches.iter().any(|stretch| {
            let values = &stretch.values;
            let has = (values.is_empty() && asked.wanted.empty)
                || values.iter().any(|one| is_one(&asked.wanted.values, &one.id, &one.name));
            has && asked.stretch.iter().all(|condition| match condition {
                Condition::By(people) => stretch.by.as_deref().is_some_and(|by| people.hold(by)),
                Condition::Since(since) => stretch.to.is_none_or(|to| to > *since),
                Condition::Before(before) => stretch.from < *before,
                Condition::From(_) | Condition::To(_) | Condition::Open(_) => false,
            })
        })
    }
}

fn is_one(wanted: &Values, id: &str, name: &str) -> bool {
    wanted.hold(id) || wanted.hold(name)
}

fn is_side(wanted: &OneOf, id: Option<&String>, text: Option<&String>) -> bool {
    let filled = |part: Option<&String>| part.cloned().filter(|part| !part.is_empty());
    match (filled(id), filled(text)) {
        (None, None) => wanted.empty,
        (id, text) => is_one(&wanted.values, &id.unwrap_or_default(), &text.unwrap_or_default()),
    }
}

/// The values of the field now.
fn now(issue: &Issue, field: Field) -> Vec<Named> {
    let account = |id: &Option<String>| id.iter().map(|id| Named::new(id, "")).collect();
    match field {
        Field::Status => vec![Named::new(&issue.status.id, &issue.status.name)],
        Field::Priority => issue.priority.iter().cloned().collect(),
        Field::Resolution => issue.resolution.iter().cloned().collect(),
        Field::FixVersion => issue.fix_versions.clone(),
        Field::Assignee => account(&issue.assignee),
        Field::Reporter => account(&issue.reporter),
        _ => Vec::new(),
    }
}

/// The values before a change.
fn undone(values: &[Named], item: &Item, field: Field) -> Vec<Named> {
    let part = |id: &Option<String>, text: &Option<String>| {
        let (id, text) = (id.clone().unwrap_or_default(), text.clone().unwrap_or_default());
        Some(Named::new(id, text)).filter(|one| !(one.id.is_empty() && one.name.is_empty()))
    };
    let before = part(&item.from, &item.from_string);
    if field != Field::FixVersion {
        return before.into_iter().collect();
    }
    let came = part(&item.to, &item.to_string);
    let kept = values.iter().filter(|one| came.as_ref().is_none_or(|came| came.id != one.id)).cloned();
    kept.chain(before).collect()
}
