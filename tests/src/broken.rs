/// A law that does not hold.
#[derive(Debug, thiserror::Error)]
#[error("{law}: {seen}")]
pub struct Broken {
    /// What should hold.
    pub law: &'static str,
    /// What was seen instead.
    pub seen: String,
}

/// Breaks the law when it does not hold.
pub(crate) fn hold(holds: bool, law: &'static str, seen: impl FnOnce() -> String) -> Result<(), Broken> {
    if holds { Ok(()) } else { Err(Broken { law, seen: seen() }) }
}
