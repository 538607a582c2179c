//! What an audit record's summary says happened, in English: `Workflow scheme added to project`.
//!
//! A summary begins with a noun of [`NOUNS`] and ends with a verb of [`VERBS`]. The action is the noun's family with that verb,
//! e.g. `workflow-scheme.assigned`. Then there are these cases:
//!
//! | summary | action |
//! | --- | --- |
//! | noun, verb: `Project role deleted` | `role.deleted` |
//! | noun, something, verb: `Project lead changed`, about a project | `project.updated`: a part of it |
//! | something, verb: `Customer permissions changed`, about a project | `project.updated` |
//! | `User added to group` | `group.member-added` |
//! | noun without verb, another language, a verb that the family does not have | `audit.recorded` |
//!
//! A summary in another language is not taken apart, because a deletion of a part must never look like a deletion of the
//! whole. When each changed value of such a record has been something before and is something else now, then the thing was
//! updated, in any language.

use activity_event::{Action, Change, SubjectKind};

/// What is left of a summary that nobody understands.
pub(super) const RECORDED: Action = Action::named("audit.recorded");

/// What a summary speaks of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noun {
    words: &'static str,
    /// Family of its actions.
    family: &'static str,
    /// What kind of thing it is.
    pub(super) kind: SubjectKind,
}

impl Noun {
    /// The same for content of this kind: a restriction of a page is called like one of a blog post. None when nobody knows
    /// what was restricted.
    pub(super) fn of_content(self, kind: Option<SubjectKind>) -> Option<Self> {
        if self.family == RESTRICTION { kind.map(|kind| Self { kind, ..self }) } else { Some(self) }
    }

    /// What a restriction does to content of this kind; none for everything else.
    pub(super) fn restricted(self) -> Option<Action> {
        let name = format!("{}.permissions-updated", self.kind.name());
        if self.family == RESTRICTION { Action::parse(&name).ok() } else { None }
    }
}

/// Parts of things that have actions of their own in the family of the whole.
const FIELD_CONTEXT: &str = "field-context";
const BOARD_CONFIGURATION: &str = "board-configuration";

/// Who may see or change content. The summary does not say which kind of content, so it alone gives no action.
const RESTRICTION: &str = "content-restriction";

const fn noun(words: &'static str, family: &'static str, kind: SubjectKind) -> Noun {
    Noun { words, family, kind }
}

