//! What people do in Confluence, and now and then with Assets and organizations.

use super::life::Life;
use super::staff::{Job, Worker};
use super::texts::{self, Tone};
use crate::act::wiki::{
    AddTask, Attach, ChangeTask, Copy, Edit, Found, Hold, Make, Move, Relate, Restrict, Say, Tag, To, Trash,
    WikiAct,
};
use crate::act::{Act, AssetAct, AssetChange, OrganizationAct, OrganizationChange};
use crate::model::AccountType;
use crate::model::wiki::{Content, ContentKind, ContentStatus, Holder};
use crate::permissions::{Caller, administers_space};
use crate::time::{DAY, date};

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Intent {
    Create,
    Edit,
    Comment,
    EditComment,
    Like,
    Watch,
    Label,
    Unlabel,
    Attach,
    Task,
    Tick,
    Move,
    Copy,
    Archive,
    Trash,
    Restrict,
    Space,
    Administer,
}

/// How often.
const INTENTS: [(Intent, u32); 17] = [
    (Intent::Edit, 300),
    (Intent::Comment, 140),
    (Intent::Create, 130),
    (Intent::Like, 60),
    (Intent::Label, 55),
    (Intent::Attach, 50),
    (Intent::Task, 45),
    (Intent::Tick, 45),
    (Intent::EditComment, 20),
    (Intent::Move, 20),
    (Intent::Watch, 15),
    (Intent::Trash, 12),
    (Intent::Unlabel, 10),
    (Intent::Restrict, 10),
    (Intent::Copy, 8),
    (Intent::Archive, 8),
    (Intent::Space, 2),
];

/// Kinds of what is made, and how often.
const KINDS: [(&str, u32); 6] =
    [("page", 80), ("live", 12), ("blogpost", 8), ("whiteboard", 6), ("folder", 3), ("database", 2)];

/// What this worker does in Confluence now; none when there is nothing to do it to.
pub(super) fn act(life: &mut Life, who: usize, at: i64) -> Option<Act> {
    let worker = life.workers.get(who)?.clone();
    if matches!(worker.job, Job::Customer | Job::Automation) {
        return None;
    }
    let weights: Vec<u32> = INTENTS.iter().map(|row| row.1).collect();
    let mut intent = INTENTS.get(life.chance.weighted(&weights))?.0;
    let space = home(life, &worker);
    // Few administer a space, and these do so often.
    if life.chance.percent(40) && is_admin(life, &worker, &space) {
        intent = Intent::Administer;
    }
    let done = match intent {
        Intent::Create => create(life, &worker, &space, at),
        Intent::Space => new_space(life, &worker),
        Intent::Administer => administer(life, &worker, &space)?,
        Intent::EditComment => edit_comment(life, &worker)?,
        Intent::Tick => tick(life, &space)?,
        _ => on_page(life, &worker, &space, intent)?,
    };
    Some(Act::Wiki(done))
}

/// What an agent does with what the company owns and with customers' organizations. Nobody tells of it.
pub(super) fn quiet(life: &mut Life, who: usize) -> Option<Act> {
    let worker = life.workers.get(who).filter(|worker| worker.job == Job::Agent)?.clone();
    if life.chance.percent(80) {
        let keys: Vec<String> = life.world.assets.objects.iter().map(|asset| asset.key.clone()).collect();
        let key = life.chance.one(&keys)?.clone();
        let state = life.chance.word(&["In use", "In stock", "In repair", "Retired"]);
        return Some(Act::Asset(AssetAct {
            change: AssetChange::Update,
            object: Some(key),
            schema: None,
            kind: None,
            name: None,
            values: [("State".to_owned(), state.to_owned())].into(),
        }));
    }
    let organizations: Vec<String> =
        life.world.organizations.iter().map(|organization| organization.name.clone()).collect();
    let people = life.world.people.iter().filter(|person| person.account_type == AccountType::Customer);
    let customers: Vec<String> = people.map(|person| person.account_id.clone()).collect();
    let remove = worker.talkative > 30 && life.chance.percent(40);
    Some(Act::Organization(OrganizationAct {
        change: if remove { OrganizationChange::Remove } else { OrganizationChange::Add },
        organization: life.chance.one(&organizations)?.clone(),
        member: Some(life.chance.one(&customers)?.clone()),
        project: None,
    }))
}

/// Key of the space somebody looks at.
fn home(life: &mut Life, worker: &Worker) -> String {
    let technical = matches!(worker.team.0, "PAY" | "MOB" | "WEB");
    let percent = if technical { 65 } else { 12 };
    let own = if life.chance.percent(percent) { "ENG" } else { "DOCS" };
    let others: Vec<String> = life.world.spaces.iter().skip(2).map(|space| space.key.clone()).collect();
    let other = if life.chance.percent(8) { life.chance.one(&others).cloned() } else { None };
    other.unwrap_or_else(|| own.to_owned())
}

