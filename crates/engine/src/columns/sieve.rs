//! A predicate, lowered to the columns of one segment.

use super::basis::{self, Basis};
use super::kernel::{self, Join, Table};
use super::lists::Columns;
use super::{MAYBE, NO, Verdict, YES};
use activity_event::{Actor, Container, Event, IssueFacts, Parent, Subject, SubjectKind};
use activity_filter::{OnWall, Predicate, Test, TimeBound, Truth, evaluate};
use activity_segment::{Class, People, ThreadName};
use std::cmp::Ordering;
use std::ops::Range;
use std::rc::Rc;

/// Rows looked at in one go: their verdicts stay in the nearest cache.
const BLOCK: usize = 4_096;

/// With one row in so many undecided, rows are looked at one by one: a look takes as long as so many rows of a pass.
const FEW: usize = 16;

/// A predicate, lowered to the columns of one segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sieve {
    /// The same for every row.
    Same(Verdict),
    /// By a column.
    Column(Basis, Table),
    /// Not earlier than this second: yes from the next one on, maybe in it when it is the time of less than a whole second.
    Since { second: i64, whole: bool },
    /// Earlier than this second; or in it.
    Before { second: i64, whole: bool },
    /// By what the clock on a wall shows.
    OnWall(Box<OnWall>),
    /// A verdict for each row of the segment.
    Given(Rc<Vec<Verdict>>),
    /// All of these.
    And(Vec<Sieve>),
    /// Any of these.
    Or(Vec<Sieve>),
}

fn verdict(truth: Truth) -> Verdict {
    match truth {
        Truth::True => YES,
        Truth::Open => MAYBE,
        Truth::False | Truth::Empty => NO,
    }
}

impl Sieve {
    /// Lowers a predicate.
    pub(crate) fn lower(predicate: &Predicate, columns: &Columns, people: &People) -> Self {
        match predicate {
            Predicate::Always => Self::Same(YES),
            Predicate::Never => Self::Same(NO),
            Predicate::And(parts) => {
                Self::and(parts.iter().map(|part| Self::lower(part, columns, people)).collect())
            }
            Predicate::Or(parts) => {
                Self::or(parts.iter().map(|part| Self::lower(part, columns, people)).collect())
            }
            Predicate::Open(_) => Self::Same(MAYBE),
            Predicate::Test(test) => Self::of_test(test, predicate, columns, people),
        }
    }

    /// All of these.
    pub(crate) fn and(mut parts: Vec<Self>) -> Self {
        parts.retain(|part| *part != Self::Same(YES));
        if parts.contains(&Self::Same(NO)) {
            return Self::Same(NO);
        }
        // What is decided by a column comes before what is not: it often ends the matter.
        parts.sort_by_key(Self::cost);
        if parts.len() > 1 { Self::And(parts) } else { parts.pop().unwrap_or(Self::Same(YES)) }
    }

    /// By the codes of a column.
    pub(crate) fn by_code(basis: Basis, verdicts: Vec<Verdict>) -> Self {
        match Table::new(verdicts) {
            Table::Same(verdict) => Self::Same(verdict),
            table => Self::Column(basis, table),
        }
    }

    /// By time.
    pub(crate) fn by_time(bound: TimeBound) -> Self {
        match bound {
            TimeBound::Since(at) => Self::Since { second: at.div_euclid(1_000), whole: is_whole(at) },
            TimeBound::Before(at) => Self::Before { second: at.div_euclid(1_000), whole: is_whole(at) },
        }
    }

    /// Any of these.
    pub(crate) fn or(mut parts: Vec<Self>) -> Self {
        parts.retain(|part| *part != Self::Same(NO));
        if parts.contains(&Self::Same(YES)) {
            return Self::Same(YES);
        }
        if parts.len() > 1 { Self::Or(parts) } else { parts.pop().unwrap_or(Self::Same(NO)) }
    }

