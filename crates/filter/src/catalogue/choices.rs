//! Names that a field with a fixed set of values can have.

use super::Field;
use activity_event::{Action, ActionKind, ActorKind, Certainty, Product, Provenance, SubjectKind};

/// Categories of statuses: the key that is kept, and what else it is called.
pub(crate) const STATUS_CATEGORIES: &[(&str, &[&str])] = &[
    ("new", &["To Do", "ToDo", "2"]),
    ("indeterminate", &["In Progress", "InProgress", "4"]),
    ("done", &["Done", "Complete", "3"]),
    ("undefined", &["No Category", "1"]),
];

/// Days of the week, in order.
pub(crate) const WEEKDAY_NAMES: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Hours of the day.
const HOURS: [&str; 24] = [
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18",
    "19", "20", "21", "22", "23",
];

/// The values a field can have; empty when there is no fixed set and none are known.
pub(crate) fn choices(field: Field) -> Vec<&'static str> {
    match field {
        Field::Action => Action::all().map(Action::name).collect(),
        Field::ActionFamily => {
            let mut families: Vec<&str> = Action::all().map(Action::family).collect();
            families.sort_unstable();
            families.dedup();
            families
        }
        Field::ActionKind => ActionKind::ALL.iter().map(|kind| kind.name()).collect(),
        Field::ActorKind => ActorKind::ALL.iter().map(|kind| kind.name()).collect(),
        Field::Certainty => Certainty::ALL.iter().map(|certainty| certainty.name()).collect(),
        Field::Product => Product::ALL.iter().map(|product| product.name()).collect(),
        Field::Provenance => Provenance::ALL.iter().map(|provenance| provenance.name()).collect(),
        Field::SubjectType => SubjectKind::ALL.iter().map(|kind| kind.name()).collect(),
        Field::OccurredHour => HOURS.to_vec(),
        Field::OccurredWeekday => WEEKDAY_NAMES.to_vec(),
        // Known ones, to offer; a site may have more.
        Field::ProjectType => vec!["software", "service_desk", "business", "product_discovery"],
        Field::StatusCategory => STATUS_CATEGORIES
            .iter()
            .flat_map(|(key, names)| std::iter::once(*key).chain(names.iter().copied().take(1)))
            .collect(),
        _ => Vec::new(),
    }
}
