//! The REST answers of Jira and Confluence, one file per family of paths.

mod answer;
mod caller;
mod catalogue;
mod clauses;
mod comments;
mod groups;
mod issues;
mod jql;
mod myself;
mod organizations;
mod params;
mod permissions;
mod projects;
mod server;
mod settings;
mod users;
mod wiki;
mod workflows;

pub use answer::{Answer, not_found_path};
pub use params::Params;
pub(crate) use users::avatar;

use crate::Site;
use axum::Router;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// The site, shared by all requests.
#[derive(Debug, Clone)]
pub struct Shared(Arc<RwLock<Site>>);

impl Shared {
    /// Shares a site.
    pub fn new(site: Site) -> Self {
        Self(Arc::new(RwLock::new(site)))
    }

    /// To read. A request that failed half-way does not stop the others.
    pub fn read(&self) -> RwLockReadGuard<'_, Site> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// To change.
    pub fn write(&self) -> RwLockWriteGuard<'_, Site> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All paths; everything else is answered as Jira answers unknown paths.
pub fn router(site: Shared) -> Router {
    Router::new()
        .merge(catalogue::routes())
        .merge(comments::routes())
        .merge(groups::routes())
        .merge(issues::routes())
        .merge(jql::routes())
        .merge(myself::routes())
        .merge(organizations::routes())
        .merge(permissions::routes())
        .merge(projects::routes())
        .merge(server::routes())
        .merge(settings::routes())
        .merge(users::routes())
        .merge(wiki::routes())
        .merge(workflows::routes())
        .merge(crate::backstage::routes())
        .fallback(not_found_path)
        .method_not_allowed_fallback(answer::method_not_allowed)
        .with_state(site)
}