    fn cost(&self) -> u8 {
        match self {
            Self::Column(_, Table::Ranges(_)) => 0,
            Self::Since { .. } | Self::Before { .. } => 1,
            Self::Column(..) | Self::Given(_) | Self::OnWall(_) => 2,
            Self::And(_) | Self::Or(_) => 3,
            Self::Same(_) => 4,
        }
    }

    /// By the verdicts of containers; for records without one, by those of their classes where these are known. What lives in no
    /// project, as filters and groups of people do, need not be looked at one by one.
    pub(crate) fn by_container(mut containers: Vec<Verdict>, homeless: Option<Vec<Verdict>>) -> Self {
        let Some(classes) = homeless else {
            containers.insert(0, MAYBE);
            return Self::by_code(Basis::Container, containers);
        };
        let mut without = vec![NO; containers.len()];
        without.insert(0, YES);
        containers.insert(0, NO);
        let homeless = vec![Self::by_code(Basis::Container, without), Self::by_code(Basis::Class, classes)];
        Self::or(vec![Self::by_code(Basis::Container, containers), Self::and(homeless)])
    }

    fn of_test(test: &Test, predicate: &Predicate, columns: &Columns, people: &People) -> Self {
        let truth = |event: &Event| verdict(evaluate(predicate, event));
        let basis = basis::of(test);
        match (basis, test) {
            (Basis::Time, Test::Time { bound, .. }) => Self::by_time(*bound),
            (Basis::Time, Test::OnWall(test)) => Self::OnWall(test.clone()),
            (Basis::Class, _) => match &columns.classes {
                Some(classes) => Self::by_code(
                    basis,
                    classes.list.iter().map(|class| class_verdict(predicate, class)).collect(),
                ),
                None => Self::Same(MAYBE),
            },
            (Basis::Actor, _) => match &columns.actors {
                Some(actors) => {
                    let mut event = Event::blank();
                    let mut of = |account: Option<&str>| {
                        event.actor.account_id = account.map(str::to_owned);
                        truth(&event)
                    };
                    let nobody = of(None);
                    let somebody = actors
                        .list
                        .iter()
                        .map(|number| people.account(*number).map_or(MAYBE, |a| of(Some(a))));
                    Self::by_code(basis, std::iter::once(nobody).chain(somebody).collect())
                }
                None => Self::Same(MAYBE),
            },
            (Basis::Container, _) => match &columns.containers {
                Some(containers) => {
                    let of = |container: &Container| container_verdict(predicate, container);
                    let classes = columns.classes.as_ref();
                    let homeless = classes.map(|classes| {
                        classes.list.iter().map(|class| class_verdict(predicate, class)).collect()
                    });
                    Self::by_container(containers.list.iter().map(of).collect(), homeless)
                }
                None => Self::Same(MAYBE),
            },
            (Basis::Thread, _) => match &columns.threads {
                Some(threads) => Self::by_code(
                    basis,
                    threads.list.iter().map(|thread| of_thread(thread, &truth)).collect(),
                ),
                None => Self::Same(MAYBE),
            },
            (Basis::Time | Basis::Row, _) => Self::Same(MAYBE),
        }
    }

    /// The verdicts of some rows.
    pub(crate) fn sift(&self, columns: &Columns, rows: Range<usize>) -> Vec<Verdict> {
        let mut verdicts = vec![NO; rows.len()];
        let (mut at, mut scratch) = (rows.start, Vec::new());
        for block in verdicts.chunks_mut(BLOCK) {
            let end = at.saturating_add(block.len());
            self.block(columns, at..end, block, &mut scratch);
            at = end;
        }
        verdicts
    }

