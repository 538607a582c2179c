//! Payloads of events that are read by their shape: without personal data, members sorted, no spaces.
//!
//! Written by hand, because a tree of values for each would be slow.

use super::issue::Issue;
use super::people::{People, Who};
use super::project::Project;
use super::space::{Page, Space};
use super::tools::Occasion;
use crate::time::{iso_time, jira_time};
use activity_event::{IssueFacts, Named};

/// What a mention in a comment says besides its issue.
pub(super) struct Mention<'a> {
    pub(super) comment: u64,
    pub(super) author: &'a str,
    pub(super) body: &'a str,
    pub(super) mentioned: &'a str,
    pub(super) internal: bool,
    pub(super) at: i64,
}

/// `avi:jira:mentioned:comment`.
pub(super) fn mention(project: &Project, issue: &Issue, facts: &IssueFacts, mention: &Mention) -> String {
    let Mention { comment, author, body, mentioned, internal, at } = mention;
    let (time, public) = (jira_time(*at), !internal);
    let user = user(author);
    format!(
        r#"{{"atlassianId":"{author}","comment":{{"author":{user},"body":{body},"created":"{time}","id":"{comment}","jsdPublic":{public},"updateAuthor":{user},"updated":"{time}"}},"eventType":"avi:jira:mentioned:comment","issue":{},"mentionedAccountIds":["{mentioned}"],"selfGenerated":false,"timestamp":"{at}"}}"#,
        issue_object(project, issue, facts, *at),
    )
}

