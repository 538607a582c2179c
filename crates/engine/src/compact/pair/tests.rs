#![expect(clippy::arithmetic_side_effects, reason = "small numbers of the tests")]

use super::*;
use activity_event::{Actor, Certainty};
use serde_json::{Value, json};

pub(super) const NOON: i64 = 1_763_985_600_000;

/// A record as the normalizer gives it: it arrives a second after it occurred.
fn record(id: &str, occurred: i64, rest: Value) -> Event {
    let mut text = json!({
        "id": EventId::derive(&[id]), "occurred": occurred, "recorded": occurred + 1_000, "product": "jira",
        "actor": {"kind": "unknown", "certainty": "unknown"}, "provenance": "live", "source": "test",
        "container": {"kind": "project", "id": "10000"},
    });
    let Value::Object(rest) = rest else { panic!("an object") };
    text.as_object_mut().unwrap().extend(rest);
    serde_json::from_value(text).unwrap()
}

fn person(id: &str) -> Value {
    json!({"accountId": id, "kind": "person", "certainty": "stated"})
}

fn issue(n: u32) -> Value {
    json!({"kind": "issue", "id": n.to_string(), "key": format!("PAY-{n}"), "title": format!("Issue {n}")})
}

/// An update of an issue by Ann.
#[expect(clippy::needless_pass_by_value, reason = "json!({…}) is written in place")]
pub(super) fn update(id: &str, occurred: i64, n: u32, changes: Value) -> Event {
    let project = json!({"kind": "project", "id": "10000", "key": "PAY", "name": "Payments"});
    let facts = json!({"status": {"id": "3", "name": "Done"}});
    let rest = json!({"action": "issue.updated", "actor": person("ann"), "container": project, "subject": issue(n),
        "issue": facts, "changes": changes});
    record(id, occurred, rest)
}

pub(super) fn link(verb: &str, from: u32, to: u32, occurred: i64) -> Event {
    let side = if verb == "created" { "to" } else { "from" };
    let value = json!({"id": to.to_string(), "text": "blocks"});
    let rest = json!({"action": format!("link.{verb}"),
        "subject": {"kind": "link", "id": "500", "title": "Blocks", "parent": {"kind": "issue", "id": from.to_string()}},
        "changes": [{"fieldId": "issuelinks", "field": "Link", side: value}]});
    record(&format!("{verb} {from} {to}"), occurred, rest)
}

pub(super) fn link_item(side: &str, reads: &str, other: u32) -> Value {
    let key = format!("PAY-{other}");
    json!([{"fieldId": "issuelinks", "field": "Link", side: {"id": key, "text": format!("This issue {reads} {key}")}}])
}

fn linked() -> [Event; 3] {
    [
        link("created", 1, 2, NOON),
        update("near", NOON + 40, 1, link_item("to", "blocks", 2)),
        update("far", NOON + 50, 2, link_item("to", "is blocked by", 1)),
    ]
}

pub(super) fn work(verb: &str, id: &str, occurred: i64, seconds: u32) -> Event {
    let side = if verb == "created" { "to" } else { "from" };
    let rest = json!({"action": format!("worklog.{verb}"),
        "subject": {"kind": "worklog", "id": id, "parent": {"kind": "issue", "id": "1"}},
        "changes": [{"fieldId": "timeSpent", "field": "timeSpent", side: {"id": seconds.to_string(), "text": "1h"}}]});
    Event { container: None, ..record(&format!("{verb} {id}"), occurred, rest) }
}

pub(super) fn seconds(field: &str, from: u32, to: u32) -> Value {
    let value = |n: u32| json!({"id": n.to_string(), "text": n.to_string()});
    json!({"fieldId": field, "field": field, "from": value(from), "to": value(to)})
}

pub(super) fn file(verb: &str, id: &str, occurred: i64) -> Event {
    let rest = json!({"action": format!("attachment.{verb}"),
        "subject": {"kind": "attachment", "id": id, "title": format!("{id}.png"), "parent": {"kind": "issue", "id": "1"}}});
    record(&format!("{verb} {id}"), occurred, rest)
}

pub(super) fn file_item(side: &str, id: &str) -> Value {
    json!({"fieldId": "Attachment", "field": "Attachment", side: {"id": id, "text": format!("{id}.png")}})
}