    /// The verdicts of a block of rows. `scratch` is room that is used again.
    #[inline(never)]
    pub(crate) fn block(
        &self,
        columns: &Columns,
        rows: Range<usize>,
        out: &mut [Verdict],
        scratch: &mut Vec<Vec<Verdict>>,
    ) {
        match self {
            Self::Same(verdict) => out.fill(*verdict),
            Self::Column(basis, table) => match codes(columns, *basis).and_then(|codes| codes.get(rows)) {
                Some(codes) => table.sift(codes, out),
                None => out.fill(MAYBE),
            },
            Self::Given(verdicts) => match verdicts.get(rows) {
                Some(verdicts) => out.copy_from_slice(verdicts),
                None => out.fill(MAYBE),
            },
            Self::Since { .. } | Self::Before { .. } => {
                for (rows, verdict) in self.by_second(columns, rows) {
                    out.get_mut(rows).unwrap_or_default().fill(verdict);
                }
            }
            Self::OnWall(test) => {
                let mut reading = test.reading();
                for (row, out) in rows.zip(out) {
                    *out = if reading.holds(columns.second(row)) { YES } else { NO };
                }
            }
            Self::And(parts) => Self::fold(parts, columns, rows, out, scratch, &kernel::AND),
            Self::Or(parts) => Self::fold(parts, columns, rows, out, scratch, &kernel::OR),
        }
    }

    /// The stretches of some rows that have the same verdict, for what looks at nothing but the time.
    fn by_second(
        &self,
        columns: &Columns,
        rows: Range<usize>,
    ) -> impl Iterator<Item = (Range<usize>, Verdict)> {
        let (second, verdicts) = match self {
            Self::Since { second, whole } => (*second, [NO, if *whole { YES } else { MAYBE }, YES]),
            Self::Before { second, whole } => (*second, [YES, if *whole { NO } else { MAYBE }, NO]),
            _ => (i64::MIN, [MAYBE; 3]),
        };
        around(columns, rows, second).into_iter().zip(verdicts)
    }

    /// The verdict of one row.
    fn at(&self, columns: &Columns, row: usize) -> Verdict {
        match self {
            Self::Same(verdict) => *verdict,
            Self::Column(basis, table) => {
                let code = codes(columns, *basis).and_then(|codes| codes.get(row));
                code.map_or(MAYBE, |code| table.of(*code))
            }
            Self::Given(verdicts) => verdicts.get(row).copied().unwrap_or(MAYBE),
            Self::Since { second, whole } => match columns.second(row).cmp(second) {
                Ordering::Less => NO,
                Ordering::Equal if !whole => MAYBE,
                Ordering::Equal | Ordering::Greater => YES,
            },
            Self::Before { second, whole } => match columns.second(row).cmp(second) {
                Ordering::Less => YES,
                Ordering::Equal if !whole => MAYBE,
                Ordering::Equal | Ordering::Greater => NO,
            },
            Self::OnWall(test) => {
                if test.reading().holds(columns.second(row)) {
                    YES
                } else {
                    NO
                }
            }
            Self::And(parts) => parts.iter().fold(YES, |all, part| match all {
                NO => NO,
                _ => all.min(part.at(columns, row)),
            }),
            Self::Or(parts) => parts.iter().fold(NO, |any, part| match any {
                YES => YES,
                _ => any.max(part.at(columns, row)),
            }),
        }
    }

    /// One part after the other, until nothing can change any more. When few rows can, only those are looked at.
    #[inline(never)]
    fn fold(
        parts: &[Self],
        columns: &Columns,
        rows: Range<usize>,
        out: &mut [Verdict],
        scratch: &mut Vec<Vec<Verdict>>,
        join: &Join,
    ) {
        let mut parts = parts.iter();
        if let Some(first) = parts.next() {
            first.block(columns, rows.clone(), out, scratch);
        }
        let mut room = scratch.pop().unwrap_or_default();
        room.resize(out.len(), NO);
        for part in parts {
            if matches!(part, Self::Since { .. } | Self::Before { .. }) {
                for (rows, verdict) in part.by_second(columns, rows.clone()) {
                    join.same(out.get_mut(rows).unwrap_or_default(), verdict);
                }
                continue;
            }
            let undecided = join.undecided(out);
            if undecided == 0 {
                break;
            }
            if undecided.saturating_mul(FEW) <= out.len() {
                join.each(out, |place| part.at(columns, rows.start.saturating_add(place)));
            } else {
                part.block(columns, rows.clone(), &mut room, scratch);
                (join.all)(out, &room);
            }
        }
        scratch.push(room);
    }
}

