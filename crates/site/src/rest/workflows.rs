//! `/rest/api/3/workflows/search` and `/rest/api/3/workflowscheme/project`: for administrators.

use super::{Answer, Params, Shared, caller::administrator, users};
use crate::model::{Project, Workflow, WorkflowFacts, World};
use crate::permissions::Caller;
use crate::time::iso_time;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use serde_json::{Map, Value, json};
use std::cmp::Reverse;
use std::collections::BTreeMap;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/api/3/workflows/search", get(search))
        .route("/rest/api/3/workflowscheme/project", get(schemes))
}

/// All workflows, each once, by name.
pub(super) fn all(world: &World) -> Vec<&Workflow> {
    let mut all: BTreeMap<&str, &Workflow> = BTreeMap::new();
    let unused = world.setup.workflows.values().filter(|facts| facts.unused);
    let unused = unused.filter_map(|facts| facts.versions.last().map(|(_, workflow)| workflow));
    for workflow in world.projects.iter().flat_map(Project::workflows).chain(unused) {
        all.entry(&workflow.name).or_insert(workflow);
    }
    all.into_values().collect()
}

/// When a workflow was written last.
fn updated(facts: &WorkflowFacts) -> i64 {
    facts.versions.last().map_or(facts.created, |(at, _)| *at)
}

/// Workflows by name, or as `orderBy` says; `queryString` is part of the name, in any case.
async fn search(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    administrator(world, &caller)?;
    let query = params.get("queryString").unwrap_or_default().to_lowercase();
    let mut found = all(world);
    found.retain(|workflow| workflow.name.to_lowercase().contains(&query));
    let facts = |workflow: &Workflow| world.setup.workflows.get(&workflow.name);
    match params.get("orderBy") {
        Some("updated") => found.sort_by_key(|one| facts(one).map(updated)),
        Some("-updated") => found.sort_by_key(|one| Reverse(facts(one).map(updated))),
        Some("created") => found.sort_by_key(|one| facts(one).map(|facts| facts.created)),
        Some("-created") => found.sort_by_key(|one| Reverse(facts(one).map(|facts| facts.created))),
        Some("-name") => found.reverse(),
        _ => {}
    }
    let transitions = params.expands("values.transitions");
    let one = |workflow: &Workflow| written(workflow, facts(workflow), transitions);
    Ok(Answer::ok(users::page(found.into_iter().map(one).collect(), &params, 50, 200)))
}

/// A workflow as it is now, or was.
pub(super) fn written(workflow: &Workflow, facts: Option<&WorkflowFacts>, transitions: bool) -> Value {
    let statuses: Vec<Value> =
        workflow.statuses.iter().map(|status| json!({ "statusReference": status.id })).collect();
    let mut written = json!({
        "id": workflow_id(&workflow.name),
        "name": workflow.name,
        "description": facts.map_or("", |facts| facts.description.as_str()),
        "isEditable": true,
        "scope": { "type": "GLOBAL" },
        "statuses": statuses,
    });
    let Some(object) = written.as_object_mut() else { return written };
    if let Some(facts) = facts {
        let number = facts.versions.len();
        object.insert("created".into(), json!(iso_time(facts.created)));
        object.insert("updated".into(), json!(iso_time(updated(facts))));
        object
            .insert("version".into(), json!({ "versionNumber": number, "id": version_id(workflow, number) }));
    }
    if transitions {
        let reference = |name: &String| workflow.status(name).map(|status| status.id.clone());
        let ways = workflow.transitions.iter().map(|way| {
            let links: Vec<Value> = way
                .from
                .iter()
                .filter_map(reference)
                .map(|id| json!({ "fromStatusReference": id }))
                .collect();
            json!({
                "id": way.id,
                "name": way.name,
                "type": if way.from.is_empty() { "GLOBAL" } else { "DIRECTED" },
                "toStatusReference": reference(&way.to),
                "links": links,
            })
        });
        object.insert("transitions".into(), ways.collect());
    }
    written
}

/// The id of a version, in the form of Jira's.
fn version_id(workflow: &Workflow, number: usize) -> String {
    workflow_id(&format!("{} {number}", workflow.name))
}

/// An id in the form of Jira's, the same for the same name.
pub(super) fn workflow_id(name: &str) -> String {
    let digest = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{:08x}-0000-4000-8000-{:012x}", digest >> 32, digest & 0xffff_ffff_ffff)
}

/// What makes a scheme: the usual workflow, and those of issue types.
type Rules<'w> = (&'w str, BTreeMap<&'w str, &'w str>);

fn rules(project: &Project) -> Rules<'_> {
    let mappings = project.own_workflows.iter().flat_map(|own| {
        own.issue_types.iter().map(|issue_type| (issue_type.as_str(), own.workflow.name.as_str()))
    });
    (project.workflow.name.as_str(), mappings.collect())
}

/// Schemes of the projects asked for. Projects with the same rules share one.
async fn schemes(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    administrator(world, &caller)?;
    let asked = params.all("projectId");
    if asked.is_empty() {
        return Err(Answer::bad("The projectId query parameter needs to be provided"));
    }
    if asked.len() > 100 {
        return Err(Answer::bad("At most 100 projects may be asked for at once"));
    }
    let mut all: Vec<Rules<'_>> = world.projects.iter().map(rules).collect();
    let mut known = Vec::new();
    all.retain(|rules| {
        let fresh = !known.contains(rules);
        if fresh {
            known.push(rules.clone());
        }
        fresh
    });
    let written = all.iter().enumerate().filter_map(|(place, rules)| {
        let of = |project: &&Project| asked.contains(&project.id.as_str()) && self::rules(project) == *rules;
        let projects: Vec<&String> = world.projects.iter().filter(of).map(|project| &project.id).collect();
        let id = place.saturating_add(10_101);
        let mappings: Map<String, Value> =
            rules.1.iter().map(|(issue_type, name)| ((*issue_type).to_owned(), json!(name))).collect();
        (!projects.is_empty()).then(|| {
            json!({
                "projectIds": projects,
                "workflowScheme": {
                    "id": id,
                    "name": format!("{} scheme", rules.0.trim_end_matches(" workflow")),
                    "description": "",
                    "defaultWorkflow": rules.0,
                    "issueTypeMappings": mappings,
                    "self": format!("{}/rest/api/3/workflowscheme/{id}", world.base_url),
                },
            })
        })
    });
    Ok(Answer::ok(json!({ "values": written.collect::<Vec<Value>>() })))
}
