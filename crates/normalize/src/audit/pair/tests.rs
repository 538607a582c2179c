use super::*;
use activity_event::{Change, Product, Provenance, SubjectKind, Value};

const NOON: i64 = 1_763_913_600_000;

fn event(id: u128, action: &str, seconds: i64, subject: &str) -> Event {
    let kind = if action.starts_with("person") { SubjectKind::Person } else { SubjectKind::Project };
    Event {
        id: EventId::from_u128(id),
        occurred: NOON.saturating_add(seconds.saturating_mul(1_000)),
        action: Action::parse(action).unwrap(),
        subject: Subject { kind, id: Some(subject.into()), ..crate::record::subject(kind) },
        ..Event::blank()
    }
}

fn told(id: u128, action: &str, seconds: i64, subject: &str, by: &str) -> Event {
    let change = Change {
        field_id: None,
        field: "Name".into(),
        from: Some(Value::text("a")),
        to: Some(Value::text("b")),
    };
    Event {
        actor: Actor::stated(by),
        changes: vec![change],
        provenance: Provenance::AuditImport,
        source: "jira:auditing/record".into(),
        ..event(id, action, seconds, subject)
    }
}

fn actors(paired: &Paired) -> Vec<Option<&str>> {
    paired.improved.iter().map(|event| event.actor.account_id.as_deref()).collect()
}

#[test]
fn a_live_record_learns_who_did_it_and_what_changed() {
    let live = [event(1, "project.updated", 0, "10000")];
    let paired = pair(&live, &[told(2, "project.updated", 3, "10000", "5b10")]);
    let better = &paired.improved[0];
    assert_eq!(better.actor, Actor::inferred("5b10", Actor::FROM_AUDIT_LOG));
    assert_eq!((better.id, better.occurred, better.changes.len()), (live[0].id, live[0].occurred, 1));
    assert!(paired.repeated.contains(&EventId::from_u128(2)));
    // Told again, nothing is new, and the audit record still only repeats.
    let again = pair(&paired.improved, &[told(2, "project.updated", 3, "10000", "5b10")]);
    assert_eq!((again.improved.len(), again.repeated.len()), (0, 1));
}

#[test]
fn a_value_before_that_the_event_did_not_say_is_told() {
    let mut live = [event(1, "project.updated", 0, "1")];
    let after = Some(Value::text("b"));
    live[0].changes = vec![Change {
        field_id: Some("name".into()),
        field: "name".into(),
        from: Some(Value::default()),
        to: after,
    }];
    let better = pair(&live, &[told(2, "project.updated", 1, "1", "a")]).improved.remove(0);
    let want = [(Some(Value::text("a")), Some(Value::text("b")))];
    assert_eq!(better.changes.into_iter().map(|change| (change.from, change.to)).collect::<Vec<_>>(), want);
}

#[test]
fn another_thing_another_act_another_time_is_no_pair() {
    let live = [event(1, "project.updated", 0, "10000")];
    for other in [
        told(2, "project.updated", 0, "10001", "5b10"),
        told(2, "project.archived", 0, "10000", "5b10"),
        told(2, "project.updated", 301, "10000", "5b10"),
    ] {
        assert_eq!(pair(&live, &[other]), Paired::default());
    }
}

#[test]
fn nobody_is_taken_where_two_could_be_meant() {
    let live = [event(1, "project.updated", 0, "10000")];
    let two = |first: i64, second: i64| {
        [told(2, "project.updated", first, "10000", "a"), told(3, "project.updated", second, "10000", "b")]
    };
    assert_eq!(pair(&live, &two(20, 60)), Paired::default());
    assert_eq!(pair(&live, &two(2, 9)), Paired::default());
    assert_eq!(actors(&pair(&live, &two(2, 60))), [Some("a")]);
}

#[test]
fn each_is_paired_once_with_its_closest() {
    let live = [event(1, "project.updated", 0, "1"), event(2, "project.updated", 60, "1")];
    let audit = [told(3, "project.updated", 61, "1", "a"), told(4, "project.updated", 1, "1", "a")];
    let paired = pair(&live, &audit);
    assert_eq!((actors(&paired).len(), paired.repeated.len()), (2, 2));
    assert_eq!(pair(&live[..1], &audit).repeated, BTreeSet::from([EventId::from_u128(4)]));
}

