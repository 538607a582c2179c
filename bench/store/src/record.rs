//! The parts of a record that queries ask for.

use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// A record.
#[derive(Deserialize)]
pub(crate) struct Record<'a> {
    pub(crate) id: &'a str,
    pub(crate) occurred: i64,
    pub(crate) action: &'a str,
    #[serde(borrow)]
    actor: Actor<'a>,
    #[serde(borrow)]
    container: Option<Container<'a>>,
    #[serde(borrow)]
    pub(crate) subject: Subject<'a>,
    #[serde(borrow)]
    changes: Option<&'a RawValue>,
    #[serde(borrow, default)]
    content: Vec<Content<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Actor<'a> {
    account_id: Option<&'a str>,
    kind: &'a str,
}

#[derive(Deserialize)]
struct Container<'a> {
    kind: &'a str,
    id: &'a str,
}

#[derive(Deserialize)]
pub(crate) struct Subject<'a> {
    pub(crate) kind: &'a str,
    pub(crate) id: Option<&'a str>,
    pub(crate) key: Option<&'a str>,
    #[serde(borrow)]
    title: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct Content<'a> {
    #[serde(borrow)]
    text: Cow<'a, str>,
}

impl Record<'_> {
    pub(crate) fn actor(&self) -> Option<&str> {
        self.actor.account_id
    }

    /// Whether somebody did it, not a rule or an app.
    pub(crate) fn is_person(&self) -> bool {
        self.actor.kind == "person"
    }

    pub(crate) fn is_in_project(&self) -> bool {
        self.container.as_ref().is_some_and(|container| container.kind == "project")
    }

    pub(crate) fn container(&self) -> Option<&str> {
        self.container.as_ref().map(|container| container.id)
    }

    pub(crate) fn title(&self) -> Option<&str> {
        self.subject.title.as_deref()
    }

    /// JSON text.
    pub(crate) fn changes(&self) -> Option<&str> {
        self.changes.map(RawValue::get)
    }

    /// Title and content in small letters, one line each: what a word is looked for in.
    pub(crate) fn text(&self) -> String {
        let mut text = self.title().unwrap_or_default().to_lowercase();
        for content in &self.content {
            text.push('\n');
            text.push_str(&content.text.to_lowercase());
        }
        text
    }
}
