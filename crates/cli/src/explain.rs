//! What a query would read of the store: records are packed as the app packs them, and the first page is read as a function reads it.

use activity_engine::event::Event;
use activity_engine::{
    BATCH_KEYS_MAX, BundledZones, CheckRequest, Commit, Compactor, EngineError, Explanation, LIMIT_MAX,
    QueryAnswer, QueryRequest, Reader, Scope, keys, status,
};
use std::collections::BTreeMap;
use std::fmt::{Display, Formatter, Result as Written};

/// Rows of a page when nothing else is said: what the page of the app asks for.
const LIMIT: usize = 50;
/// Records of a whole segment.
const SEGMENT_ROWS: usize = 65_536;
/// The store meters what is read in units of so many bytes, for each request at least one.
const UNIT_BYTES: usize = 10 * 1024;

/// What a query has read.
#[derive(Debug)]
pub(crate) struct Report {
    rows: u64,
    segments: u32,
    bytes: usize,
    plan: Explanation,
    answer: QueryAnswer,
    requests: usize,
    units: usize,
    /// Values by what they are.
    values: BTreeMap<&'static str, usize>,
}

/// Packs the records, asks the query of them, and tells what was read.
pub(crate) fn explain(
    asked: &CheckRequest,
    limit: Option<usize>,
    events: Vec<Event>,
) -> Result<Report, EngineError> {
    let CheckRequest { jql, narrow, now, zone, account, monday_first, tables } = asked.clone();
    let limit = u32::try_from(limit.unwrap_or(LIMIT)).unwrap_or(LIMIT_MAX).clamp(1, LIMIT_MAX);
    let request = QueryRequest { jql, narrow, limit, cursor: None, now, zone, account, monday_first, tables };
    let store = Store::of(events, now)?;
    let mut reader = Reader::new(&request, &Scope::All, store.root.as_deref(), &BundledZones)?;
    let (mut requests, mut units, mut values) = (0_usize, 0_usize, BTreeMap::new());
    let mut book = |keys: &[String]| {
        for batch in keys.chunks(BATCH_KEYS_MAX) {
            let bytes = batch.iter().map(|key| store.values.get(key).map_or(0, String::len)).sum::<usize>();
            requests = requests.saturating_add(1);
            units = units.saturating_add(bytes.div_ceil(UNIT_BYTES).max(1));
        }
        for key in keys {
            let count: &mut usize = values.entry(kind(key)).or_default();
            *count = count.saturating_add(1);
        }
    };
    let first = reader.manifests();
    book(&first);
    for key in first {
        reader.add_manifest(&key, store.values.get(&key).map_or("", String::as_str));
    }
    loop {
        let keys = reader.next();
        if keys.is_empty() {
            break;
        }
        book(&keys);
        let found: Vec<_> =
            keys.into_iter().map(|key| (key.clone(), store.values.get(&key).cloned())).collect();
        reader.add_values(&found);
    }
    let held = status(store.root.as_deref())?;
    Ok(Report {
        rows: held.rows,
        segments: held.segments,
        bytes: store.values.values().map(String::len).sum(),
        plan: reader.explain(),
        answer: reader.answer(),
        requests,
        units,
        values,
    })
}

/// What is under a key.
fn kind(key: &str) -> &'static str {
    match key.split(':').next() {
        Some("m") => "manifests",
        Some("a") => "pages of people",
        _ => "parts of segments",
    }
}

/// The store of an app that has packed everything.
#[derive(Debug, Default)]
struct Store {
    root: Option<String>,
    values: BTreeMap<String, String>,
}

impl Store {
    fn of(events: Vec<Event>, now: i64) -> Result<Self, EngineError> {
        let mut months: BTreeMap<String, Vec<Event>> = BTreeMap::new();
        for event in events {
            months.entry(keys::month(event.occurred)).or_default().push(event);
        }
        let mut store = Self::default();
        for mut events in months.into_values() {
            Event::sort(&mut events);
            for chunk in events.chunks(SEGMENT_ROWS) {
                let commit = store.pack(chunk.to_vec(), now)?;
                store.carry_out(commit);
            }
        }
        Ok(store)
    }

    fn pack(&self, events: Vec<Event>, now: i64) -> Result<Commit, EngineError> {
        let mut compactor = Compactor::bulk(self.root.as_deref(), events, now)?;
        for key in compactor.manifests() {
            compactor.add_manifest(&key, self.values.get(&key).map_or("", String::as_str))?;
        }
        let wanted = compactor.wanted()?;
        let wanted = wanted.values.into_iter().chain(wanted.known);
        let found: Vec<_> = wanted.map(|key| (key.clone(), self.values.get(&key).cloned())).collect();
        compactor.add_values(&found);
        compactor.finish()
    }

