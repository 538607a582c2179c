//! The text of a query as a list of filters, and the text with one of them changed.

use crate::{ClausesAnswer, ClausesRequest, EditAnswer, EditRequest, EngineError, QueryClause};
use activity_jql::Query;

/// The clauses of a query that must all hold. Every text has an answer.
#[must_use]
pub fn clauses(request: &ClausesRequest) -> ClausesAnswer {
    let Some(query) = activity_jql::parse(&request.jql).query else {
        return ClausesAnswer { ok: false, clauses: Vec::new(), order: String::new() };
    };
    let found = activity_filter::clauses(&query, &request.jql);
    ClausesAnswer {
        ok: true,
        clauses: found.into_iter().map(QueryClause::from).collect(),
        order: Query { condition: None, order: query.order }.to_string(),
    }
}

/// The query with one of its filters changed. What cannot be read cannot be changed.
pub fn edit(request: &EditRequest) -> Result<EditAnswer, EngineError> {
    let edited = activity_filter::edit(&request.jql, &request.change);
    let answer = |jql: String| EditAnswer { clauses: clauses(&ClausesRequest { jql: jql.clone() }), jql };
    edited.map(answer).map_err(|errors| {
        let why = errors.first().map_or_else(String::new, activity_jql::SyntaxError::message);
        EngineError::Request(["the query cannot be changed: ", &why].concat())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn answers_have_the_agreed_shape() {
        let request = json!({"jql": "action = issue.created AND (a = 1 OR b = 2) order by occurred"});
        let answer = clauses(&serde_json::from_value(request).unwrap());
        let expect = json!({
            "ok": true,
            "clauses": [
                {"from": 0, "to": 22, "text": "action = issue.created", "form": "values", "field": "action", "operator": "=",
                    "exclude": false, "values": [{"jql": "\"issue.created\"", "text": "issue.created"}], "narrowing": []},
                {"from": 27, "to": 43, "text": "(a = 1 OR b = 2)", "form": "other", "exclude": false, "values": [], "narrowing": []},
            ],
            "order": "ORDER BY occurred",
        });
        assert_eq!(serde_json::to_value(answer).unwrap(), expect);
        assert!(!clauses(&ClausesRequest { jql: "a =".into() }).ok);
    }

    #[test]
    fn a_change_is_named() {
        let ask = |change| serde_json::from_value(json!({"jql": "a = 1", "change": change})).unwrap();
        let edited = |change| edit(&ask(change)).map(|answer| answer.jql);
        let toggled = edited(json!({"do": "toggle", "field": "product", "value": "jira", "exclude": false}));
        assert_eq!(toggled.unwrap(), "a = 1 AND product = jira");
        let answer = edit(&ask(json!({"do": "remove", "at": 0}))).unwrap();
        assert_eq!(answer.clauses, clauses(&ClausesRequest { jql: answer.jql }));
        assert_eq!(edited(json!({"do": "remove", "at": 0})).unwrap(), "");
        assert!(edited(json!({"do": "add", "clause": "="})).is_err());
    }
}
