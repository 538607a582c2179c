//! What somebody does next, by job and habit, and what follows from it.

use super::life::Life;
use super::staff::{Job, Worker};
use super::texts::{self, Tone};
use crate::act::{
    Act, Assign, Attach, Connect, Create, Delete, DeleteComment, DeleteWork, Detach, Edit, EditComment,
    EditWork, LogWork, Move, Transit, Unlink, WriteComment,
};
use crate::model::{Category, Issue};
use crate::time::{DAY, HOUR, MINUTE, SECOND, date, spent_text};
use serde_json::{Value, json};

/// Something that will be done later.
pub(super) struct Chosen {
    pub(super) after: i64,
    pub(super) who: usize,
    pub(super) act: Act,
}

/// What can be done; the weights below are in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Intent {
    Create,
    Advance,
    Assign,
    Comment,
    Edit,
    Work,
    Link,
    Attach,
    TakeBack,
    Tidy,
}

const INTENTS: [Intent; 10] = [
    Intent::Create,
    Intent::Advance,
    Intent::Assign,
    Intent::Comment,
    Intent::Edit,
    Intent::Work,
    Intent::Link,
    Intent::Attach,
    Intent::TakeBack,
    Intent::Tidy,
];

/// How often a job does what, in the order of the intents.
fn weights(job: Job) -> [u32; 10] {
    match job {
        Job::Engineer => [5, 28, 5, 24, 8, 14, 4, 5, 2, 0],
        Job::Tester => [20, 16, 3, 28, 8, 6, 8, 11, 2, 0],
        Job::Planner => [18, 8, 16, 22, 24, 2, 6, 4, 2, 4],
        Job::Agent => [4, 28, 10, 36, 9, 7, 4, 3, 1, 0],
        Job::Partner => [16, 30, 8, 26, 10, 2, 2, 7, 1, 0],
        Job::Customer => [30, 0, 0, 56, 0, 0, 0, 14, 0, 0],
        Job::Automation => [0; 10],
    }
}

/// What this worker does now; none when there is nothing to do it to.
pub(super) fn act(life: &mut Life, who: usize, at: i64) -> Option<Act> {
    let worker = life.workers.get(who)?.clone();
    let project = whereabouts(life, &worker);
    let mut weights = weights(worker.job);
    if let Some(comment) = weights.get_mut(3) {
        *comment = comment.saturating_add(u32::try_from(worker.talkative / 3).unwrap_or(0));
    }
    let intent = INTENTS.get(life.chance.weighted(&weights)).copied()?;
    if intent == Intent::Create {
        return Some(create(life, &worker, project));
    }
    let issue = choose_issue(life, &worker, project, intent)?;
    match intent {
        Intent::Advance => advance(life, &issue),
        Intent::Assign => assign(life, who, &issue, at),
        Intent::Comment => Some(comment(life, who, &worker, &issue, at)),
        Intent::Edit => edit(life, &issue, at),
        Intent::Work => work(life, &worker, &issue, at),
        Intent::Link => link(life, &worker, &issue),
        Intent::Attach => Some(attach(life, &issue)),
        Intent::TakeBack => Some(take_back(life, &worker, &issue)),
        Intent::Tidy => Some(tidy(life, &issue)),
        Intent::Create => None,
    }
}

/// The project somebody looks at: mostly the own one.
fn whereabouts(life: &mut Life, worker: &Worker) -> &'static str {
    if worker.job == Job::Customer || life.chance.percent(88) {
        worker.team.0
    } else {
        life.chance.word(&["PAY", "WEB", "MOB", "OPS", "OPS", "HR"])
    }
}

