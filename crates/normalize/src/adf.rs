//! Atlassian Document Format to plain text.

use crate::tree::text_at;
use activity_event::Moment;
use serde_json::Value;
use std::fmt::Write;

/// Flattens a document: one line per block, list items with a dash, table cells with a bar between them.
///
/// A mention becomes `[~accountid:ID]`, the spelling of Jira's own markup, because names of people are not kept. Cards
/// become their address, statuses and emoji their text, files their alternative text. Unknown nodes give what is inside
/// them.
pub(crate) fn flatten(document: &Value) -> String {
    let mut text = String::new();
    write_node(document, &mut text);
    let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

fn write_node(node: &Value, out: &mut String) {
    match node.get("type").and_then(Value::as_str).unwrap_or_default() {
        "text" => {
            out.push_str(&text_at(node, "text").unwrap_or_default());
            write_link(node, out);
        }
        "hardBreak" => out.push('\n'),
        "mention" => write_mention(node, out),
        "emoji" => write_first(node, &["attrs.text", "attrs.shortName"], out),
        "status" | "placeholder" => write_first(node, &["attrs.text"], out),
        "date" => write_date(node, out),
        "inlineCard" | "blockCard" | "embedCard" => write_first(node, &["attrs.url", "attrs.data.url"], out),
        "media" | "mediaInline" => write_first(node, &["attrs.alt", "attrs.url"], out),
        "rule" => write_block(out, |out| out.push_str("---")),
        "listItem" | "decisionItem" => write_block(out, |out| {
            out.push_str("- ");
            write_inner_lines(node, out);
        }),
        "taskItem" => write_block(out, |out| {
            let done = text_at(node, "attrs.state").as_deref() == Some("DONE");
            out.push_str(if done { "[x] " } else { "[ ] " });
            write_children(node, out);
        }),
        "tableRow" => write_block(out, |out| write_row(node, out)),
        "expand" | "nestedExpand" => write_block(out, |out| {
            write_first(node, &["attrs.title"], out);
            write_block(out, |out| write_children(node, out));
        }),
        "paragraph" | "heading" | "blockquote" | "codeBlock" | "panel" | "mediaSingle" | "mediaGroup" => {
            write_block(out, |out| write_children(node, out));
        }
        _ => write_children(node, out),
    }
}

fn write_children(node: &Value, out: &mut String) {
    for child in node.get("content").and_then(Value::as_array).into_iter().flatten() {
        write_node(child, out);
    }
}

/// Writes something on lines of its own.
fn write_block(out: &mut String, write: impl FnOnce(&mut String)) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    write(out);
    out.push('\n');
}

/// Writes the blocks of a list item so that the first continues the line of the dash and lists inside are indented.
fn write_inner_lines(node: &Value, out: &mut String) {
    let mut inner = String::new();
    write_children(node, &mut inner);
    let lines: Vec<&str> = inner.lines().filter(|line| !line.is_empty()).collect();
    out.push_str(&lines.join("\n  "));
}

fn write_row(row: &Value, out: &mut String) {
    let cells = row.get("content").and_then(Value::as_array).into_iter().flatten();
    let texts: Vec<String> = cells.map(|cell| flatten(cell).replace('\n', " ")).collect();
    out.push_str(&texts.join(" | "));
}

/// Writes the address of a link when the text does not show it.
fn write_link(node: &Value, out: &mut String) {
    let marks = node.get("marks").and_then(Value::as_array).into_iter().flatten();
    let mut links = marks.filter(|mark| text_at(mark, "type").as_deref() == Some("link"));
    let Some(address) = links.next().and_then(|mark| text_at(mark, "attrs.href")) else { return };
    if text_at(node, "text").as_deref() != Some(address.as_str()) {
        let _never_fails = write!(out, " ({address})");
    }
}

fn write_mention(node: &Value, out: &mut String) {
    if let Some(id) = text_at(node, "attrs.id") {
        let _never_fails = write!(out, "[~accountid:{id}]");
    }
}

fn write_date(node: &Value, out: &mut String) {
    let ms = text_at(node, "attrs.timestamp").and_then(|text| text.parse().ok());
    if let Some(Moment { year, month, day, .. }) = ms.and_then(Moment::of) {
        let _never_fails = write!(out, "{year:04}-{month:02}-{day:02}");
    }
}

fn write_first(node: &Value, paths: &[&str], out: &mut String) {
    out.push_str(&paths.iter().find_map(|path| text_at(node, path)).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn doc(content: &Value) -> String {
        flatten(&json!({"type": "doc", "version": 1, "content": content}))
    }
    fn text(text: &str) -> Value {
        json!({"type": "text", "text": text})
    }
    fn paragraph(content: &Value) -> Value {
        json!({"type": "paragraph", "content": content})
    }

    #[test]
    fn blocks_are_lines() {
        let heading = json!({"type": "heading", "attrs": {"level": 2}, "content": [text("Title")]});
        let lines = paragraph(&json!([text("one"), {"type": "hardBreak"}, text("two")]));
        assert_eq!(doc(&json!([heading, lines, {"type": "rule"}])), "Title\none\ntwo\n---");
    }

    #[test]
    fn mentions_keep_the_account_and_not_the_name() {
        let mention = json!({"type": "mention", "attrs": {"id": "5b10", "text": "@Made Up"}});
        assert_eq!(doc(&json!([paragraph(&json!([text("ask "), mention]))])), "ask [~accountid:5b10]");
    }

    #[test]
    fn lists_nest_and_tasks_have_a_state() {
        let item = |text: &Value| json!({"type": "listItem", "content": text});
        let inner =
            json!({"type": "bulletList", "content": [item(&json!([paragraph(&json!([text("b")]))]))]});
        let list =
            json!({"type": "bulletList", "content": [item(&json!([paragraph(&json!([text("a")])), inner]))]});
        assert_eq!(doc(&json!([list])), "- a\n  - b");
        let task =
            |state: &str| json!({"type": "taskItem", "attrs": {"state": state}, "content": [text("t")]});
        assert_eq!(
            doc(&json!([{"type": "taskList", "content": [task("DONE"), task("TODO")]}])),
            "[x] t\n[ ] t"
        );
    }

    #[test]
    fn tables_cards_links_dates_and_media_give_their_text() {
        let cell = |t: &str| json!({"type": "tableCell", "content": [paragraph(&json!([text(t)]))]});
        let table =
            json!({"type": "table", "content": [{"type": "tableRow", "content": [cell("a"), cell("b")]}]});
        assert_eq!(doc(&json!([table])), "a | b");
        let anchor = json!({"type": "text", "text": "here", "marks": [{"type": "link", "attrs": {"href": "https://x.example"}}]});
        let card = json!({"type": "inlineCard", "attrs": {"url": "https://y.example"}});
        let date = json!({"type": "date", "attrs": {"timestamp": "1763856000000"}});
        let line = paragraph(&json!([anchor, text(" "), card, text(" "), date]));
        assert_eq!(doc(&json!([line])), "here (https://x.example) https://y.example 2025-11-23");
        let media =
            json!({"type": "mediaSingle", "content": [{"type": "media", "attrs": {"alt": "plan.png"}}]});
        assert_eq!(doc(&json!([media])), "plan.png");
    }

    #[test]
    fn unknown_nodes_and_odd_shapes_do_no_harm() {
        assert_eq!(doc(&json!([{"type": "future", "content": [paragraph(&json!([text("x")]))]}])), "x");
        for odd in [json!(null), json!([]), json!({"content": 5}), json!({"type": 7})] {
            assert_eq!(flatten(&odd), "");
        }
    }
}
