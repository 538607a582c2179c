//! CSV as RFC 4180 has it: commas, CR LF, quotes doubled; and what spreadsheets make of it.

use crate::Column;
use activity_event::{Change, ContentRole, Event, Value};
use std::fmt::Write as _;

/// Longest text of a cell that is safe for spreadsheets, which show no more than 32,767 characters.
const CELL_CHARACTERS_MAX: usize = 32_000;

/// How records become lines.
pub struct CsvStyle<'a> {
    /// Which columns, in which order.
    pub columns: &'a [Column],
    /// Texts are never taken for formulas, and no cell is longer than a spreadsheet shows. Otherwise texts stand as they are.
    pub safe: bool,
    /// Writes a time, given in milliseconds since 1970, UTC.
    pub time: &'a dyn Fn(i64) -> String,
    /// The name that goes with an account id, where one is known.
    pub name: &'a dyn Fn(&str) -> Option<String>,
}

/// The line of names above a table, with its end. The byte order mark tells spreadsheets that the text is UTF-8.
#[must_use]
pub fn csv_head(columns: &[Column], byte_order_mark: bool) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.name()).collect();
    format!("{}{}\r\n", if byte_order_mark { "\u{feff}" } else { "" }, names.join(","))
}

/// A record as a line, with its end.
#[must_use]
pub fn csv_line(event: &Event, style: &CsvStyle<'_>) -> String {
    let mut line = String::new();
    for (index, column) in style.columns.iter().enumerate() {
        if index > 0 {
            line.push(',');
        }
        match cell(event, *column, style) {
            Cell::Theirs(text) if style.safe => quote(&defused(&text), &mut line),
            Cell::Ours(text) | Cell::Theirs(text) => quote(&text, &mut line),
        }
    }
    line.push_str("\r\n");
    line
}

/// What stands in a cell: words and times of this log, or texts that anybody may have written.
enum Cell {
    Ours(String),
    Theirs(String),
}

fn cell(event: &Event, column: Column, style: &CsvStyle<'_>) -> Cell {
    let ours = |text: &str| Cell::Ours(text.to_owned());
    let theirs = |text: Option<&String>| Cell::Theirs(text.cloned().unwrap_or_default());
    let (subject, container, issue) = (&event.subject, event.container.as_ref(), event.issue.as_ref());
    let parent = subject.parent.as_ref();
    match column {
        Column::Occurred => Cell::Ours((style.time)(event.occurred)),
        Column::Recorded => Cell::Ours((style.time)(event.recorded)),
        Column::ActorId => theirs(event.actor.account_id.as_ref()),
        Column::ActorName => Cell::Theirs(
            event.actor.account_id.as_deref().and_then(|account| (style.name)(account)).unwrap_or_default(),
        ),
        Column::ActorKind => ours(event.actor.kind.name()),
        Column::Certainty => ours(event.actor.certainty.name()),
        Column::Action => ours(event.action.name()),
        Column::Product => ours(event.product.name()),
        Column::ContainerKey => theirs(container.and_then(|container| container.key.as_ref())),
        Column::ContainerName => theirs(container.and_then(|container| container.name.as_ref())),
        Column::SubjectKind => ours(subject.kind.name()),
        Column::SubjectKey => theirs(subject.key.as_ref()),
        Column::SubjectTitle => theirs(subject.title.as_ref()),
        Column::SubjectId => theirs(subject.id.as_ref()),
        Column::ParentKey => theirs(parent.and_then(|parent| parent.key.as_ref())),
        Column::ParentTitle => theirs(parent.and_then(|parent| parent.title.as_ref())),
        Column::IssueType => theirs(issue.and_then(|issue| issue.issue_type.as_ref()?.name.as_ref())),
        Column::IssueStatus => theirs(issue.and_then(|issue| issue.status.as_ref()?.name.as_ref())),
        Column::Changes => Cell::Theirs(changes(&event.changes, style.name)),
        Column::Text => Cell::Theirs(texts(event)),
        Column::Provenance => ours(event.provenance.name()),
        Column::Source => theirs(Some(&event.source)),
        Column::Id => ours(&event.id.to_string()),
    }
}

/// `Status: To Do → Done`, one change a line.
fn changes(changes: &[Change], name: &dyn Fn(&str) -> Option<String>) -> String {
    let shown = |value: Option<&Value>| match value {
        None => "(empty)".to_owned(),
        Some(Value { text: Some(text), .. }) if !text.is_empty() => text.clone(),
        Some(Value { id: Some(id), .. }) => name(id).unwrap_or_else(|| id.clone()),
        Some(_) => "(not known)".to_owned(),
    };
    let lines: Vec<String> = changes
        .iter()
        .map(|Change { field, from, to, .. }| {
            format!("{field}: {} → {}", shown(from.as_ref()), shown(to.as_ref()))
        })
        .collect();
    lines.join("\n")
}

