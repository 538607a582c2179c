//! Which lists are looked at, and what a difference in each of them is called.

use activity_event::{Action, Product, SubjectKind};

/// A kind of list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Everybody: `users/search`.
    Users,
    /// Groups of Jira: `group/bulk`.
    Groups,
    /// Groups of Confluence: `/wiki/rest/api/group`.
    WikiGroups,
    /// Members of one group, in either product.
    Members,
    /// Permission schemes with their grants: `permissionscheme?expand=all`.
    PermissionSchemes,
    /// Notification schemes with who is told of what: `notificationscheme?expand=all`.
    NotificationSchemes,
    /// Security schemes, and their levels where the answer has them: `issuesecurityschemes`.
    SecuritySchemes,
    /// Project roles: `role`.
    Roles,
    /// Who has which role in one project: `project/{key}/role/{id}`, one answer a role.
    RoleMembers,
    /// Who may read or edit one page: `content/{id}/restriction/byOperation`.
    Restrictions,
    /// Permissions of one space: `spaces/{id}/permissions`.
    SpacePermissions,
    /// Switches of Jira: `configuration`.
    Settings,
    /// Workflows and their versions: `workflows/search`.
    Workflows,
    /// Organizations of customers: `servicedeskapi/organization`.
    Organizations,
    /// Members of one organization.
    OrganizationMembers,
    /// Objects of one schema of Assets: `object/aql`.
    Assets,
    /// Dashboards that the app can see: `dashboard/search`.
    Dashboards,
}

/// What the things of a list are to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Each is a subject of its own.
    Things,
    /// Each is somebody who belongs to what the list is of.
    Members,
    /// Some are subjects, and the others are parts of these: `<subject>/<part>`. One record tells all parts that differ.
    Owned,
    /// All are parts of what the list is of.
    Parts,
}

/// How differences of a list are called.
pub(super) struct Row {
    pub(super) kind: Kind,
    pub(super) name: &'static str,
    pub(super) product: Product,
    pub(super) subject: SubjectKind,
    pub(super) form: Form,
    pub(super) appeared: Action,
    pub(super) changed: Action,
    pub(super) gone: Action,
    /// Whether the list always has something in it, so that an empty one is a fault.
    pub(super) never_empty: bool,
}

const fn row(
    kind: Kind,
    name: &'static str,
    product: Product,
    subject: SubjectKind,
    form: Form,
    actions: [&str; 3],
    never_empty: bool,
) -> Row {
    let [appeared, changed, gone] = actions;
    Row {
        kind,
        name,
        product,
        subject,
        form,
        appeared: Action::named(appeared),
        changed: Action::named(changed),
        gone: Action::named(gone),
        never_empty,
    }
}

const PERSON: [&str; 3] = ["person.created", "person.updated", "person.deleted"];
const GROUP: [&str; 3] = ["group.created", "group.updated", "group.deleted"];
const MEMBER: [&str; 3] = ["group.member-added", "group.updated", "group.member-removed"];
const PERMISSION: [&str; 3] =
    ["permission-scheme.created", "permission-scheme.updated", "permission-scheme.deleted"];
const NOTIFICATION: [&str; 3] =
    ["notification-scheme.created", "notification-scheme.updated", "notification-scheme.deleted"];
const SECURITY: [&str; 3] = ["security-scheme.created", "security-scheme.updated", "security-scheme.deleted"];
const ROLE: [&str; 3] = ["role.created", "role.updated", "role.deleted"];
const ROLE_MEMBER: [&str; 3] = ["role.member-added", "role.updated", "role.member-removed"];
const PAGE: [&str; 3] = ["page.permissions-updated", "page.permissions-updated", "page.permissions-updated"];
const SPACE: [&str; 3] =
    ["space.permissions-updated", "space.permissions-updated", "space.permissions-updated"];
const SETTING: [&str; 3] = ["setting.updated", "setting.updated", "setting.updated"];
const WORKFLOW: [&str; 3] = ["workflow.created", "workflow.updated", "workflow.deleted"];
const ORGANIZATION: [&str; 3] = ["organization.created", "organization.updated", "organization.deleted"];
const ORGANIZATION_MEMBER: [&str; 3] =
    ["organization.member-added", "organization.updated", "organization.member-removed"];