/// Pairs records of which the first so many are stored; gives those that stay.
pub(super) fn paired_with(stored: usize, events: &[Event]) -> (Vec<Event>, Paired) {
    let mut events = events.to_vec();
    let paired = {
        let members = events.iter_mut().enumerate();
        let mut members: Vec<Member<'_>> =
            members.map(|(at, event)| Member { event, stored: at < stored }).collect();
        pair(&mut members)
    };
    events.retain(|event| !paired.absorbed.contains(&event.id));
    (events, paired)
}

fn paired(events: &[Event]) -> Vec<Event> {
    paired_with(0, events).0
}

fn ids(events: &[Event]) -> BTreeSet<EventId> {
    events.iter().map(|event| event.id).collect()
}

fn inferred() -> Actor {
    Actor::inferred("ann", Actor::FROM_ISSUE_CHANGE)
}

#[test]
fn a_link_and_the_update_of_its_issue_are_one_record_and_the_other_issue_has_its_own() {
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let events = order.map(|at| linked()[at].clone());
        let mut left = paired(&events);
        left.retain(|event| *event != linked()[2]);
        let [link] = &left[..] else { panic!("one record beside that of the far end") };
        assert_eq!((link.action.name(), &link.actor), ("link.created", &inferred()));
        let parent = link.subject.parent.as_ref().unwrap();
        assert_eq!((parent.key.as_deref(), parent.title.as_deref()), (Some("PAY-1"), Some("Issue 1")));
        assert_eq!(link.container.as_ref().unwrap().name.as_deref(), Some("Payments"));
        assert!(link.issue.is_some());
        let mut texts: Vec<_> =
            link.changes.iter().filter_map(|change| change.to.as_ref()?.text.as_deref()).collect();
        texts.sort_unstable();
        assert_eq!(texts, ["This issue blocks PAY-2", "This issue is blocked by PAY-1", "blocks"]);
    }
}

#[test]
fn a_link_taken_away_is_not_the_link_that_was_made() {
    let [made, near, far] = linked();
    let events = [
        made,
        near,
        far,
        link("deleted", 1, 2, NOON + 9_000),
        Event {
            actor: Actor::stated("bob"),
            ..update("near gone", NOON + 9_010, 1, link_item("from", "blocks", 2))
        },
    ];
    let left = paired(&events);
    let actors: Vec<_> =
        left.iter().map(|event| (event.action.name(), event.actor.account_id.as_deref())).collect();
    let of_the_far_end = ("issue.updated", Some("ann"));
    assert_eq!(actors, [("link.created", Some("ann")), of_the_far_end, ("link.deleted", Some("bob"))]);
}

#[test]
fn the_far_end_stays_for_who_looks_for_it() {
    let [link, near, far] = linked();
    let (left, paired) = paired_with(0, &[link, near, far.clone()]);
    assert_eq!((left.len(), &left[1]), (2, &far));
    assert_eq!(left[0].actor, inferred());
    assert_eq!(paired.alone, BTreeSet::new());
}

#[test]
fn which_link_it_was_is_not_guessed() {
    // The update of issue 1 speaks of PAY-2. Whether issue 3 is that, nobody here knows.
    let [_, near, _] = linked();
    let (left, paired) = paired_with(0, &[link("created", 1, 3, NOON), near.clone()]);
    assert_eq!((left.len(), &left[1]), (2, &near));
    assert_eq!((left[0].actor.certainty, &paired.alone), (Certainty::Unknown, &ids(&left)));
    // Another type of link between the same issues.
    let [mut link, near, far] = linked();
    link.changes[0].to.as_mut().unwrap().text = Some("clones".into());
    let left = super::tests::paired(&[link, near.clone(), far]);
    assert!(left.contains(&near));
}

#[test]
fn other_times_directions_and_people_are_other_acts() {
    let [link, near, far] = linked();
    let late = |event: &Event| Event { occurred: event.occurred + 61_000, ..event.clone() };
    let gone = update("near", NOON, 1, link_item("from", "blocks", 2));
    let by_bob = Event { actor: Actor::stated("bob"), ..link.clone() };
    for events in [
        vec![link.clone(), late(&near), late(&far)],
        vec![link.clone(), gone, update("far", NOON, 2, json!([{"field": "summary", "to": {"text": "x"}}]))],
        vec![by_bob, near, far],
    ] {
        assert_eq!(paired(&events), events);
    }
}