    fn carry_out(&mut self, commit: Commit) {
        for key in &commit.retired {
            self.values.remove(key);
        }
        for write in commit.values.into_iter().chain(commit.manifests) {
            self.values.insert(write.key, write.value);
        }
        self.root = commit.root.map(|root| root.body).or_else(|| self.root.take());
    }
}

impl Display for Report {
    fn fmt(&self, out: &mut Formatter<'_>) -> Written {
        let Self { plan, answer, .. } = self;
        let read = &answer.read;
        writeln!(out, "packed:   {} records in {} segments, {} bytes", self.rows, self.segments, self.bytes)?;
        writeln!(out, "months:   {} of {} left out by their time", plan.months_by_time, plan.months)?;
        writeln!(
            out,
            "segments: {} in the manifests that were read; left out: {} by their time, {} by their actions, {} by their containers, {} by \
             an index, {} by their columns; {} not reached",
            plan.segments,
            plan.by_time,
            plan.by_action,
            plan.by_container,
            plan.by_index,
            plan.by_columns,
            plan.not_reached
        )?;
        let values: Vec<String> = self.values.iter().map(|(what, count)| format!("{count} {what}")).collect();
        writeln!(out, "values:   {} ({})", read.values, values.join(", "))?;
        writeln!(out, "bytes:    {}", read.bytes)?;
        writeln!(
            out,
            "units:    {} in {} requests, besides the root and what waits",
            self.units, self.requests
        )?;
        writeln!(out, "records:  {} looked at", read.rows)?;
        let more = if answer.cursor.is_some() { ", and there may be more" } else { "" };
        writeln!(out, "rows:     {}{more}", answer.rows.len())?;
        if answer.undecided > 0 {
            writeln!(out, "open:     {} records hang on what only Jira can answer", answer.undecided)?;
        }
        answer.warnings.iter().try_for_each(|warning| writeln!(out, "warning:  {}", warning.message))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use activity_engine::filter::Tables;

    const DAY: i64 = 86_400_000;

    /// A record on each of a hundred days; every tenth of them is a deletion.
    fn records() -> Vec<Event> {
        let record = |n: i64| {
            let action = if n % 10 == 0 { "issue.deleted" } else { "issue.created" };
            let text = format!(
                r#"{{"id":"{n:032x}","occurred":{},"recorded":0,"product":"jira","action":"{action}",
                    "actor":{{"kind":"unknown","certainty":"unknown"}},"subject":{{"kind":"issue","id":"{n}"}},
                    "provenance":"live","source":"test"}}"#,
                n.saturating_add(20_000).saturating_mul(DAY)
            );
            serde_json::from_str(&text).unwrap()
        };
        (0..100).map(record).collect()
    }

    fn explained(jql: &str, limit: usize) -> Report {
        let request = CheckRequest {
            jql: jql.to_owned(),
            narrow: vec![],
            now: 20_100 * DAY,
            zone: "UTC".to_owned(),
            account: None,
            monday_first: false,
            tables: Tables::default(),
        };
        explain(&request, Some(limit), records()).unwrap()
    }

    #[test]
    fn the_plan_says_what_was_left_out_and_why() {
        let all = explained("", 500);
        assert_eq!((all.rows, all.segments, all.plan.months, all.answer.rows.len()), (100, 4, 4, 100));
        assert_eq!((all.plan.segments, all.plan.not_reached, all.answer.read.rows), (4, 0, 100));
        let late = explained("occurred >= -20d", 500);
        assert_eq!((late.plan.months_by_time, late.answer.rows.len()), (2, 20));
        let first = explained("", 10);
        assert!(first.answer.cursor.is_some() && first.plan.not_reached > 0, "{first:?}");
        let none = explained("action = page.created", 10);
        assert_eq!((none.plan.by_action, none.answer.read.segments), (4, 0));
        let nobody = explained("product = confluence", 10);
        assert_eq!((nobody.plan.by_columns, nobody.answer.rows.len()), (4, 0));
    }

    #[test]
    fn values_and_units_are_those_that_were_read() {
        let all = explained("", 500);
        assert_eq!(all.values.values().sum::<usize>(), all.answer.read.values as usize);
        assert_eq!(all.values["manifests"], 4);
        assert!(all.units >= all.requests && all.requests > 0);
        let text = all.to_string();
        assert!(
            text.contains("packed:   100 records in 4 segments") && text.contains("rows:     100\n"),
            "{text}"
        );
    }

    #[test]
    fn what_cannot_be_asked_is_an_error() {
        let request = CheckRequest { jql: "nonsense".into(), ..explained_request() };
        assert!(explain(&request, None, vec![]).is_err());
    }

    fn explained_request() -> CheckRequest {
        CheckRequest {
            jql: String::new(),
            narrow: vec![],
            now: 0,
            zone: "UTC".to_owned(),
            account: None,
            monday_first: false,
            tables: Tables::default(),
        }
    }
}
