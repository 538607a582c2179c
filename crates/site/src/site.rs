//! The site: its world, the numbered events, and the journal that keeps both over restarts.

use crate::SiteError;
use crate::act::{self, Act, Refused};
use crate::company::{self, Plan};
use crate::events::Emitted;
use crate::import::{self, Summary};
use crate::journal::{Entry, Happening, Journal};
use crate::model::{Switches, World};
use crate::state::State;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use tokio::sync::watch;

/// What the site is started with. Numbers that are left out come from the state directory, or are the usual ones.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The state directory.
    pub state: PathBuf,
    /// The seed; 7 when left out.
    pub seed: Option<u64>,
    /// How many people; 60 when left out.
    pub people: Option<u32>,
    /// How many days; 90 when left out.
    pub days: Option<u32>,
    /// How many events at least; 20,000 when left out.
    pub events: Option<u32>,
}

/// An event with its time, as it is handed out; its number is its place, counted from 1.
#[derive(Debug, Clone)]
pub struct Stored {
    /// When it happened.
    pub at: i64,
    /// JSON text of the payload.
    pub body: Box<str>,
}

/// What came of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acted {
    /// Numbers of the events.
    pub events: Vec<u64>,
    /// Key of the issue.
    pub issue: Option<String>,
    /// Id of what was made.
    pub made: Option<String>,
}

/// The site.
#[derive(Debug)]
pub struct Site {
    directory: PathBuf,
    world: World,
    events: Vec<Stored>,
    journal: Journal,
    /// Why the journal can no longer be written.
    broken: Option<String>,
    imports: Vec<Summary>,
    last: watch::Sender<u64>,
    now: i64,
}

impl Site {
    /// Grows or repeats the company in a state directory, then replays the journal. `clock` is the time of a first start.
    pub fn open(options: &Options, clock: i64) -> Result<Self, SiteError> {
        let directory = options.state.clone();
        std::fs::create_dir_all(directory.join("imports")).map_err(SiteError::file("create", &directory))?;
        let kept = State::load(&directory)?;
        if let Some(state) = &kept {
            check(options, state)?;
        }
        let plan = kept.as_ref().map_or_else(|| first_plan(options, clock), State::plan);
        let mut events = Vec::new();
        let mut digest = Sha256::new();
        let world = company::grow(plan, &mut |event: Emitted| {
            digest.update(event.body.as_bytes());
            events.push(Stored { at: event.at, body: event.body });
        });
        let history = hex(&digest.finalize());
        match kept {
            Some(state) if state.history != history => {
                return Err(SiteError::OtherHistory { path: directory });
            }
            Some(_) => {}
            None => state(plan, history).save(&directory)?,
        }
        let (journal, entries) = Journal::open(&directory.join("journal.jsonl"))?;
        let last = watch::Sender::new(0);
        let mut site = Self {
            directory,
            world,
            events,
            journal,
            broken: None,
            imports: Vec::new(),
            last,
            now: plan.end,
        };
        for (line, entry) in entries.into_iter().enumerate() {
            site.replay(entry).map_err(|problem| SiteError::Journal {
                path: site.directory.join("journal.jsonl"),
                line: line.saturating_add(1),
                problem,
            })?;
        }
        site.tell();
        Ok(site)
    }

    /// Everything that is in Jira and Confluence.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// Number of the newest event.
    pub fn last(&self) -> u64 {
        u64::try_from(self.events.len()).unwrap_or(u64::MAX)
    }