#[test]
fn an_update_that_says_more_stays_and_still_names_the_actor() {
    let [link, mut near, far] = linked();
    near.changes.push(serde_json::from_value(json!({"field": "summary", "to": {"text": "x"}})).unwrap());
    let (left, paired) = paired_with(0, &[link.clone(), near.clone(), far.clone()]);
    assert_eq!((left.len(), &left[1]), (3, &near));
    assert_eq!((&left[0].actor, paired.alone.len()), (&inferred(), 0));
    // The same when the row is in doubt for other reasons.
    let contradicts = |change: fn(&mut Event)| {
        let [mut link, near, far] = linked();
        change(&mut link);
        super::tests::paired(&[link, near.clone(), far]).contains(&near)
    };
    assert!(contradicts(|link| link.subject.parent.as_mut().unwrap().title = Some("Another".into())));
    assert!(contradicts(|link| link.container.as_mut().unwrap().key = Some("OLD".into())));
    let status = |link: &mut Event| {
        link.issue = serde_json::from_value(json!({"status": {"id": "1", "name": "To Do"}})).unwrap();
    };
    assert!(contradicts(status));
}

#[test]
fn a_record_in_a_segment_learns_and_is_never_absorbed() {
    let [link, near, far] = linked();
    // The link came first, alone.
    let (left, found) = paired_with(1, &[link.clone(), near.clone(), far.clone()]);
    assert_eq!((left.len(), &left[0].actor), (2, &inferred()));
    assert_eq!(found.improved, BTreeMap::from([(link.id, ids(&[near.clone(), far.clone()]))]));
    // It has absorbed them before, and they are delivered again.
    let (left, again) = paired_with(1, &[left[0].clone(), near.clone(), far.clone()]);
    assert_eq!((left.len(), again.improved.len(), again.absorbed.len()), (2, 0, 1));
    // The updates came first, and the link too late.
    let (left, late) = paired_with(2, &[near, far, link]);
    assert_eq!((left.len(), &left[2].actor, late.absorbed.len()), (3, &inferred(), 0));
}

#[test]
fn what_lacks_its_pair_is_told() {
    let [link, near, far] = linked();
    let alone = |events: &[Event]| paired_with(0, events).1.alone;
    for one in [&link, &near, &far] {
        assert_eq!(alone(std::slice::from_ref(one)), ids(std::slice::from_ref(one)));
    }
    // The key of the far end is not known yet, so which link it was is not either.
    assert_eq!(alone(&[link.clone(), near.clone()]), ids(&[link.clone(), near.clone()]));
    let (left, paired) = paired_with(
        0,
        &[link.clone(), {
            let mut far = far.clone();
            far.subject.key = Some("PAY-2".into());
            far
        }],
    );
    assert_eq!((left.len(), paired.alone.len()), (2, 2));
    assert_eq!(alone(&linked()), BTreeSet::new());
    let backfill = Event { provenance: activity_event::Provenance::Backfill, ..near };
    assert_eq!(alone(&[backfill]), BTreeSet::new());
    let comment = update("x", NOON, 1, json!([{"field": "timeestimate", "to": {"text": "5"}}]));
    assert_eq!(alone(&[comment]), BTreeSet::new());
}

#[test]
fn files_are_paired_by_their_ids() {
    let items = json!([file_item("from", "7"), file_item("from", "8")]);
    let removed = update("removed", NOON + 90, 1, items);
    let left = paired(&[file("deleted", "7", NOON), file("deleted", "8", NOON), removed.clone()]);
    assert_eq!(left.iter().map(|event| &event.actor).collect::<Vec<_>>(), [&inferred(), &inferred()]);
    assert!(left.iter().all(|event| event.changes.is_empty() && event.issue.is_some()));
    // One of the two is missing, so the update stays; and a file that was added was not removed.
    let (left, found) = paired_with(0, &[file("deleted", "7", NOON), removed.clone()]);
    assert_eq!(
        (left.len(), &left[0].actor, &found.alone),
        (2, &inferred(), &ids(std::slice::from_ref(&removed)))
    );
    let added = Event { actor: Actor::stated("ann"), ..file("created", "7", NOON) };
    assert_eq!(paired(&[added.clone(), removed.clone()]), [added, removed]);
}

