//! Prints the records of a large site as JSON Lines.
//!
//! `cargo run --release -p activity-site --example large -- --events 1000000 --seed 7 > large.jsonl`

use activity_event::{Container, Event, SubjectKind};
use activity_site::large::{Plan, Records};
use clap::Parser;
use std::collections::HashMap;
use std::error::Error;
use std::io::{BufWriter, Write};

/// Prints the records of a large site as JSON Lines.
#[derive(Debug, Parser)]
struct Line {
    /// Exactly so many records.
    #[arg(long, default_value_t = 1_000_000)]
    events: usize,
    /// Over so many days; unless given, a million in 90 days.
    #[arg(long)]
    days: Option<u32>,
    /// How many people work there.
    #[arg(long, default_value_t = 5_000)]
    people: usize,
    /// How many projects and spaces there are.
    #[arg(long, default_value_t = 300)]
    places: usize,
    /// The seed.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Leave out the payloads that the log keeps of events without a reader.
    #[arg(long)]
    no_payloads: bool,
    /// As if the history ended at this time, in milliseconds since 1970, UTC.
    #[arg(long)]
    end: Option<i64>,
    /// Records that do not say their project get that of the issue they are about, and those that know its id alone its key and
    /// name, as packing does it.
    #[arg(long)]
    placed: bool,
    /// Print how long it takes to make the records, and nothing else.
    #[arg(long)]
    time: bool,
}

/// Where issues are, and what projects and spaces are called, as any of the records says.
#[derive(Default)]
struct Places {
    of_issues: HashMap<String, Container>,
    named: HashMap<String, Container>,
}

impl Places {
    fn of(plan: &Plan) -> Self {
        let mut places = Self::default();
        for record in Records::new(plan) {
            let Some(container) = &record.container else { continue };
            places.of_issues.extend(issues(&record).map(|id| (id.to_owned(), container.clone())));
            if container.key.is_some() && !places.named.contains_key(&container.id) {
                places.named.insert(container.id.clone(), container.clone());
            }
        }
        places
    }

    fn place(&self, record: &mut Event) {
        if record.container.is_none() {
            let place = issues(record).find_map(|id| self.of_issues.get(id)).cloned();
            record.container = place;
        }
        if let Some(container) = record.container.as_mut().filter(|container| container.key.is_none())
            && let Some(named) = self.named.get(&container.id).filter(|named| named.kind == container.kind)
        {
            container.clone_from(named);
        }
    }
}

/// The issues that a record names.
fn issues(record: &Event) -> impl Iterator<Item = &str> {
    let subject = &record.subject;
    let parent = subject.parent.as_ref().map(|parent| (parent.kind, parent.id.as_deref()));
    let issue = [(subject.kind, subject.id.as_deref())].into_iter().chain(parent);
    issue.filter(|(kind, _)| *kind == SubjectKind::Issue).filter_map(|(_, id)| id)
}

fn main() -> Result<(), Box<dyn Error>> {
    let line = Line::parse();
    let usual = Plan::of(line.events, line.seed);
    let plan = Plan {
        days: line.days.unwrap_or(usual.days),
        people: line.people,
        places: line.places,
        payloads: !line.no_payloads,
        ..usual
    };
    let begin = std::time::Instant::now();
    if line.time {
        let records = Records::new(&plan).map(std::hint::black_box).count();
        println!("{records} records in {:.2} s", begin.elapsed().as_secs_f64());
        return Ok(());
    }
    let later = line.end.map_or(0, |end| end.saturating_sub(plan.end()));
    let places = if line.placed { Places::of(&plan) } else { Places::default() };
    let mut out = BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    for mut record in Records::new(&plan) {
        record.occurred = record.occurred.saturating_add(later);
        record.recorded = record.recorded.saturating_add(later);
        if line.placed {
            places.place(&mut record);
        }
        serde_json::to_writer(&mut out, &record)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}