/// An issue to act on: recent ones more often than old ones, own and open ones where that matters.
fn choose_issue(life: &mut Life, worker: &Worker, project: &str, intent: Intent) -> Option<Issue> {
    let count = life.issues.get(project)?.len();
    let mut best: Option<usize> = None;
    for _ in 0..6 {
        let reach = life.chance.below(count).saturating_add(1);
        let back = life.chance.below(reach);
        let place = count.checked_sub(back.saturating_add(1))?;
        let key = life.issues.get(project)?.get(place)?;
        let Some(index) = life.world.find_issue(key) else { continue };
        let Some(issue) = life.world.issue(index) else { continue };
        let open = issue.status.category != Category::Done;
        let mine = issue.assignee.as_deref() == Some(&worker.account_id);
        let reported = issue.reporter.as_deref() == Some(&worker.account_id);
        let good = match (worker.job, intent) {
            (Job::Customer, _) => reported,
            (_, Intent::Advance | Intent::Work) => open && (mine || issue.assignee.is_none()),
            (_, Intent::Assign | Intent::Edit) => open,
            _ => mine || open,
        };
        if good {
            return Some(issue.clone());
        }
        best = best.or(Some(index));
    }
    // Customers write to their own requests only; others now and then touch what is done or somebody else's.
    if worker.job == Job::Customer { None } else { life.world.issue(best?).cloned() }
}

fn create(life: &mut Life, worker: &Worker, project: &str) -> Act {
    let trade = texts::trade(project);
    let chance = &mut life.chance;
    let kind = match (project, worker.job) {
        ("OPS", Job::Customer) => {
            chance.word(&["Service request", "Service request", "Service request", "Incident"])
        }
        ("OPS", _) => chance.word(&["Service request", "Incident", "Incident", "Problem", "Change"]),
        ("HR", _) => chance.word(&["Request", "Request", "Onboarding", "Offboarding", "Hiring"]),
        (_, Job::Tester) => chance.word(&["Bug", "Bug", "Bug", "Task"]),
        (_, Job::Planner) => chance.word(&["Story", "Story", "Task", "Bug", "Epic"]),
        _ => chance.word(&["Task", "Task", "Bug", "Story"]),
    };
    let labels = if chance.percent(35) { vec![texts::label(trade, chance)] } else { Vec::new() };
    let priority = chance
        .word(&["Highest", "High", "High", "Medium", "Medium", "Medium", "Medium", "Low", "Low", "Lowest"]);
    let summary = texts::summary(trade, kind, chance);
    let description = texts::description(trade, chance);
    let components: Vec<String> = match life.world.project(project) {
        Some(found) if life.chance.percent(55) => {
            life.chance.one(&found.components).map(|one| one.name.clone()).into_iter().collect()
        }
        _ => Vec::new(),
    };
    Act::Create(Create {
        project: project.to_owned(),
        summary,
        kind: Some(kind.to_owned()),
        description,
        priority: Some(priority.to_owned()),
        labels,
        components,
        ..Create::default()
    })
}

/// Takes the issue along the workflow: mostly forward.
fn advance(life: &mut Life, issue: &Issue) -> Option<Act> {
    let project = life.world.project(&issue.project)?;
    let workflow = project.workflow_of(&issue.issue_type);
    let place = |name: &str| workflow.statuses.iter().position(|status| status.name == name).unwrap_or(0);
    let here = place(&issue.status.name);
    let ways: Vec<(String, u32)> = workflow
        .ways_from(&issue.status.name)
        .map(|way| {
            let weight = match place(&way.to).checked_sub(here) {
                Some(1) => 10,
                Some(_) => 4,
                None => 2,
            };
            (way.id.clone(), weight)
        })
        .collect();
    let weights: Vec<u32> = ways.iter().map(|way| way.1).collect();
    let way = ways.get(life.chance.weighted(&weights))?.0.clone();
    let resolution = life
        .chance
        .percent(18)
        .then(|| life.chance.word(&["Won't Do", "Duplicate", "Cannot Reproduce", "Known Error"]).to_owned());
    Some(Act::Transition(Transit { issue: issue.key.clone(), transition: way, resolution }))
}

fn assign(life: &mut Life, who: usize, issue: &Issue, at: i64) -> Option<Act> {
    let assignee = if life.chance.percent(6) {
        None
    } else if life.chance.percent(30) {
        Some(who)
    } else {
        let jobs = [Job::Engineer, Job::Agent, Job::Partner, Job::Tester];
        Some(life.colleague(&issue.project, &jobs, usize::MAX, at)?)
    };
    let assignee = assignee.and_then(|who| life.workers.get(who)).map(|worker| worker.account_id.clone());
    Some(Act::Assign(Assign { issue: issue.key.clone(), assignee }))
}