/// In lower case; a longer name comes before its beginning.
const NOUNS: &[Noun] = &[
    noun("issue security scheme", "security-scheme", SubjectKind::Scheme),
    noun("security scheme", "security-scheme", SubjectKind::Scheme),
    noun("permission scheme", "permission-scheme", SubjectKind::Scheme),
    noun("notification scheme", "notification-scheme", SubjectKind::Scheme),
    noun("workflow scheme", "workflow-scheme", SubjectKind::Scheme),
    noun("field configuration scheme", "scheme", SubjectKind::Scheme),
    noun("field configuration", "scheme", SubjectKind::Scheme),
    noun("issue type screen scheme", "scheme", SubjectKind::Scheme),
    noun("issue type scheme", "scheme", SubjectKind::Scheme),
    noun("work type screen scheme", "scheme", SubjectKind::Scheme),
    noun("work type scheme", "scheme", SubjectKind::Scheme),
    noun("screen scheme", "scheme", SubjectKind::Scheme),
    noun("priority scheme", "scheme", SubjectKind::Scheme),
    noun("custom field context", FIELD_CONTEXT, SubjectKind::Field),
    noun("custom field", "field", SubjectKind::Field),
    noun("project role", "role", SubjectKind::Role),
    noun("project component", "component", SubjectKind::Component),
    noun("component", "component", SubjectKind::Component),
    noun("project version", "version", SubjectKind::Version),
    noun("version", "version", SubjectKind::Version),
    noun("project category", "category", SubjectKind::Category),
    noun("project", "project", SubjectKind::Project),
    noun("workflow", "workflow", SubjectKind::Workflow),
    noun("global permission", "permission", SubjectKind::Permission),
    noun("global settings", "setting", SubjectKind::Setting),
    noun("issue type", "issuetype", SubjectKind::IssueType),
    noun("work type", "issuetype", SubjectKind::IssueType),
    noun("issue link type", "linktype", SubjectKind::LinkType),
    noun("screen", "screen", SubjectKind::Screen),
    noun("status", "status", SubjectKind::Status),
    noun("priority", "priority", SubjectKind::Priority),
    noun("resolution", "resolution", SubjectKind::Resolution),
    noun("dashboard", "dashboard", SubjectKind::Dashboard),
    noun("filter", "filter", SubjectKind::Filter),
    noun("board configuration", BOARD_CONFIGURATION, SubjectKind::Board),
    noun("board", "board", SubjectKind::Board),
    noun("automation rule", "automation", SubjectKind::Automation),
    noun("request type group", "request-type-group", SubjectKind::ServiceDesk),
    noun("request type", "request-type", SubjectKind::ServiceDesk),
    noun("organization", "organization", SubjectKind::Organization),
    noun("group", "group", SubjectKind::Group),
    noun("user", "person", SubjectKind::Person),
    noun("space permission", "space-permission", SubjectKind::Space),
    noun("space", "space", SubjectKind::Space),
    noun("content restriction", RESTRICTION, SubjectKind::Page),
    noun("page template", "template", SubjectKind::Template),
    noun("template", "template", SubjectKind::Template),
    noun("page", "page", SubjectKind::Page),
    noun("blog post", "blogpost", SubjectKind::BlogPost),
    noun("blog", "blogpost", SubjectKind::BlogPost),
];

/// What was done, in the words of summaries and of actions. A longer phrase comes before its end.
const VERBS: &[(&str, &str)] = &[
    ("added to group", "member-added"),
    ("removed from group", "member-removed"),
    ("added to project", "assigned"),
    ("removed from project", "removed"),
    ("moved to trash", "trashed"),
    ("turned on", UPDATED),
    ("turned off", UPDATED),
    ("created", "created"),
    ("copied", "created"),
    ("added", "created"),
    ("deleted", "deleted"),
    ("removed", "deleted"),
    ("updated", UPDATED),
    ("changed", UPDATED),
    ("edited", UPDATED),
    ("modified", UPDATED),
    ("renamed", UPDATED),
    ("published", UPDATED),
    ("uploaded", UPDATED),
    ("granted", "granted"),
    ("revoked", "revoked"),
    ("enabled", "enabled"),
    ("disabled", "disabled"),
    ("archived", "archived"),
    ("unarchived", "unarchived"),
    ("restored", "restored"),
    ("trashed", "trashed"),
    ("released", "released"),
    ("unreleased", "unreleased"),
    ("merged", "merged"),
    ("moved", "moved"),
    ("deactivated", "deactivated"),
    ("reactivated", "reactivated"),
    ("activated", "reactivated"),
    ("exported", EXPORTED),
    ("export", EXPORTED),
    ("imported", IMPORTED),
    ("import", IMPORTED),
];

const UPDATED: &str = "updated";
const EXPORTED: &str = "exported";
const IMPORTED: &str = "imported";

/// What a summary says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    /// What was done.
    pub(super) action: Action,
    /// What it was done to, when the summary names it and it need not be what the record is about.
    pub(super) noun: Option<Noun>,
}

/// Reads a summary of a record that is about a thing of this kind.
pub(super) fn read(summary: &str, kind: SubjectKind, changes: &[Change]) -> Said {
    let summary = summary.trim().to_lowercase();
    let summary = summary.strip_prefix("new ").unwrap_or(&summary);
    let Some((before, verb)) = verb_of(summary) else {
        return Said { action: by_changes(kind, changes), noun: None };
    };
    match verb {
        EXPORTED => return Said { action: Action::named("data.exported"), noun: None },
        IMPORTED => return Said { action: Action::named("data.imported"), noun: None },
        _ => {}
    }
    match noun_of(before) {
        Some((noun, "")) => Said { action: action(noun.family, verb), noun: Some(noun) },
        // A part of the thing: only when the record is about such a thing.
        Some((noun, _)) if noun.kind == kind => Said { action: action(noun.family, UPDATED), noun: None },
        Some(_) => Said { action: RECORDED, noun: None },
        None => {
            Said { action: family_of(kind).map_or(RECORDED, |family| action(family, UPDATED)), noun: None }
        }
    }
}

