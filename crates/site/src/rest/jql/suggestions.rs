//! `GET /rest/api/3/jql/autocompletedata/suggestions`: values that begin like the text, or hold it.

use crate::model::{AccountType, Named, Project, Version, World};
use crate::permissions::Caller;
use crate::rest::{Answer, Params, Shared, caller::staff, groups::marked};
use axum::extract::State;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Jira shows at most so many.
const MOST: usize = 15;

/// What is written into the query, and what is shown.
type Offer = (String, String);

pub(super) async fn suggest(
    State(site): State<Shared>,
    caller: Caller,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let field = params
        .get("fieldName")
        .ok_or_else(|| Answer::bad("The fieldName query parameter needs to be provided"))?;
    let offers = offers(world, field).ok_or_else(|| {
        Answer::bad(format!("The field '{field}' does not exist or does not suggest values."))
    })?;
    let query = params.get("fieldValue").unwrap_or_default().trim_matches(['"', '\'']).to_lowercase();
    let mut found: Vec<(bool, Offer)> = offers
        .into_iter()
        .filter_map(|offer| {
            let shown = offer.1.to_lowercase();
            let mut words = shown.split(|letter: char| !letter.is_alphanumeric());
            let begins = shown.starts_with(&query) || words.any(|word| word.starts_with(&query));
            (begins || shown.contains(&query)).then_some((!begins, offer))
        })
        .collect();
    found.sort_by_key(|(late, _)| *late);
    let results: Vec<Value> = found
        .into_iter()
        .take(MOST)
        .map(|(_, (value, shown))| {
            json!({ "value": activity_jql::quote(&value), "displayName": marked(&shown, &query) })
        })
        .collect();
    Ok(Answer::ok(json!({ "results": results })))
}

/// Values of a field; none when it suggests none.
pub(super) fn offers(world: &World, field: &str) -> Option<Vec<Offer>> {
    let plain = |name: &String| (name.clone(), name.clone());
    let names = |all: &[Named]| all.iter().map(|one| plain(&one.name)).collect();
    let sorted = |all: BTreeSet<&String>| all.into_iter().map(plain).collect();
    let projects = &world.projects;
    Some(match field.to_lowercase().as_str() {
        "project" => projects
            .iter()
            .map(|project| (project.name.clone(), format!("{} ({})", project.name, project.key)))
            .collect(),
        "status" => {
            let all = projects.iter().flat_map(Project::workflows).flat_map(|workflow| &workflow.statuses);
            sorted(all.map(|status| &status.name).collect())
        }
        "issuetype" | "type" => {
            sorted(projects.iter().flat_map(|project| &project.issue_types).map(|kind| &kind.name).collect())
        }
        "priority" => names(&world.priorities),
        "resolution" => {
            let unresolved = ("Unresolved".to_owned(), "Unresolved".to_owned());
            std::iter::once(unresolved).chain(world.resolutions.iter().map(|one| plain(&one.name))).collect()
        }
        "labels" => sorted(world.issues().flat_map(|issue| &issue.labels).collect()),
        "component" => {
            sorted(projects.iter().flat_map(|project| &project.components).map(|one| &one.name).collect())
        }
        "fixversion" | "affectedversion" => {
            let live = |version: &&Version| !version.archived;
            let all = projects.iter().flat_map(|project| &project.versions).filter(live);
            sorted(all.map(|version| &version.name).collect())
        }
        "category" => sorted(
            projects.iter().filter_map(|project| project.category.as_ref()).map(|one| &one.name).collect(),
        ),
        "assignee" | "reporter" | "creator" | "voter" | "watcher" => {
            let people = world
                .people
                .iter()
                .filter(|person| person.active && person.account_type == AccountType::Atlassian);
            people.map(|person| (person.account_id.clone(), person.display_name.clone())).collect()
        }
        _ => return None,
    })
}
