//! Columns of a table of records.

macro_rules! columns {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A column of a table of records. Its name is its head.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Column { $($(#[$doc])* $variant,)* }

        impl Column {
            /// Every column, in the order of a table that has them all.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name, as it stands at the head.
            #[must_use]
            pub fn name(self) -> &'static str { match self { $(Self::$variant => $name,)* } }

            /// The column of this name.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|column| column.name() == name)
            }
        }
    };
}

columns! {
    /// When it happened.
    Occurred = "occurred",
    /// Account id of who did it.
    ActorId = "actor_id",
    /// Name of who did it, as far as it was handed in.
    ActorName = "actor_name",
    /// Person, app, automation ...
    ActorKind = "actor_kind",
    /// Whether the actor was stated, inferred or unknown.
    Certainty = "actor_certainty",
    /// What happened.
    Action = "action",
    /// In which product.
    Product = "product",
    /// Key of the project or space.
    ContainerKey = "container_key",
    /// Name of the project or space at the time.
    ContainerName = "container_name",
    /// What kind of thing it was done to.
    SubjectKind = "subject_kind",
    /// Its key.
    SubjectKey = "subject_key",
    /// Its title at the time.
    SubjectTitle = "subject_title",
    /// Its id.
    SubjectId = "subject_id",
    /// Key of what it belongs to.
    ParentKey = "parent_key",
    /// Title of what it belongs to.
    ParentTitle = "parent_title",
    /// Type of the issue at the time.
    IssueType = "issue_type",
    /// Status of the issue after the event.
    IssueStatus = "issue_status",
    /// Every field that changed, from which value to which.
    Changes = "changes",
    /// Texts that were written, changed or deleted.
    Text = "text",
    /// When the app saw it.
    Recorded = "recorded",
    /// How the log came to know.
    Provenance = "provenance",
    /// The platform's event or feed.
    Source = "source",
    /// Id of the record.
    Id = "id",
}