fn create(life: &mut Life, worker: &Worker, space: &str, at: i64) -> WikiAct {
    let trade = texts::trade(worker.team.0);
    let weights: Vec<u32> = KINDS.iter().map(|row| row.1).collect();
    let kind = KINDS.get(life.chance.weighted(&weights)).map_or("page", |row| row.0);
    let chance = &mut life.chance;
    let title = match chance.below(5) {
        0 => format!("Minutes of {}", date(at)),
        1 => format!("Runbook: {}", texts::summary(trade, "Bug", chance)),
        2 => format!("Decision: {}", texts::summary(trade, "Story", chance)),
        3 => format!("Plan: {}", texts::summary(trade, "Epic", chance)),
        _ => format!("How to: {}", texts::summary(trade, "Task", chance)),
    };
    let body = texts::description(trade, chance).unwrap_or_default();
    let below = chance.percent(40);
    let parent = if below { some_page(life, space).map(|page| page.id) } else { None };
    WikiAct::Create(Make { kind: Some(kind.to_owned()), space: space.to_owned(), title, body, parent })
}

fn new_space(life: &mut Life, worker: &Worker) -> WikiAct {
    let (name, key) = match worker.team.0 {
        "PAY" => ("Payments handbook", "PAYH"),
        "WEB" => ("Website redesign", "REDO"),
        "MOB" => ("Mobile apps", "MOBI"),
        "HR" => ("People and places", "PPL"),
        _ => ("Operations handbook", "OPSH"),
    };
    let description = texts::description(texts::trade(worker.team.0), &mut life.chance).unwrap_or_default();
    WikiAct::CreateSpace(Found { key: key.into(), name: name.into(), description, personal: false })
}

/// What those who administer a space do: permissions, what the space says, the trash.
fn administer(life: &mut Life, worker: &Worker, space: &str) -> Option<WikiAct> {
    if !is_admin(life, worker, space) {
        return None;
    }
    let groups = ["people-team", "payments-team", "mobile-team", "product-owners"];
    let hold = Hold {
        space: space.to_owned(),
        user: None,
        group: Some(life.chance.word(&groups).to_owned()),
        anonymous: false,
        operation: life.chance.word(&["restrict_content", "export", "delete"]).to_owned(),
        target: None,
    };
    let found = life.world.space(space)?;
    let of_space = found.id;
    // What was given before can be taken away.
    let named: Vec<String> = life
        .world
        .groups
        .iter()
        .filter(|group| groups.contains(&group.name.as_str()))
        .map(|group| group.id.clone())
        .collect();
    let given = found.grants.iter().rev().find_map(|grant| match &grant.holder {
        Holder::Group(id) if grant.target == "space" && named.contains(id) => {
            Some((id.clone(), grant.operation.to_owned()))
        }
        _ => None,
    });
    let trash = life.world.wiki.contents().filter(|content| {
        content.space == of_space && content.status == ContentStatus::Trashed && content.is_in_tree()
    });
    let trash: Vec<String> = trash.map(|content| content.id.clone()).collect();
    Some(match life.chance.below(6) {
        0 | 1 => WikiAct::Grant(hold),
        2 if life.chance.percent(60) => {
            let (group, operation) = given?;
            WikiAct::Revoke(Hold { group: Some(group), operation, ..hold })
        }
        2 => WikiAct::Restore(To { content: life.chance.one(&trash)?.clone() }),
        3 => WikiAct::Delete(To { content: life.chance.one(&trash)?.clone() }),
        _ => WikiAct::Export(crate::act::wiki::Export { space: space.to_owned(), format: None }),
    })
}

fn is_admin(life: &Life, worker: &Worker, space: &str) -> bool {
    let caller = Caller::Person(worker.account_id.clone());
    let found = life.world.space(space);
    found.is_some_and(|space| administers_space(&life.world, &caller, space))
}

fn edit_comment(life: &mut Life, worker: &Worker) -> Option<WikiAct> {
    let own = life.world.wiki.contents().rev().take(400).filter(|content| {
        content.kind == ContentKind::Comment && content.author.as_ref() == Some(&worker.account_id)
    });
    let own: Vec<Content> = own.cloned().collect();
    let comment = life.chance.one(&own)?.clone();
    if life.chance.percent(20) {
        return Some(WikiAct::Delete(To { content: comment.id }));
    }
    let body = texts::corrected(&comment.body, texts::trade(worker.team.0), &mut life.chance);
    Some(edited(&comment, None, Some(body), String::new()))
}

