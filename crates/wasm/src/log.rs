//! The log at hand: segments that stay decoded.

use crate::answer;
use crate::utf16::Texts;
use crate::zones::IntlZones;
use activity_engine::{AskRequest, EngineError, People, Root, SegmentRow, Session, read_people};
use wasm_bindgen::prelude::wasm_bindgen;

/// Segments that stay decoded and answer one question after the other.
#[wasm_bindgen]
pub struct Log {
    inner: Session,
}

#[wasm_bindgen]
impl Log {
    /// Begins: the body of the catalogue's root, and the pages of people that it names, `[[key, JSON text], ...]`. Without
    /// pages, people are shown as numbers.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(root: &str, pages: &str) -> Self {
        Self { inner: Session::new(people(root, pages).unwrap_or_default()) }
    }

    /// Takes in a segment: its row of the manifest, and the texts of its values, one a line (they hold no line ends).
    #[wasm_bindgen]
    pub fn add(&mut self, row: &str, values: &str) -> Option<String> {
        let row: Result<SegmentRow, EngineError> = answer::request(row);
        let values: Vec<String> = values.lines().map(str::to_owned).collect();
        row.and_then(|row| self.inner.add(&row, &values)).err().map(|problem| answer::error(&problem))
    }

    /// Number of records.
    #[must_use]
    pub fn rows(&self) -> f64 {
        u32::try_from(self.inner.rows()).map_or(f64::INFINITY, f64::from)
    }

    /// Decodes all hot columns anew; gives the number of rows. For measurements.
    #[wasm_bindgen(js_name = decodeColumns)]
    #[must_use]
    pub fn decode_columns(&self) -> f64 {
        self.inner
            .decode_columns()
            .map_or(f64::NAN, |rows| u32::try_from(rows).map_or(f64::INFINITY, f64::from))
    }

    /// Answers a question: `AskRequest` in; `AskAnswer` out, with its `rows`.
    pub fn ask(&mut self, request: &str) -> String {
        let request: AskRequest = match answer::request(request) {
            Ok(request) => request,
            Err(problem) => return answer::error(&problem),
        };
        let asked = self.inner.ask(&request, &IntlZones);
        let texts = Texts { jql: &request.check.jql, narrow: &request.check.narrow };
        match asked {
            Ok(found) => {
                let head = answer::ok(&found);
                // Rows are JSON already: they go in as they are.
                let mut text = head.strip_suffix("}}").map_or_else(String::new, str::to_owned);
                text.push_str(",\"rows\":[");
                for (at, row) in found.rows.iter().enumerate() {
                    if at > 0 {
                        text.push(',');
                    }
                    text.push_str(row);
                }
                text.push_str("]}}");
                text
            }
            Err(problem) => answer::error(&texts.convert_error(problem)),
        }
    }
}

fn people(root: &str, pages: &str) -> Result<People, EngineError> {
    let root = Root::parse(Some(root))?;
    let pages: Vec<(String, Option<String>)> = answer::request(pages)?;
    read_people(&root, &pages.into_iter().collect())
}
