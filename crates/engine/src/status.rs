//! How much the log holds.

use crate::{EngineError, Root, StatusAnswer};

/// How much the log holds in segments, by its root.
pub fn status(root: Option<&str>) -> Result<StatusAnswer, EngineError> {
    let root = Root::parse(root)?;
    Ok(StatusAnswer {
        generation: root.generation,
        rows: root.months.iter().map(|month| month.rows).sum(),
        segments: root.months.iter().map(|month| month.segments).sum(),
        months: u32::try_from(root.months.len()).unwrap_or(u32::MAX),
        from: root.months.iter().map(|month| month.from).min(),
        to: root.months.iter().map(|month| month.to).max(),
    })
}
