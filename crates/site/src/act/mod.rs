//! Things a person does. Each is checked first; a refusal names what is wrong. What is done changes the world, leaves a
//! changelog entry where Jira leaves one, and gives the product events Jira would send.

mod administer;
mod asset;
mod assign;
mod attach;
pub(crate) mod board;
mod bulk;
mod change;
mod comment;
mod component;
mod create;
mod delete;
mod edit;
mod feature;
mod field;
mod filter;
mod group;
mod kind;
mod link;
mod move_issue;
mod organization;
mod permission_scheme;
mod project;
mod refused;
mod role;
pub(crate) mod scheme;
mod sprint;
mod transition;
mod user;
mod version;
mod view;
pub mod wiki;
mod workflow;
mod worklog;

pub use administer::Change;
pub use asset::{AssetAct, AssetChange};
pub use assign::Assign;
use attach::mime_type;
pub use attach::{Attach, Detach};
pub use board::{BoardAct, BoardChange};
pub use bulk::BulkEdit;
pub use comment::{DeleteComment, EditComment, WriteComment};
pub use component::ComponentAct;
pub use create::Create;
pub use delete::Delete;
pub use edit::{Edit, Fields};
pub use feature::{Feature, FeatureAct};
pub use field::{FieldAct, FieldChange};
pub use filter::FilterAct;
pub use group::{GroupAct, GroupChange};
pub use kind::{KindAct, OtherAct, OtherKind};
pub use link::{Connect, Unlink};
pub use move_issue::Move;
pub use organization::{OrganizationAct, OrganizationChange};
pub use permission_scheme::{PermissionSchemeAct, PermissionSchemeChange};
pub use project::{ProjectAct, ProjectChange};
pub use refused::Refused;
pub use role::{RoleAct, RoleChange};
pub use scheme::SchemeAct;
pub use sprint::{SprintAct, SprintChange};
pub use transition::Transit;
pub use user::{UserAct, UserChange};
pub use version::{VersionAct, VersionChange};
pub use view::View;
pub use workflow::{NewTransition, WorkflowAct};
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
    Asset(AssetAct),
    Organization(OrganizationAct),
    View(View),
    BulkEdit(BulkEdit),
    Project(ProjectAct),
    Version(VersionAct),
    Component(ComponentAct),
    User(UserAct),
    Group(GroupAct),
    Feature(FeatureAct),
    Workflow(WorkflowAct),
    PermissionScheme(PermissionSchemeAct),
    NotificationScheme(SchemeAct),
    SecurityScheme(SchemeAct),
    Role(RoleAct),
    Field(FieldAct),
    Filter(FilterAct),
    Board(BoardAct),
    Sprint(SprintAct),
    IssueType(KindAct),
    RequestType(KindAct),
    Dashboard(KindAct),
    Other(OtherAct),
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
        Act::Asset(act) => asset::perform(&mut doing, act),
        Act::Organization(act) => organization::perform(&mut doing, act),
        Act::View(act) => view::perform(&mut doing, act),
        Act::BulkEdit(act) => bulk::perform(&mut doing, act),
        Act::Project(act) => project::perform(&mut doing, act),
        Act::Version(act) => version::perform(&mut doing, act),
        Act::Component(act) => component::perform(&mut doing, act),
        Act::User(act) => user::perform(&mut doing, act),
        Act::Group(act) => group::perform(&mut doing, act),
        Act::Feature(act) => feature::perform(&mut doing, act),
        Act::Workflow(act) => workflow::perform(&mut doing, act),
        Act::PermissionScheme(act) => permission_scheme::perform(&mut doing, act),
        Act::NotificationScheme(act) => scheme::notification(&mut doing, act),
        Act::SecurityScheme(act) => scheme::security(&mut doing, act),
        Act::Role(act) => role::perform(&mut doing, act),
        Act::Field(act) => field::perform(&mut doing, act),
        Act::Filter(act) => filter::perform(&mut doing, act),
        Act::Board(act) => board::perform(&mut doing, act),
        Act::Sprint(act) => sprint::perform(&mut doing, act),
        Act::IssueType(act) => kind::issue_type(&mut doing, act),
        Act::RequestType(act) => kind::request_type(&mut doing, act),
        Act::Dashboard(act) => kind::dashboard(&mut doing, act),
        Act::Other(act) => kind::other(&mut doing, act),
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
        // In a project that was put away nothing can be done.
        let live = self.world.project(&issue.project).is_none_or(crate::model::Project::is_live);
        if !live || self.is_customer() && !self.is_desk(&issue.project) {
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

    /// Whether the person answers customers, or administers the site.
    fn is_agent(&self) -> bool {
        permissions::is_agent(self.world, &permissions::Caller::person(self.world, &self.who))
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
