//! What an action does, in one word: what colours show and charts stack.

use crate::Action;

/// What an action does, by its verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionKind {
    /// Something came into being or came back.
    Added,
    /// Something is different.
    Changed,
    /// Something is gone, or was put away.
    Removed,
    /// Somebody looked at something, or was told of it.
    Seen,
    /// Who may do or see something is different, or data left the site.
    Security,
    /// Something went wrong.
    Trouble,
}

impl ActionKind {
    /// All of them, in the order of charts.
    pub const ALL: &'static [Self] =
        &[Self::Removed, Self::Security, Self::Trouble, Self::Added, Self::Changed, Self::Seen];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::Seen => "seen",
            Self::Security => "security",
            Self::Trouble => "trouble",
        }
    }
}

impl Action {
    /// What it does; whatever is none of the others changes something.
    #[must_use]
    pub fn kind(self) -> ActionKind {
        // Files leave the log's protection.
        if self.family() == "export" {
            return ActionKind::Security;
        }
        match self.verb() {
            "created" | "added" | "restored" | "unarchived" | "released" | "started" | "published"
            | "installed" | "copied" | "initialized" | "liked" | "reactivated" | "enabled" => {
                ActionKind::Added
            }
            "deleted" | "removed" | "trashed" | "archived" | "unreleased" | "context-deleted"
            | "property-deleted" | "deactivated" | "disabled" => ActionKind::Removed,
            "viewed" | "opened" | "performed" | "mentioned" | "snapshotted" => ActionKind::Seen,
            "permissions-updated"
            | "access-blocked"
            | "refused"
            | "member-added"
            | "member-removed"
            | "granted"
            | "revoked"
            | "exported" => ActionKind::Security,
            "unreadable" | "expression-failed" => ActionKind::Trouble,
            _ => ActionKind::Changed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_say_what_an_action_does() {
        for (name, kind) in [
            ("issue.created", "added"),
            ("issue.transitioned", "changed"),
            ("comment.deleted", "removed"),
            ("group.member-added", "security"),
            ("payload.unreadable", "trouble"),
        ] {
            assert_eq!(Action::parse(name).map(|action| action.kind().name()), Ok(kind), "{name}");
        }
    }

    #[test]
    fn every_kind_has_actions() {
        for kind in ActionKind::ALL {
            assert!(Action::all().any(|action| action.kind() == *kind), "{kind:?}");
        }
    }
}
