//! What may come at the cursor of a query.

use crate::CliError;
use crate::jql::each_line;
use activity_engine::CompleteRequest;
use serde_json::json;
use std::io::{BufRead, Write};

/// Completion: `{"jql","cursor","usage"?}` in, the choices out. Places count Unicode characters, on both sides.
pub(crate) fn complete(input: &mut dyn BufRead, output: &mut dyn Write) -> Result<(), CliError> {
    each_line(input, output, |jql, rest| {
        let cursor = rest.get("cursor").cloned().unwrap_or_else(|| json!(jql.chars().count()));
        let usage = rest.get("usage").cloned().unwrap_or_else(|| json!({}));
        let request = json!({"jql": jql, "cursor": cursor, "usage": usage});
        let mut request: CompleteRequest = serde_json::from_value(request)?;
        request.cursor = byte_at(jql, request.cursor);
        let mut answer = activity_engine::complete(&request);
        answer.convert_places(|byte| characters_before(jql, byte));
        Ok(serde_json::to_value(answer)?)
    })
}

/// The byte before which so many characters stand.
fn byte_at(text: &str, characters: u32) -> u32 {
    let nth = usize::try_from(characters).ok().and_then(|nth| text.char_indices().nth(nth));
    u32::try_from(nth.map_or(text.len(), |(byte, _)| byte)).unwrap_or(u32::MAX)
}

/// How many characters stand before the byte.
pub(crate) fn characters_before(text: &str, byte: u32) -> u32 {
    let before = usize::try_from(byte).ok().and_then(|byte| text.get(..byte)).unwrap_or(text);
    u32::try_from(before.chars().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn answer(line: &str) -> Value {
        let mut output = Vec::new();
        complete(&mut line.as_bytes(), &mut output).unwrap();
        serde_json::from_slice(&output).unwrap()
    }

    #[test]
    fn places_count_characters() {
        let found = answer(r#"{"jql":"text ~ \"😀é\" AND acti","cursor":20,"id":1}"#);
        assert_eq!((&found["from"], &found["to"], &found["id"]), (&json!(16), &json!(20), &json!(1)));
        assert_eq!(found["items"][0]["label"], "action");
        assert_eq!(found["tokens"][2], json!({"kind": "string", "from": 7, "to": 11}));
    }

    #[test]
    fn without_a_cursor_the_end_is_meant() {
        assert_eq!(answer(r#"{"jql":"actor = cur"}"#)["items"][0]["insert"], "currentUser() ");
        let refused = complete(&mut r#"{"jql":"","cursor":"x"}"#.as_bytes(), &mut Vec::new()).unwrap_err();
        assert!(refused.to_string().starts_with("line 1: invalid type: string \"x\""), "{refused}");
    }
}
