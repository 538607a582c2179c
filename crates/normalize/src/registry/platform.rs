//! Events of Jira Software, Jira Service Management and the platform itself.

use super::{Row, members};
use crate::shape;
use activity_event::Product;

/// Boards, sprints, service projects and the life of this app.
#[rustfmt::skip]
pub(super) static ROWS: &[Row] = &[
    members("avi:forge:installed:app", Product::App, "app.installed", &shape::LIFECYCLE),
    members("avi:forge:upgraded:app", Product::App, "app.upgraded", &shape::LIFECYCLE),
    members("avi:ecosystem.app_policy:blocked:app_access_to_objects.v2", Product::App, "app.access-blocked", &shape::POLICY),
    members("avi:ecosystem.app_policy:blocked:app_access_to_objects_in_container.v2", Product::App, "app.access-blocked", &shape::POLICY),
    members("avi:jira-software:configuration-changed:board", Product::JiraSoftware, "board.configured", &shape::BOARD_CONFIGURATION),
    members("avi:jira-software:created:board", Product::JiraSoftware, "board.created", &shape::BOARD),
    members("avi:jira-software:deleted:board", Product::JiraSoftware, "board.deleted", &shape::BOARD),
    members("avi:jira-software:updated:board", Product::JiraSoftware, "board.updated", &shape::BOARD),
    members("avi:jsm-entity:created:portal", Product::Jsm, "portal.created", &shape::SERVICE_DESK),
    members("avi:jsm-entity:updated:portal", Product::Jsm, "portal.updated", &shape::SERVICE_DESK),
    members("avi:jsm-entity:created:request-type", Product::Jsm, "request-type.created", &shape::SERVICE_DESK),
    members("avi:jsm-entity:deleted:request-type", Product::Jsm, "request-type.deleted", &shape::SERVICE_DESK),
    members("avi:jsm-entity:updated:request-type", Product::Jsm, "request-type.updated", &shape::SERVICE_DESK),
    members("avi:jsm-entity:created:request-type-group", Product::Jsm, "request-type-group.created", &shape::SERVICE_DESK),
    members("avi:jsm-entity:deleted:request-type-group", Product::Jsm, "request-type-group.deleted", &shape::SERVICE_DESK),
    members("avi:jsm-entity:updated:request-type-group", Product::Jsm, "request-type-group.updated", &shape::SERVICE_DESK),
    members("avi:jsm-entity:created:service-desk", Product::Jsm, "service-desk.created", &shape::SERVICE_DESK),
    members("avi:jsm-entity:deleted:service-desk", Product::Jsm, "service-desk.deleted", &shape::SERVICE_DESK),
    members("avi:jsm-entity:updated:service-desk", Product::Jsm, "service-desk.updated", &shape::SERVICE_DESK),
    members("avi:jira-software:closed:sprint", Product::JiraSoftware, "sprint.closed", &shape::SPRINT),
    members("avi:jira-software:created:sprint", Product::JiraSoftware, "sprint.created", &shape::SPRINT),
    members("avi:jira-software:deleted:sprint", Product::JiraSoftware, "sprint.deleted", &shape::SPRINT),
    members("avi:jira-software:started:sprint", Product::JiraSoftware, "sprint.started", &shape::SPRINT),
    members("avi:jira-software:updated:sprint", Product::JiraSoftware, "sprint.updated", &shape::SPRINT),
];
