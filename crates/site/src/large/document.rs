//! What people write into comments: Atlassian Document Format and the text it flattens to.

use super::people::Who;
use super::tools::Tools;
use activity_event::{Content, ContentRole};

/// A written text.
#[derive(Debug, Clone)]
pub(super) struct Document {
    text: String,
    /// Who is mentioned at the start.
    pub(super) mentioned: Option<Who>,
}

impl Document {
    /// Up to three paragraphs; in one of twelve somebody is spoken to.
    pub(super) fn comment(tools: &mut Tools) -> Self {
        let mut text = tools.words.text(3, &mut tools.chance);
        for _ in 0..tools.chance.weighted(&[6, 3, 1]) {
            text.push('\n');
            text.push_str(&tools.words.text(3, &mut tools.chance));
        }
        let mentioned = (tools.chance.below(12) == 0).then(|| tools.people.anybody(&mut tools.chance));
        Self { text, mentioned }
    }

    /// One or two short sentences.
    pub(super) fn note(tools: &mut Tools) -> Self {
        Self { text: tools.words.text(2, &mut tools.chance), mentioned: None }
    }

    /// The same without the mention.
    pub(super) fn without_mention(self) -> Self {
        Self { mentioned: None, ..self }
    }

    /// The document, as JSON without spaces and with sorted members.
    pub(super) fn original(&self, tools: &Tools) -> String {
        let mut json = String::with_capacity(self.text.len().saturating_add(160));
        json.push_str(r#"{"content":["#);
        for (number, paragraph) in self.text.lines().enumerate() {
            if number > 0 {
                json.push(',');
            }
            json.push_str(r#"{"content":["#);
            match self.mentioned.filter(|_| number == 0) {
                Some(who) => {
                    json.push_str(r#"{"attrs":{"accessLevel":"","id":""#);
                    json.push_str(tools.people.account(who));
                    json.push_str(r#""},"type":"mention"},{"text":" "#);
                }
                None => json.push_str(r#"{"text":""#),
            }
            json.push_str(paragraph);
            json.push_str(r#"","type":"text"}],"type":"paragraph"}"#);
        }
        json.push_str(r#"],"type":"doc","version":1}"#);
        json
    }

    /// As content of a record.
    pub(super) fn content(&self, author: Who, internal: bool, tools: &Tools) -> Content {
        let text = match self.mentioned {
            Some(who) => format!("[~accountid:{}] {}", tools.people.account(who), self.text),
            None => self.text.clone(),
        };
        Content {
            original: Some(self.original(tools)),
            author: Some(tools.people.account(author).to_owned()),
            visibility: internal.then(|| "internal".to_owned()),
            ..Content::plain(ContentRole::Body, text)
        }
    }
}
