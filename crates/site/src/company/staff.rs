//! The people: who works on what, when, how much, and with which habits.

use super::{Plan, chance::Chance, names::Names};
use crate::model::{AccountType, Group, Organization, Person, Role, World};
use crate::time::DAY;
use chrono_tz::Tz;

/// What somebody mainly works on; the team's name is the key of its project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Team(pub(super) &'static str);

impl Team {
    /// The team of a project.
    pub(super) fn of(key: &'static str) -> Self {
        Self(key)
    }
}

/// What somebody does when at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Job {
    /// Writes and reviews code.
    Engineer,
    /// Finds and checks bugs.
    Tester,
    /// Plans: creates, edits, assigns.
    Planner,
    /// Answers customers.
    Agent,
    /// Hires and helps.
    Partner,
    /// Asks for help.
    Customer,
    /// Follows rules, at once.
    Automation,
}

/// Somebody's working life.
#[derive(Debug, Clone)]
pub(super) struct Worker {
    pub(super) account_id: String,
    pub(super) team: Team,
    pub(super) job: Job,
    pub(super) zone: Tz,
    /// Monday to Sunday.
    pub(super) days: [bool; 7],
    /// Minutes after local midnight.
    pub(super) hours: (i64, i64),
    /// How much somebody does, compared with others; 0 for those who act on events only.
    pub(super) pace: u32,
    /// Of a hundred acts at hand, how many somebody spends on talking.
    pub(super) talkative: usize,
    /// Of a hundred comments, how many are corrected afterwards.
    pub(super) corrects: usize,
    /// Whether work is logged.
    pub(super) logs_work: bool,
    /// Last moment at work, for those who leave.
    pub(super) leaves: Option<i64>,
    /// First moment at work, for those who join.
    pub(super) joins: Option<i64>,
}

