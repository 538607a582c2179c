//! Laws of comparing: what the records say, done to what was before, gives what is there now.

use super::{Compared, Comparison, Kind, Look, Of, Snapshot, SnapshotError, join, split};
use activity_event::{Actor, Certainty, Change, Event, EventId, Provenance, Value};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

const FIRST: i64 = 1_764_000_000_000;
const HOUR: i64 = 3_600_000;

/// So many hours after the first look.
fn after_hours(hours: i64) -> i64 {
    FIRST.saturating_add(HOUR.saturating_mul(hours))
}

fn at_once(now: i64) -> Look {
    Look { now, first: true, last: true, at_once: true }
}

fn in_pages(now: i64) -> Look {
    Look { at_once: false, ..at_once(now) }
}

fn of(id: &str) -> Of {
    Of { id: id.to_owned(), name: Some("Release crew".to_owned()), ..Of::default() }
}

fn look_with(
    kind: Kind,
    of: &Of,
    before: Option<Snapshot>,
    answers: &[Json],
    look: Look,
    log: &[Event],
) -> Result<Compared, SnapshotError> {
    // Each look begins with what is stored.
    let before = before.map(|before| {
        let (head, parts) = split(&before, 0);
        join(&head, &parts).unwrap()
    });
    let mut comparison = Comparison::new(kind, of.clone(), before);
    for answer in answers {
        comparison.add(answer)?;
    }
    Ok(comparison.decide(look)?.finish(log))
}

fn compare(kind: Kind, of: &Of, before: Option<Snapshot>, answer: &Json, look: Look) -> Compared {
    look_with(kind, of, before, std::slice::from_ref(answer), look, &[]).unwrap()
}

fn names(records: &[Event]) -> Vec<&str> {
    records.iter().map(|record| record.action.name()).collect()
}

fn users(people: &BTreeMap<String, bool>) -> Json {
    let user = |(id, active): (&String, &bool)| json!({"accountId": id, "accountType": "atlassian", "active": active, "displayName": "Made Up"});
    people.iter().map(user).collect()
}

fn members(people: &BTreeSet<String>) -> Json {
    json!({"values": people.iter().map(|id| json!({"accountId": id})).collect::<Vec<_>>(), "isLast": true})
}

fn scheme(grants: &BTreeSet<(String, u32)>) -> Json {
    let grant = |(permission, role): &(String, u32)| {
        json!({"permission": permission, "holder": {"type": "projectRole", "parameter": role.to_string(),
            "value": role.to_string(), "projectRole": {"name": format!("Role {role}")}}})
    };
    let grants: Vec<Json> = grants.iter().map(grant).collect();
    json!({"permissionSchemes": [{"id": 10_000, "name": "Default", "permissions": grants}]})
}

fn person() -> impl Strategy<Value = String> {
    (0..40_u32).prop_map(|n| format!("712020:account-{n}"))
}

fn people() -> impl Strategy<Value = BTreeMap<String, bool>> {
    proptest::collection::btree_map(person(), any::<bool>(), 1..40)
}

fn crowd() -> impl Strategy<Value = BTreeSet<String>> {
    proptest::collection::btree_set(person(), 0..40)
}

fn grants() -> impl Strategy<Value = BTreeSet<(String, u32)>> {
    let permission = prop_oneof![Just("BROWSE_PROJECTS"), Just("EDIT_ISSUES"), Just("ADMINISTER_PROJECTS")];
    proptest::collection::btree_set((permission.prop_map(str::to_owned), 10_000..10_006_u32), 0..18)
}

/// Does to a crowd what the records say.
fn apply_members(crowd: &mut BTreeSet<String>, records: &[Event]) {
    for record in records {
        let change = &record.changes[0];
        let id = |value: &Option<Value>| value.as_ref().and_then(|value| value.id.clone()).unwrap();
        let fresh = match record.action.name() {
            "group.member-added" => crowd.insert(id(&change.to)),
            "group.member-removed" => crowd.remove(&id(&change.from)),
            other => panic!("{other}"),
        };
        assert!(fresh, "{record:?}");
    }
}