#[test]
fn work_is_paired_by_its_id_or_by_its_time() {
    let with_id = json!([{"field": "WorklogId", "from": {"id": "42", "text": "42"}}, seconds("timespent", 7_200, 3_600)]);
    let left = paired(&[
        work("deleted", "42", NOON, 3_600),
        work("deleted", "43", NOON, 3_600),
        update("u", NOON, 1, with_id),
    ]);
    assert_eq!((left.len(), &left[0].actor, left[1].actor.certainty), (2, &inferred(), Certainty::Unknown));
    assert_eq!(left[0].changes.len(), 3);

    let by_time = json!([seconds("timespent", 7_200, 3_600), seconds("timeestimate", 0, 3_600)]);
    let u = update("u", NOON, 1, by_time);
    let [gone] = &paired(&[work("deleted", "42", NOON, 3_600), u.clone()])[..] else { panic!("one record") };
    assert_eq!((&gone.actor, gone.changes.len()), (&inferred(), 3));
    // Another amount, or two that could be meant.
    for others in [
        vec![work("deleted", "42", NOON, 60)],
        vec![work("deleted", "42", NOON, 3_600), work("deleted", "43", NOON + 1, 3_600)],
    ] {
        let left = paired(&[others.clone(), vec![u.clone()]].concat());
        assert_eq!(left.len(), others.len() + 1);
        assert!(left[..others.len()].iter().all(|event| event.actor == Actor::unknown()));
    }
}

#[test]
fn work_that_names_its_author_keeps_it() {
    let logged = |account| Event { actor: Actor::stated(account), ..work("created", "42", NOON, 3_600) };
    let u = update("u", NOON, 1, json!([seconds("timespent", 0, 3_600)]));
    let [own] = &paired(&[logged("ann"), u.clone()])[..] else { panic!("one record") };
    assert_eq!(own.actor, Actor::stated("ann"));
    assert_eq!(paired(&[logged("bob"), u]).len(), 2);
}

#[test]
fn an_update_that_says_nothing_goes_with_the_comment() {
    let comment = |account: &str| {
        let rest = json!({"action": "comment.created", "actor": person(account),
            "subject": {"kind": "comment", "id": "9", "parent": issue(1)}, "content": [{"role": "body", "text": "x"}]});
        record("comment", NOON, rest)
    };
    let nothing = update("nothing", NOON + 5, 1, json!([]));
    let [left] = &paired(&[comment("ann"), nothing.clone()])[..] else { panic!("one record") };
    assert!(left.issue.is_some());
    assert_eq!(paired(&[comment("bob"), nothing]).len(), 2);
}

#[test]
fn the_audit_log_names_who_made_a_project() {
    let project = |id: &str, at: i64, rest: Value| {
        let mut all = json!({"action": "project.created", "subject": {"kind": "project", "id": "10000", "title": "Payments"}});
        all.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        Event { container: None, ..record(id, at, all) }
    };
    let live = project("live", NOON, json!({}));
    let audit = |rest: Value| {
        let event =
            project("audit", NOON + 900, json!({"actor": person("ann"), "provenance": "audit-import"}));
        let mut text = serde_json::to_value(event).unwrap();
        text.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        serde_json::from_value::<Event>(text).unwrap()
    };
    let lead = json!({"changes": [{"field": "Lead", "to": {"text": "x"}}]});
    let [one] = &paired(&[live.clone(), audit(lead)])[..] else { panic!("one record") };
    assert_eq!(one.actor, Actor::inferred("ann", Actor::FROM_AUDIT_LOG));
    assert_eq!((one.changes.len(), one.provenance.name()), (1, "live"));
    // It calls the project otherwise; it is of another time.
    let renamed = json!({"subject": {"kind": "project", "id": "10000", "title": "Other"}});
    let left = paired(&[live.clone(), audit(renamed)]);
    assert_eq!((left.len(), left[0].actor.certainty), (2, Certainty::Inferred));
    let late = audit(json!({"occurred": NOON + 60_001}));
    assert_eq!(paired(&[live.clone(), late.clone()]), [live, late]);
    // Who is stated stays, and is told once; somebody else did it another time.
    for (who, rows) in [("ann", 1), ("bob", 2)] {
        let stated = project("live", NOON, json!({"actor": person(who)}));
        let left = paired(&[stated.clone(), audit(json!({}))]);
        assert_eq!((left.len(), &left[0].actor), (rows, &stated.actor), "{who}");
    }
}

