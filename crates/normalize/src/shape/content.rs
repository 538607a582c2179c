//! Pages and other content of Confluence.

use super::{
    ALWAYS, Before, CAME, CHANGED, FACT, Field, GONE, Kind, NAME, Nobody, STATE, Shape, Spot, field, person,
    shape, spot,
};
use crate::values;
use activity_event::{ContainerKind, SubjectKind};

pub(super) const SPACE_OF_CONTENT: (ContainerKind, Spot) =
    (ContainerKind::Space, spot("content.space", "id", "key", "name"));

/// What content is on, when that is not a page above it.
const HOLDER: &[(Kind, Spot)] = &[(Kind::Typed, spot("content.container", "id", "", "title"))];
const CONTENT: &[Spot] = &[spot("content", "id", "", "title")];

const TITLE: Field = field("content.title", "title", "Title", NAME);
const STATUS: Field = Field {
    own: &["archived", "unarchived", "restored", "trashed"],
    read: values::unless_current,
    ..field("content.status", "status", "Status", CHANGED)
};
const VERSION: Field = field("content.version.number", "version", "Version", GONE | CHANGED);
const MESSAGE: Field = field("content.version.message", "versionMessage", "Version message", FACT);
const MINOR: Field = field("content.version.minorEdit", "minorEdit", "Minor edit", FACT);
const AUTHOR: Field = person("content.history.createdBy", "author", "Author", GONE);
const OWNER: Field = person("content.history.ownedBy", "owner", "Owner", GONE | CHANGED);
const CREATED: Field = field("content.history.createdDate", "createdDate", "Created", GONE);
const EDITOR: Field = person("content.version.by", "editor", "Last edited by", GONE);
const EDITED: Field = field("content.version.when", "edited", "Last edited", GONE);
const LIVE: Field = field("content.subType", "subType", "Subtype", CAME | GONE);
/// All pages above, from the top.
const ABOVE: Field = field("content.ancestors", "ancestors", "Parent", STATE);
const ORIGIN: Field = field("originContentId", "copiedFrom", "Copied from", FACT);

/// What all content has.
const COMMON: &[Field] =
    &[VERSION, TITLE, STATUS, ABOVE, AUTHOR, OWNER, CREATED, EDITOR, EDITED, LIVE, MESSAGE, MINOR, ORIGIN];
const KNOWN: &[&str] = &["content.type", "content.history.latest", "content.version.syncRev"];

const fn content(kind: SubjectKind) -> Shape {
    Shape {
        container: &[SPACE_OF_CONTENT],
        parent: HOLDER,
        nobody: Nobody::Anonymous,
        revision: "content.version.number",
        fields: COMMON,
        known: KNOWN,
        ..shape(kind, CONTENT)
    }
}

