//! What every site of this kind keeps to.

mod history;
mod payloads;

use super::{Plan, Records};
use activity_event::{Event, Product, Reading};
use std::collections::{HashMap, HashSet};

/// A small site on which much happens.
fn records(events: usize, seed: u64) -> Vec<Event> {
    let plan = Plan { days: 5, people: 300, places: 20, ..Plan::of(events, seed) };
    Records::new(&plan).collect()
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let text = |seed| serde_json::to_string(&records(2_000, seed)).unwrap();
    assert_eq!(text(1), text(1));
    assert_ne!(text(1), text(2));
}

#[test]
fn so_many_records_in_order_each_once() {
    let plan = Plan::of(20_000, 3);
    let all: Vec<Event> = Records::new(&plan).collect();
    assert_eq!(all.len(), 20_000);
    assert!(all.is_sorted_by_key(|event| event.occurred));
    assert!(all.iter().all(|event| event.occurred < event.recorded && event.occurred < plan.end()));
    let ids: HashSet<_> = all.iter().map(|event| event.id).collect();
    assert_eq!(ids.len(), all.len());
}

#[test]
fn much_happens_in_both_products_and_few_do_most_of_it() {
    let all = records(20_000, 5);
    let actions: HashSet<&str> = all.iter().map(|event| event.action.name()).collect();
    assert!(actions.len() >= 40, "{actions:?}");
    let wiki = all.iter().filter(|event| event.product == Product::Confluence).count();
    assert!((2_000..8_000).contains(&wiki), "{wiki}");
    let mut acts: HashMap<&str, usize> = HashMap::new();
    for event in &all {
        *acts.entry(event.actor.account_id.as_deref().unwrap_or_default()).or_default() += 1;
    }
    let mut counts: Vec<usize> = acts.values().copied().collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let busiest: usize = counts.iter().take(counts.len() / 10).sum();
    assert!(busiest * 3 > all.len(), "a tenth does {busiest}");
}

#[test]
fn without_payloads_the_rest_is_the_same() {
    let plan = Plan { people: 50, places: 8, ..Plan::of(2_000, 9) };
    let bare = Records::new(&Plan { payloads: false, ..plan });
    for (full, bare) in Records::new(&plan).zip(bare) {
        let told = matches!(full.reading, Reading::Full) && full.raw.is_none();
        assert!(told, "{full:?}");
        assert_eq!((bare.id, bare.occurred, &bare.subject), (full.id, full.occurred, &full.subject));
        assert_eq!((bare.action, &bare.actor, &bare.container), (full.action, &full.actor, &full.container));
    }
}
