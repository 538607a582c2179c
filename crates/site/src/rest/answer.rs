//! Answers: JSON, or Jira's error body.

use axum::http::{Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// An answer with its status.
#[derive(Debug, Clone)]
pub struct Answer {
    status: StatusCode,
    body: Value,
}

impl Answer {
    /// 200.
    pub(crate) fn ok(body: Value) -> Self {
        Self { status: StatusCode::OK, body }
    }

    /// An error with Jira's body.
    pub(crate) fn error(status: StatusCode, message: impl Into<String>) -> Self {
        let message: String = message.into();
        Self { status, body: json!({ "errorMessages": [message], "errors": {} }) }
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
        Self { status: StatusCode::UNAUTHORIZED, body: json!({ "message": message, "status-code": 401 }) }
    }

    /// Confluence's form of an error.
    pub(crate) fn wiki(status: StatusCode, message: &str) -> Self {
        let body = json!({ "errors": [{ "status": status.as_u16(), "code": status.canonical_reason(), "title": message }] });
        Self { status, body }
    }

    /// Any status with any body.
    pub(crate) fn with(status: StatusCode, body: Value) -> Self {
        Self { status, body }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let kind = [(header::CONTENT_TYPE, "application/json;charset=UTF-8")];
        (self.status, kind, self.body.to_string()).into_response()
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