const ASSET: [&str; 3] = ["asset.created", "asset.updated", "asset.deleted"];
const DASHBOARD: [&str; 3] = ["dashboard.created", "dashboard.updated", "dashboard.deleted"];

#[rustfmt::skip]
static ROWS: &[Row] = &[
    row(Kind::Users, "users", Product::Jira, SubjectKind::Person, Form::Things, PERSON, true),
    row(Kind::Groups, "groups", Product::Jira, SubjectKind::Group, Form::Things, GROUP, true),
    row(Kind::WikiGroups, "wiki-groups", Product::Confluence, SubjectKind::Group, Form::Things, GROUP, true),
    row(Kind::Members, "members", Product::Jira, SubjectKind::Group, Form::Members, MEMBER, false),
    row(Kind::PermissionSchemes, "permission-schemes", Product::Jira, SubjectKind::Scheme, Form::Owned, PERMISSION, true),
    row(Kind::NotificationSchemes, "notification-schemes", Product::Jira, SubjectKind::Scheme, Form::Owned, NOTIFICATION, true),
    row(Kind::SecuritySchemes, "security-schemes", Product::Jira, SubjectKind::Scheme, Form::Owned, SECURITY, false),
    row(Kind::Roles, "roles", Product::Jira, SubjectKind::Role, Form::Things, ROLE, true),
    row(Kind::RoleMembers, "role-members", Product::Jira, SubjectKind::Role, Form::Members, ROLE_MEMBER, false),
    row(Kind::Restrictions, "restrictions", Product::Confluence, SubjectKind::Page, Form::Parts, PAGE, false),
    row(Kind::SpacePermissions, "space-permissions", Product::Confluence, SubjectKind::Space, Form::Parts, SPACE, true),
    row(Kind::Settings, "settings", Product::Jira, SubjectKind::Setting, Form::Things, SETTING, true),
    row(Kind::Workflows, "workflows", Product::Jira, SubjectKind::Workflow, Form::Things, WORKFLOW, true),
    row(Kind::Organizations, "organizations", Product::Jsm, SubjectKind::Organization, Form::Things, ORGANIZATION, false),
    row(Kind::OrganizationMembers, "organization-members", Product::Jsm, SubjectKind::Organization, Form::Members, ORGANIZATION_MEMBER, false),
    row(Kind::Assets, "assets", Product::Assets, SubjectKind::Asset, Form::Things, ASSET, false),
    row(Kind::Dashboards, "dashboards", Product::Jira, SubjectKind::Dashboard, Form::Things, DASHBOARD, false),
];

impl Kind {
    /// Every kind, in a fixed order.
    pub fn all() -> impl Iterator<Item = Self> {
        ROWS.iter().map(|row| row.kind)
    }

    /// The kind of this name.
    pub fn parse(name: &str) -> Option<Self> {
        ROWS.iter().find(|row| row.name == name).map(|row| row.kind)
    }

    /// The name, as it is in keys and requests.
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.name)
    }

    pub(super) fn row(self) -> Option<&'static Row> {
        ROWS.iter().find(|row| row.kind == self)
    }
}

/// What a list is of: a group, project, page, space, organization or schema. Lists of the whole site are of nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Of {
    /// Its id in the product; empty when the list is of the whole site.
    pub id: String,
    /// Its key.
    pub key: Option<String>,
    /// Its name or title. Not of a personal space: that is its owner's.
    pub name: Option<String>,
    /// Of content: `page`, `blogpost`, `whiteboard` ..., as in the actions of this log.
    pub content: Option<String>,
    /// The space that content is in: id and key.
    pub space: Option<(String, Option<String>)>,
    /// Whether this group is known to Confluence alone.
    pub wiki: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_row_and_its_actions_are_in_the_table() {
        for row in ROWS {
            assert_eq!(Kind::parse(row.name), Some(row.kind));
            assert_eq!(row.kind.name(), row.name);
            for action in [row.appeared, row.changed, row.gone] {
                assert_ne!(action, Action::UNREADABLE, "{}", row.name);
            }
        }
        assert_eq!(Kind::parse("nonsense"), None);
    }
}
