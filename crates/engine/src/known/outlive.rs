//! What becomes of last-known states when retention drops the records that they were learnt from.

use super::state::State;

/// Those of the states that are not without what was last spoken of before a time: things whose records have all gone. With each, what is
/// left of it; none when it goes. What cannot be read goes too.
///
/// What an issue or a page is called stays as long as anything that belongs to it does.
#[must_use]
pub fn outlived(entries: &[(String, String)], before: i64) -> Vec<(String, Option<String>)> {
    let rest = |value: &str| {
        let Some(mut state) = State::parse(value) else { return Some(None) };
        state.drop_older(before).then(|| (!state.is_empty()).then(|| state.into_value()))
    };
    entries.iter().filter_map(|(key, value)| Some((key.clone(), rest(value)?))).collect()
}