fn tick(life: &mut Life, space: &str) -> Option<WikiAct> {
    let of_space = life.world.space(space)?.id;
    let contents = life.world.wiki.contents().filter(|content| content.space == of_space);
    let open: Vec<(String, u64)> = contents
        .flat_map(|content| content.tasks.iter().map(move |task| (content, task)))
        .filter(|(_, task)| !task.done)
        .map(|(content, task)| (content.id.clone(), task.id))
        .collect();
    let (content, task) = life.chance.one(&open)?.clone();
    let change = ChangeTask { content, task, done: Some(true), assignee: None, due: None };
    Some(if life.chance.percent(12) { WikiAct::RemoveTask(change) } else { WikiAct::ChangeTask(change) })
}

fn on_page(life: &mut Life, worker: &Worker, space: &str, intent: Intent) -> Option<WikiAct> {
    let trade = texts::trade(worker.team.0);
    let page = some_page(life, space)?;
    let content = page.id.clone();
    Some(match intent {
        Intent::Edit => {
            let body = texts::description(trade, &mut life.chance);
            let body = body.map(|text| format!("{}\n\n{text}", page.body).trim().to_owned());
            let renamed =
                body.is_none().then(|| format!("{} (updated)", page.title.trim_end_matches(" (updated)")));
            let said =
                if life.chance.percent(30) { texts::work(trade, &mut life.chance) } else { String::new() };
            edited(&page, renamed, body, said)
        }
        Intent::Comment => {
            let tone = if worker.team.0 == "HR" { Tone::Office } else { Tone::Review };
            let text = texts::comment(trade, tone, None, &mut life.chance);
            WikiAct::Comment(Say { content, text, inline: life.chance.percent(30), answers: None })
        }
        Intent::Like => WikiAct::Like(To { content }),
        Intent::Watch => {
            let name = life.chance.word(&["watch", "favourite"]).to_owned();
            WikiAct::Relate(Relate { name, content: Some(content), space: None, user: None })
        }
        Intent::Label => {
            let name = texts::label(trade, &mut life.chance);
            WikiAct::Label(Tag { content: Some(content), space: None, template: None, name })
        }
        Intent::Unlabel => {
            let name = page.labels.first()?.clone();
            WikiAct::Unlabel(Tag { content: Some(content), space: None, template: None, name })
        }
        Intent::Attach => {
            let (name, size) = texts::file(&mut life.chance);
            WikiAct::Attach(Attach { content, name, size: Some(size), media_type: None })
        }
        Intent::Task => {
            let text = texts::summary(trade, "Task", &mut life.chance);
            let assignee =
                life.colleague(worker.team.0, &[Job::Engineer, Job::Planner], usize::MAX, page.updated());
            let assignee = assignee.and_then(|who| life.workers.get(who)).map(|who| who.account_id.clone());
            let due = page.updated().saturating_add(DAY.saturating_mul(life.chance.between(3, 30)));
            WikiAct::AddTask(AddTask { content, text, assignee, due: Some(due) })
        }
        Intent::Move => {
            let parent = some_page(life, space)?;
            WikiAct::Move(Move { content, parent: Some(parent.id), space: None })
        }
        Intent::Copy => WikiAct::Copy(Copy { content, title: None, parent: None, space: None }),
        Intent::Archive => WikiAct::Archive(To { content }),
        Intent::Trash => WikiAct::Trash(Trash { content, children: life.chance.percent(30) }),
        // A page that few can see is soon forgotten by all others: mostly only changing it is restricted.
        Intent::Restrict => {
            let operation = if life.chance.percent(25) { "read" } else { "update" };
            let group = life.chance.word(&["people-team", "engineering", "product-owners"]);
            WikiAct::Restrict(Restrict {
                content,
                operation: operation.to_owned(),
                users: Vec::new(),
                groups: vec![group.to_owned()],
            })
        }
        _ => return None,
    })
}

fn edited(content: &Content, title: Option<String>, body: Option<String>, message: String) -> WikiAct {
    let minor = message.is_empty() && body.is_some() && content.editions.len() % 7 == 3;
    WikiAct::Edit(Edit { content: content.id.clone(), title, body, message, minor, revert: None })
}

/// One of the pages of a space, rather a new one; never its first.
fn some_page(life: &mut Life, space: &str) -> Option<Content> {
    let space = life.world.space(space)?;
    let (id, first) = (space.id, space.homepage.clone());
    let pages: Vec<&Content> = life
        .world
        .wiki
        .contents()
        .filter(|content| {
            content.space == id
                && content.kind == ContentKind::Page
                && content.status == ContentStatus::Current
                && content.id != first
        })
        .collect();
    let reach = life.chance.below(pages.len()).saturating_add(1);
    let back = life.chance.below(reach).saturating_add(1);
    pages.get(pages.len().checked_sub(back)?).map(|page| (*page).clone())
}
