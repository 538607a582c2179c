//! How a space comes to be: with its first page, and everybody who works here let in.

use crate::model::World;
use crate::model::wiki::{Content, ContentKind, Grant, Holder, OPERATIONS, Space};

/// A space that is to be made.
#[derive(Debug, Clone)]
pub(crate) struct Seed<'a> {
    pub(crate) id: u64,
    pub(crate) key: &'a str,
    pub(crate) name: &'a str,
    pub(crate) description: &'a str,
    pub(crate) personal: bool,
}

/// What everybody who works here may do in a new space.
const EVERYBODY: [(&str, &str); 9] = [
    ("read", "space"),
    ("create", "page"),
    ("create", "blogpost"),
    ("create", "comment"),
    ("create", "attachment"),
    ("delete", "page"),
    ("delete", "blogpost"),
    ("archive", "page"),
    ("export", "space"),
];

/// Makes a space and its first page; nothing is told.
pub(crate) fn found_space(world: &mut World, at: i64, author: &str, seed: &Seed) {
    let homepage = seed.id.saturating_add(100).to_string();
    let staff =
        world.groups.iter().find(|group| group.name == "confluence-users").map(|group| group.id.clone());
    let mut grants = Vec::new();
    let mut grant = |holder: Holder, operation, target| {
        grants.push(Grant { id: world.ids.next("grant"), holder, operation, target });
    };
    for (operation, target, _) in OPERATIONS.into_iter().filter(|row| row.1 != "application") {
        grant(Holder::User(author.to_owned()), operation, target);
        if let Some(staff) = staff.as_ref().filter(|_| EVERYBODY.contains(&(operation, target))) {
            grant(Holder::Group(staff.clone()), operation, target);
        }
    }
    let title = format!("{} Home", seed.name);
    world.wiki.add(Content::new(homepage.clone(), ContentKind::Page, seed.id, &title, Some(author), at));
    world.spaces.push(Space {
        id: seed.id,
        key: seed.key.to_owned(),
        name: seed.name.to_owned(),
        description: seed.description.to_owned(),
        personal: seed.personal,
        archived: false,
        author: author.to_owned(),
        created: at,
        homepage,
        grants,
        labels: Vec::new(),
    });
}