pub(crate) static PAGE: Shape = Shape {
    fields: &[
        VERSION,
        TITLE,
        STATUS,
        ABOVE,
        AUTHOR,
        OWNER,
        CREATED,
        EDITOR,
        EDITED,
        LIVE,
        MESSAGE,
        MINOR,
        ORIGIN,
        Field {
            was: "oldSortedChildPageIds",
            ..field("newSortedChildPageIds", "children", "Order of pages below", ALWAYS)
        },
    ],
    ..content(SubjectKind::Page)
};
/// What is moved keeps its id; where it was stands in `prevContent`, and may not.
pub(crate) static MOVED_PAGE: Shape = MOVED;
pub(crate) static MOVED_CONTENT: Shape = Shape { kind: SubjectKind::OtherContent, ..MOVED };
const MOVED: Shape = Shape {
    fields: &[
        field("content.space", "space", "Space", ALWAYS),
        Field { when: ALWAYS, ..ABOVE },
        Field { when: ALWAYS, ..TITLE },
        Field { when: ALWAYS, ..STATUS },
        Field { when: ALWAYS, ..VERSION },
        Field { when: ALWAYS, ..OWNER },
        AUTHOR,
        CREATED,
        EDITOR,
        EDITED,
        LIVE,
        MESSAGE,
        MINOR,
    ],
    before: Some(Before { now: "content", then: "prevContent", whole_with: &[] }),
    ..content(SubjectKind::Page)
};
pub(crate) static BLOG_POST: Shape = content(SubjectKind::BlogPost);
pub(crate) static OTHER_CONTENT: Shape = content(SubjectKind::OtherContent);
/// What kind of content of which app it is stands in `type`.
pub(crate) static CUSTOM_CONTENT: Shape = Shape {
    fields: &[
        field("content.type", "type", "Type", CAME | GONE),
        VERSION,
        TITLE,
        STATUS,
        ABOVE,
        AUTHOR,
        OWNER,
        CREATED,
        EDITOR,
        EDITED,
        LIVE,
        MESSAGE,
        MINOR,
        ORIGIN,
    ],
    ..content(SubjectKind::OtherContent)
};
pub(crate) static COMMENT: Shape = Shape {
    container: &[
        SPACE_OF_CONTENT,
        (ContainerKind::Space, spot("content.container.space", "id", "key", "name")),
    ],
    fields: &[
        field("content.extensions.location", "location", "Location", CAME | GONE),
        Field {
            or: "content.extensions.resolution",
            ..field("content.extensions.resolution.status", "resolution", "Resolution", ALWAYS)
        },
        field(
            "content.extensions.inlineProperties.originalSelection",
            "selection",
            "Commented text",
            CAME | GONE,
        ),
        VERSION,
        Field { when: GONE, ..TITLE },
        STATUS,
        Field { name: "In reply to", ..ABOVE },
        AUTHOR,
        OWNER,
        CREATED,
        EDITOR,
        EDITED,
        LIVE,
        MESSAGE,
        MINOR,
        ORIGIN,
    ],
    known: &[
        "content.type",
        "content.history.latest",
        "content.version.syncRev",
        "content.extensions.inlineProperties.markerRef",
    ],
    ..content(SubjectKind::Comment)
};

pub(crate) static ATTACHMENT: Shape = ATTACHED;
/// The payload of `permissions_updated:attachment` is not documented: it may call the file content.
pub(crate) static CONTENT_FILE: Shape = Shape { id_required: false, ..ATTACHED };
const ATTACHED: Shape = Shape {
    parent: &[
        (Kind::Typed, spot("attachment.container", "id", "", "title")),
        (Kind::Typed, spot("content.container", "id", "", "title")),
    ],
    container: &[(ContainerKind::Space, spot("attachment.space", "id", "key", "name")), SPACE_OF_CONTENT],
    nobody: Nobody::Anonymous,
    revision: "attachment.version.number",
    fields: &[
        Field { or: "content.title", ..field("attachment.title", "title", "Title", NAME) },
        Field {
            or: "content.extensions.fileSize",
            ..field("attachment.extensions.fileSize", "size", "Size", STATE)
        },
        Field {
            or: "content.extensions.mediaType",
            ..field("attachment.extensions.mediaType", "mimeType", "Type", STATE)
        },
        Field {
            or: "content.status",
            own: STATUS.own,
            read: values::unless_current,
            ..field("attachment.status", "status", "Status", CHANGED)
        },
        Field {
            or: "content.version.number",
            ..field("attachment.version.number", "version", "Version", GONE | CHANGED)
        },
        Field {
            or: "attachment.extensions.comment",
            ..field("attachment.version.message", "versionMessage", "Version message", FACT)
        },
        field("attachment.version.minorEdit", "minorEdit", "Minor edit", FACT),
        Field {
            or: "content.history.createdBy",
            ..person("attachment.history.createdBy", "author", "Author", GONE)
        },
        Field {
            or: "content.history.ownedBy",
            ..person("attachment.history.ownedBy", "owner", "Owner", GONE | CHANGED)
        },
        Field {
            or: "content.history.createdDate",
            ..field("attachment.history.createdDate", "createdDate", "Created", GONE)
        },
        Field {
            or: "content.version.by",
            ..person("attachment.version.by", "editor", "Last edited by", GONE)
        },
        Field {
            or: "content.version.when",
            ..field("attachment.version.when", "edited", "Last edited", GONE)
        },
    ],
    known: &[
        "attachment.type",
        "content.type",
        "attachment.history.latest",
        "content.history.latest",
        "attachment.version.syncRev",
        "attachment.extensions.fileId",
        "attachment.extensions.mediaTypeDescription",
        "content.extensions.fileId",
        "content.extensions.mediaTypeDescription",
    ],
    ..shape(
        SubjectKind::Attachment,
        &[spot("attachment", "id", "", "title"), spot("content", "id", "", "title")],
    )
};
