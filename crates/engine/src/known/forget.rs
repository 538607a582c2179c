//! Erasing a person from what is known.

use super::state::State;

/// A last-known state without this account: what it was the value of is not known any more, texts that mention it say `unknown`.
/// None when the state does not name it, or is not one.
///
/// What the person wrote stays, without an author: it is the site's, and the records have it too.
#[must_use]
pub fn forget(value: &str, account: &str) -> Option<String> {
    let mut state = State::parse(value)?;
    (!account.is_empty() && state.forget(account)).then(|| state.into_value())
}
