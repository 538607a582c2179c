//! Small sites in directories of their own.

use activity_site::act::{Act, Refused};
use activity_site::{Acted, Options, Site};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

/// A Monday noon.
pub(crate) const NOW: i64 = 1_795_435_200_000;

/// The fixed accounts.
pub(crate) fn account(number: u8) -> String {
    format!("557058:00000000-0000-4000-8000-00000000000{number}")
}

/// A directory that goes away with this value.
pub(crate) struct Directory(pub(crate) PathBuf);

impl Directory {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("activity-site-test-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn options(&self) -> Options {
        Options {
            state: self.0.join("state"),
            seed: Some(11),
            people: Some(30),
            days: Some(21),
            events: Some(1_500),
        }
    }

    pub(crate) fn open(&self) -> Site {
        Site::open(&self.options(), NOW).unwrap()
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        // What cannot be removed stays in the system's temporary directory.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Somebody does something given as in a request.
pub(crate) fn act(site: &mut Site, by: u8, what: Value) -> Result<Acted, Refused> {
    let act: Act = serde_json::from_value(what).unwrap();
    site.act(NOW, &account(by), act)
}

/// The payload of an event.
pub(crate) fn payload(site: &Site, number: u64) -> Value {
    let (seq, event) = site.events_after(number - 1, 1).next().unwrap();
    assert_eq!(seq, number);
    serde_json::from_str(&event.body).unwrap()
}

/// All payload texts.
pub(crate) fn bodies(site: &Site) -> Vec<String> {
    site.events_after(0, usize::MAX).map(|(_, event)| event.body.to_string()).collect()
}

/// A new issue in PAY.
pub(crate) fn new_issue(site: &mut Site) -> String {
    let made = act(
        site,
        4,
        json!({ "do": "create", "project": "PAY", "summary": "A card is refused", "type": "Bug" }),
    );
    made.unwrap().issue.unwrap()
}