/// Number, name, zone, team, job, and what is administered.
type Fixed = (&'static str, &'static str, Tz, &'static str, Job, Option<(&'static str, &'static str)>);

/// Accounts that are the same for every seed.
const FIXED: [Fixed; 4] = [
    ("1", "Ingrid Solheim", Tz::Europe__Oslo, "OPS", Job::Planner, Some(("site", ""))),
    ("2", "Mateo Quintana", Tz::Europe__Madrid, "PAY", Job::Planner, Some(("project", "PAY"))),
    ("3", "Priya Raman", Tz::Asia__Kolkata, "WEB", Job::Planner, Some(("space", "DOCS"))),
    ("4", "Tomasz Wilk", Tz::Europe__Warsaw, "MOB", Job::Engineer, None),
];

/// The account of the automation is the same on every Jira site.
const AUTOMATION: &str = "557058:f58131cb-b67d-43c7-b30d-6b58d40bd077";

/// The account in whose name the installed app acts.
pub(crate) const APP: &str = "557058:00000000-0000-4000-8000-0000000000aa";

/// How the teams are made up: team, job, weight.
const JOBS: &[(&str, Job, u32)] = &[
    ("PAY", Job::Engineer, 8),
    ("PAY", Job::Tester, 2),
    ("PAY", Job::Planner, 1),
    ("WEB", Job::Engineer, 8),
    ("WEB", Job::Tester, 2),
    ("WEB", Job::Planner, 2),
    ("MOB", Job::Engineer, 7),
    ("MOB", Job::Tester, 2),
    ("MOB", Job::Planner, 1),
    ("OPS", Job::Agent, 9),
    ("OPS", Job::Planner, 1),
    ("HR", Job::Partner, 4),
];

const ORGANIZATIONS: &[&str] =
    &["Alder & Finch", "Blue Fjord Logistics", "Cobalt Bakery Group", "Dune Optics", "Evermoor Hotels"];

/// Makes everybody; nobody has done anything yet.
pub(super) fn found(plan: Plan, start: i64, chance: &mut Chance) -> (World, Vec<Worker>) {
    let mut world = World::default();
    world.cloud_id = chance.uuid();
    "https://harbour-lane.example".clone_into(&mut world.base_url);
    let mut workers = Vec::new();
    fixed(&mut world, &mut workers);
    let mut names = Names::default();
    let weights: Vec<u32> = JOBS.iter().map(|row| row.2).collect();
    for number in u32::try_from(FIXED.len()).unwrap_or(0)..plan.people.max(4) {
        // The first round fills every team and job once, so that a small company has all of them.
        let turn = usize::try_from(number).unwrap_or(0).saturating_sub(FIXED.len());
        let row = JOBS.get(turn).or_else(|| JOBS.get(chance.weighted(&weights)));
        let Some((team, job, _)) = row.copied() else { continue };
        let worker = hire(&mut world, &mut names, chance, Team::of(team), job);
        workers.push(turnover(worker, plan, start, number, chance));
    }
    customers(&mut world, &mut workers, &mut names, start, chance);
    machines(&mut world, &mut workers);
    groups(&mut world, &workers, chance);
    (world, workers)
}

fn fixed(world: &mut World, workers: &mut Vec<Worker>) {
    for (number, name, zone, team, job, role) in FIXED {
        let account_id = format!("557058:00000000-0000-4000-8000-{number:0>12}");
        let roles = role.map(|(kind, key)| match kind {
            "site" => Role::SiteAdmin,
            "project" => Role::ProjectAdmin(key.into()),
            _ => Role::SpaceAdmin(key.into()),
        });
        world.add_person(Person {
            account_id: account_id.clone(),
            display_name: name.into(),
            account_type: AccountType::Atlassian,
            active: true,
            zone: zone.name().into(),
            roles: roles.into_iter().collect(),
            imported: false,
        });
        workers.push(Worker {
            account_id,
            team: Team::of(team),
            job,
            zone,
            days: [true, true, true, true, true, false, false],
            hours: (8 * 60, 17 * 60),
            pace: 9,
            talkative: 30,
            corrects: 8,
            logs_work: true,
            leaves: None,
            joins: None,
        });
    }
}

fn hire(world: &mut World, names: &mut Names, chance: &mut Chance, team: Team, job: Job) -> Worker {
    let (name, zone) = names.next(chance);
    let account_id =
        if chance.percent(60) { format!("712020:{}", chance.uuid()) } else { format!("5{}", chance.hex(23)) };
    world.add_person(Person {
        account_id: account_id.clone(),
        display_name: name,
        account_type: if job == Job::Customer { AccountType::Customer } else { AccountType::Atlassian },
        active: true,
        zone: zone.into(),
        roles: Vec::new(),
        imported: false,
    });
    let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
    let friday_off = matches!(zone, Tz::Asia__Dubai | Tz::Africa__Cairo);
    let mut days = if friday_off {
        [true, true, true, true, false, false, true]
    } else {
        [true, true, true, true, true, false, false]
    };
    if chance.percent(15) {
        let off = chance.below(5);
        days.iter_mut().skip(off).take(1).for_each(|day| *day = false);
    }
    // Agents work in shifts, weekends included; others come when they like.
    let begin = if job == Job::Agent { chance.between(6, 15) } else { chance.between(7, 11) };
    if job == Job::Agent && chance.percent(40) {
        days = [true, false, true, true, false, true, true];
    }
    let begin = begin.saturating_mul(60).saturating_add(chance.between(0, 60));
    let length = if chance.percent(15) { 5 * 60 } else { 8 * 60 };
    Worker {
        account_id,
        team,
        job,
        zone,
        days,
        hours: (begin, begin.saturating_add(length)),
        pace: u32::try_from(chance.between(3, 15)).unwrap_or(8),
        talkative: chance.below(30).saturating_add(15),
        corrects: chance.below(12).saturating_add(2),
        logs_work: chance.percent(60),
        leaves: None,
        joins: None,
    }
}

/// One in twelve leaves, one in ten joins within the history.
fn turnover(mut worker: Worker, plan: Plan, start: i64, number: u32, chance: &mut Chance) -> Worker {
    let span = plan.end.saturating_sub(start);
    if number % 12 == 11 {
        worker.leaves =
            Some(chance.between(start.saturating_add(span / 4), plan.end.saturating_sub(span / 10)));
    } else if number % 10 == 9 {
        worker.joins = Some(chance.between(start, start.saturating_add(span / 2)));
    }
    worker
}

fn customers(
    world: &mut World,
    workers: &mut Vec<Worker>,
    names: &mut Names,
    start: i64,
    chance: &mut Chance,
) {
    for name in ORGANIZATIONS {
        let mut members = Vec::new();
        for _ in 0..chance.between(2, 5) {
            let worker = hire(world, names, chance, Team::of("OPS"), Job::Customer);
            members.push(worker.account_id.clone());
            workers.push(Worker { pace: 2, ..worker });
        }
        let age = DAY.saturating_mul(chance.between(40, 900));
        let id = world.organizations.len().saturating_add(1).to_string();
        let created = start.saturating_sub(age);
        world.organizations.push(Organization {
            id,
            uuid: chance.uuid(),
            name: (*name).into(),
            members,
            projects: vec!["OPS".into()],
            created,
        });
    }
}

/// The automation and the installed app.
fn machines(world: &mut World, workers: &mut Vec<Worker>) {
    for (account_id, name) in [(AUTOMATION, "Automation for Jira"), (APP, "Installed app")] {
        world.add_person(Person {
            account_id: account_id.into(),
            display_name: name.into(),
            account_type: AccountType::App,
            active: true,
            zone: "Etc/UTC".into(),
            roles: Vec::new(),
            imported: false,
        });
    }
    workers.push(Worker {
        account_id: AUTOMATION.into(),
        team: Team::of("OPS"),
        job: Job::Automation,
        zone: Tz::UTC,
        days: [true; 7],
        hours: (0, 24 * 60),
        pace: 0,
        talkative: 0,
        corrects: 0,
        logs_work: false,
        leaves: None,
        joins: None,
    });
}

fn groups(world: &mut World, workers: &[Worker], chance: &mut Chance) {
    type Rule = fn(&Worker) -> bool;
    let is_staff: Rule = |worker| !matches!(worker.job, Job::Customer | Job::Automation);
    let rules: [(&str, Rule); 11] = [
        ("jira-administrators", |worker| worker.account_id.ends_with("-000000000001")),
        ("confluence-administrators", |worker| worker.account_id.ends_with("-000000000001")),
        ("jira-software-users", is_staff),
        ("confluence-users", is_staff),
        ("jira-servicemanagement-users", |worker| {
            worker.job == Job::Agent || worker.team.0 == "OPS" && worker.job == Job::Planner
        }),
        ("payments-team", |worker| worker.team.0 == "PAY"),
        ("website-team", |worker| worker.team.0 == "WEB"),
        ("mobile-team", |worker| worker.team.0 == "MOB"),
        ("people-team", |worker| worker.team.0 == "HR"),
        ("engineering", |worker| matches!(worker.job, Job::Engineer | Job::Tester)),
        ("product-owners", |worker| worker.job == Job::Planner),
    ];
    for (name, rule) in rules {
        let members =
            workers.iter().filter(|worker| rule(worker)).map(|worker| worker.account_id.clone()).collect();
        world.groups.push(Group { id: chance.uuid(), name: name.into(), members });
    }
}