/// The verb at the end of a summary, and what stands before it.
fn verb_of(summary: &str) -> Option<(&str, &'static str)> {
    VERBS.iter().find_map(|(phrase, verb)| {
        let before = summary.strip_suffix(phrase)?;
        before.ends_with(' ').then(|| (before.trim_end(), *verb))
    })
}

/// The noun at the beginning, and what stands behind it. `Project roles` is the plural of one.
fn noun_of(text: &str) -> Option<(Noun, &str)> {
    NOUNS.iter().find_map(|noun| {
        let rest = text.strip_prefix(noun.words)?;
        let rest =
            rest.strip_prefix('s').filter(|rest| rest.is_empty() || rest.starts_with(' ')).unwrap_or(rest);
        let ends = rest.chars().next().is_none_or(|next| !next.is_alphanumeric());
        ends.then(|| (*noun, rest.trim_start()))
    })
}

/// The action of this name; `audit.recorded` when there is none.
fn action(family: &str, verb: &str) -> Action {
    let name = match (family, verb) {
        ("space-permission", _) => "space.permissions-updated".to_owned(),
        (FIELD_CONTEXT, _) => format!("field.context-{verb}"),
        (BOARD_CONFIGURATION, _) => "board.configured".to_owned(),
        ("permission", "created") => "permission.granted".to_owned(),
        ("permission", "deleted") => "permission.revoked".to_owned(),
        ("person", "member-added" | "member-removed") => format!("group.{verb}"),
        _ => format!("{family}.{verb}"),
    };
    // Things that have no such action of their own are in another state now.
    let state = matches!(verb, "archived" | "unarchived" | "restored" | "enabled" | "disabled");
    let or_updated = || Action::parse(&format!("{family}.{UPDATED}")).ok().filter(|_| state);
    Action::parse(&name).ok().or_else(or_updated).unwrap_or(RECORDED)
}

/// Without words: the thing was updated when every changed value had been something else before.
fn by_changes(kind: SubjectKind, changes: &[Change]) -> Action {
    let updated =
        !changes.is_empty() && changes.iter().all(|change| change.from.is_some() && change.to.is_some());
    let family = family_of(kind).filter(|_| updated);
    family.map_or(RECORDED, |family| action(family, UPDATED))
}

/// Families that are not those of whole things.
const OF_PARTS: &[&str] = &["space-permission", RESTRICTION, FIELD_CONTEXT, BOARD_CONFIGURATION];

/// The family of what happens to things of this kind. None for schemes, of which there are several.
fn family_of(kind: SubjectKind) -> Option<&'static str> {
    if kind == SubjectKind::Scheme || kind == SubjectKind::ServiceDesk {
        return None;
    }
    NOUNS.iter().find(|noun| noun.kind == kind && !OF_PARTS.contains(&noun.family)).map(|noun| noun.family)
}

