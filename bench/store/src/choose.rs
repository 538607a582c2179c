//! Chooses what the queries ask for, by fixed rules, from the records themselves: the same records give the same questions.
//!
//! * `Q1` the 20th most active person, in the project where they did most in the last seven days.
//! * `Q2` the most frequent action.
//! * `Q3` the word of five letters or more that is in closest to four of a hundred records.
//! * `Q4` the 101st to 300th most active person, in the last thirty days.
//! * `Q5` six kinds of deletion, in the sixth to fifteenth most active project or space.
//! * `Q6` the eight most frequent actions, in the most active project.
//! * `Q7` the same six kinds of deletion, in the last thirty days.
//! * `Q8` the issue whose own records are closest to 38.
//!
//! Automation is not a person. Where two are equally active, the smaller name comes first.

use crate::Answer;
use crate::constants::{Actors, Constants, Contains, Count, Histogram, Newest, OfActor, OfActors, OfIssue};
use crate::record::Record;
use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;

const DAY: i64 = 86_400_000;
const LIMIT: usize = 50;
const DELETIONS: [&str; 6] = [
    "issue.deleted",
    "comment.deleted",
    "worklog.deleted",
    "link.deleted",
    "attachment.deleted",
    "page.trashed",
];

/// How often each name occurs.
#[derive(Default)]
struct Counts(HashMap<String, u64>);

impl Counts {
    fn add(&mut self, name: &str) {
        match self.0.get_mut(name) {
            Some(count) => *count += 1,
            None => drop(self.0.insert(name.to_owned(), 1)),
        }
    }

    /// Names, the most frequent first.
    fn ranked(self) -> Vec<String> {
        let mut all: Vec<(String, u64)> = self.0.into_iter().collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        all.into_iter().map(|(name, _)| name).collect()
    }

    /// The name whose count is closest to this one.
    fn closest(self, wanted: u64) -> Option<String> {
        let away = |count: &u64| count.abs_diff(wanted);
        let best = self.0.iter().min_by(|a, b| away(a.1).cmp(&away(b.1)).then_with(|| a.0.cmp(b.0)));
        best.map(|(name, _)| name.clone())
    }
}

/// Reads all records twice: what is most active first, then where the person of `Q1` was.
pub(crate) fn choose(records: &Path) -> Answer<Constants> {
    let [mut people, mut actions, mut containers, mut projects, mut issues, mut words]: [Counts; 6] =
        Default::default();
    let (mut last, mut all) = (0, 0);
    let mut in_record: Vec<String> = Vec::new();
    each(records, |record| {
        (last, all) = (record.occurred, all + 1);
        actions.add(record.action);
        if let Some(person) = record.actor().filter(|_| record.is_person()) {
            people.add(person);
        }
        if let Some(container) = record.container() {
            containers.add(container);
            if record.is_in_project() {
                projects.add(container);
            }
        }
        if let Some(issue) = record.subject.id.filter(|_| record.subject.kind == "issue") {
            issues.add(issue);
        }
        let text = record.text();
        let found = text.split(|letter: char| !letter.is_alphanumeric());
        let plain = |word: &&str| word.len() >= 5 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        in_record.extend(found.filter(plain).map(str::to_owned));
        in_record.sort_unstable();
        in_record.dedup();
        in_record.drain(..).for_each(|word| words.add(&word));
    })?;
    let (people, actions, containers) = (people.ranked(), actions.ranked(), containers.ranked());
    // Queries say times in whole minutes.
    let minute = |time: i64| time - time.rem_euclid(60_000);
    let (week, month) = (minute(last - 7 * DAY), minute(last - 30 * DAY));
    let busy = one(&people, 19)?;
    let mut places = Counts::default();
    each(records, |record| {
        if record.occurred >= week && record.actor() == Some(&busy) && record.is_in_project() {
            record.container().into_iter().for_each(|container| places.add(container));
        }
    })?;
    let deletions = DELETIONS.map(str::to_owned).to_vec();
    let part = |list: &[String], from: usize, to: usize| {
        list.get(from.min(list.len())..to.min(list.len())).unwrap_or_default().to_vec()
    };
    let project = one(&projects.ranked(), 0)?;
    Ok(Constants {
        limit: LIMIT,
        Q1: OfActor { actor: busy, container: one(&places.ranked(), 0)?, from: week },
        Q2: Count { action: one(&actions, 0)? },
        Q3: Contains { word: words.closest(all / 25).ok_or("no record has words")? },
        Q4: OfActors { actors: part(&people, 100, 300), from: month },
        Q5: Newest { actions: deletions.clone(), containers: part(&containers, 5, 15) },
        Q6: Histogram { actions: part(&actions, 0, 8), container: project },
        Q7: Actors { actions: deletions, from: month },
        Q8: OfIssue { issue: issues.closest(38).ok_or("no record is about an issue")? },
    })
}

fn one(list: &[String], at: usize) -> Answer<String> {
    list.get(at).or(list.last()).cloned().ok_or_else(|| "there are no records to choose from".into())
}

fn each(records: &Path, mut see: impl FnMut(&Record)) -> Answer<()> {
    let mut lines = BufReader::with_capacity(1 << 20, fs::File::open(records)?);
    let mut line = String::new();
    while lines.read_line(&mut line)? > 0 {
        see(&serde_json::from_str(&line)?);
        line.clear();
    }
    Ok(())
}