proptest! {
    #[test]
    fn people_come_go_and_are_switched_as_the_records_say(before in people(), after in people()) {
        let first = compare(Kind::Users, &Of::default(), None, &users(&before), at_once(FIRST));
        prop_assert!(first.baseline && first.records.is_empty());
        let second = compare(Kind::Users, &Of::default(), Some(first.after), &users(&after), at_once(after_hours(1)));
        let mut said = before.clone();
        for record in &second.records {
            let id = record.subject.id.clone().unwrap();
            match record.action.name() {
                "person.created" => prop_assert!(said.insert(id.clone(), after[&id]).is_none()),
                "person.deleted" => prop_assert!(said.remove(&id).is_some()),
                "person.deactivated" => prop_assert_eq!(said.insert(id, false), Some(true)),
                "person.reactivated" => prop_assert_eq!(said.insert(id, true), Some(false)),
                other => prop_assert!(false, "{}", other),
            }
            prop_assert_eq!(record.provenance, Provenance::SnapshotDiff);
            prop_assert_eq!(record.actor.certainty, Certainty::Unknown);
            prop_assert!(!serde_json::to_string(record).unwrap().contains("Made Up"));
        }
        prop_assert_eq!(said, after);
    }

    #[test]
    fn a_list_in_pages_gives_the_same_and_one_missing_page_takes_nobody_out(
        before in crowd(), after in crowd(), missed in crowd(),
    ) {
        let group = of("g-1");
        let whole: BTreeSet<String> = before.union(&after).cloned().collect();
        let first = compare(Kind::Members, &group, None, &members(&before), in_pages(FIRST));
        // A reading from which pages shifted away: some of those who are still there are missing.
        let shifted: BTreeSet<String> = before.difference(&missed).cloned().collect();
        let second = compare(Kind::Members, &group, Some(first.after), &members(&shifted), in_pages(after_hours(1)));
        prop_assert_eq!(&second.records, &vec![]);
        prop_assert_eq!(second.again, shifted.len() < before.len());
        let third = compare(Kind::Members, &group, Some(second.after), &members(&whole), in_pages(after_hours(2)));
        let fourth = compare(Kind::Members, &group, Some(third.after), &members(&after), in_pages(after_hours(3)));
        let fifth = compare(Kind::Members, &group, Some(fourth.after), &members(&after), in_pages(after_hours(4)));
        let mut said = before;
        for compared in [&third.records, &fourth.records, &fifth.records] {
            apply_members(&mut said, compared);
        }
        prop_assert_eq!(said, after);
        prop_assert!(!fifth.again);
    }

    #[test]
    fn grants_gained_and_lost_are_changes_of_one_record(before in grants(), after in grants()) {
        let kind = Kind::PermissionSchemes;
        let first = compare(kind, &Of::default(), None, &scheme(&before), at_once(FIRST));
        let second = compare(kind, &Of::default(), Some(first.after), &scheme(&after), at_once(after_hours(1)));
        prop_assert_eq!(second.records.len(), usize::from(before != after));
        prop_assert!(second.records.iter().all(|record| record.subject.title.as_deref() == Some("Default")));
        let mut said = before;
        for Change { field_id, from, to, .. } in second.records.iter().flat_map(|record| &record.changes) {
            let grant = |value: &Value| {
                (field_id.clone().unwrap(), value.id.as_ref().unwrap().parse().unwrap())
            };
            match (from, to) {
                (None, Some(to)) => prop_assert!(said.insert(grant(to))),
                (Some(from), None) => prop_assert!(said.remove(&grant(from))),
                other => prop_assert!(false, "{:?}", other),
            }
        }
        prop_assert_eq!(said, after);
    }

    #[test]
    fn a_long_list_is_read_in_looks_and_any_look_may_be_taken_twice(
        before in people(), after in people(), cut in 0..40_usize, twice in any::<bool>(),
    ) {
        let kind = Kind::Users;
        let none = Of::default();
        let first = compare(kind, &none, None, &users(&before), in_pages(FIRST));
        let (one, two): (Vec<_>, Vec<_>) = after.clone().into_iter().enumerate().partition(|(n, _)| *n < cut);
        let page = |people: Vec<(usize, (String, bool))>| users(&people.into_iter().map(|(_, person)| person).collect());
        let (one, two) = (page(one), page(two));
        let mut stored = first.after;
        let mut ids = BTreeMap::new();
        for hour in 1..4 {
            let begin = Look { now: after_hours(hour), first: true, last: false, at_once: false };
            let end = Look { now: begin.now.saturating_add(60_000), first: false, last: true, at_once: false };
            for (look, answer) in [(begin, &one), (end, &two)] {
                // Records are written before the snapshot is: a look that was stopped in between is taken again.
                let stopped = twice.then(|| compare(kind, &none, Some(stored.clone()), answer, look).records);
                let later = Look { now: look.now.saturating_add(1_000), ..look };
                let done = compare(kind, &none, Some(stored), answer, later);
                for record in stopped.iter().flatten().chain(&done.records) {
                    ids.entry(record.id).or_insert_with(|| record.clone());
                }
                // And one that was written, but not the state: its last part again finds the reading over.
                stored = done.after;
                if twice {
                    let over = Look { first: false, ..later };
                    let more = compare(kind, &none, Some(stored.clone()), answer, over);
                    prop_assert_eq!(more.records, vec![]);
                    stored = more.after;
                }
            }
        }
        let mut said = before;
        for record in ids.values() {
            let id = record.subject.id.clone().unwrap();
            let changed = match record.action.name() {
                "person.created" => said.insert(id.clone(), after[&id]).is_none(),
                "person.deleted" => said.remove(&id).is_some(),
                "person.deactivated" => said.insert(id, false) == Some(true),
                "person.reactivated" => said.insert(id, true) == Some(false),
                _ => false,
            };
            prop_assert!(changed, "{:?}", record);
        }
        prop_assert_eq!(said, after);
    }
}

