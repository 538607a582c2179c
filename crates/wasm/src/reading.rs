//! One query on its way through the store.

use crate::answer;
use crate::utf16::Texts;
use crate::zones::IntlZones;
use activity_engine::{
    EngineError, ExportRequest, IssueMatches, QueryAnswer, QueryRequest, Reader, Scope, accounts_in,
    export_page,
};
use wasm_bindgen::prelude::wasm_bindgen;

/// One page being read. The host asks what is wanted, fetches it, hands it in, and asks again.
#[wasm_bindgen]
pub struct Reading {
    inner: Result<Reader, EngineError>,
    jql: String,
    narrow: Vec<String>,
}

#[wasm_bindgen]
impl Reading {
    /// Begins: `QueryRequest`, `Scope`, and the body of the catalogue's root when there is one.
    #[wasm_bindgen(constructor)]
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands over an optional string by value")]
    pub fn new(request: &str, scope: &str, root: Option<String>) -> Self {
        let request: Result<QueryRequest, EngineError> = answer::request(request);
        let (jql, narrow) = match &request {
            Ok(request) => (request.jql.clone(), request.narrow.clone()),
            Err(_) => (String::new(), Vec::new()),
        };
        let scope: Result<Scope, EngineError> = answer::request(scope);
        let inner = request.and_then(|request| Reader::new(&request, &scope?, root.as_deref(), &IntlZones));
        let inner = inner.map_err(|error| Texts { jql: &jql, narrow: &narrow }.convert_error(error));
        Self { inner, jql, narrow }
    }

    /// The error that stands in the way, if any.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        self.inner.as_ref().err().map(answer::error)
    }

    /// Keys of the manifests that are wanted.
    #[must_use]
    pub fn manifests(&self) -> String {
        self.with(|reader| answer::ok(&reader.manifests()))
    }

    /// Takes in a manifest.
    #[wasm_bindgen(js_name = addManifest)]
    pub fn add_manifest(&mut self, key: &str, text: &str) {
        if let Ok(reader) = &mut self.inner {
            reader.add_manifest(key, text);
        }
    }

    /// Takes in write-ahead entries: `[[key, JSON text], ...]`.
    #[wasm_bindgen(js_name = addWriteAhead)]
    pub fn add_write_ahead(&mut self, entries: &str) -> Option<String> {
        let reader = self.inner.as_mut().ok()?;
        match answer::request::<Vec<(String, String)>>(entries) {
            Ok(entries) => {
                reader.add_write_ahead(&entries);
                None
            }
            Err(problem) => Some(answer::error(&problem)),
        }
    }

    /// Keys of the values that are wanted next; none when the page is complete.
    #[allow(clippy::should_implement_trait, reason = "JavaScript's name for it; an iterator it is not")]
    pub fn next(&mut self) -> String {
        match &mut self.inner {
            Ok(reader) => answer::ok(&reader.next()),
            Err(problem) => answer::error(problem),
        }
    }

    /// Takes in values: `[[key, JSON text or null], ...]`.
    #[wasm_bindgen(js_name = addValues)]
    pub fn add_values(&mut self, values: &str) -> Option<String> {
        let reader = self.inner.as_mut().ok()?;
        match answer::request::<Vec<(String, Option<String>)>>(values) {
            Ok(values) => {
                reader.add_values(&values);
                None
            }
            Err(problem) => Some(answer::error(&problem)),
        }
    }

    /// What Jira must be asked when nothing is to be fetched any more: `IssueQuestion[]`.
    pub fn questions(&mut self) -> String {
        match &mut self.inner {
            Ok(reader) => answer::ok(&reader.questions()),
            Err(problem) => answer::error(problem),
        }
    }

    /// Takes in Jira's answers, in the order of the questions: `IssueMatches[]`.
    #[wasm_bindgen(js_name = addMatches)]
    pub fn add_matches(&mut self, matches: &str) -> Option<String> {
        let reader = self.inner.as_mut().ok()?;
        match answer::request::<Vec<IssueMatches>>(matches) {
            Ok(matches) => {
                reader.add_matches(&matches);
                None
            }
            Err(problem) => Some(answer::error(&problem)),
        }
    }

    /// The page: `QueryAnswer`.
    #[must_use]
    pub fn answer(self) -> String {
        answer::result(self.page())
    }

    /// The page, to be written into a file.
    #[must_use]
    pub fn exporting(self) -> Exporting {
        Exporting { page: self.page() }
    }
}

/// A page that is written into a file.
#[wasm_bindgen]
pub struct Exporting {
    page: Result<QueryAnswer, EngineError>,
}

#[wasm_bindgen]
impl Exporting {
    /// Account ids whose names make the file easier to read: `string[]`.
    #[must_use]
    pub fn accounts(&self) -> String {
        match &self.page {
            Ok(page) => answer::ok(&accounts_in(&page.rows)),
            Err(problem) => answer::error(problem),
        }
    }

    /// The piece of the file: `ExportRequest` in, `ExportAnswer` out.
    #[must_use]
    pub fn finish(self, request: &str) -> String {
        let request: Result<ExportRequest, EngineError> = answer::request(request);
        answer::result(request.and_then(|request| export_page(&request, self.page?, &IntlZones)))
    }
}

impl Reading {
    fn page(self) -> Result<QueryAnswer, EngineError> {
        let texts = Texts { jql: &self.jql, narrow: &self.narrow };
        self.inner.map(|reader| {
            let mut page = reader.answer();
            page.warnings = texts.convert(page.warnings);
            page
        })
    }

    fn with(&self, work: impl FnOnce(&Reader) -> String) -> String {
        match &self.inner {
            Ok(reader) => work(reader),
            Err(problem) => answer::error(problem),
        }
    }
}