fn comment(life: &mut Life, who: usize, worker: &Worker, issue: &Issue, at: i64) -> Act {
    let tone = match (worker.job, issue.project.as_str()) {
        (Job::Customer, _) => Tone::Customer,
        (_, "OPS") => Tone::Service,
        (_, "HR") => Tone::Office,
        (Job::Tester, _) => Tone::Test,
        (Job::Planner, _) => Tone::Question,
        _ => life
            .chance
            .one(&[Tone::Progress, Tone::Progress, Tone::Question, Tone::Review])
            .copied()
            .unwrap_or(Tone::Progress),
    };
    let jobs = [Job::Engineer, Job::Tester, Job::Planner, Job::Agent, Job::Partner];
    let to = life.colleague(&issue.project, &jobs, who, at);
    let to = to.and_then(|to| life.workers.get(to)).map(|worker| worker.account_id.clone());
    let text = texts::comment(texts::trade(&issue.project), tone, to.as_deref(), &mut life.chance);
    let internal = text.starts_with("Internal:") || (issue.project == "HR" && life.chance.percent(20));
    Act::Comment(WriteComment { issue: issue.key.clone(), text, public: internal.then_some(false) })
}

fn edit(life: &mut Life, issue: &Issue, at: i64) -> Option<Act> {
    let trade = texts::trade(&issue.project);
    let project = life.world.project(&issue.project)?;
    let chance = &mut life.chance;
    let (field, value): (&str, Value) = match chance.weighted(&[24, 22, 12, 14, 14, 10, 6]) {
        0 => ("priority", chance.word(&["Highest", "High", "Medium", "Low", "Lowest"]).into()),
        1 => {
            let mut labels = issue.labels.clone();
            let label = texts::label(trade, chance);
            if labels.contains(&label) || labels.len() > 3 {
                labels.retain(|kept| *kept != label);
                labels.truncate(2);
            } else {
                labels.push(label);
            }
            ("labels", json!(labels))
        }
        2 => ("summary", texts::summary(trade, &issue.issue_type.name, chance).into()),
        3 => ("description", json!(texts::description(trade, chance))),
        4 => ("fixVersions", json!([chance.one(&project.versions)?.name])),
        5 => ("components", json!([chance.one(&project.components)?.name])),
        _ => ("duedate", date(at.saturating_add(DAY.saturating_mul(chance.between(2, 40)))).into()),
    };
    Some(Act::Edit(Edit {
        issue: issue.key.clone(),
        fields: [(field.to_owned(), value)].into_iter().collect(),
        ..Edit::default()
    }))
}

fn work(life: &mut Life, worker: &Worker, issue: &Issue, at: i64) -> Option<Act> {
    if !worker.logs_work {
        return None;
    }
    let quarters = life.chance.between(1, 25);
    let seconds = quarters.saturating_mul(900);
    let text = life.chance.percent(70).then(|| texts::work(texts::trade(&issue.project), &mut life.chance));
    Some(Act::Worklog(LogWork {
        issue: issue.key.clone(),
        spent: spent_text(seconds),
        text,
        started: Some(at.saturating_sub(seconds.saturating_mul(SECOND))),
    }))
}

fn link(life: &mut Life, worker: &Worker, issue: &Issue) -> Option<Act> {
    let project = whereabouts(life, worker);
    let other = choose_issue(life, worker, project, Intent::Link)?;
    let kind =
        life.chance.word(&["Relates", "Relates", "Blocks", "is blocked by", "Duplicate", "Problem/Incident"]);
    Some(Act::Link(Connect { issue: issue.key.clone(), to: other.key, kind: Some(kind.to_owned()) }))
}

fn attach(life: &mut Life, issue: &Issue) -> Act {
    let (name, size) = texts::file(&mut life.chance);
    Act::Attach(Attach { issue: issue.key.clone(), name, size: Some(size), mime_type: None })
}