#[test]
fn the_record_says_between_which_looks_it_happened() {
    let group = of("g-1");
    let first = compare(Kind::Members, &group, None, &members(&["a".into()].into()), at_once(FIRST));
    let second = compare(
        Kind::Members,
        &group,
        Some(first.after),
        &members(&BTreeSet::new()),
        at_once(after_hours(1)),
    );
    let record = &second.records[0];
    assert_eq!((record.action.name(), record.occurred), ("group.member-removed", after_hours(1)));
    assert_eq!(record.subject.title.as_deref(), Some("Release crew"));
    let text = "Happened between 2025-11-24T16:00:00.000Z and 2025-11-24T17:00:00.000Z: found by comparing what is there with what was there.";
    assert_eq!(record.content[0].text, text);
}

#[test]
fn what_was_missing_twice_has_a_window_from_when_it_was_last_seen() {
    let group = of("g-1");
    let (all, none) = (members(&["a".into()].into()), members(&BTreeSet::new()));
    let mut stored = compare(Kind::Members, &group, None, &all, in_pages(FIRST)).after;
    for (hour, answer, expected) in [(1, &all, 0), (2, &none, 0), (3, &none, 1)] {
        let compared = compare(Kind::Members, &group, Some(stored), answer, in_pages(after_hours(hour)));
        assert_eq!(compared.records.len(), expected);
        for record in compared.records {
            assert!(
                record.content[0].text.starts_with("Happened between 2025-11-24T17:00:00.000Z and "),
                "{record:?}"
            );
        }
        stored = compared.after;
    }
}

