//! What was found out of records that columns do not decide: the next question with the same test does not read them again.

use super::global::row_tests;
use crate::columns::{MAYBE, NO, Verdict, YES};
use activity_event::Event;
use activity_filter::{Predicate, Truth, evaluate};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// Tests of which verdicts are kept.
const TESTS_MAX: usize = 12;

/// Verdicts by test and segment, for each row; maybe where nobody has looked.
#[derive(Debug, Default)]
pub(super) struct Decided {
    tests: HashMap<String, HashMap<u32, Rc<Vec<Verdict>>>>,
}

/// The tests of a question that only records decide, with what they are kept under.
pub(super) struct RowTests<'a>(Vec<(String, &'a Predicate)>);

impl<'a> RowTests<'a> {
    pub(super) fn of(conditions: &'a [Predicate]) -> Self {
        let mut found = Vec::new();
        for condition in conditions {
            row_tests(condition, &mut found);
        }
        Self(found.into_iter().map(|test| (name(test), test)).collect())
    }
}

/// What the verdicts of a test are kept under.
pub(super) fn name(test: &Predicate) -> String {
    format!("{test:?}")
}

impl Decided {
    pub(super) fn clear(&mut self) {
        self.tests.clear();
    }

    pub(super) fn remove(&mut self, segments: &BTreeSet<u32>) {
        self.tests.values_mut().for_each(|of| of.retain(|segment, _| !segments.contains(segment)));
    }

    /// What is known of a segment.
    pub(super) fn verdicts(&self, test: &str, segment: u32) -> Option<Rc<Vec<Verdict>>> {
        self.tests.get(test)?.get(&segment).cloned()
    }

    /// Notes what the tests say of a record.
    pub(super) fn note(
        &mut self,
        tests: &RowTests<'_>,
        segment: u32,
        rows: usize,
        row: usize,
        event: &Event,
    ) {
        for (name, test) in &tests.0 {
            if !self.tests.contains_key(name) && self.tests.len() >= TESTS_MAX {
                self.tests.clear();
            }
            let of_test = self.tests.entry(name.clone()).or_default();
            let verdicts = of_test.entry(segment).or_insert_with(|| Rc::new(vec![MAYBE; rows]));
            if let Some(verdict) = Rc::make_mut(verdicts).get_mut(row) {
                *verdict = match evaluate(test, event) {
                    Truth::True => YES,
                    Truth::Open => MAYBE,
                    Truth::False | Truth::Empty => NO,
                };
            }
        }
    }
}
