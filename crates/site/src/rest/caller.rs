//! Who asks, from the headers that the platform sets.

use super::{Answer, Shared};
use crate::model::World;
use crate::permissions::{self, Caller};
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
