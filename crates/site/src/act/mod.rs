//! Things a person does. Each is checked first; a refusal names what is wrong. What is done changes the world, leaves a
//! changelog entry where Jira leaves one, and gives the product events Jira would send.

mod assign;
mod attach;
mod change;
mod comment;
mod create;
mod delete;
mod edit;
mod link;
mod move_issue;
mod refused;
mod transition;
pub mod wiki;
mod worklog;

pub use assign::Assign;
use attach::mime_type;
pub use attach::{Attach, Detach};
pub use comment::{DeleteComment, EditComment, WriteComment};
pub use create::Create;
pub use delete::Delete;
pub use edit::{Edit, Fields};
pub use link::{Connect, Unlink};
pub use move_issue::Move;
pub use refused::Refused;
pub use transition::Transit;
pub use worklog::{DeleteWork, EditWork, LogWork};

use crate::events::{Emitted, Occasion};
use crate::model::{AccountType, Issue, ProjectKind, World};
use crate::permissions;
use serde::{Deserialize, Serialize};

/// What is done; `do` names it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each variant is documented at its struct")]
pub enum Act {
    Create(Create),
    Edit(Edit),
    Transition(Transit),
    Assign(Assign),
    Comment(WriteComment),
    EditComment(EditComment),
    DeleteComment(DeleteComment),
    Worklog(LogWork),
    EditWorklog(EditWork),
    DeleteWorklog(DeleteWork),
    Link(Connect),
    Unlink(Unlink),
    Attach(Attach),
    Detach(Detach),
    Move(Move),
    Delete(Delete),
    Wiki(wiki::WikiAct),
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The product events, in order.
    pub events: Vec<Emitted>,
    /// Key of the issue.
    pub issue: Option<String>,
    /// Id of the comment, worklog, link or file that was made.
    pub made: Option<String>,
}

/// Does it, or says why not; a refusal changes nothing.
pub fn perform(world: &mut World, at: i64, who: &str, act: &Act) -> Result<Outcome, Refused> {
    if let (Act::Wiki(act), wiki::ANONYMOUS) = (act, who) {
        return wiki::perform(world, at, who, act);
    }
    let person = world.person(who).ok_or_else(|| Refused::NoPerson(who.to_owned()))?;
    if !person.active {
        return Err(Refused::HasLeft(person.display_name.clone()));
    }
    let mut doing = Doing { world, at, who: who.to_owned() };
    match act {
        Act::Create(act) => create::perform(&mut doing, act),
        Act::Edit(act) => edit::perform(&mut doing, act),
        Act::Transition(act) => transition::perform(&mut doing, act),
        Act::Assign(act) => assign::perform(&mut doing, act),
        Act::Comment(act) => comment::write(&mut doing, act),
        Act::EditComment(act) => comment::edit(&mut doing, act),
        Act::DeleteComment(act) => comment::delete(&mut doing, act),
        Act::Worklog(act) => worklog::log(&mut doing, act),
        Act::EditWorklog(act) => worklog::edit(&mut doing, act),
        Act::DeleteWorklog(act) => worklog::delete(&mut doing, act),
        Act::Link(act) => link::connect(&mut doing, act),
        Act::Unlink(act) => link::unlink(&mut doing, act),
        Act::Attach(act) => attach::attach(&mut doing, act),
        Act::Detach(act) => attach::detach(&mut doing, act),
        Act::Move(act) => move_issue::perform(&mut doing, act),
        Act::Delete(act) => delete::perform(&mut doing, act),
        Act::Wiki(act) => wiki::perform(doing.world, at, who, act),
    }
}

/// Somebody doing something at some time.
struct Doing<'w> {
    world: &'w mut World,
    at: i64,
    who: String,
}

impl Doing<'_> {
    fn occasion(&self) -> Occasion<'_> {
        Occasion { at: self.at, by: Some(&self.who) }
    }

    /// The issue with this key or id, which the person can see.
    fn find(&self, key: &str) -> Result<usize, Refused> {
        let index = self.world.find_issue(key).ok_or_else(|| Refused::NoIssue(key.to_owned()))?;
        let issue = self.issue(index)?;
        if self.is_customer() && !self.is_desk(&issue.project) {
            return Err(Refused::NoIssue(key.to_owned()));
        }
        Ok(index)
    }

    /// As [`Doing::find`], for what customers cannot do.
    fn find_as_staff(&self, key: &str, what: &'static str) -> Result<usize, Refused> {
        let index = self.find(key)?;
        if self.is_customer() { Err(self.not_allowed(what, key)) } else { Ok(index) }
    }

    fn issue(&self, index: usize) -> Result<&Issue, Refused> {
        self.world.issue(index).ok_or_else(|| Refused::NoIssue(index.to_string()))
    }

    fn issue_mut(&mut self, index: usize) -> Result<&mut Issue, Refused> {
        self.world.issue_mut(index).ok_or_else(|| Refused::NoIssue(index.to_string()))
    }

    fn is_customer(&self) -> bool {
        self.world.person(&self.who).is_some_and(|person| person.account_type == AccountType::Customer)
    }

    fn is_desk(&self, project: &str) -> bool {
        self.world.project(project).is_some_and(|project| project.kind == ProjectKind::ServiceDesk)
    }

    /// Whether the person administers the project of an issue.
    fn administers(&self, issue: &Issue) -> bool {
        self.world
            .project(&issue.project)
            .is_some_and(|project| permissions::administers(self.world, &self.who, project))
    }

    fn not_allowed(&self, what: &'static str, key: &str) -> Refused {
        let who = self.world.display_name(&self.who).unwrap_or_else(|| self.who.clone());
        Refused::NotAllowed { who, what, issue: key.to_owned() }
    }

    /// The account of somebody who can be assigned.
    fn assignable(&self, account_id: &str) -> Result<String, Refused> {
        let person = self.world.person(account_id).ok_or_else(|| Refused::NoPerson(account_id.to_owned()))?;
        if person.active {
            Ok(person.account_id.clone())
        } else {
            Err(Refused::HasLeft(person.display_name.clone()))
        }
    }
}
