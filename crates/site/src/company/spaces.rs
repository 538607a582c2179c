//! The two spaces, whose ids and keys are the same for every seed.

use super::staff::Worker;
use crate::act::wiki::{Seed, found_space};
use crate::model::wiki::{Grant, Holder, OPERATIONS};
use crate::model::{Role, World};
use crate::time::DAY;

/// Id, key, name, what it is for.
const SPACES: [(u64, &str, &str, &str); 2] = [
    (98_305, "DOCS", "Documentation", "How our products work, for everybody"),
    (98_306, "ENG", "Engineering", "How we build them"),
];

/// Makes the spaces with their first pages. Who administers a space by role may do everything in it.
pub(super) fn found(world: &mut World, workers: &[Worker]) {
    let author = workers.first().map(|worker| worker.account_id.clone()).unwrap_or_default();
    for (id, key, name, description) in SPACES {
        let age = DAY.saturating_mul(i64::try_from(id).unwrap_or(0) % 90);
        let at = 1_640_000_000_000_i64.saturating_add(age);
        found_space(world, at, &author, &Seed { id, key, name, description, personal: false });
        let role = Role::SpaceAdmin(key.into());
        let admins = world.people.iter().filter(|person| person.roles.contains(&role));
        let admins: Vec<String> = admins.map(|person| person.account_id.clone()).collect();
        let Some(space) = world.spaces.last_mut() else { continue };
        for (operation, target, _) in OPERATIONS.into_iter().filter(|row| row.1 != "application") {
            for admin in &admins {
                let (id, holder) = (world.ids.next("grant"), Holder::User(admin.clone()));
                space.grants.push(Grant { id, holder, operation, target });
            }
        }
    }
}