/// The texts, each under what it was, unless it is the only one.
fn texts(event: &Event) -> String {
    if let [only] = event.content.as_slice() {
        return only.text.clone();
    }
    let mut all = String::new();
    for content in &event.content {
        let role = match content.role {
            ContentRole::Body => "text",
            ContentRole::PreviousBody => "text before",
            ContentRole::Description => "description",
            ContentRole::Comment => "comment",
            ContentRole::Worklog => "logged work",
        };
        let _ = write!(all, "{}[{role}]\n{}", if all.is_empty() { "" } else { "\n\n" }, content.text);
    }
    all
}

/// A text that no spreadsheet takes for a formula, and that fits into its cells.
///
/// The characters are those of OWASP's page on CSV injection, and their full-width forms. A tabulator in front, as some
/// programs put it, is no protection; an apostrophe is.
fn defused(text: &str) -> String {
    let starts = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let mut safe = if text.starts_with(starts) { format!("'{text}") } else { text.to_owned() };
    if let Some((cut, _)) = safe.char_indices().nth(CELL_CHARACTERS_MAX) {
        let rest = safe.get(cut..).map_or(0, |rest| rest.chars().count());
        safe.truncate(cut);
        let _ = write!(safe, "… [{rest} characters more]");
    }
    safe
}

/// Quotes only where that is needed.
fn quote(text: &str, line: &mut String) {
    if text.contains(['"', ',', '\r', '\n']) || text.starts_with('\'') {
        line.push('"');
        line.push_str(&text.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use activity_event::{Actor, Content};

    fn line(event: &Event, columns: &[Column], safe: bool) -> String {
        let style = CsvStyle {
            columns,
            safe,
            time: &|ms| ms.to_string(),
            name: &|account| (account == "5b10").then(|| "Ada, Countess".to_owned()),
        };
        csv_line(event, &style)
    }

    fn titled(title: &str) -> Event {
        let mut event = Event::blank();
        event.subject.title = Some(title.to_owned());
        event
    }

    #[test]
    fn heads_are_the_names_of_the_columns() {
        assert_eq!(csv_head(&[Column::Occurred, Column::ActorId], true), "\u{feff}occurred,actor_id\r\n");
        for column in Column::ALL {
            assert_eq!(Column::parse(column.name()), Some(*column));
        }
    }

    #[test]
    fn separators_quotes_and_line_ends_are_quoted() {
        let title = |text| line(&titled(text), &[Column::SubjectTitle], false);
        assert_eq!(title("plain; with 'more'"), "plain; with 'more'\r\n");
        assert_eq!(title("a,b"), "\"a,b\"\r\n");
        assert_eq!(title("say \"no\""), "\"say \"\"no\"\"\"\r\n");
        assert_eq!(title("two\nlines"), "\"two\nlines\"\r\n");
    }

    #[test]
    fn formulas_are_defused_and_exact_texts_are_not() {
        let safe = |text: &str| line(&titled(text), &[Column::SubjectTitle], true);
        assert_eq!(safe("=1+2\";=1+2"), "\"'=1+2\"\";=1+2\"\r\n");
        for start in ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"] {
            assert!(safe(&format!("{start}cmd|' /C calc'!A0")).starts_with("\"'"), "{start:?}");
        }
        assert_eq!(safe("fine = fine"), "fine = fine\r\n");
        assert_eq!(line(&titled("=1+2"), &[Column::SubjectTitle], false), "=1+2\r\n");
        let mut before_1970 = Event::blank();
        before_1970.occurred = -5;
        assert_eq!(
            line(&before_1970, &[Column::Occurred], true),
            "-5\r\n",
            "our own numbers are no formulas"
        );
    }

    #[test]
    fn cells_fit_into_spreadsheets() {
        let long = "é".repeat(40_000);
        let cut = line(&titled(&long), &[Column::SubjectTitle], true);
        assert_eq!(cut, format!("{}… [8000 characters more]\r\n", "é".repeat(32_000)));
        assert_eq!(line(&titled(&long), &[Column::SubjectTitle], false), format!("{long}\r\n"));
    }

    #[test]
    fn people_have_names_as_far_as_they_were_handed_in() {
        let mut event = Event::blank();
        event.actor = Actor::stated("5b10");
        event.changes = vec![Change {
            field_id: None,
            field: "assignee".to_owned(),
            from: Some(Value::id("5b10")),
            to: Some(Value::id("5b11")),
        }];
        let columns = [Column::ActorId, Column::ActorName, Column::Changes];
        assert_eq!(
            line(&event, &columns, true),
            "5b10,\"Ada, Countess\",\"assignee: Ada, Countess → 5b11\"\r\n"
        );
    }

    #[test]
    fn several_texts_stand_under_what_they_were() {
        let mut event = Event::blank();
        event.content = vec![Content::plain(ContentRole::Body, "now")];
        assert_eq!(line(&event, &[Column::Text], true), "now\r\n");
        event.content.push(Content::plain(ContentRole::PreviousBody, "then"));
        assert_eq!(line(&event, &[Column::Text], true), "\"[text]\nnow\n\n[text before]\nthen\"\r\n");
    }
}
