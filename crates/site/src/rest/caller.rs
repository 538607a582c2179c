//! Who asks, from the headers that the platform sets.

use super::{Answer, Shared};
use crate::model::{Project, World};
use crate::permissions::{self, Caller, has, permission};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

impl FromRequestParts<Shared> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Shared) -> Result<Self, Self::Rejection> {
        let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
        Ok(match (header("x-as"), header("x-account")) {
            (Some("app"), _) => Self::App,
            (Some("user"), Some(account)) => Self::person(site.read().world(), account),
            _ => Self::Nobody,
        })
    }
}

/// Refuses those who do not work here: 401 when nobody is logged in, 403 otherwise.
pub(super) fn staff(world: &World, caller: &Caller) -> Result<(), Answer> {
    if *caller == Caller::Nobody {
        Err(Answer::unauthenticated())
    } else if permissions::is_staff(world, caller) {
        Ok(())
    } else {
        Err(Answer::forbidden("You do not have permission to use this resource."))
    }
}

/// Refuses those who do not administer Jira; the app itself where this site is switched so.
pub(super) fn administrator(world: &World, caller: &Caller) -> Result<(), Answer> {
    if *caller == Caller::Nobody {
        return Err(Answer::unauthenticated());
    }
    let allowed = permission("ADMINISTER").is_some_and(|row| has(world, caller, row, None));
    if allowed && (*caller != Caller::App || world.setup.switches.admin_as_app) {
        Ok(())
    } else {
        Err(Answer::forbidden("Only users with the 'Administer Jira' global permission can do this."))
    }
}

/// Refuses those who administer neither the project nor Jira.
pub(super) fn project_administrator(world: &World, caller: &Caller, project: &Project) -> Result<(), Answer> {
    let allowed = permission("ADMINISTER_PROJECTS").is_some_and(|row| has(world, caller, row, Some(project)));
    if allowed && *caller != Caller::App { Ok(()) } else { administrator(world, caller) }
}