#[test]
fn a_person_of_two_products_is_two_records() {
    let person = |product: &str| {
        let rest = json!({"action": "person.created", "product": product, "subject": {"kind": "person", "id": "ann"}});
        record(product, NOON, rest)
    };
    assert_eq!(paired(&[person("jira"), person("confluence")]).len(), 2);
}

/// A change of the status by Ann that was rebuilt from history, and the live record of it, which does not tell the entry.
fn transition(id: &str, occurred: i64) -> [Event; 2] {
    let changes = json!([{"fieldId": "status", "field": "status", "from": {"id": "1", "text": "To Do"}, "to": {"id": "3", "text": "Done"}}]);
    let live = Event {
        action: activity_event::Action::named("issue.transitioned"),
        ..update(id, occurred, 1, changes)
    };
    let rebuilt = Event {
        id: EventId::derive(&["rebuilt", id]),
        provenance: Provenance::Backfill,
        revision: Some(format!("entry of {id}")),
        occurred: occurred - 900,
        actor: Actor::unknown(),
        issue: None,
        ..live.clone()
    };
    [rebuilt, live]
}

#[test]
fn a_live_record_that_comes_after_the_rebuilt_one_is_no_row_of_its_own() {
    let [rebuilt, live] = transition("a", NOON);
    let (left, paired) = paired_with(1, &[rebuilt.clone(), live.clone()]);
    let wanted = Event { actor: live.actor.clone(), issue: live.issue.clone(), ..rebuilt.clone() };
    assert_eq!(left, [wanted]);
    assert_eq!(paired.improved, [(rebuilt.id, [live.id].into())].into());
    // What is rebuilt while the live record is being packed is known under that.
    for stored in [0, 1] {
        let (left, _) = paired_with(stored, &[live.clone(), rebuilt.clone()]);
        assert_eq!(left, [Event { revision: rebuilt.revision.clone(), ..live.clone() }]);
    }
    // Both have been rows for long.
    assert_eq!(paired_with(2, &[rebuilt.clone(), live.clone()]).0.len(), 2);
}

#[test]
fn a_rebuilt_record_stands_for_one_live_record_only() {
    let [rebuilt, live] = transition("a", NOON);
    let [_, later] = transition("b", NOON + 3_000);
    let (left, _) = paired_with(1, &[rebuilt.clone(), later.clone(), live.clone()]);
    assert_eq!(ids(&left), [rebuilt.id, later.id].into());
    let other = |change: fn(&mut Event)| {
        let mut other = live.clone();
        change(&mut other);
        paired_with(1, &[rebuilt.clone(), other]).0.len()
    };
    assert_eq!(other(|_| ()), 1);
    assert_eq!(other(|event| event.revision = Some("another".into())), 2);
    assert_eq!(other(|event| event.occurred += 60_000), 2);
    assert_eq!(other(|event| event.changes[0].to = None), 2);
    assert_eq!(other(|event| event.subject.id = Some("2".into())), 2);
    assert_eq!(other(|event| event.provenance = Provenance::SnapshotDiff), 2);
    let named = Event { actor: Actor::stated("bob"), ..rebuilt };
    assert_eq!(paired_with(1, &[named, live]).0.len(), 2);
}

#[test]
fn a_page_that_was_moved_is_told_beside_its_version() {
    let version = |id: &str, action: &str, provenance: Provenance| {
        let subject = json!({"kind": "page", "id": "7"});
        let event = record(
            id,
            NOON,
            json!({"action": action, "product": "confluence", "subject": subject, "revision": "3"}),
        );
        Event { provenance, ..event }
    };
    let rebuilt = version("r", "page.updated", Provenance::Backfill);
    let left =
        |action: &str| paired_with(1, &[rebuilt.clone(), version("l", action, Provenance::Live)]).0.len();
    assert_eq!((left("page.updated"), left("page.moved"), left("page.liked")), (1, 2, 2));
}
