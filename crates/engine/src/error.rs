//! Why the engine refuses.

use crate::Diagnostic;

/// Why the engine refuses.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// The query has errors; they say where.
    #[error("the query has errors")]
    Query(Vec<Diagnostic>),
    /// A request that does not have the agreed shape.
    #[error("the request could not be read: {0}")]
    Request(String),
    /// A cursor that this log did not hand out.
    #[error("`{0}` is not a cursor of this log")]
    Cursor(String),
    /// A time zone that nobody knows.
    #[error("`{0}` is not a time zone")]
    Zone(String),
    /// An action that the app does not record of itself.
    #[error("`{0}` is not an action of the app itself")]
    OwnAction(String),
    /// The root of the catalogue is not what was written.
    #[error("the root of the catalogue could not be read: {0}")]
    Root(String),
    /// A month's manifest is not what was written, or is not there.
    #[error("manifest `{key}` could not be read: {reason}")]
    Manifest {
        /// Its key.
        key: String,
        /// Why not.
        reason: String,
    },
    /// A page of the table of people is not what was written, or is not there.
    #[error("page `{key}` of the people could not be read: {reason}")]
    People {
        /// Its key.
        key: String,
        /// Why not.
        reason: String,
    },
    /// Counts are not what was written, or are not there.
    #[error("the counts `{name}` could not be read: {reason}")]
    Rollup {
        /// Their name.
        name: String,
        /// Why not.
        reason: String,
    },
    /// A part of an index is not what was written, or is not there.
    #[error("index `{key}` could not be read: {reason}")]
    Index {
        /// Its key.
        key: String,
        /// Why not.
        reason: String,
    },
    /// A step of the compaction was left out.
    #[error("value `{0}` was asked for and not handed in")]
    NotHandedIn(String),
    /// The root would become too long to be stored: see the arithmetic at `catalogue`.
    #[error("the root of the catalogue would take {0} bytes, which is more than a value may have")]
    RootFull(usize),
    /// A month's manifest would become too long to be stored: see the arithmetic at `catalogue`.
    #[error("the manifest of month {month} would take {bytes} bytes, which is more than a value may have")]
    ManifestFull {
        /// The month, `yyyymm`.
        month: String,
        /// What it would take.
        bytes: usize,
    },
    /// Generations are 32-bit numbers.
    #[error("the catalogue has had as many generations as can be counted")]
    Generations,
    /// A kind of list that nobody knows.
    #[error("`{0}` is not a kind of snapshot")]
    SnapshotKind(String),
    /// What a product answered does not say what was asked.
    #[error("the answer about {0} could not be read: {1}")]
    Answer(&'static str, String),
    /// What was kept of the last look is not what was written.
    #[error("snapshot `{key}` could not be read: {problem}")]
    Snapshot {
        /// Its key.
        key: String,
        /// Why not.
        problem: String,
    },
    /// Records could not be packed.
    #[error(transparent)]
    Segment(#[from] activity_segment::SegmentError),
}

impl EngineError {
    /// The stable code of this error. Codes are never reused.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Query(_) => "query-rejected",
            Self::Request(_) => "engine.request",
            Self::Cursor(_) => "engine.cursor",
            Self::Zone(_) => "engine.zone",
            Self::OwnAction(_) => "engine.own-action",
            Self::Root(_) => "engine.root",
            Self::Manifest { .. } => "engine.manifest",
            Self::People { .. } => "engine.people",
            Self::Rollup { .. } => "engine.rollup",
            Self::Index { .. } => "engine.index",
            Self::NotHandedIn(_) => "engine.not-handed-in",
            Self::RootFull(_) => "engine.root-full",
            Self::ManifestFull { .. } => "engine.manifest-full",
            Self::Generations => "engine.generations",
            Self::SnapshotKind(_) => "engine.snapshot-kind",
            Self::Answer(..) => "engine.answer",
            Self::Snapshot { .. } => "engine.snapshot",
            Self::Segment(_) => "engine.segment",
        }
    }

    /// The errors of the query, when that is why.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        match self {
            Self::Query(diagnostics) => diagnostics,
            _ => &[],
        }
    }
}
