//! The REST answers of Jira and Confluence, one file per family of paths.

mod agile;
mod answer;
mod assets;
mod auditing;
mod caller;
mod catalogue;
mod changelog;
mod clauses;
mod comments;
mod configuration;
mod desk;
mod features;
mod fields;
mod groups;
mod issues;
mod jql;
mod meter;
mod myself;
mod organizations;
mod params;
mod permissions;
mod projects;
mod roles;
mod schemes;
mod server;
mod settings;
mod users;
mod wiki;
mod workflow_history;
mod workflows;
mod worklogs;

pub use answer::{Answer, not_found_path};
pub use params::Params;
pub(crate) use users::avatar;

use crate::Site;
use axum::Router;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// The site, shared by all requests.
#[derive(Debug, Clone)]
pub struct Shared {
    site: Arc<RwLock<Site>>,
    meter: Arc<meter::Meter>,
}

impl Shared {
    /// Shares a site.
    pub fn new(site: Site) -> Self {
        Self { site: Arc::new(RwLock::new(site)), meter: Arc::default() }
    }

    /// To read. A request that failed half-way does not stop the others.
    pub fn read(&self) -> RwLockReadGuard<'_, Site> {
        self.site.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// What requests have cost.
    pub(crate) fn meter(&self) -> &meter::Meter {
        &self.meter
    }

    /// To change.
    pub fn write(&self) -> RwLockWriteGuard<'_, Site> {
        self.site.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All paths; everything else is answered as Jira answers unknown paths.
pub fn router(site: Shared) -> Router {
    Router::new()
        .merge(agile::routes())
        .merge(assets::routes())
        .merge(auditing::routes())
        .merge(catalogue::routes())
        .merge(changelog::routes())
        .merge(comments::routes())
        .merge(configuration::routes())
        .merge(desk::routes())
        .merge(features::routes())
        .merge(fields::routes())
        .merge(groups::routes())
        .merge(issues::routes())
        .merge(jql::routes())
        .merge(myself::routes())
        .merge(organizations::routes())
        .merge(permissions::routes())
        .merge(projects::routes())
        .merge(roles::routes())
        .merge(schemes::routes())
        .merge(server::routes())
        .merge(settings::routes())
        .merge(users::routes())
        .merge(wiki::routes())
        .merge(workflow_history::routes())
        .merge(workflows::routes())
        .merge(worklogs::routes())
        .merge(crate::backstage::routes())
        .fallback(not_found_path)
        .method_not_allowed_fallback(answer::method_not_allowed)
        .layer(axum::middleware::from_fn_with_state(site.clone(), meter::count))
        .with_state(site)
}