    /// Tells whenever the newest number changes.
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.last.subscribe()
    }

    /// Events after a number, with their numbers.
    pub fn events_after(&self, after: u64, limit: usize) -> impl Iterator<Item = (u64, &Stored)> {
        let skip = usize::try_from(after).unwrap_or(usize::MAX);
        self.events
            .iter()
            .enumerate()
            .skip(skip)
            .take(limit)
            .map(|(place, event)| (u64::try_from(place).unwrap_or(u64::MAX).saturating_add(1), event))
    }

    /// Summaries of all imports.
    pub fn imports(&self) -> &[Summary] {
        &self.imports
    }

    /// Somebody does something.
    pub fn act(&mut self, clock: i64, by: &str, act: Act) -> Result<Acted, Refused> {
        self.usable()?;
        let at = self.moment(clock);
        let acted = self.perform(at, by, &act)?;
        self.keep(&Entry { at, what: Happening::Done { by: by.to_owned(), act: Box::new(act) } })?;
        self.tell();
        Ok(acted)
    }

    /// Emits an event as it is given.
    pub fn emit(&mut self, clock: i64, event: Value) -> Result<Acted, Refused> {
        self.usable()?;
        let at = self.moment(clock);
        let events = self.store(vec![Emitted { at, body: event.to_string().into_boxed_str() }]);
        self.keep(&Entry { at, what: Happening::Emitted(event) })?;
        self.tell();
        Ok(Acted { events, issue: None, made: None })
    }

    /// Emits an event again, under a new number.
    pub fn again(&mut self, clock: i64, number: u64) -> Result<Acted, Refused> {
        self.usable()?;
        let at = self.moment(clock);
        let events =
            self.repeat(number).ok_or_else(|| Refused::BadRequest(format!("there is no event {number}")))?;
        self.keep(&Entry { at, what: Happening::Again(number) })?;
        self.tell();
        Ok(Acted { events, issue: None, made: None })
    }

    /// Sets members of how the site behaves; gives how it behaves then.
    pub fn switch(&mut self, clock: i64, members: &Value) -> Result<Switches, Refused> {
        self.usable()?;
        let bad = |error: serde_json::Error| Refused::BadRequest(error.to_string());
        let mut wanted = serde_json::to_value(&self.world.setup.switches).map_err(bad)?;
        let (Some(wanted_members), Some(members)) = (wanted.as_object_mut(), members.as_object()) else {
            return Err(Refused::BadRequest("the request is not a JSON object".into()));
        };
        wanted_members.extend(members.iter().map(|(name, value)| (name.clone(), value.clone())));
        let switches: Switches = serde_json::from_value(wanted).map_err(bad)?;
        let at = self.moment(clock);
        self.world.setup.switches = switches.clone();
        self.keep(&Entry { at, what: Happening::Switched(switches.clone()) })?;
        Ok(switches)
    }

    /// Imports a file of issues; none when the very same file was imported before.
    pub fn import(&mut self, file: &Path, clock: i64) -> Result<Option<Summary>, SiteError> {
        let bytes = std::fs::read(file).map_err(SiteError::file("read", file))?;
        let sha256 = hex(&Sha256::digest(&bytes));
        if self.imports.iter().any(|summary| summary.sha256 == sha256) {
            return Ok(None);
        }
        let gzip = import::is_gzip(&bytes);
        let copy = self.import_file(&sha256, gzip);
        std::fs::write(&copy, &bytes).map_err(SiteError::file("write", &copy))?;
        let at = self.moment(clock);
        let summary = self.play(&sha256, &bytes);
        let entry = Entry { at, what: Happening::Imported { sha256, gzip, events: summary.events } };
        self.journal.append(&entry)?;
        self.tell();
        Ok(Some(summary))
    }

    fn replay(&mut self, entry: Entry) -> Result<(), String> {
        self.now = self.now.max(entry.at);
        match entry.what {
            Happening::Done { by, act } => {
                self.perform(entry.at, &by, &act).map_err(|refused| refused.to_string())?;
            }
            Happening::Emitted(event) => {
                self.store(vec![Emitted { at: entry.at, body: event.to_string().into_boxed_str() }]);
            }
            Happening::Switched(switches) => self.world.setup.switches = switches,
            Happening::Again(number) => {
                self.repeat(number).ok_or_else(|| format!("there is no event {number}"))?;
            }
            Happening::Imported { sha256, gzip, events } => {
                let file = self.import_file(&sha256, gzip);
                let bytes = std::fs::read(&file)
                    .map_err(|error| format!("cannot read `{}`: {error}", file.display()))?;
                let summary = self.play(&sha256, &bytes);
                if summary.events != events {
                    return Err(format!(
                        "the import gave {events} events at first and {} now",
                        summary.events
                    ));
                }
            }
        }
        Ok(())
    }

    fn perform(&mut self, at: i64, by: &str, act: &Act) -> Result<Acted, Refused> {
        let outcome = act::perform(&mut self.world, at, by, act)?;
        Ok(Acted { events: self.store(outcome.events), issue: outcome.issue, made: outcome.made })
    }

    fn play(&mut self, sha256: &str, bytes: &[u8]) -> Summary {
        let events = &mut self.events;
        let first = events.len();
        let mut summary = import::play(&mut self.world, bytes, &mut |event: Emitted| {
            events.push(Stored { at: event.at, body: event.body });
        });
        sha256.clone_into(&mut summary.sha256);
        summary.first_event = u64::try_from(first).unwrap_or(u64::MAX).saturating_add(1);
        self.imports.push(summary.clone());
        summary
    }

    fn repeat(&mut self, number: u64) -> Option<Vec<u64>> {
        let place = usize::try_from(number.checked_sub(1)?).ok()?;
        let event = self.events.get(place)?;
        let copy = Emitted { at: event.at, body: event.body.clone() };
        Some(self.store(vec![copy]))
    }

    fn store(&mut self, events: Vec<Emitted>) -> Vec<u64> {
        let mut numbers = Vec::with_capacity(events.len());
        for event in events {
            self.events.push(Stored { at: event.at, body: event.body });
            numbers.push(self.last());
        }
        numbers
    }

    /// A time after everything that has happened, so that no two acts share one.
    fn moment(&mut self, clock: i64) -> i64 {
        self.now = clock.max(self.now.saturating_add(1));
        self.now
    }

    fn usable(&self) -> Result<(), Refused> {
        self.broken.clone().map_or(Ok(()), |problem| Err(Refused::NoJournal(problem)))
    }

    fn keep(&mut self, entry: &Entry) -> Result<(), Refused> {
        let written = self.journal.append(entry);
        written.map_err(|error| {
            self.broken = Some(error.to_string());
            Refused::NoJournal(error.to_string())
        })
    }

    fn tell(&self) {
        self.last.send_replace(self.last());
    }

    fn import_file(&self, sha256: &str, gzip: bool) -> PathBuf {
        self.directory.join("imports").join(format!("{sha256}.{}", if gzip { "jsonl.gz" } else { "jsonl" }))
    }
}

fn first_plan(options: &Options, clock: i64) -> Plan {
    Plan {
        seed: options.seed.unwrap_or(7),
        people: options.people.unwrap_or(60),
        days: options.days.unwrap_or(90),
        events: options.events.unwrap_or(20_000),
        end: clock,
    }
}

fn state(plan: Plan, history: String) -> State {
    State {
        seed: plan.seed,
        people: plan.people,
        days: plan.days,
        events: plan.events,
        end: plan.end,
        history,
    }
}

fn check(options: &Options, state: &State) -> Result<(), SiteError> {
    let asked = [
        ("seed", options.seed, state.seed),
        ("people", options.people.map(u64::from), u64::from(state.people)),
        ("days", options.days.map(u64::from), u64::from(state.days)),
        ("events", options.events.map(u64::from), u64::from(state.events)),
    ];
    for (flag, asked, kept) in asked {
        if let Some(asked) = asked.filter(|asked| *asked != kept) {
            return Err(SiteError::OtherCompany { path: options.state.clone(), flag, kept, asked });
        }
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