#[test]
fn an_answer_of_another_shape_is_an_error_and_takes_nothing_out() {
    let none = Of::default();
    let bad = [
        (Kind::Users, json!({"errorMessages": ["no"]}), SnapshotError::NoList("users")),
        (Kind::Users, json!([{"displayName": "x"}]), SnapshotError::NoId("users", "accountId")),
        (Kind::Users, json!([]), SnapshotError::Empty("users")),
        (Kind::Groups, json!({"values": "x"}), SnapshotError::NoList("groups")),
        (Kind::Members, json!(null), SnapshotError::NoList("members")),
        (
            Kind::PermissionSchemes,
            json!({"permissionSchemes": [{"id": 1}]}),
            SnapshotError::NoList("permission grants"),
        ),
        (Kind::Restrictions, json!({"message": "no"}), SnapshotError::NoList("restrictions")),
        (Kind::Settings, json!([]), SnapshotError::NoList("settings")),
    ];
    for (kind, answer, problem) in bad {
        assert_eq!(look_with(kind, &none, None, &[answer], at_once(FIRST), &[]), Err(problem));
    }
}

/// An event as the log has it.
fn logged(action: &str, subject: &Event, provenance: Provenance, changes: Vec<Change>) -> Event {
    Event {
        id: EventId::derive(&["logged", action]),
        occurred: FIRST.saturating_add(HOUR / 2),
        action: activity_event::Action::parse(action).unwrap(),
        actor: Actor::stated("5b10"),
        subject: subject.subject.clone(),
        provenance,
        changes,
        ..Event::blank()
    }
}

#[test]
fn a_switch_that_an_event_told_of_is_not_told_again() {
    let answer =
        |on: bool| json!({"votingEnabled": true, "attachmentsEnabled": on, "timeTrackingConfiguration": {}});
    let first = compare(Kind::Settings, &Of::default(), None, &answer(true), at_once(FIRST));
    let look = |log: &[Event]| {
        look_with(
            Kind::Settings,
            &Of::default(),
            Some(first.after.clone()),
            &[answer(false)],
            at_once(after_hours(1)),
            log,
        )
        .unwrap()
        .records
    };
    let found = look(&[]);
    assert_eq!(names(&found), ["setting.updated"]);
    let (subject, change) = (&found[0].subject, &found[0].changes[0]);
    assert_eq!(
        (subject.key.as_deref(), subject.title.as_deref()),
        (Some("jira.option.allowattachments"), Some("Attachments"))
    );
    assert_eq!((&change.from, &change.to), (&Some(Value::text("on")), &Some(Value::text("off"))));
    let to = |text: &str| Change {
        field_id: Some("jira.option.allowattachments".into()),
        field: "Attachments".into(),
        from: None,
        to: Some(Value::text(text)),
    };
    assert_eq!(look(&[logged("setting.updated", &found[0], Provenance::Live, vec![to("off")])]), []);
    // It was switched on, and then nobody told that it was switched off.
    assert_eq!(look(&[logged("setting.updated", &found[0], Provenance::Live, vec![to("on")])]), found);
    // Our own record of another time is no reason to be silent.
    assert_eq!(
        look(&[logged("setting.updated", &found[0], Provenance::SnapshotDiff, vec![to("off")])]),
        found
    );
}

#[test]
fn a_live_record_of_an_account_that_was_switched_off_says_so() {
    let people = |active: bool| users(&[("5b10".to_owned(), true), ("5b11".to_owned(), active)].into());
    let first = compare(Kind::Users, &Of::default(), None, &people(true), at_once(FIRST));
    let look = |log: &[Event]| {
        look_with(
            Kind::Users,
            &Of::default(),
            Some(first.after.clone()),
            &[people(false)],
            at_once(after_hours(1)),
            log,
        )
        .unwrap()
        .records
    };
    let found = look(&[]);
    assert_eq!(names(&found), ["person.deactivated"]);
    let active = Change {
        field_id: Some("active".into()),
        field: "Active".into(),
        from: None,
        to: Some(Value::text("false")),
    };
    let live = logged("person.updated", &found[0], Provenance::Live, vec![active]);
    let told = look(std::slice::from_ref(&live));
    assert_eq!(names(&told), ["person.deactivated"]);
    assert_eq!((told[0].id, told[0].occurred, &told[0].changes), (live.id, live.occurred, &found[0].changes));
    let known = logged("person.deactivated", &found[0], Provenance::Live, vec![]);
    assert_eq!(look(&[live, known]), []);
}

