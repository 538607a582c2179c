//! What is done in Confluence. Content is named by its id, a space by its key or id.
//!
//! Administrative acts write the audit log. Deleting a space, or content with other content below it, tells nothing of
//! what goes with it, as in Confluence.

mod audit;
mod belongings;
mod content;
mod found;
mod labels;
mod life;
mod places;
mod restrict;
mod site;
mod social;
mod spaces;
mod tasks;

pub use audit::{group_made, member_changed, person_made, person_switched};
pub use belongings::{Attach, Say};
pub use content::{Copy, Edit, Make, Move, Reorder};
pub(crate) use found::{Seed, found_space};
pub use labels::Tag;
pub use life::Trash;
pub use restrict::Restrict;
pub use site::{Allow, Configure, Export, Model};
pub use social::{Relate, Search};
pub use spaces::{Change, Found, Hold};
pub use tasks::{AddTask, ChangeTask};

use super::{Outcome, Refused};
use crate::events::wiki::Payload;
use crate::events::{Emitted, Occasion};
use crate::model::World;
use crate::model::wiki::{Content, Space};
use crate::permissions::{self, Caller};
use serde::{Deserialize, Serialize};

/// Who acts when nobody is logged in.
pub const ANONYMOUS: &str = "anonymous";

/// What is done in Confluence; `change` names it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each variant is documented at its struct")]
pub enum WikiAct {
    CreateSpace(Found),
    UpdateSpace(Change),
    ArchiveSpace(InSpace),
    UnarchiveSpace(InSpace),
    DeleteSpace(InSpace),
    EmptyTrash(InSpace),
    Grant(Hold),
    Revoke(Hold),
    Create(Make),
    Edit(Edit),
    Publish(To),
    Move(Move),
    Copy(Copy),
    Reorder(Reorder),
    Archive(To),
    Unarchive(To),
    Trash(Trash),
    Restore(To),
    Delete(To),
    Restrict(Restrict),
    Like(To),
    Unlike(To),
    View(To),
    Relate(Relate),
    Unrelate(Relate),
    Search(Search),
    Comment(Say),
    Attach(Attach),
    Label(Tag),
    Unlabel(Tag),
    AddTask(AddTask),
    ChangeTask(ChangeTask),
    RemoveTask(ChangeTask),
    CreateTemplate(Model),
    UpdateTemplate(Model),
    DeleteTemplate(Model),
    Export(Export),
    Allow(Allow),
    Disallow(Allow),
    Configure(Configure),
}

/// Something is done to content, and nothing more is to be said.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct To {
    /// Id of the content.
    #[serde(alias = "page", alias = "id")]
    pub content: String,
}

/// Something is done to a space, and nothing more is to be said.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InSpace {
    /// Key or id of the space.
    pub space: String,
}

/// Does it, or says why not; a refusal changes nothing.
pub(super) fn perform(world: &mut World, at: i64, who: &str, act: &WikiAct) -> Result<Outcome, Refused> {
    let who = (who != ANONYMOUS).then(|| who.to_owned());
    let caller = who.as_deref().map_or(Caller::Nobody, |id| Caller::person(world, id));
    let mut visit = Visit { world, at, who, caller, events: Vec::new(), made: None };
    let doing = &mut visit;
    match act {
        WikiAct::CreateSpace(act) => spaces::create(doing, act),
        WikiAct::UpdateSpace(act) => spaces::update(doing, act),
        WikiAct::ArchiveSpace(act) => spaces::archive(doing, act, true),
        WikiAct::UnarchiveSpace(act) => spaces::archive(doing, act, false),
        WikiAct::DeleteSpace(act) => spaces::delete(doing, act),
        WikiAct::EmptyTrash(act) => life::empty_trash(doing, act),
        WikiAct::Grant(act) => spaces::grant(doing, act),
        WikiAct::Revoke(act) => spaces::revoke(doing, act),
        WikiAct::Create(act) => content::create(doing, act),
        WikiAct::Edit(act) => content::edit(doing, act),
        WikiAct::Publish(act) => content::publish(doing, act),
        WikiAct::Move(act) => places::move_content(doing, act),
        WikiAct::Copy(act) => places::copy(doing, act),
        WikiAct::Reorder(act) => places::reorder(doing, act),
        WikiAct::Archive(act) => life::archive(doing, act),
        WikiAct::Unarchive(act) => life::unarchive(doing, act),
        WikiAct::Trash(act) => life::trash(doing, act),
        WikiAct::Restore(act) => life::restore(doing, act),
        WikiAct::Delete(act) => life::delete(doing, act),
        WikiAct::Restrict(act) => restrict::restrict(doing, act),
        WikiAct::Like(act) => social::like(doing, act),
        WikiAct::Unlike(act) => social::unlike(doing, act),
        WikiAct::View(act) => social::view(doing, act),
        WikiAct::Relate(act) => social::relate(doing, act),
        WikiAct::Unrelate(act) => social::unrelate(doing, act),
        WikiAct::Search(act) => social::search(doing, act),
        WikiAct::Comment(act) => belongings::say(doing, act),
        WikiAct::Attach(act) => belongings::attach(doing, act),
        WikiAct::Label(act) => labels::add(doing, act),
        WikiAct::Unlabel(act) => labels::remove(doing, act),
        WikiAct::AddTask(act) => tasks::add(doing, act),
        WikiAct::ChangeTask(act) => tasks::change(doing, act),
        WikiAct::RemoveTask(act) => tasks::remove(doing, act),
        WikiAct::CreateTemplate(act) => site::create_template(doing, act),
        WikiAct::UpdateTemplate(act) => site::update_template(doing, act),
        WikiAct::DeleteTemplate(act) => site::delete_template(doing, act),
        WikiAct::Export(act) => site::export(doing, act),
        WikiAct::Allow(act) => site::allow(doing, act),
        WikiAct::Disallow(act) => site::disallow(doing, act),
        WikiAct::Configure(act) => site::configure(doing, act),
    }?;
    Ok(Outcome { events: visit.events, issue: None, made: visit.made })
}

