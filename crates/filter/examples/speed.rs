//! How many records a second the evaluator looks at: `cargo run --release -p activity-filter --example speed`.

use activity_event::Event;
use activity_filter::{BundledZones, Context, Truth, Zones, check, evaluate};
use serde_json::json;
use std::time::Instant;

const RECORDS: u32 = 20_000;
const ROUNDS: usize = 50;
const CHUNK: usize = 500;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let now = 1_795_003_200_000_i64;
    let events = (0..RECORDS).map(|n| record(n, now)).collect::<Result<Vec<Event>, _>>()?;
    let context = Context {
        now,
        zone: BundledZones.zone("Europe/Berlin")?,
        user: None,
        week_starts_monday: true,
        tables: std::borrow::Cow::Owned(activity_filter::Tables::default()),
    };
    for jql in [
        "project = PAY AND action = issue.transitioned AND occurred >= -7d",
        "actor IN (acc-1, acc-2, acc-3) AND status = Done AND text ~ rotate",
        "text ~ rotate",
        "text ~ \"signing keys\" OR content ~ \"secret*\" OR changedTo = Done",
    ] {
        let query = activity_jql::parse(jql).query.ok_or("does not parse")?;
        let predicate = check(&query, &context).predicate.ok_or("does not check")?;
        let mut seconds = 0.0;
        let mut hits = 0_usize;
        for chunk in events.chunks(CHUNK) {
            // The best of many short rounds: what the machine does besides hardly counts.
            let mut best = f64::INFINITY;
            let mut found = 0;
            for _ in 0..ROUNDS {
                let start = Instant::now();
                found = chunk.iter().filter(|event| evaluate(&predicate, event) == Truth::True).count();
                best = best.min(start.elapsed().as_secs_f64());
            }
            seconds += best;
            hits = hits.saturating_add(found);
        }
        let rate = f64::from(RECORDS) / seconds / 1e6;
        println!("{rate:6.2} million records/s, {hits:6} of {RECORDS} found: {jql}");
    }
    Ok(())
}

/// A record like those of a busy site.
fn record(n: u32, now: i64) -> Result<Event, Box<dyn std::error::Error>> {
    // Spread, so that no two columns go hand in hand.
    let spread = |salt: u64| {
        let mixed =
            (u64::from(n) ^ salt.wrapping_mul(0xBF58_476D_1CE4_E5B9)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed ^ (mixed >> 29)).wrapping_mul(0x94D0_49BB_1331_11EB) >> 40
    };
    let pick = |items: [&'static str; 5], salt: u64| {
        let place = usize::try_from(spread(salt).wrapping_rem(5)).unwrap_or(0);
        items.get(place).copied().unwrap_or("")
    };
    let project = pick(["PAY", "OPS", "WEB", "MOB", "HR"], 0);
    let status = pick(["To Do", "In Progress", "In Review", "Done", "Closed"], 1_000);
    let actions =
        ["issue.updated", "issue.transitioned", "comment.created", "issue.created", "issue.assigned"];
    let titles = [
        "Rotate the signing keys",
        "Checkout fails for guests",
        "Upgrade the database to version 16",
        "Quarterly review of access rights",
        "Page is slow when the cart holds many items",
    ];
    Ok(serde_json::from_value(json!({
        "id": format!("{n:032x}"), "occurred": now.saturating_sub(i64::from(n).saturating_mul(60_000)), "recorded": now,
        "product": "jira", "action": pick(actions, 2_000),
        "actor": {"accountId": format!("acc-{}", spread(3_000).wrapping_rem(60)), "kind": "person", "certainty": "stated"},
        "container": {"kind": "project", "id": "10000", "key": project, "name": "Some project"},
        "subject": {"kind": "issue", "id": n.to_string(), "key": format!("{project}-{n}"), "title": pick(titles, 4_000)},
        "issue": {"status": {"id": "3", "name": status, "category": "done"}, "assignee": "acc-7", "labels": ["a", "b"]},
        "changes": [{"fieldId": "status", "field": "status", "from": {"id": "1", "text": "To Do"}, "to": {"id": "3", "text": status}}],
        "content": [{"role": "body", "text": "A sentence or two that somebody wrote about the matter at hand, without much in it."}],
        "provenance": "live", "source": "avi:jira:updated:issue",
    }))?)
}
