//! Who acts next, and where: people keep to a project and to an issue for a while, then go on.

use super::changes;
use super::clock::CLUSTERS;
use super::people::Who;
use super::place::{Done, Place};
use super::tools::{Occasion, Tools};
use super::zipf::Zipf;
use activity_event::Event;

/// How many people of a cluster are at work at the same time.
const OPEN: usize = 24;
/// One act of so many is a person's last for now.
const ACTS: usize = 12;
/// Of a hundred acts, so many are done where the last one was.
const SAME_PLACE: usize = 62;
/// Of a hundred acts in the same place, so many are done to the same issue or page.
const SAME_SUBJECT: usize = 55;
/// Of a thousand records, so many are of automation rules.
const OF_RULES: usize = 70;

/// Somebody at work.
#[derive(Debug, Clone, Copy)]
struct Session {
    who: Who,
    place: usize,
    /// Id of the issue or page.
    subject: u64,
}

/// Whose turn it is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Turn {
    /// The person at work under this number in this cluster.
    Person(usize, usize),
    /// A rule.
    Rule,
}

/// Everybody at work.
#[derive(Debug)]
pub(super) struct Sessions {
    open: [Vec<Session>; CLUSTERS],
    places: Zipf,
    /// Where something was done last, which rules react to.
    last: Option<(usize, u64)>,
}

impl Sessions {
    pub(super) fn new(places: Zipf) -> Self {
        Self { open: Default::default(), places, last: None }
    }

    /// Whose turn it is when the clusters are this busy.
    pub(super) fn whose_turn(&mut self, busy: &[f64; CLUSTERS], tools: &mut Tools) -> (Turn, Who) {
        if tools.chance.below(1_000) < OF_RULES {
            return (Turn::Rule, tools.people.automation());
        }
        let cluster = cluster(busy, tools);
        let Some(open) = self.open.get_mut(cluster) else { return (Turn::Rule, tools.people.automation()) };
        let number = tools.chance.below(OPEN);
        if number >= open.len() || tools.chance.below(ACTS) == 0 {
            let session = begin(cluster, open, &self.places, tools);
            match open.get_mut(number) {
                Some(ended) => *ended = session,
                None => open.push(session),
            }
        }
        let number = number.min(open.len().saturating_sub(1));
        (Turn::Person(cluster, number), open.get(number).map_or(0, |session| session.who))
    }

    /// The one whose turn it is does something: one record, sometimes two.
    pub(super) fn act(
        &mut self,
        turn: Turn,
        places: &mut [Place],
        occasion: Occasion,
        tools: &mut Tools,
    ) -> Option<(Event, Option<Box<Event>>)> {
        let (place, subject) = match turn {
            Turn::Rule => self.reaction(places, tools),
            Turn::Person(cluster, number) => {
                let session = self.open.get_mut(cluster)?.get_mut(number)?;
                go_on(session, places, &self.places, tools);
                (session.place, session.subject)
            }
        };
        let rule = matches!(turn, Turn::Rule);
        let moving = !rule && tools.chance.below(400) == 0;
        let moved = if moving { move_issue(places, place, subject, occasion, tools) } else { None };
        let (event, subject, second) = match moved {
            Some(done) => done,
            None => places.get_mut(place)?.act(subject, rule, occasion, tools)?,
        };
        if let Turn::Person(cluster, number) = turn {
            self.last = Some((place, subject));
            self.open.get_mut(cluster)?.get_mut(number)?.subject = subject;
        }
        Some((event, second))
    }

    /// Rules react to what was just done; some run by the clock.
    fn reaction(&self, places: &[Place], tools: &mut Tools) -> (usize, u64) {
        let in_project = |(place, _): &(usize, u64)| matches!(places.get(*place), Some(Place::Project(_)));
        if let Some(last) = self.last.filter(in_project).filter(|_| tools.chance.percent(80)) {
            return last;
        }
        // The first place is a project.
        let drawn = self.places.draw(&mut tools.chance);
        let place = if in_project(&(drawn, 0)) { drawn } else { 0 };
        (place, places.get(place).map_or(0, |place| place.some_subject(tools)))
    }
}

/// Somebody comes to work who is not there yet.
fn begin(cluster: usize, open: &[Session], places: &Zipf, tools: &mut Tools) -> Session {
    let mut who = tools.people.busy(cluster, &mut tools.chance);
    for _ in 0..3 {
        if open.iter().all(|session| session.who != who) {
            break;
        }
        who = tools.people.busy(cluster, &mut tools.chance);
    }
    Session { who, place: somewhere(who, places, tools), subject: 0 }
}

/// A place of this person's own, or another.
fn somewhere(who: Who, places: &Zipf, tools: &mut Tools) -> usize {
    if tools.chance.percent(70) {
        tools.people.home(who, &mut tools.chance)
    } else {
        places.draw(&mut tools.chance)
    }
}

/// Where the next act is done.
fn go_on(session: &mut Session, places: &[Place], ranks: &Zipf, tools: &mut Tools) {
    if !tools.chance.percent(SAME_PLACE) {
        session.place = somewhere(session.who, ranks, tools);
    } else if session.subject != 0 && tools.chance.percent(SAME_SUBJECT) {
        return;
    }
    session.subject = places.get(session.place).map_or(0, |place| place.some_subject(tools));
}

fn cluster(busy: &[f64; CLUSTERS], tools: &mut Tools) -> usize {
    let total: f64 = busy.iter().sum();
    let part = u32::try_from(tools.chance.below(1 << 20)).unwrap_or(0);
    let mut left = total * f64::from(part) / f64::from(1_u32 << 20);
    for (cluster, weight) in busy.iter().enumerate() {
        if left < *weight {
            return cluster;
        }
        left -= weight;
    }
    0
}

/// An issue goes to another project, when that has the same workflow.
fn move_issue(
    places: &mut [Place],
    from: usize,
    subject: u64,
    occasion: Occasion,
    tools: &mut Tools,
) -> Option<Done> {
    let to = tools.chance.below(places.len());
    let [Place::Project(from), Place::Project(to)] = places.get_disjoint_mut([from, to]).ok()? else {
        return None;
    };
    let at = from.find(subject)?;
    changes::moved(from, to, at, occasion, tools).map(|event| (event, subject, None))
}
