//! Questions for Jira: rows that hang on what the log does not know.
//!
//! A row of which a part of the query is open waits. When everything before it has been read, what is left of the query
//! for this row is asked of Jira about the row's issue, as the issue is now; rows with the same question are asked
//! together. Jira's answer has three values: the issue matches; Jira sees it and it does not match; Jira does not see it
//! (deleted, or hidden from the asker), then nobody can tell, and the row is shown with that mark.

use super::Reader;
use super::place::Place;
use crate::answer::{IssueMatches, IssueQuestion};
use crate::{Diagnostic, Severity};
use activity_filter::issue_id;
use std::collections::{BTreeMap, BTreeSet};

/// Questions under way and what came of them.
#[derive(Debug, Default)]
pub(super) struct Jira {
    /// Asked and not answered yet: the question, and the rows by issue.
    asked: Vec<(String, BTreeMap<String, Vec<Place>>)>,
    /// Rows whose question got no answer; they are not asked about again.
    unanswered: BTreeSet<Place>,
    /// Questions that were answered.
    pub(super) answered: BTreeSet<String>,
    /// Questions that Jira did not understand, with what it said.
    refused: BTreeMap<String, String>,
}

impl Jira {
    /// What the asker should know.
    pub(super) fn warnings(&self) -> impl Iterator<Item = Diagnostic> + '_ {
        self.refused.iter().map(|(jql, problem)| Diagnostic {
            severity: Severity::Warning,
            code: "read.jira-refused",
            message: format!("Jira did not answer '{jql}': {problem}"),
            help: Some("Events that hang on it are marked: cannot tell.".to_owned()),
            narrow: None,
            from: 0,
            to: 0,
            fix: None,
        })
    }
}

impl Reader {
    /// What Jira must be asked before the page can go on, once [`Reader::next`] has nothing more to fetch; empty when there
    /// is nothing. Each question is of at most 1,000 issues.
    pub fn questions(&mut self) -> Vec<IssueQuestion> {
        self.consider_ahead();
        let certain = self.plan.frontier().map(Place::first_at);
        let mut asked: BTreeMap<String, BTreeMap<String, Vec<Place>>> = BTreeMap::new();
        let mut hopeless = Vec::new();
        let pending = self.page.pending_before(certain);
        for (place, event) in pending.filter(|(place, _)| !self.jira.unanswered.contains(place)) {
            match (self.question.residual(event), issue_id(event)) {
                (Some(jql), Some(issue)) => {
                    asked.entry(jql).or_default().entry(issue.to_owned()).or_default().push(place);
                }
                _ => hopeless.push(place),
            }
        }
        for place in hopeless {
            self.page.decide(place, None);
        }
        self.jira.asked = asked.into_iter().collect();
        let question = |(jql, issues): &(String, BTreeMap<String, Vec<Place>>)| IssueQuestion {
            jql: jql.clone(),
            issues: issues.keys().cloned().collect(),
        };
        self.jira.asked.iter().map(question).collect()
    }

    /// Takes in the answers, in the order of the questions. Questions without an answer stay open: the rows are counted as
    /// undecided.
    pub fn add_matches(&mut self, matches: &[IssueMatches]) {
        let mut asked = std::mem::take(&mut self.jira.asked);
        let unanswered = asked.split_off(asked.len().min(matches.len()));
        let places = unanswered.into_iter().flat_map(|(_, issues)| issues.into_values().flatten());
        self.jira.unanswered.extend(places);
        for ((jql, issues), answer) in asked.into_iter().zip(matches) {
            let (hits, seen) = (set(&answer.matched), set(&answer.visible));
            for (issue, places) in issues {
                let issue = issue.as_str();
                let truth = match &answer.problem {
                    Some(_) => None,
                    None if hits.contains(issue) => Some(true),
                    None => seen.contains(issue).then_some(false),
                };
                for place in places {
                    self.page.decide(place, truth);
                }
            }
            match &answer.problem {
                Some(problem) => {
                    self.jira.refused.insert(jql, problem.clone());
                }
                None => {
                    self.jira.answered.insert(jql);
                }
            }
        }
    }
}

fn set(ids: &[String]) -> BTreeSet<&str> {
    ids.iter().map(String::as_str).collect()
}
