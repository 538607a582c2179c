//! What may come at the caret of a query that is being typed.

use crate::{CompleteAnswer, CompleteRequest, CompletionItem, CompletionToken, HostValues};

/// Completes a query. Every text and every caret has an answer.
#[must_use]
pub fn complete(request: &CompleteRequest) -> CompleteAnswer {
    let cursor = usize::try_from(request.cursor).unwrap_or(usize::MAX);
    let found = activity_filter::complete(&request.jql, cursor, &request.usage);
    let token = |token: activity_jql::Token| CompletionToken {
        kind: token.kind.into(),
        from: place(token.span.start),
        to: place(token.span.end),
    };
    let item = |item: activity_filter::CompletionItem| CompletionItem {
        kind: item.kind.into(),
        label: item.label,
        insert: item.insert,
        help: item.help,
    };
    CompleteAnswer {
        tokens: found.tokens.into_iter().map(token).collect(),
        from: place(found.span.start),
        to: place(found.span.end),
        items: found.items.into_iter().map(item).collect(),
        values: found.values.map(|values| HostValues {
            field: values.field,
            kind: values.kind.into(),
            prefix: values.prefix,
            quote: values.quoted,
        }),
    }
}

fn place(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_answer_has_the_agreed_shape() {
        let request = json!({"jql": "actor = \"An", "cursor": 11, "usage": {"actor": 2}});
        let answer = complete(&serde_json::from_value(request).unwrap());
        let expect = json!({
            "tokens": [
                {"kind": "field", "from": 0, "to": 5},
                {"kind": "operator", "from": 6, "to": 7},
                {"kind": "string", "from": 8, "to": 11},
            ],
            "from": 8, "to": 11, "items": [],
            "values": {"field": "actor", "kind": "person", "prefix": "An", "quote": true},
        });
        assert_eq!(serde_json::to_value(answer).unwrap(), expect);
        let request = json!({"jql": "pro", "cursor": 3});
        let answer = complete(&serde_json::from_value(request).unwrap());
        let first = answer.items.first().unwrap();
        let expect = json!({"kind": "field", "label": "product", "insert": "product ", "help": "which product it happened in"});
        assert_eq!(serde_json::to_value(first).unwrap(), expect);
    }
}
