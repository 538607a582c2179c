//! Edits of single fields: each gives the change with the value before, and leaves the issue with the value after.

use super::flow::{LABELS, PRIORITIES, SELECTS};
use super::issue::Issue;
use super::people::Who;
use super::project::Project;
use super::tools::{Occasion, Tools};
use crate::time::{DAY, date, spent_text};
use activity_event::{Change, Value};

/// How often each field is edited.
const WEIGHTS: &[u32] = &[5, 9, 8, 12, 8, 5, 12, 7, 6, 9, 2, 3, 5, 2, 10];

/// One of the fields, as a number.
pub(super) fn some_field(tools: &mut Tools) -> usize {
    tools.chance.weighted(WEIGHTS)
}

/// Edits this field of the issue at this place; none when there is no other value for it.
pub(super) fn edit(
    project: &mut Project,
    at: usize,
    field: usize,
    occasion: Occasion,
    tools: &mut Tools,
) -> Option<Change> {
    let change = match field {
        4 => version(project, at, tools),
        5 => component(project, at, tools),
        6 => sprint(project, at, tools),
        11 => parent(project, at, tools),
        _ => Some(of_issue(project.issues.get_mut(at)?, field, occasion, tools)),
    };
    change.filter(|change| change.from != change.to)
}

/// Fields whose values do not hang on the project.
fn of_issue(issue: &mut Issue, field: usize, occasion: Occasion, tools: &mut Tools) -> Change {
    match field {
        0 => summary(issue, tools),
        1 => description(issue, tools),
        2 => priority(issue, tools),
        3 => labels(issue, tools),
        7 => points(issue, tools),
        8 => due(issue, 0, ("duedate", "duedate"), occasion, tools),
        10 => reporter(issue, tools),
        12 => estimate(issue, tools),
        13 => due(issue, 1, ("customfield_10015", "Start date"), occasion, tools),
        14 => select(issue, tools),
        _ => rank(tools),
    }
}

fn change((id, name): (&str, &str), from: Option<Value>, to: Option<Value>) -> Change {
    Change { field_id: Some(id.to_owned()), field: name.to_owned(), from, to }
}

/// A value with id and text.
pub(super) fn both(id: impl Into<String>, text: impl Into<String>) -> Value {
    Value { id: Some(id.into()), text: Some(text.into()) }
}

fn of_list(list: &[(String, String)], at: Option<usize>) -> Option<Value> {
    list.get(at?).map(|(id, name)| both(id, name))
}

/// Another number below the bound than this one.
fn other(now: Option<usize>, bound: usize, tools: &mut Tools) -> usize {
    let drawn = tools.chance.below(bound);
    if Some(drawn) == now { drawn.saturating_add(1).checked_rem(bound).unwrap_or(0) } else { drawn }
}

fn summary(issue: &mut Issue, tools: &mut Tools) -> Change {
    let before = std::mem::replace(&mut issue.summary, tools.words.title(&mut tools.chance));
    let after = issue.summary.clone();
    change(("summary", "summary"), Some(Value::text(before)), Some(Value::text(after)))
}

/// Most edits of a description add to what is there.
fn description(issue: &mut Issue, tools: &mut Tools) -> Change {
    let more = tools.words.text(4, &mut tools.chance);
    let after = match &issue.description {
        Some(before) if before.len() < 1_200 => format!("{before} {more}"),
        _ => more,
    };
    let before = issue.description.replace(after.clone()).map(Value::text);
    change(("description", "description"), before, Some(Value::text(after)))
}

fn priority(issue: &mut Issue, tools: &mut Tools) -> Change {
    let value = |at: usize| PRIORITIES.get(at).map(|(id, name)| both(*id, *name));
    let before = value(issue.priority);
    issue.priority = other(Some(issue.priority), PRIORITIES.len(), tools);
    change(("priority", "priority"), before, value(issue.priority))
}

fn labels(issue: &mut Issue, tools: &mut Tools) -> Change {
    let value = |issue: &Issue| (!issue.labels.is_empty()).then(|| Value::text(issue.labels.join(" ")));
    let before = value(issue);
    let label = tools.chance.word(LABELS);
    if let Some(has) = issue.labels.iter().position(|known| *known == label) {
        issue.labels.remove(has);
    } else if issue.labels.len() > 4 {
        issue.labels.remove(0);
    } else {
        issue.labels.push(label);
    }
    change(("labels", "labels"), before, value(issue))
}

fn version(project: &mut Project, at: usize, tools: &mut Tools) -> Option<Change> {
    let issue = project.issues.get_mut(at)?;
    let before = of_list(&project.versions, issue.version);
    let open = project.versions.len().checked_sub(project.released).filter(|open| *open > 0)?;
    let next = project.released.saturating_add(tools.chance.below(open));
    issue.version = (issue.version != Some(next)).then_some(next);
    Some(change(("fixVersions", "Fix Version"), before, of_list(&project.versions, issue.version)))
}

