//! A predicate, lowered once for all segments: what classes, containers and people are is the same in each.

use super::ask::{Lacks, Urgency};
use super::loaded::Loaded;
use super::words::WordIndex;
use super::{Session, decided};
use crate::columns::{
    Basis, MAYBE, NO, Sieve, Verdict, YES, actor_verdict, asks_for_numbers, basis_of, class_verdict,
    container_verdict, thread_verdict,
};
use activity_filter::{Field, Predicate, Test, TimeBound};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A predicate, lowered once for all segments.
#[derive(Debug)]
pub(super) enum Global<'a> {
    Same(Verdict),
    /// By the number of the class.
    Class(Vec<Verdict>),
    /// By the number of the container; of records without one, by the number of the class.
    Container(Vec<Verdict>, Vec<Verdict>),
    /// The verdicts of some people, and that of all others.
    People {
        some: BTreeMap<u32, Verdict>,
        others: Verdict,
    },
    /// Issues that may match, by segment and code.
    Threads(&'a Predicate, BTreeSet<(u32, u16)>),
    Time(TimeBound),
    /// Words of a field.
    Words(&'a Test, Field),
    /// What only records decide; and what is kept of that.
    Rows(String),
    /// What each segment lowers for itself.
    Local(&'a Predicate),
    And(Vec<Global<'a>>),
    Or(Vec<Global<'a>>),
}

impl<'a> Global<'a> {
    pub(super) fn lower(predicate: &'a Predicate, session: &Session) -> Self {
        let each = |parts: &'a [Predicate]| parts.iter().map(|part| Self::lower(part, session)).collect();
        match predicate {
            Predicate::Always => Self::Same(YES),
            Predicate::Never => Self::Same(NO),
            Predicate::Open(_) => Self::Same(MAYBE),
            Predicate::And(parts) => Self::And(each(parts)),
            Predicate::Or(parts) => Self::Or(each(parts)),
            Predicate::Test(test) => Self::of_test(test, predicate, session),
        }
    }

    fn of_test(test: &'a Test, predicate: &'a Predicate, session: &Session) -> Self {
        match (basis_of(test), test) {
            (Basis::Time, Test::Time { bound, .. }) => Self::Time(*bound),
            (Basis::Class, _) => Self::Class(of_classes(predicate, session)),
            (Basis::Container, _) => {
                let of = |container| container_verdict(predicate, container);
                let containers = session.shared.containers.all().iter().map(of).collect();
                Self::Container(containers, of_classes(predicate, session))
            }
            (Basis::Actor, Test::OneOf { values, negated, .. }) => {
                let found = session.accounts.find(values).into_iter();
                let verdict =
                    |number| Some((number, actor_verdict(predicate, session.people.account(number)?)));
                Self::People {
                    some: found.filter_map(verdict).collect(),
                    others: if *negated { YES } else { NO },
                }
            }
            (Basis::Thread, Test::OneOf { values, negated: false, .. }) => {
                Self::Threads(predicate, session.thread_places.find(values))
            }
            (
                _,
                Test::Text {
                    field: field @ (Field::Summary | Field::Content | Field::Subject),
                    negated: false,
                    ..
                },
            ) => Self::Words(test, *field),
            (Basis::Row, _) => Self::Rows(decided::name(predicate)),
            _ => Self::Local(predicate),
        }
    }

    /// The sieve of a segment.
    pub(super) fn localize(&self, session: &Session, segment: &Loaded, lacks: &mut Lacks) -> Sieve {
        let pick =
            |verdicts: &[Verdict], number: &u32| verdicts.get(*number as usize).copied().unwrap_or(MAYBE);
        match self {
            Self::Same(verdict) => Sieve::by_code(Basis::Class, vec![*verdict]),
            Self::Class(verdicts) => {
                let codes = segment.classes.iter().map(|class| pick(verdicts, class)).collect();
                Sieve::by_code(Basis::Class, codes)
            }
            Self::Container(verdicts, homeless) => {
                let codes = segment.containers.iter().map(|container| pick(verdicts, container)).collect();
                let classes = segment.classes.iter().map(|class| pick(homeless, class)).collect();
                Sieve::by_container(codes, Some(classes))
            }
            // Nobody has no account: the comparison is empty, and so no match, also when it is negated.
            Self::People { some, others } => {
                let list =
                    segment.columns.actors.as_ref().map(|column| column.list.as_slice()).unwrap_or_default();
                let mut verdicts = vec![*others; list.len().saturating_add(1)];
                if let Some(nobody) = verdicts.first_mut() {
                    *nobody = NO;
                }
                for (number, verdict) in some {
                    // The list rises. Its first one has code 1.
                    let code = list.binary_search(number).map_or(usize::MAX, |at| at.saturating_add(1));
                    if let Some(place) = verdicts.get_mut(code) {
                        *place = *verdict;
                    }
                }
                Sieve::by_code(Basis::Actor, verdicts)
            }
            Self::Threads(predicate, places) => Self::threads(predicate, places, segment),
            Self::Time(bound) => Sieve::by_time(*bound),
            Self::Words(test, field) => {
                let words = lacks.take(Urgency::Decisions, segment, segment.words(&session.people));
                words.map_or(Sieve::Same(MAYBE), |words| Self::words(test, *field, segment, words))
            }
            Self::Rows(name) => match session.decided.borrow().verdicts(name, segment.number) {
                Some(verdicts) => Sieve::Given(verdicts),
                None => Sieve::by_code(Basis::Class, vec![MAYBE]),
            },
            Self::Local(predicate) => Sieve::lower(predicate, &segment.columns, &session.people),
            Self::And(parts) => {
                Sieve::and(parts.iter().map(|part| part.localize(session, segment, lacks)).collect())
            }
            Self::Or(parts) => {
                Sieve::or(parts.iter().map(|part| part.localize(session, segment, lacks)).collect())
            }
        }
    }

    /// Issues that are found, and those of which not enough is known; and records about an issue that is not their thread.
    fn threads(predicate: &Predicate, places: &BTreeSet<(u32, u16)>, segment: &Loaded) -> Sieve {
        let Some(threads) = &segment.columns.threads else {
            return Sieve::by_code(Basis::Class, vec![MAYBE]);
        };
        let here = segment.number;
        let found = places.range((here, 0)..=(here, u16::MAX)).map(|(_, code)| code);
        let [without_id, without_key] = &segment.nameless;
        // Ids are numbers: who asks for those only does not need the keys.
        let without_key = if asks_for_numbers(predicate) { &[][..] } else { without_key.as_slice() };
        let asked: BTreeSet<u16> = found.chain(without_id).chain(without_key).copied().collect();
        let verdict =
            |code: u16| Some((code, thread_verdict(predicate, threads.list.get(usize::from(code))?)));
        let some: Vec<(u16, Verdict)> =
            asked.into_iter().filter_map(verdict).filter(|(_, v)| *v != NO).collect();
        let own = match some.last() {
            None => Sieve::by_code(Basis::Thread, vec![NO]),
            Some((last, _)) => {
                let mut verdicts = vec![NO; usize::from(*last).saturating_add(1)];
                for (code, verdict) in &some {
                    if let Some(place) = verdicts.get_mut(usize::from(*code)) {
                        *place = *verdict;
                    }
                }
                // Codes behind the last one are no.
                verdicts.push(NO);
                Sieve::by_code(Basis::Thread, verdicts)
            }
        };
        let elsewhere =
            segment.elsewhere.iter().map(|elsewhere| if *elsewhere { MAYBE } else { NO }).collect();
        Sieve::or(vec![own, Sieve::by_code(Basis::Class, elsewhere)])
    }

    fn words(test: &Test, field: Field, segment: &Loaded, words: &WordIndex) -> Sieve {
        let maybe = Sieve::by_code(Basis::Class, vec![MAYBE]);
        let Test::Text { pattern, .. } = test else { return maybe };
        let rows = segment.columns.rows();
        let Some(mut verdicts) = words.sift(pattern, field, rows) else { return maybe };
        if field == Field::Subject {
            segment.by_key(pattern, &mut verdicts);
        }
        Sieve::Given(Rc::new(verdicts))
    }
}

/// What a predicate says of records of each class, when it looks at nothing else.
fn of_classes(predicate: &Predicate, session: &Session) -> Vec<Verdict> {
    session.shared.classes.all().iter().map(|class| class_verdict(predicate, class)).collect()
}

/// The tests of a predicate that only records decide.
pub(super) fn row_tests<'a>(predicate: &'a Predicate, found: &mut Vec<&'a Predicate>) {
    match predicate {
        Predicate::And(parts) | Predicate::Or(parts) => parts.iter().for_each(|part| row_tests(part, found)),
        Predicate::Test(test) if basis_of(test) == Basis::Row => found.push(predicate),
        Predicate::Test(_) | Predicate::Always | Predicate::Never | Predicate::Open(_) => {}
    }
}
