//! `/rest/api/3/workflows/search` and `/rest/api/3/workflowscheme/project`: for administrators.

use super::{Answer, Params, Shared, users};
use crate::model::{Project, Workflow, World};
use crate::permissions::{Caller, has, permission};
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/api/3/workflows/search", get(search))
        .route("/rest/api/3/workflowscheme/project", get(schemes))
}

fn administrator(world: &World, caller: &Caller) -> Result<(), Answer> {
    if *caller == Caller::Nobody {
        return Err(Answer::unauthenticated());
    }
    let allowed = permission("ADMINISTER").is_some_and(|row| has(world, caller, row, None));
    allowed
        .then_some(())
        .ok_or_else(|| Answer::forbidden("Only Jira administrators can see workflows and workflow schemes."))
}

/// Workflows by name; `queryString` is part of the name, in any case.
async fn search(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    administrator(world, &caller)?;
    let query = params.get("queryString").unwrap_or_default().to_lowercase();
    let mut all: BTreeMap<&str, &Workflow> = BTreeMap::new();
    for workflow in world.projects.iter().flat_map(Project::workflows) {
        all.entry(&workflow.name).or_insert(workflow);
    }
    let found = all.into_values().filter(|workflow| workflow.name.to_lowercase().contains(&query));
    let one = |workflow: &Workflow| {
        let statuses: Vec<Value> =
            workflow.statuses.iter().map(|status| json!({ "statusReference": status.id })).collect();
        json!({
            "id": workflow_id(&workflow.name),
            "name": workflow.name,
            "description": "",
            "isEditable": true,
            "scope": { "type": "GLOBAL" },
            "statuses": statuses,
        })
    };
    Ok(Answer::ok(users::page(found.map(one).collect(), &params, 50, 200)))
}

/// An id in the form of Jira's, the same for the same name.
fn workflow_id(name: &str) -> String {
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