fn component(project: &mut Project, at: usize, tools: &mut Tools) -> Option<Change> {
    let issue = project.issues.get_mut(at)?;
    let before = of_list(&project.components, issue.component);
    let next = tools.chance.below(project.components.len());
    issue.component = (issue.component != Some(next)).then_some(next);
    Some(change(("components", "Component"), before, of_list(&project.components, issue.component)))
}

/// Into the present or a future sprint, or back to the backlog.
fn sprint(project: &mut Project, at: usize, tools: &mut Tools) -> Option<Change> {
    let issue = project.issues.get_mut(at)?;
    let value = |at: Option<usize>| project.sprints.get(at?).map(|(id, name)| both(id.to_string(), name));
    let before = value(issue.sprint);
    let open = project.sprints.len().checked_sub(project.closed).filter(|open| *open > 0)?;
    let next = project.closed.saturating_add(tools.chance.below(open));
    issue.sprint = (issue.sprint != Some(next)).then_some(next);
    Some(change(("customfield_10020", "Sprint"), before, value(issue.sprint)))
}

fn parent(project: &mut Project, at: usize, tools: &mut Tools) -> Option<Change> {
    let with = project.some_issue(tools);
    let (id, key) =
        project.issues.get(with).filter(|_| with != at).map(|issue| (issue.id, issue.key.clone()))?;
    let issue = project.issues.get_mut(at)?;
    let value = |parent: &Option<(u64, String)>| parent.as_ref().map(|(id, key)| both(id.to_string(), key));
    let before = value(&issue.parent);
    issue.parent = issue.parent.is_none().then_some((id, key));
    Some(change(("parent", "IssueParentAssociation"), before, value(&issue.parent)))
}

fn points(issue: &mut Issue, tools: &mut Tools) -> Change {
    const POINTS: [&str; 6] = ["1", "2", "3", "5", "8", "13"];
    let value = |at: Option<usize>| POINTS.get(at?).map(|points| Value::text(*points));
    let before = value(issue.points);
    issue.points = Some(other(issue.points, POINTS.len(), tools));
    change(("customfield_10016", "Story Points"), before, value(issue.points))
}

fn due(issue: &mut Issue, which: usize, name: (&str, &str), occasion: Occasion, tools: &mut Tools) -> Change {
    let value = |at: Option<i64>| {
        let day = date(at?);
        let text = format!("{day} 00:00:00.0");
        Some(both(day, text))
    };
    let days = tools.chance.between(2, 40);
    let after = Some(occasion.at.saturating_add(days.saturating_mul(DAY)));
    let before = issue.dates.get_mut(which).and_then(|slot| std::mem::replace(slot, after));
    change(name, value(before), value(after))
}

fn reporter(issue: &mut Issue, tools: &mut Tools) -> Change {
    let value = |who: Who, tools: &Tools| Some(Value::id(tools.people.account(who)));
    let before = value(issue.reporter, tools);
    issue.reporter = tools.people.anybody(&mut tools.chance);
    change(("reporter", "reporter"), before, value(issue.reporter, tools))
}

fn estimate(issue: &mut Issue, tools: &mut Tools) -> Change {
    let value = |seconds: Option<i64>| seconds.map(|seconds| both(seconds.to_string(), spent_text(seconds)));
    let before = value(issue.estimate);
    issue.estimate = Some(tools.chance.between(1, 33).saturating_mul(1_800));
    change(("timeoriginalestimate", "timeoriginalestimate"), before, value(issue.estimate))
}

/// A field with a list of values is set or emptied; approvers are people.
fn select(issue: &mut Issue, tools: &mut Tools) -> Change {
    let which = tools.chance.below(SELECTS.len().saturating_add(1));
    let Some((id, name, values)) = SELECTS.get(which) else { return approvers(issue, tools) };
    let value = |at: Option<usize>| {
        let (id, text) = values.get(at?)?;
        Some(Value { id: (!id.is_empty()).then(|| (*id).to_owned()), text: Some((*text).to_owned()) })
    };
    let now = issue.selects.get(which).copied().flatten();
    let next = tools.chance.below(values.len());
    let after = (now != Some(next)).then_some(next);
    if let Some(slot) = issue.selects.get_mut(which) {
        *slot = after;
    }
    change((id, name), value(now), value(after))
}

fn approvers(issue: &mut Issue, tools: &mut Tools) -> Change {
    let value = |who: &[Who], tools: &Tools| {
        let all: Vec<&str> = who.iter().map(|who| tools.people.account(*who)).collect();
        (!all.is_empty()).then(|| Value::id(format!("[{}]", all.join(", "))))
    };
    let before = value(&issue.approvers, tools);
    if issue.approvers.len() > 2 {
        issue.approvers.clear();
    } else {
        issue.approvers.push(tools.people.anybody(&mut tools.chance));
    }
    change(("customfield_10003", "Approvers"), before, value(&issue.approvers, tools))
}

/// An issue is dragged on a board. The ranks themselves are not shown.
fn rank(tools: &mut Tools) -> Change {
    let way = if tools.chance.percent(70) { "Ranked higher" } else { "Ranked lower" };
    change(("customfield_10019", "Rank"), None, Some(Value::text(way)))
}