/// The codes of a column that is at hand.
fn codes(columns: &Columns, basis: Basis) -> Option<&[u16]> {
    match basis {
        Basis::Class => columns.classes.as_ref().map(|column| column.codes.as_slice()),
        Basis::Actor => columns.actors.as_ref().map(|column| column.codes.as_slice()),
        Basis::Container => columns.containers.as_ref().map(|column| column.codes.as_slice()),
        Basis::Thread => columns.threads.as_ref().map(|column| column.codes.as_slice()),
        Basis::Time | Basis::Row => None,
    }
}

/// Whether records of a class are about an issue.
pub(crate) fn is_about_issue(class: &Class) -> bool {
    activity_filter::is_about_issue(&of_class(class))
}

/// What a predicate says of records of somebody, when it looks at nothing else.
pub(crate) fn actor_verdict(predicate: &Predicate, account: &str) -> Verdict {
    let mut event = Event::blank();
    event.actor.account_id = Some(account.to_owned());
    verdict(evaluate(predicate, &event))
}

/// What a predicate says of records of an issue, when it looks at nothing else.
pub(crate) fn thread_verdict(predicate: &Predicate, thread: ThreadName<'_>) -> Verdict {
    of_thread(thread, &|event| verdict(evaluate(predicate, event)))
}

/// What a predicate says of records of a class, when it looks at nothing else.
pub(crate) fn class_verdict(predicate: &Predicate, class: &Class) -> Verdict {
    verdict(evaluate(predicate, &of_class(class)))
}

/// What a predicate says of records in a container, when it looks at nothing else.
pub(crate) fn container_verdict(predicate: &Predicate, container: &Container) -> Verdict {
    // The key of the issue may tell more of the project than the container does, where a key is asked for.
    if container.key.is_none() && !asks_for_numbers(predicate) {
        return MAYBE;
    }
    verdict(evaluate(predicate, &Event { container: Some(container.clone()), ..Event::blank() }))
}

/// Whether all values of a test are numbers: ids, and never keys.
pub(crate) fn asks_for_numbers(predicate: &Predicate) -> bool {
    match predicate {
        Predicate::Test(Test::OneOf { values, .. }) => {
            values.names().all(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit()))
        }
        _ => false,
    }
}

fn is_whole(time: i64) -> bool {
    time.rem_euclid(1_000) == 0
}

/// The rows before, in, and after a second. Seconds rise, so there are at most three stretches.
fn around(columns: &Columns, rows: Range<usize>, second: i64) -> [Range<usize>; 3] {
    let since = second.saturating_sub(columns.times.base);
    let seconds = columns.times.seconds.get(rows).unwrap_or_default();
    let first = seconds.partition_point(|at| i64::from(*at) < since);
    let behind = seconds.partition_point(|at| i64::from(*at) <= since);
    [0..first, first..behind, behind..seconds.len()]
}

/// A record that has nothing but its class.
pub(crate) fn of_class(class: &Class) -> Event {
    let mut event = Event::blank();
    event.action = class.action;
    event.product = class.product;
    event.actor = Actor { kind: class.actor, certainty: class.certainty, ..Actor::unknown() };
    event.subject.kind = class.subject;
    event.provenance = class.provenance;
    event.source.clone_from(&class.source);
    event.issue = class.facts.then(IssueFacts::default);
    event.subject.parent = class.parent.map(|kind| Parent { kind, id: None, key: None, title: None });
    event
}

/// What is said of records of an issue. Whether other records are about an issue, only they can tell.
fn of_thread(thread: ThreadName<'_>, truth: &dyn Fn(&Event) -> Verdict) -> Verdict {
    if thread.kind != SubjectKind::Issue {
        return MAYBE;
    }
    let mut event = Event::blank();
    event.subject = Subject {
        kind: SubjectKind::Issue,
        id: thread.id.map(str::to_owned),
        key: thread.key.map(str::to_owned),
        title: None,
        parent: None,
    };
    truth(&event)
}
