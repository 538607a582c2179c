//! Deeds on issues' comments: written, edited, deleted, and somebody mentioned in them.

use super::belongings::{about, keep};
use super::document::Document;
use super::issue::{Comment, Issue};
use super::payload;
use super::people::Who;
use super::project::Project;
use super::tools::{Family, Occasion, Tools};
use activity_event::{Action, Event, EventId, SubjectKind};

/// Somebody writes a comment, and perhaps speaks to somebody in it: then there are two records.
pub(super) fn commented(
    project: &mut Project,
    at: usize,
    occasion: Occasion,
    tools: &mut Tools,
) -> Option<(Event, Option<Box<Event>>)> {
    let internal = project.flow == 2 && tools.chance.percent(25);
    let body = Document::comment(tools);
    let comment = Comment { id: tools.ids.take(Family::Comment), author: occasion.who, body, internal };
    let issue = project.issues.get_mut(at)?;
    keep(&mut issue.comments, comment);
    let issue = project.issues.get(at)?;
    let comment = issue.comments.last()?;
    let written = written(project, issue, comment, Action::named("comment.created"), occasion, tools);
    let mention = comment.body.mentioned;
    let mention = mention.map(|who| Box::new(mentioned(project, issue, comment, who, occasion, tools)));
    Some((written, mention))
}

fn written(
    project: &Project,
    issue: &Issue,
    comment: &Comment,
    action: Action,
    occasion: Occasion,
    tools: &Tools,
) -> Event {
    let id = EventId::derive(&["comment", &comment.id.to_string(), &occasion.at.to_string()]);
    let row = ("avi:jira:commented:issue", action);
    Event {
        revision: Some(occasion.at.to_string()),
        ..on_issue(project, issue, comment, row, id, occasion, tools)
    }
}

fn on_issue(
    project: &Project,
    issue: &Issue,
    comment: &Comment,
    row: (&str, Action),
    id: EventId,
    occasion: Occasion,
    tools: &Tools,
) -> Event {
    let subject = about(SubjectKind::Comment, comment.id, issue.as_parent());
    Event {
        container: Some(project.container()),
        issue: Some(issue.facts(project, tools)),
        content: vec![comment.body.content(comment.author, comment.internal, tools)],
        ..tools.record(row, id, subject, occasion)
    }
}

fn mentioned(
    project: &Project,
    issue: &Issue,
    comment: &Comment,
    who: Who,
    occasion: Occasion,
    tools: &Tools,
) -> Event {
    const MENTIONED: Action = Action::named("comment.mentioned");
    let subject = about(SubjectKind::Comment, comment.id, issue.as_parent());
    let row = ("avi:jira:mentioned:comment", MENTIONED);
    let facts = issue.facts(project, tools);
    let event = tools.envelope(row, subject, occasion, |people| {
        payload::mention(
            project,
            issue,
            &facts,
            &payload::Mention {
                comment: comment.id,
                author: people.account(comment.author),
                body: &comment.body.original(tools),
                mentioned: people.account(who),
                internal: comment.internal,
                at: occasion.at,
            },
        )
    });
    Event { container: Some(project.container()), issue: Some(facts), ..event }
}

/// An author edits a comment.
pub(super) fn comment_edited(
    project: &mut Project,
    at: usize,
    occasion: Occasion,
    tools: &mut Tools,
) -> Option<Event> {
    let body = Document::comment(tools).without_mention();
    let comments = &mut project.issues.get_mut(at)?.comments;
    let place = comments.iter().rposition(|comment| comment.author == occasion.who)?;
    comments.get_mut(place)?.body = body;
    let issue = project.issues.get(at)?;
    Some(written(
        project,
        issue,
        issue.comments.get(place)?,
        Action::named("comment.edited"),
        occasion,
        tools,
    ))
}

/// A comment is deleted, mostly but not always by its author.
pub(super) fn comment_deleted(
    project: &mut Project,
    at: usize,
    occasion: Occasion,
    tools: &mut Tools,
) -> Option<Event> {
    const DELETED: Action = Action::named("comment.deleted");
    let issue = project.issues.get_mut(at)?;
    let own = issue.comments.iter().rposition(|comment| comment.author == occasion.who);
    let place = own.or_else(|| issue.comments.len().checked_sub(1))?;
    let comment = issue.comments.remove(place);
    let id = EventId::derive(&["comment.deleted", &comment.id.to_string()]);
    let row = ("avi:jira:deleted:comment", DELETED);
    Some(on_issue(project, project.issues.get(at)?, &comment, row, id, occasion, tools))
}