/// Undoes something of one's own.
fn take_back(life: &mut Life, worker: &Worker, issue: &Issue) -> Act {
    let choice = life.chance.below(4);
    // Few issues have a file of this person: one that has is looked for.
    let own = |issue: &&Issue| {
        issue.attachments.iter().any(|file| file.author.as_ref() == Some(&worker.account_id))
    };
    let with_file = life.world.issues().rev().take(500).find(own).filter(|_| choice == 3);
    let issue = with_file.unwrap_or(issue).key.clone();
    match choice {
        0 => Act::DeleteComment(DeleteComment { issue, comment: None }),
        1 => Act::DeleteWorklog(DeleteWork { issue, worklog: None }),
        2 => Act::Unlink(Unlink { issue, link: None, to: None }),
        _ => Act::Detach(Detach { issue, attachment: None }),
    }
}

/// What administrators do now and then.
fn tidy(life: &mut Life, issue: &Issue) -> Act {
    if life.chance.percent(45) {
        Act::Delete(Delete { issue: issue.key.clone() })
    } else {
        let project = life.chance.word(&["PAY", "WEB", "MOB", "OPS"]).to_owned();
        Act::Move(Move { issue: issue.key.clone(), project })
    }
}

/// What follows from an act: corrections, answers, and what the automation does.
pub(super) fn follow_ups(
    life: &mut Life,
    who: usize,
    act: &Act,
    issue: Option<String>,
    made: Option<String>,
) -> Vec<Chosen> {
    let (Some(issue), Some(worker)) = (issue, life.workers.get(who).cloned()) else { return Vec::new() };
    let mut chosen = Vec::new();
    let minutes = |life: &mut Life, low: i64, high: i64| {
        life.chance.between(low.saturating_mul(MINUTE), high.saturating_mul(MINUTE))
    };
    match act {
        Act::Comment(comment) => {
            if life.chance.percent(worker.corrects) {
                let project = issue.split('-').next().unwrap_or_default();
                let text = texts::corrected(&comment.text, texts::trade(project), &mut life.chance);
                let act = Act::EditComment(EditComment { issue: issue.clone(), comment: made.clone(), text });
                chosen.push(Chosen { after: minutes(life, 1, 25), who, act });
            }
            if life.chance.percent(2) {
                let act = Act::DeleteComment(DeleteComment { issue, comment: made });
                chosen.push(Chosen { after: minutes(life, 30, 400), who, act });
            }
        }
        Act::Create(create) if create.project == "OPS" => {
            let automation = life.automation();
            if let (Some(robot), true) = (automation, life.chance.percent(70)) {
                let agent = life.colleague("OPS", &[Job::Agent], usize::MAX, i64::MAX);
                let assignee =
                    agent.and_then(|agent| life.workers.get(agent)).map(|agent| agent.account_id.clone());
                let act = Act::Assign(Assign { issue: issue.clone(), assignee });
                chosen.push(Chosen { after: minutes(life, 0, 1).saturating_add(900), who: robot, act });
            }
            if let (Some(agent), Job::Customer) =
                (life.colleague("OPS", &[Job::Agent], who, i64::MAX), worker.job)
            {
                let text = texts::comment(texts::trade("OPS"), Tone::Service, None, &mut life.chance);
                let act = Act::Comment(WriteComment { issue, text, public: None });
                chosen.push(Chosen { after: minutes(life, 4, 240), who: agent, act });
            }
        }
        Act::Transition(transit) if transit.transition == "821" => {
            if let (Some(robot), true) = (life.automation(), life.chance.percent(60)) {
                let act = Act::Transition(Transit { issue, transition: "851".into(), resolution: None });
                chosen.push(Chosen { after: DAY.saturating_mul(5).saturating_add(HOUR), who: robot, act });
            }
        }
        Act::Worklog(_) if life.chance.percent(9) => {
            let act = if life.chance.percent(70) {
                let spent = Some(spent_text(life.chance.between(1, 20).saturating_mul(1_800)));
                Act::EditWorklog(EditWork { issue, worklog: made, spent, text: None })
            } else {
                Act::DeleteWorklog(DeleteWork { issue, worklog: made })
            };
            chosen.push(Chosen { after: minutes(life, 2, 90), who, act });
        }
        _ => {}
    }
    chosen
}