#[test]
fn an_event_without_what_changed_gets_it() {
    let page = Of { id: "77".into(), content: Some("blogpost".into()), ..Of::default() };
    let answer = |people: &[&str]| {
        let users: Vec<Json> =
            people.iter().map(|id| json!({"accountId": id, "displayName": "Made Up"})).collect();
        json!({"read": {"operation": "read", "restrictions": {"user": {"results": users},
            "group": {"results": [{"id": "g-1", "name": "crew"}]}}}, "_links": {}})
    };
    let first = compare(Kind::Restrictions, &page, None, &answer(&["5b10"]), at_once(FIRST));
    let look = |log: &[Event]| {
        let answers = [answer(&["5b11"])];
        look_with(
            Kind::Restrictions,
            &page,
            Some(first.after.clone()),
            &answers,
            at_once(after_hours(1)),
            log,
        )
        .unwrap()
        .records
    };
    let found = look(&[]);
    assert_eq!(names(&found), ["blogpost.permissions-updated"]);
    let changes: Vec<_> = found[0]
        .changes
        .iter()
        .map(|change| (change.field.as_str(), change.from.clone(), change.to.clone()))
        .collect();
    assert_eq!(changes, [("read", Some(Value::id("5b10")), None), ("read", None, Some(Value::id("5b11")))]);
    let live = logged("blogpost.permissions-updated", &found[0], Provenance::Live, vec![]);
    let told = look(std::slice::from_ref(&live));
    assert_eq!((told[0].id, &told[0].actor, &told[0].changes), (live.id, &live.actor, &found[0].changes));
    // The same comparison once more finds it told.
    assert_eq!(look(&told), []);
    // Of two events nobody knows which of them changed what; that it was the same person both times is known.
    let other = Event { id: EventId::derive(&["other"]), ..live.clone() };
    let both = look(&[live, other]);
    assert_eq!((both[0].id, both[0].provenance), (found[0].id, Provenance::SnapshotDiff));
    assert_eq!(both[0].actor, Actor::inferred("5b10", "the events of the change"));
}

#[test]
fn somebody_whom_the_list_leaves_out_may_still_belong() {
    let group = of("g-1");
    let both = members(&["5b10".into(), "5b11".into()].into());
    let first = compare(Kind::Members, &group, None, &both, at_once(FIRST));
    let mut comparison = Comparison::new(Kind::Members, group, Some(first.after));
    comparison.add(&members(&["5b10".into()].into())).unwrap();
    assert_eq!(comparison.missing(), ["5b11"]);
    comparison.keep(&["5b11".to_owned(), "5b12".to_owned()]);
    let compared = comparison.decide(at_once(after_hours(1))).unwrap().finish(&[]);
    assert_eq!((compared.records, compared.after.len()), (vec![], 2));
}

#[test]
fn the_audit_log_of_the_product_speaks_first() {
    let group = of("g-1");
    let first = compare(Kind::Members, &group, None, &members(&BTreeSet::new()), at_once(FIRST));
    let look = |log: &[Event]| {
        let answers = [members(&["5b10".into(), "5b11".into()].into())];
        look_with(Kind::Members, &group, Some(first.after.clone()), &answers, at_once(after_hours(1)), log)
            .unwrap()
            .records
    };
    let found = look(&[]);
    assert_eq!(names(&found), ["group.member-added", "group.member-added"]);
    let told = logged("group.member-added", &found[0], Provenance::AuditImport, found[0].changes.clone());
    assert_eq!(look(std::slice::from_ref(&told)), found[1..]);
    // What happened before the last look is another thing.
    let old = Event { occurred: FIRST - HOUR, ..told };
    assert_eq!(look(&[old]), found);
}