/// The kind of thing that a record's `typeName` (Jira) or `objectType` (Confluence) says.
pub(super) fn kind_of(name: &str) -> SubjectKind {
    let name = name.trim().to_lowercase().replace('_', " ");
    let found = match name.as_str() {
        "scheme" => Some(SubjectKind::Scheme),
        "permissions" => Some(SubjectKind::Permission),
        "blogpost" => Some(SubjectKind::BlogPost),
        "attachment" => Some(SubjectKind::Attachment),
        "comment" => Some(SubjectKind::Comment),
        _ => NOUNS.iter().find(|noun| noun.words == name).map(|noun| noun.kind),
    };
    found.unwrap_or(SubjectKind::Audit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use activity_event::Value;

    #[test]
    fn summaries_say_what_was_done_to_what() {
        use SubjectKind as K;
        let cases = [
            ("Project deleted", K::Project, "project.deleted"),
            ("Workflow scheme added to project", K::Project, "workflow-scheme.assigned"),
            ("Issue Security scheme removed from project", K::Project, "security-scheme.removed"),
            ("Project role deleted", K::Role, "role.deleted"),
            ("Project roles changed", K::Project, "role.updated"),
            ("Project lead changed", K::Project, "project.updated"),
            ("Project avatar deleted", K::Project, "project.updated"),
            ("Customer permissions changed", K::Project, "project.updated"),
            ("Cloud Email settings created", K::Project, "project.updated"),
            ("Request type deleted", K::Project, "request-type.deleted"),
            ("Workflow draft deleted", K::Workflow, "workflow.updated"),
            ("User added to group", K::Group, "group.member-added"),
            ("User's password changed", K::Person, "person.updated"),
            ("User Changed", K::Person, "person.updated"),
            ("Global permission added", K::Permission, "permission.granted"),
            ("Global permission removed", K::Permission, "permission.revoked"),
            ("New resolution created", K::Resolution, "resolution.created"),
            ("Custom field created", K::Field, "field.created"),
            ("Custom field context updated", K::Field, "field.context-updated"),
            ("Custom field context copied", K::Field, "field.context-created"),
            ("Custom field context released", K::Field, "audit.recorded"),
            ("Custom field options changed", K::Field, "field.updated"),
            ("Board configuration changed", K::Board, "board.configured"),
            ("Space logo uploaded", K::Space, "space.updated"),
            ("Space permission removed", K::Space, "space.permissions-updated"),
            ("Content restriction added", K::Person, "audit.recorded"),
            ("Space exported", K::Space, "data.exported"),
            ("Page archived", K::Page, "page.archived"),
            ("User deactivated", K::Audit, "person.deactivated"),
            ("New license added", K::Audit, "audit.recorded"),
            ("Project template deleted", K::Workflow, "audit.recorded"),
            ("Projekt gelöscht", K::Project, "audit.recorded"),
            ("Group archived", K::Group, "group.updated"),
            ("Space archived", K::Space, "space.updated"),
            ("Group merged", K::Group, "audit.recorded"),
            ("Projects", K::Project, "audit.recorded"),
            ("deleted", K::Project, "audit.recorded"),
            ("", K::Audit, "audit.recorded"),
        ];
        for (summary, kind, want) in cases {
            assert_eq!(read(summary, kind, &[]).action.name(), want, "{summary}");
        }
    }

    #[test]
    fn an_update_is_one_in_any_language() {
        let change = |from: Option<&str>| Change {
            field_id: None,
            field: "Name".into(),
            from: from.map(Value::text),
            to: Some(Value::text("b")),
        };
        let of = |kind, changes: &[Change]| read("Workflow aktualisiert", kind, changes).action.name();
        assert_eq!(of(SubjectKind::Workflow, &[change(Some("a"))]), "workflow.updated");
        assert_eq!(of(SubjectKind::Workflow, &[change(Some("a")), change(None)]), "audit.recorded");
        assert_eq!(of(SubjectKind::Scheme, &[change(Some("a"))]), "audit.recorded");
    }

    #[test]
    fn types_are_kinds_of_things() {
        for (name, want) in [
            ("PROJECT_ROLE", SubjectKind::Role),
            ("CUSTOM_FIELD", SubjectKind::Field),
            ("PROJECT_COMPONENT", SubjectKind::Component),
            ("SCHEME", SubjectKind::Scheme),
            ("User", SubjectKind::Person),
            ("REMOTE_DIRECTORY", SubjectKind::Audit),
            ("", SubjectKind::Audit),
        ] {
            assert_eq!(kind_of(name), want, "{name}");
        }
    }
}
