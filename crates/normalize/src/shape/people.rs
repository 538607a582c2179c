//! People, and filters, which are theirs.

use super::{Field, NAME, STATE, Shape, field, person, shape, spot};
use crate::values;
use activity_event::SubjectKind;

/// Whether an account became active or inactive, the payload does not tell: only what it is now.
pub(crate) static JIRA_USER: Shape = Shape {
    fields: &[
        field("user.active", "active", "Active", STATE),
        field("user.accountType", "accountType", "Account type", STATE),
        Field { read: values::ids_of_items, ..field("user.groups", "groups", "Groups", STATE) },
        Field {
            read: values::ids_of_items,
            ..field("user.applicationRoles", "applicationRoles", "Product access", STATE)
        },
    ],
    ..shape(SubjectKind::Person, &[spot("user", "accountId", "", "")])
};

pub(crate) static FILTER: Shape = Shape {
    fields: &[
        field("filter.name", "name", "Name", NAME),
        field("filter.jql", "jql", "JQL", STATE),
        field("filter.description", "description", "Description", STATE),
        person("filter.owner", "owner", "Owner", STATE),
        Field {
            read: values::shares,
            ..field("filter.sharePermissions", "sharePermissions", "Viewers", STATE)
        },
        Field {
            read: values::shares,
            ..field("filter.editPermissions", "editPermissions", "Editors", STATE)
        },
    ],
    ..shape(SubjectKind::Filter, &[spot("filter", "id", "", "name")])
};
