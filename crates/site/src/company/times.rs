//! When people are at work.

use super::chance::Chance;
use super::staff::Worker;
use crate::time::{DAY, MINUTE};
use chrono::{DateTime, Datelike, NaiveTime, TimeZone};

/// A moment at which somebody does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    /// When.
    pub(super) at: i64,
    /// Who: an index into the workers.
    pub(super) who: usize,
}

/// So many moments between two times, each within somebody's working hours, in order.
pub(super) fn slots(workers: &[Worker], from: i64, to: i64, count: usize, chance: &mut Chance) -> Vec<Slot> {
    let weights: Vec<u32> = workers.iter().map(|worker| worker.pace).collect();
    let days = to.saturating_sub(from) / DAY;
    let mut slots = Vec::with_capacity(count);
    // Nights, weekends and holidays refuse moments; the bound only guards against a company that never works.
    for _ in 0..count.saturating_mul(50) {
        if slots.len() >= count {
            break;
        }
        let who = chance.weighted(&weights);
        let Some(worker) = workers.get(who) else { break };
        let day = from.saturating_add(DAY.saturating_mul(chance.between(0, days.saturating_add(1))));
        if let Some(at) = moment(worker, day, chance).filter(|at| (from..to).contains(at)) {
            slots.push(Slot { at, who });
        }
    }
    slots.sort_unstable();
    slots
}

/// A moment within somebody's working hours on that day; none when it is a day off.
fn moment(worker: &Worker, day: i64, chance: &mut Chance) -> Option<i64> {
    let local = DateTime::from_timestamp_millis(day)?.with_timezone(&worker.zone).date_naive();
    let weekday = usize::try_from(local.weekday().num_days_from_monday()).unwrap_or(0);
    if !worker.days.get(weekday).copied().unwrap_or(false) {
        return None;
    }
    let (begin, end) = worker.hours;
    // Most is done around ten and around three; lunch is quiet.
    let length = end.saturating_sub(begin).max(1);
    let half = if chance.percent(52) { 0 } else { length / 2 };
    let minute = begin
        .saturating_add(half)
        .saturating_add(chance.between(0, length / 2).max(chance.between(0, length / 5)));
    let midnight =
        worker.zone.from_local_datetime(&local.and_time(NaiveTime::MIN)).earliest()?.timestamp_millis();
    let at = midnight.saturating_add(minute.saturating_mul(MINUTE)).saturating_add(chance.between(0, MINUTE));
    let employed =
        worker.joins.is_none_or(|joins| at >= joins) && worker.leaves.is_none_or(|leaves| at < leaves);
    employed.then_some(at)
}
