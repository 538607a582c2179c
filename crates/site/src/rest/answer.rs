//! Answers: JSON, or Jira's error body.

use axum::http::{Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// An answer with its status.
#[derive(Debug, Clone)]
pub struct Answer {
    status: StatusCode,
    body: Value,
    /// How many objects count for the rate limit, where it is not the longest list of the body.
    objects: Option<usize>,
}

/// How many objects an answer has, for the rate limit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Objects(pub(crate) usize);

impl Answer {
    /// 200.
    pub(crate) fn ok(body: Value) -> Self {
        Self::with(StatusCode::OK, body)
    }

    /// An error with Jira's body.
    pub(crate) fn error(status: StatusCode, message: impl Into<String>) -> Self {
        let message: String = message.into();
        Self::with(status, json!({ "errorMessages": [message], "errors": {} }))
    }

    /// 400.
    pub(crate) fn bad(message: impl Into<String>) -> Self {
        Self::error(StatusCode::BAD_REQUEST, message)
    }

    /// 403.
    pub(crate) fn forbidden(message: impl Into<String>) -> Self {
        Self::error(StatusCode::FORBIDDEN, message)
    }

    /// 404.
    pub(crate) fn missing(message: impl Into<String>) -> Self {
        Self::error(StatusCode::NOT_FOUND, message)
    }

    /// 401, which Jira answers in another form.
    pub(crate) fn unauthenticated() -> Self {
        let message = "Client must be authenticated to access this resource.";
        Self::with(StatusCode::UNAUTHORIZED, json!({ "message": message, "status-code": 401 }))
    }

    /// Confluence's form of an error.
    pub(crate) fn wiki(status: StatusCode, message: &str) -> Self {
        let body = json!({ "errors": [{ "status": status.as_u16(), "code": status.canonical_reason(), "title": message }] });
        Self::with(status, body)
    }

    /// Any status with any body.
    pub(crate) fn with(status: StatusCode, body: Value) -> Self {
        Self { status, body, objects: None }
    }

    /// With another number of objects than its longest list has.
    pub(crate) fn costing(self, objects: usize) -> Self {
        Self { objects: Some(objects), ..self }
    }
}

/// How many things an answer tells of: those of its longest list, or one.
fn objects(body: &Value) -> usize {
    match body {
        Value::Array(all) => all.len(),
        Value::Object(members) => {
            let lists = members.values().filter_map(Value::as_array).map(Vec::len);
            lists.max().unwrap_or(1)
        }
        _ => 1,
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let kind = [(header::CONTENT_TYPE, "application/json;charset=UTF-8")];
        let objects = self.objects.unwrap_or_else(|| objects(&self.body));
        let mut response = (self.status, kind, self.body.to_string()).into_response();
        response.extensions_mut().insert(Objects(objects));
        response
    }
}

/// A path this site does not know.
pub async fn not_found_path(method: Method, uri: Uri) -> Answer {
    Answer::missing(format!("This site does not answer {method} {}.", uri.path()))
}

/// A path that is known, but not with this method.
pub(super) async fn method_not_allowed(method: Method, uri: Uri) -> Answer {
    Answer::error(StatusCode::METHOD_NOT_ALLOWED, format!("{method} is not allowed on {}.", uri.path()))
}
