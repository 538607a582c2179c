//! The life of this app.

use super::{ALWAYS, FACT, Shape, field, person, shape, spot};
use activity_event::SubjectKind;

/// The version that an upgrade came from is not in the payload.
pub(crate) static LIFECYCLE: Shape = Shape {
    actor: &["upgraderAccountId", "installerAccountId"],
    fields: &[
        field("app.version", "version", "Version", ALWAYS),
        field("permissions.scopes", "scopes", "Scopes", ALWAYS),
        field("permissions.external", "external", "External permissions", ALWAYS),
        field("id", "installation", "Installation", FACT),
        field("environment.id", "environment", "Environment", FACT),
        person("app.ownerAccountId", "owner", "Owner of the app", FACT),
    ],
    ..shape(SubjectKind::App, &[spot("app", "id", "", "name")])
};

/// Things of which an administrator has closed the contents to this app: a hole in the log. What stands in `data` is not
/// documented.
pub(crate) static POLICY: Shape = Shape {
    id_required: false,
    fields: &[
        field("data.objects", "objects", "Objects closed to the app", FACT),
        field("data.containers", "containers", "Containers closed to the app", FACT),
        field("data.container", "container", "Container closed to the app", FACT),
        field("data.policy", "policy", "Policy", FACT),
        field("subject", "subject", "Closed to the app", FACT),
    ],
    known: &["id", "specversion", "source", "type", "datacontenttype"],
    ..shape(SubjectKind::App, &[spot("app", "id", "", "name")])
};