#[test]
fn a_role_is_given_to_somebody_in_a_project() {
    let project =
        Of { id: "10001".into(), key: Some("PAY".into()), name: Some("Payments".into()), ..Of::default() };
    let role = |id: u32, name: &str, actors: Json| json!({"id": id, "name": name, "actors": actors});
    let person = json!({"id": 1, "type": "atlassian-user-role-actor", "displayName": "Made Up", "actorUser": {"accountId": "5b10"}});
    let crew = json!({"id": 2, "type": "atlassian-group-role-actor", "actorGroup": {"groupId": "g-1", "name": "crew"}});
    let before = [role(10_002, "Administrators", json!([person])), role(10_003, "Viewers", json!([]))];
    let after = [role(10_002, "Administrators", json!([])), role(10_003, "Viewers", json!([crew]))];
    let first = look_with(Kind::RoleMembers, &project, None, &before, at_once(FIRST), &[]).unwrap();
    let second =
        look_with(Kind::RoleMembers, &project, Some(first.after), &after, at_once(after_hours(1)), &[])
            .unwrap();
    assert_eq!(names(&second.records), ["role.member-removed", "role.member-added"]);
    let [removed, added] = second.records.as_slice() else { panic!() };
    assert_eq!(removed.subject.title.as_deref(), Some("Administrators"));
    assert_eq!(removed.container.as_ref().and_then(|container| container.key.as_deref()), Some("PAY"));
    assert_eq!(removed.changes[0].from, Some(Value::id("5b10")));
    assert_eq!(added.changes[0].to, Some(Value { id: Some("g-1".into()), text: Some("group crew".into()) }));
}

#[test]
fn a_workflow_that_was_edited_has_another_version() {
    let answer = |version: u32, updated: &str| json!({"values": [{"id": "w-1", "name": "Payments", "updated": updated, "version": {"id": "x", "versionNumber": version}}]});
    let first =
        compare(Kind::Workflows, &Of::default(), None, &answer(3, "2025-11-20T10:00:00Z"), at_once(FIRST));
    let second = compare(
        Kind::Workflows,
        &Of::default(),
        Some(first.after),
        &answer(4, "2025-11-24T16:30:00Z"),
        at_once(after_hours(1)),
    );
    let record = &second.records[0];
    assert_eq!((record.action.name(), record.revision.as_deref()), ("workflow.updated", Some("4")));
    assert_eq!(record.changes.len(), 2);
}

#[test]
fn an_objects_history_says_who() {
    use super::{AssetObject, asset_history};
    let object =
        AssetObject { id: "12".into(), key: Some("ITSM-12".into()), object_type: Some("Laptop".into()) };
    let answer = json!([
        {"id": 7, "objectId": 12, "type": 0, "created": "2025-11-24T10:00:00.000Z", "actor": {"key": "5b10ac8d82e05b22cc7d4ef5"}},
        {"id": 8, "objectId": 12, "type": 2, "created": "2025-11-24T11:00:00.000Z", "affectedAttribute": "Owner", "oldValue": "a", "newValue": "b",
         "actor": {"key": "JIRAUSER100", "displayName": "Made Up"}},
        {"id": 9, "objectId": 12, "type": 2, "created": "soon", "affectedAttribute": "Name"},
    ]);
    let records = asset_history(&object, &answer, 0, FIRST).unwrap();
    assert_eq!(names(&records), ["asset.created", "asset.updated", "asset.updated"]);
    assert_eq!(records[0].actor, Actor::stated("5b10ac8d82e05b22cc7d4ef5"));
    assert_eq!(
        (records[1].actor.certainty, records[1].changes[0].from.clone()),
        (Certainty::Unknown, Some(Value::text("a")))
    );
    assert!(records[2].problem.is_some());
    assert_eq!(asset_history(&object, &answer, FIRST - 20_000_000, FIRST).unwrap().len(), 2);
    assert!(asset_history(&object, &json!({"error": 1}), 0, FIRST).is_err());
}
