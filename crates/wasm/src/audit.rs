//! The products' own audit logs.

use crate::answer;
use activity_engine::AuditRequest;
use wasm_bindgen::prelude::wasm_bindgen;

/// What to store for pages of an audit log: `AuditRequest` in, `AuditAnswer` out.
#[wasm_bindgen(js_name = audit)]
#[must_use]
pub fn audit(request: &str) -> String {
    answer::result(answer::request::<AuditRequest>(request).and_then(activity_engine::read_audit_log))
}
