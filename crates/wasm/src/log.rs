//! The log at hand: segments that stay decoded.

use crate::answer;
use crate::utf16::Texts;
use crate::zones::IntlZones;
use activity_engine::event::Event;
use activity_engine::{AskRequest, EngineError, Listing, People, Root, SegmentRow, Session, read_people};
use wasm_bindgen::prelude::wasm_bindgen;

/// Segments that stay decoded and answer one question after the other.
#[wasm_bindgen]
#[derive(Default)]
pub struct Log {
    inner: Session,
}

#[wasm_bindgen]
impl Log {
    /// A log with nothing in it.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in what the catalogue lists: `Listing`.
    pub fn list(&mut self, listing: &str) -> Option<String> {
        let listing: Result<Listing, EngineError> = answer::request(listing);
        listing.map(|listing| self.inner.set_listing(listing)).err().map(|problem| answer::error(&problem))
    }

    /// Replaces what waits to be packed: `Event[]`.
    pub fn tail(&mut self, events: &str) -> Option<String> {
        let events: Result<Vec<Event>, EngineError> = answer::request(events);
        events.map(|events| self.inner.set_tail(events)).err().map(|problem| answer::error(&problem))
    }

    /// Takes in the value under a key; none when the store does not have it. Tells whether the catalogue is to be asked again.
    #[wasm_bindgen(js_name = addValue)]
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands over an optional string by value")]
    pub fn add_value(&mut self, key: &str, text: Option<String>) -> bool {
        self.inner.add_values(&[(key.to_owned(), text)])
    }

    /// Number of records.
    #[must_use]
    pub fn rows(&self) -> f64 {
        u32::try_from(self.inner.rows()).map_or(f64::INFINITY, f64::from)
    }

    /// Answers a question: `AskRequest` in, `AskAnswer` out.
    #[must_use]
    pub fn ask(&self, request: &str) -> String {
        let request: AskRequest = match answer::request(request) {
            Ok(request) => request,
            Err(problem) => return answer::error(&problem),
        };
        let texts = Texts { jql: &request.check.jql, narrow: &request.check.narrow };
        match self.inner.ask(&request, &IntlZones) {
            Ok(mut found) => {
                found.warnings = texts.convert(found.warnings);
                answer::ok(&found)
            }
            Err(problem) => answer::error(&texts.convert_error(problem)),
        }
    }
}

/// For measurements.
#[wasm_bindgen]
impl Log {
    /// A log with these people: the body of the catalogue's root, and the pages of people that it names,
    /// `[[key, JSON text], ...]`.
    #[wasm_bindgen(js_name = withPeople)]
    #[must_use]
    pub fn with_people(root: &str, pages: &str) -> Self {
        Self { inner: Session::new(people(root, pages).unwrap_or_default()) }
    }

    /// Takes in a segment: its row of the manifest, and the texts of its values, one a line (they hold no line ends).
    #[wasm_bindgen]
    pub fn add(&mut self, row: &str, values: &str) -> Option<String> {
        let row: Result<SegmentRow, EngineError> = answer::request(row);
        let values: Vec<String> = values.lines().map(str::to_owned).collect();
        row.and_then(|row| self.inner.add(&row, &values)).err().map(|problem| answer::error(&problem))
    }

    /// Decodes all hot columns anew; gives the number of rows.
    #[wasm_bindgen(js_name = decodeColumns)]
    #[must_use]
    pub fn decode_columns(&self) -> f64 {
        self.inner
            .decode_columns()
            .map_or(f64::NAN, |rows| u32::try_from(rows).map_or(f64::INFINITY, f64::from))
    }
}

fn people(root: &str, pages: &str) -> Result<People, EngineError> {
    let root = Root::parse(Some(root))?;
    let pages: Vec<(String, Option<String>)> = answer::request(pages)?;
    read_people(&root, &pages.into_iter().collect())
}
