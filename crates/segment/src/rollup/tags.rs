//! Numbers of kinds in the bytes. See `ROLLUP.md`, "Tags never reused".

use activity_event::{ActorKind, ContainerKind};

pub(super) fn actor_tag(kind: ActorKind) -> u8 {
    match kind {
        ActorKind::Person => 0,
        ActorKind::App => 1,
        ActorKind::Automation => 2,
        ActorKind::Customer => 3,
        ActorKind::Anonymous => 4,
        ActorKind::System => 5,
        ActorKind::Unknown => 6,
    }
}

/// None when there is no such tag.
pub(super) fn actor_kind(tag: u8) -> Option<ActorKind> {
    ActorKind::ALL.iter().copied().find(|kind| actor_tag(*kind) == tag)
}

/// The tag of records that are in no container.
pub(super) const NO_CONTAINER: u8 = 0;

pub(super) fn container_tag(kind: ContainerKind) -> u8 {
    match kind {
        ContainerKind::Project => 1,
        ContainerKind::Space => 2,
    }
}

/// None when there is no such tag.
pub(super) fn container_kind(tag: u8) -> Option<ContainerKind> {
    [ContainerKind::Project, ContainerKind::Space].into_iter().find(|kind| container_tag(*kind) == tag)
}