/// Somebody, or nobody who is logged in, doing something in Confluence at some time.
struct Visit<'w> {
    world: &'w mut World,
    at: i64,
    who: Option<String>,
    caller: Caller,
    events: Vec<Emitted>,
    made: Option<String>,
}

impl Visit<'_> {
    fn occasion(&self) -> Occasion<'_> {
        Occasion { at: self.at, by: self.who.as_deref() }
    }

    fn payload(&self, name: &str) -> Payload {
        Payload::new(name, self.occasion())
    }

    /// Sends an event.
    fn send(&mut self, payload: Payload) {
        self.events.push(payload.seal());
    }

    /// The space with this key or id, which the visitor can see.
    fn space(&self, key_or_id: &str) -> Result<&Space, Refused> {
        let found = self.world.spaces.iter().find(|space| space.is(key_or_id));
        found
            .filter(|space| permissions::may(self.world, &self.caller, space, "read", "space"))
            .ok_or_else(|| missing("space", key_or_id))
    }

    fn space_mut(&mut self, id: u64) -> Result<&mut Space, Refused> {
        let found = self.world.spaces.iter_mut().find(|space| space.id == id);
        found.ok_or_else(|| missing("space", &id.to_string()))
    }

    /// The space content is in.
    fn home(&self, content: &Content) -> Result<&Space, Refused> {
        let found = self.world.spaces.iter().find(|space| space.id == content.space);
        found.ok_or_else(|| missing("space", &content.space.to_string()))
    }

    /// The content with this id, which the visitor can see.
    fn content(&self, id: &str) -> Result<&Content, Refused> {
        let found = self.world.wiki.content(id);
        found
            .filter(|content| permissions::sees(self.world, &self.caller, content))
            .ok_or_else(|| missing("content", id))
    }

    fn content_mut(&mut self, id: &str) -> Result<&mut Content, Refused> {
        self.world.wiki.content_mut(id).ok_or_else(|| missing("content", id))
    }

    /// The content with this id, which the visitor may change.
    fn editable(&self, id: &str) -> Result<&Content, Refused> {
        let content = self.content(id)?;
        if permissions::edits(self.world, &self.caller, content) {
            Ok(content)
        } else {
            Err(self.not_allowed("change", &content.title))
        }
    }

    fn may(&self, space: &Space, operation: &str, target: &str) -> bool {
        permissions::may(self.world, &self.caller, space, operation, target)
    }

    /// Refuses those who may not.
    fn need(&self, space: &Space, operation: &str, target: &str, what: &'static str) -> Result<(), Refused> {
        if self.may(space, operation, target) { Ok(()) } else { Err(self.not_allowed(what, &space.key)) }
    }

    fn need_site_admin(&self, what: &'static str) -> Result<(), Refused> {
        if permissions::administers_confluence(self.world, &self.caller) {
            Ok(())
        } else {
            Err(self.not_allowed(what, "the site"))
        }
    }

    fn not_allowed(&self, what: &'static str, thing: &str) -> Refused {
        let who = self.who.as_deref().and_then(|id| self.world.display_name(id));
        Refused::NotAllowed {
            who: who.unwrap_or_else(|| "an anonymous visitor".to_owned()),
            what,
            issue: thing.to_owned(),
        }
    }
}

fn missing(what: &'static str, id: &str) -> Refused {
    Refused::Missing { what, id: id.to_owned() }
}

/// A text that says something.
fn said(what: &'static str, text: &str) -> Result<String, Refused> {
    let text = text.trim();
    if text.is_empty() { Err(Refused::Empty(what)) } else { Ok(text.to_owned()) }
}
