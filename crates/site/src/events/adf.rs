//! Atlassian Document Format: plain text with mentions, as the editor would have written it.

use crate::model::World;
use serde_json::{Value, json};

/// A document: blank lines part paragraphs, line ends are hard breaks, `@[account id]` is a mention.
pub fn document(world: &World, text: &str) -> Value {
    let paragraphs: Vec<Value> = text
        .split("\n\n")
        .filter(|part| !part.trim().is_empty())
        .map(|part| paragraph(world, part))
        .collect();
    json!({ "type": "doc", "version": 1, "content": paragraphs })
}

/// Account ids that a text mentions, each once.
pub fn mentions(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("@[") {
        let Some((id, more)) = after.split_once(']') else { break };
        if !found.contains(&id) {
            found.push(id);
        }
        rest = more;
    }
    found
}

fn paragraph(world: &World, text: &str) -> Value {
    let mut content: Vec<Value> = Vec::new();
    for (number, line) in text.trim().lines().enumerate() {
        if number > 0 {
            content.push(json!({ "type": "hardBreak" }));
        }
        inline(world, line, &mut content);
    }
    json!({ "type": "paragraph", "content": content })
}

fn inline(world: &World, line: &str, content: &mut Vec<Value>) {
    let push_text = |content: &mut Vec<Value>, text: &str| {
        if !text.is_empty() {
            content.push(json!({ "type": "text", "text": text }));
        }
    };
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("@[") {
        let Some((id, more)) = after.split_once(']') else { break };
        push_text(content, before);
        let name = world.display_name(id).unwrap_or_else(|| id.to_owned());
        content.push(json!({ "type": "mention", "attrs": { "id": id, "text": format!("@{name}"), "accessLevel": "" } }));
        rest = more;
    }
    push_text(content, rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_breaks_and_mentions() {
        let document = document(&World::default(), "Hello @[abc], see\nthis\n\nBye");
        let expected = json!({ "type": "doc", "version": 1, "content": [
            { "type": "paragraph", "content": [
                { "type": "text", "text": "Hello " },
                { "type": "mention", "attrs": { "id": "abc", "text": "@abc", "accessLevel": "" } },
                { "type": "text", "text": ", see" },
                { "type": "hardBreak" },
                { "type": "text", "text": "this" },
            ]},
            { "type": "paragraph", "content": [{ "type": "text", "text": "Bye" }] },
        ]});
        assert_eq!(document, expected);
        assert_eq!(mentions("@[a] and @[b] and @[a] and @[open"), ["a", "b"]);
    }
}
