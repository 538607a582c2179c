//! Assets: objects of types in schemas, and what happened to each. A deleted object leaves nothing behind.

use super::Named;

/// A schema.
#[derive(Debug, Clone)]
pub struct Schema {
    /// The id.
    pub id: String,
    /// The key, which object keys begin with.
    pub key: String,
    /// The name.
    pub name: String,
    /// Types of objects.
    pub types: Vec<ObjectType>,
    /// Number of the newest object key.
    pub last_number: u64,
}

/// A type of objects.
#[derive(Debug, Clone)]
pub struct ObjectType {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// Attributes; the first is the label.
    pub attributes: Vec<Named>,
}

/// An object.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The id.
    pub id: String,
    /// The key, `IT-12`.
    pub key: String,
    /// Id of the schema.
    pub schema: String,
    /// Id of the type.
    pub kind: String,
    /// The name.
    pub label: String,
    /// Id of an attribute, and its value.
    pub values: Vec<(String, String)>,
    /// When it was made.
    pub created: i64,
    /// When it was changed last.
    pub updated: i64,
    /// What happened to it, oldest first.
    pub history: Vec<Deed>,
}

/// Something that happened to an object.
#[derive(Debug, Clone)]
pub struct Deed {
    /// The id.
    pub id: String,
    /// 0 for the making, 1 for a value added, 2 for a value changed, 3 for a value removed.
    pub kind: u8,
    /// When.
    pub at: i64,
    /// Account id of who did it.
    pub by: String,
    /// Name of the attribute.
    pub attribute: Option<String>,
    /// The value before.
    pub old: Option<String>,
    /// The value after.
    pub new: Option<String>,
}

/// All of Assets.
#[derive(Debug, Default)]
pub struct Assets {
    /// Id of the workspace.
    pub workspace: String,
    /// Schemas.
    pub schemas: Vec<Schema>,
    /// Objects that are there, oldest first.
    pub objects: Vec<Asset>,
}

impl Assets {
    /// The type of an object.
    pub fn type_of(&self, asset: &Asset) -> Option<&ObjectType> {
        let schema = self.schemas.iter().find(|schema| schema.id == asset.schema)?;
        schema.types.iter().find(|kind| kind.id == asset.kind)
    }
}