fn user(account: &str) -> String {
    format!(r#"{{"accountId":"{account}","accountType":"atlassian"}}"#)
}

fn issue_object(project: &Project, issue: &Issue, facts: &IssueFacts, updated: i64) -> String {
    let person = |account: &Option<String>| {
        account.as_deref().filter(|account| !account.is_empty()).map_or_else(|| "null".to_owned(), user)
    };
    let list = |all: &Option<Vec<Named>>| {
        let all: Vec<String> = all.iter().flatten().map(named).collect();
        all.join(",")
    };
    let one = |value: &Option<Named>| {
        value.as_ref().filter(|value| **value != Named::default()).map_or_else(|| "null".to_owned(), named)
    };
    let labels: Vec<String> = issue.labels.iter().map(|label| format!("\"{label}\"")).collect();
    let parent = issue.parent.as_ref().map(|(id, key)| format!(r#""parent":{{"id":"{id}","key":"{key}"}},"#));
    let status = facts.status.as_ref();
    let text = |text: Option<&String>| text.cloned().unwrap_or_default();
    format!(
        r#"{{"fields":{{"assignee":{},"components":[{}],"created":"{}","creator":{},"fixVersions":[{}],"issuetype":{},"labels":[{}],{}"priority":{},"project":{{"id":"{}","key":"{}","name":"{}","projectTypeKey":"{}","simplified":false}},"reporter":{},"resolution":{},"status":{{"id":"{}","name":"{}","statusCategory":{{"key":"{}"}}}},"summary":"{}","updated":"{}"}},"id":"{}","key":"{}"}}"#,
        person(&facts.assignee),
        list(&facts.components),
        jira_time(issue.created),
        person(&facts.creator),
        list(&facts.fix_versions),
        one(&facts.issue_type),
        labels.join(","),
        parent.unwrap_or_default(),
        one(&facts.priority),
        project.id,
        project.key,
        project.name,
        if project.flow == 2 { "service_desk" } else { "software" },
        person(&facts.reporter),
        one(&facts.resolution),
        text(status.and_then(|status| status.id.as_ref())),
        text(status.and_then(|status| status.name.as_ref())),
        text(status.and_then(|status| status.category.as_ref())),
        issue.summary,
        jira_time(updated),
        issue.id,
        issue.key,
    )
}

fn named(value: &Named) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    format!(r#"{{"id":"{}","name":"{}"}}"#, text(&value.id), text(&value.name))
}

/// A Jira event about one configured thing. `member` sorts between `eventType` and `selfGenerated`, or after when `late`.
pub(super) fn configured(source: &str, account: &str, at: i64, member: &str, late: bool) -> String {
    let (early, late) = if late { ("", member) } else { (member, "") };
    let separate = |member: &str| if member.is_empty() { String::new() } else { format!("{member},") };
    // `timestamp` sorts between `sprint` and `version`.
    let (before, after) = if late.starts_with("\"version\"") { ("", late) } else { (late, "") };
    let after = if after.is_empty() { String::new() } else { format!(",{after}") };
    format!(
        r#"{{"atlassianId":"{account}","eventType":"{source}",{}"selfGenerated":false,{}"timestamp":"{at}"{after}}}"#,
        separate(early),
        separate(before),
    )
}

fn known(account: &str) -> String {
    format!(
        r#"{{"accountId":"{account}","accountType":"atlassian","isExternalCollaborator":false,"type":"known"}}"#
    )
}

/// The space inside of content.
fn space(space: &Space) -> String {
    let Space { id, key, name, .. } = space;
    format!(
        r#"{{"alias":"{key}","icon":{{"height":48,"isDefault":false,"path":"/i.png","width":48}},"id":{id},"key":"{key}","name":"{name}","status":"current","type":"global"}}"#
    )
}

/// What a Confluence event says of one page, besides the members that `Extra` adds.
fn content(home: &Space, page: &Page, people: &People) -> String {
    let (author, last) = (known(people.account(page.author)), known(people.account(page.last.0)));
    let (created, when) = (iso_time(page.created), iso_time(page.last.1));
    let Page { id, title, version, kind, status, .. } = page;
    let kind = kind.name();
    format!(
        r#"{{"history":{{"createdBy":{author},"createdDate":"{created}","latest":true,"ownedBy":{author}}},"id":"{id}","space":{},"status":"{status}","title":"{title}","type":"{kind}","version":{{"by":{last},"number":{version},"when":"{when}"}}}}"#,
        space(home)
    )
}

/// Members of a Confluence event that come between the others in the order of the alphabet.
#[derive(Default)]
pub(super) struct Extra {
    /// After `eventType`: a label.
    pub(super) label: String,
    /// Before `selfGenerated`: the content as it was before.
    pub(super) previous: String,
    /// Before `suppressNotifications`: a space.
    pub(super) space: String,
    /// After `suppressNotifications`: a task, or how the change was made.
    pub(super) last: String,
}

/// An event of Confluence, with the first member given.
pub(super) fn of_confluence(source: &str, account: &str, at: i64, first: &str, extra: &Extra) -> String {
    let comma = |member: &str| if member.is_empty() { String::new() } else { format!("{member},") };
    let last = if extra.last.is_empty() { String::new() } else { format!(",{}", extra.last) };
    format!(
        r#"{{"atlassianId":"{account}",{}"eventCreatedDate":"{}","eventType":"{source}",{}{}"selfGenerated":false,{}"suppressNotifications":false{last}}}"#,
        comma(first),
        iso_time(at),
        comma(&extra.label),
        comma(&extra.previous),
        comma(&extra.space),
    )
}

/// The member `content` or `prevContent`.
pub(super) fn content_member(name: &str, home: &Space, page: &Page, people: &People) -> String {
    format!(r#""{name}":{}"#, content(home, page, people))
}

/// The member `content` of an event about a comment on a page.
pub(super) fn comment_member(
    home: &Space,
    page: &Page,
    (id, author, created): (u64, Who, i64),
    people: &People,
) -> String {
    let home = space(home);
    let (by, created) = (known(people.account(author)), iso_time(created));
    let (page_id, title, kind) = (page.id, &page.title, page.kind.name());
    format!(
        r#""content":{{"ancestors":[],"container":{{"id":{page_id},"space":{home},"title":"{title}","type":"{kind}"}},"extensions":{{"location":"footer"}},"history":{{"createdBy":{by},"createdDate":"{created}"}},"id":"{id}","space":{home},"status":"current","title":"Re: {title}","type":"comment"}}"#
    )
}

/// The member `attachment` of an event about a new file on a page.
pub(super) fn file_member(
    home: &Space,
    page: &Page,
    (id, name, media, bytes): (&str, &str, &str, i64),
    occasion: Occasion,
    people: &People,
) -> String {
    let (home, by, when) = (space(home), known(people.account(occasion.who)), iso_time(occasion.at));
    let (page_id, title, kind) = (page.id, &page.title, page.kind.name());
    format!(
        r#""attachment":{{"container":{{"id":"{page_id}","title":"{title}","type":"{kind}"}},"extensions":{{"downloadPath":"/download/attachments/{page_id}/{name}","fileId":"{id}-file","fileSize":"{bytes}","mediaType":"{media}"}},"id":"{id}","space":{home},"status":"current","title":"{name}","type":"attachment","version":{{"by":{by},"number":1,"when":"{when}"}}}}"#
    )
}

/// The member `space` of an event about a space.
pub(super) fn space_member(home: &Space) -> String {
    format!(r#""space":{}"#, space(home))
}

/// The member `task` of an event about a task.
pub(super) fn task_member(id: u64, assignee: Who, people: &People) -> String {
    let account = people.account(assignee);
    format!(
        r#""task":{{"assignee":"{account}","dueDate":null,"id":{id},"status":"incomplete","statusAsString":"UNCHECKED","uuid":null}}"#
    )
}