#[test]
fn who_is_stated_stays_and_must_be_the_same() {
    let mut live = [event(1, "project.updated", 0, "1")];
    live[0].actor = Actor::stated("a");
    assert_eq!(pair(&live, &[told(2, "project.updated", 1, "1", "b")]), Paired::default());
    let paired = pair(&live, &[told(2, "project.updated", 1, "1", "a")]);
    assert_eq!((paired.improved[0].actor.certainty, paired.repeated.len()), (Certainty::Stated, 1));
}

#[test]
fn a_deactivation_is_told_by_the_audit_log_alone() {
    let live = [event(1, "person.updated", 0, "5b10")];
    let paired = pair(&live, &[told(2, "person.deactivated", 1, "5b10", "a")]);
    assert_eq!(paired.improved[0].action.name(), "person.deactivated");
    let trashed = [event(1, "project.trashed", 0, "1")];
    assert_eq!(
        pair(&trashed, &[told(2, "project.deleted", 1, "1", "a")]).improved[0].action.name(),
        "project.trashed"
    );
}

#[test]
fn of_many_who_join_a_group_each_is_paired_with_their_own_record() {
    let joined = |person: &str| {
        vec![Change { field_id: None, field: "member".into(), from: None, to: Some(Value::id(person)) }]
    };
    let found = |id, person| Event {
        changes: joined(person),
        provenance: Provenance::SnapshotDiff,
        ..event(id, "group.member-added", 60, "g-1")
    };
    let said = |id, seconds, person| Event {
        changes: joined(person),
        ..told(id, "group.member-added", seconds, "g-1", "admin")
    };
    let looked = [found(1, "a"), found(2, "b")];
    let paired = pair(&looked, &[said(3, 0, "b"), said(4, 30, "c"), said(5, 40, "a")]);
    assert_eq!(paired.repeated, [EventId::from_u128(3), EventId::from_u128(5)].into());
    assert_eq!(actors(&paired), [Some("admin"), Some("admin")]);
}

#[test]
fn an_act_in_both_products_names_who_did_it_in_each() {
    let jira = Event { product: Product::Jira, ..event(1, "person.created", 0, "712020:a") };
    let wiki = Event { product: Product::Confluence, ..event(2, "person.created", 1, "712020:a") };
    let paired = pair(&[jira, wiki], &[told(3, "person.created", 0, "712020:a", "5b10")]);
    assert_eq!(actors(&paired), [Some("5b10"), Some("5b10")]);
    assert_eq!(paired.repeated.len(), 1);
}

#[test]
fn trash_and_time_tracking_are_called_otherwise_by_the_audit_log() {
    let setting = |event: Event, id: Option<&str>, title: &str| {
        let about = crate::record::subject(SubjectKind::Setting);
        Event { subject: Subject { id: id.map(str::to_owned), title: Some(title.into()), ..about }, ..event }
    };
    for (seen, told_as) in [
        ("Time tracking provider", "Time tracking"),
        ("Unassigned issues", "Allow unassigned issues"),
        ("Voting", "Voting"),
    ] {
        let action =
            if seen.starts_with("Time") { "setting.timetracking-updated" } else { "setting.updated" };
        let live = [setting(event(1, action, 0, "x"), Some("x"), seen)];
        let paired = pair(&live, &[setting(told(2, "setting.updated", 1, "x", "a"), None, told_as)]);
        assert_eq!(actors(&paired), [Some("a")], "{seen}");
        assert_eq!(paired.improved[0].action.name(), action);
        let other = setting(told(2, "setting.updated", 1, "x", "a"), None, "Watching");
        assert_eq!(pair(&live, &[other]), Paired::default());
    }
    let trashed = [event(1, "field.trashed", 0, "1")];
    let paired = pair(&trashed, &[told(2, "field.deleted", 1, "1", "a")]);
    assert_eq!(paired.improved[0].action.name(), "field.trashed");
}
