//! What is known of an issue's fields, as [`IssueFacts`] has them.

use super::place::SELF;
use super::state::State;
use activity_event::{Change, IssueFacts, Value};
use serde_json::{Value as Json, json};

/// What a change says of a fact.
#[derive(Debug, Clone, Copy)]
enum Says {
    /// The text is the fact.
    Text,
    /// Id and name are.
    Named,
    /// The account id is.
    Account,
    /// The words of the text are.
    Words,
    /// Nothing: a change tells of one among several, or of another thing than the fact.
    Nothing,
}

/// Ids of Jira's fields, the names of the facts in the JSON of [`IssueFacts`], and what a change of the field says of it.
const FACTS: &[(&str, &str, Says)] = &[
    ("summary", "summary", Says::Text),
    ("status", "status", Says::Named),
    ("issuetype", "issueType", Says::Named),
    ("priority", "priority", Says::Named),
    ("resolution", "resolution", Says::Named),
    ("assignee", "assignee", Says::Account),
    ("reporter", "reporter", Says::Account),
    ("labels", "labels", Says::Words),
    ("components", "components", Says::Nothing),
    ("fixVersions", "fixVersions", Says::Nothing),
    ("parent", "parent", Says::Nothing),
];

/// Attributes of facts begin with this.
const FACT: &str = "f.";

/// Whether a field is one of the facts.
pub(super) fn is_fact(change: &Change) -> bool {
    of_field(change).is_some()
}

fn of_field(change: &Change) -> Option<&'static (&'static str, &'static str, Says)> {
    let id = change.field_id.as_deref().unwrap_or(&change.field);
    FACTS.iter().find(|(field, _, _)| field.eq_ignore_ascii_case(id))
}

/// Takes in an issue's facts after an event, and what its changes say of others. Gives whether anything changed.
pub(super) fn learn(facts: Option<&IssueFacts>, changes: &[Change], at: i64, state: &mut State) -> bool {
    let stated = facts.map(as_json).unwrap_or_default();
    let mut news = false;
    for change in changes {
        let Some((_, name, says)) = of_field(change) else { continue };
        if !stated.contains_key(*name) {
            news |= state.put(SELF, &format!("{FACT}{name}"), at, says.value(change.to.as_ref()));
        }
    }
    for (name, value) in stated {
        news |= state.put(SELF, &format!("{FACT}{name}"), at, Some(value));
    }
    news
}

/// Fills in the facts that a record does not have.
pub(super) fn fill(facts: &mut Option<IssueFacts>, time: i64, state: &State) {
    let mut all = facts.as_ref().map(as_json).unwrap_or_default();
    for (name, value) in state.all_before(SELF, FACT, time) {
        all.entry(name).or_insert_with(|| value.clone());
    }
    if let Ok(filled) = serde_json::from_value::<IssueFacts>(Json::Object(all)) {
        *facts = (filled != IssueFacts::default()).then_some(filled);
    }
}

fn as_json(facts: &IssueFacts) -> serde_json::Map<String, Json> {
    match serde_json::to_value(facts) {
        Ok(Json::Object(all)) => all,
        _ => serde_json::Map::new(),
    }
}

impl Says {
    /// The fact after a change to this; none when that is not known.
    fn value(self, to: Option<&Value>) -> Option<Json> {
        let Some(to) = to else {
            return match self {
                Self::Named => Some(json!({})),
                Self::Account => Some(json!("")),
                Self::Words => Some(json!([])),
                Self::Text | Self::Nothing => None,
            };
        };
        match self {
            Self::Text => to.text.as_ref().map(|text| json!(text)),
            Self::Named if to.id.is_none() && to.text.is_none() => None,
            Self::Named => {
                let parts = [("id", &to.id), ("name", &to.text)].into_iter();
                Some(
                    parts.filter_map(|(name, part)| Some((name.to_owned(), json!(part.as_ref()?)))).collect(),
                )
            }
            Self::Account => to.id.as_ref().map(|id| json!(id)),
            Self::Words => to.text.as_ref().map(|text| text.split_whitespace().collect()),
            Self::Nothing => None,
        }
    }
}
