//! `GET /_site/people`: who may be looking.

use crate::model::{AccountType, Person, Role};
use crate::rest::{Answer, Shared, avatar};
use axum::extract::State;
use serde_json::{Value, json};

pub(super) async fn all(State(site): State<Shared>) -> Answer {
    let site = site.read();
    let own =
        |person: &&Person| person.active && !person.imported && person.account_type == AccountType::Atlassian;
    Answer::ok(site.world().people.iter().filter(own).map(written).collect())
}

fn written(person: &Person) -> Value {
    let role = |role: &Role| match role {
        Role::SiteAdmin => "site-admin".to_owned(),
        Role::ProjectAdmin(key) => format!("project-admin:{key}"),
        Role::SpaceAdmin(key) => format!("space-admin:{key}"),
    };
    let roles: Vec<String> = person.roles.iter().map(role).collect();
    let roles = if roles.is_empty() { vec!["plain".to_owned()] } else { roles };
    json!({
        "accountId": person.account_id,
        "displayName": person.display_name,
        "roles": roles,
        "avatar": avatar(person),
    })
}
