//! What the company owns, which is the same for every seed.

use super::staff::Worker;
use crate::act::{self, Act, AssetAct, AssetChange};
use crate::model::{Named, ObjectType, Schema, World};
use crate::time::DAY;

/// Name of a type, and its attributes.
const TYPES: [(&str, &[&str]); 2] = [
    ("Laptop", &["Name", "Owner", "Serial number", "State"]),
    ("Server", &["Name", "Site", "Operating system", "State"]),
];

/// Type, name, values of the attributes behind the name.
const OBJECTS: [(&str, &str, [&str; 3]); 6] = [
    ("Laptop", "LT-0412", ["Payments", "C02ZX1", "In use"]),
    ("Laptop", "LT-0413", ["Website", "C02ZX2", "In use"]),
    ("Laptop", "LT-0420", ["", "C02ZX9", "In stock"]),
    ("Server", "oslo-db-1", ["Oslo", "Debian 12", "In use"]),
    ("Server", "oslo-app-1", ["Oslo", "Debian 12", "In use"]),
    ("Server", "dublin-app-1", ["Dublin", "Debian 11", "Retired"]),
];

/// Makes a schema with some objects, by the first of the staff, some days apart.
pub(super) fn found(world: &mut World, workers: &[Worker], start: i64) {
    world.assets.workspace = "6a1f0c2e-0000-4000-8000-00000000a55e".into();
    let types = TYPES.map(|(name, attributes)| ObjectType {
        id: world.ids.next("asset type"),
        name: name.into(),
        attributes: attributes
            .iter()
            .map(|name| Named::new(world.ids.next("asset attribute"), *name))
            .collect(),
    });
    world.assets.schemas.push(Schema {
        id: "1".into(),
        key: "IT".into(),
        name: "IT equipment".into(),
        types: types.into(),
        last_number: 0,
    });
    let Some(who) = workers.first() else { return };
    let mut at = start.saturating_sub(DAY.saturating_mul(30));
    for (kind, name, values) in OBJECTS {
        let names = TYPES.iter().find(|row| row.0 == kind).map_or(&[][..], |row| row.1);
        let values = names.iter().skip(1).zip(values).filter(|pair| !pair.1.is_empty());
        let act = Act::Asset(AssetAct {
            change: AssetChange::Create,
            object: None,
            schema: None,
            kind: Some(kind.into()),
            name: Some(name.into()),
            values: values.map(|(name, value)| ((*name).to_owned(), value.to_owned())).collect(),
        });
        // The schema above has these types and attributes, so this cannot be refused.
        let _ = act::perform(world, at, &who.account_id, &act);
        at = at.saturating_add(DAY);
    }
}
