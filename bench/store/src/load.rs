//! Records into SQLite, as somebody would who knows it well.
//!
//! Actors, actions, containers and kinds are small numbers with tables of their own. Rows lie in the order of time and id, so
//! the row's number is that order. Text to search lies in a table of its own, so that a search reads nothing else. Five
//! indexes serve the eight queries; four of them hold all that their queries count. The database is analysed, compacted, and
//! read through a memory map with a page cache that holds all of it.

use crate::Answer;
use crate::record::Record;
use rusqlite::{Connection, OpenFlags, params};
use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;

const TABLES: &str = "
    CREATE TABLE actors (code INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE actions (code INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE containers (code INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE kinds (code INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE records (number INTEGER PRIMARY KEY, id BLOB NOT NULL, time INTEGER NOT NULL, actor INTEGER,
        action INTEGER NOT NULL, container INTEGER, kind INTEGER NOT NULL, subject TEXT, key TEXT, title TEXT, changes TEXT);
    CREATE TABLE texts (number INTEGER PRIMARY KEY, text TEXT NOT NULL);";

const INDEXES: &str = "
    CREATE INDEX by_time ON records (time);
    CREATE INDEX by_actor ON records (actor, time, container);
    CREATE INDEX by_action ON records (action, time, actor);
    CREATE INDEX by_container ON records (container, action, time);
    CREATE INDEX by_subject ON records (subject, kind);
    ANALYZE;
    VACUUM;";

/// A database and the names of its codes.
pub(crate) struct Loaded {
    pub(crate) connection: Connection,
    pub(crate) actors: Names,
    pub(crate) actions: Names,
    pub(crate) containers: Names,
    pub(crate) kinds: Names,
}

/// Names by code, and codes by name.
#[derive(Default)]
pub(crate) struct Names {
    names: Vec<String>,
    codes: HashMap<String, i64>,
}

impl Names {
    /// The code of a name, a new one if it has none yet.
    fn take(&mut self, name: &str) -> i64 {
        if let Some(code) = self.codes.get(name) {
            return *code;
        }
        let code = self.names.len() as i64;
        self.names.push(name.to_owned());
        self.codes.insert(name.to_owned(), code);
        code
    }

    /// The code of a name that must be there.
    pub(crate) fn code(&self, name: &str) -> Answer<i64> {
        self.codes.get(name).copied().ok_or_else(|| format!("{name} is in no record").into())
    }

    /// The codes of several names, with commas between: for lists in queries.
    pub(crate) fn codes(&self, names: &[String]) -> Answer<String> {
        let codes: Answer<Vec<String>> = names.iter().map(|name| Ok(self.code(name)?.to_string())).collect();
        Ok(codes?.join(","))
    }

    pub(crate) fn name(&self, code: Option<i64>) -> Option<&str> {
        self.names.get(usize::try_from(code?).ok()?).map(String::as_str)
    }

    fn write(&self, table: &str, connection: &Connection) -> Answer<()> {
        let mut insert = connection.prepare(&format!("INSERT INTO {table} VALUES (?, ?)"))?;
        for (code, name) in self.names.iter().enumerate() {
            insert.execute(params![code as i64, name])?;
        }
        Ok(())
    }
}

/// Makes the database and opens it for reading.
pub(crate) fn load(records: &Path, database: &Path) -> Answer<Loaded> {
    if database.exists() {
        fs::remove_file(database)?;
    }
    let connection = Connection::open(database)?;
    connection
        .execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;")?;
    connection.execute_batch(TABLES)?;
    connection.execute_batch("BEGIN")?;
    let [actors, actions, containers, kinds] = fill(records, &connection)?;
    actors.write("actors", &connection)?;
    actions.write("actions", &connection)?;
    containers.write("containers", &connection)?;
    kinds.write("kinds", &connection)?;
    connection.execute_batch("COMMIT")?;
    connection.execute_batch(INDEXES)?;
    drop(connection);
    let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.execute_batch(
        "PRAGMA mmap_size = 17179869184; PRAGMA cache_size = -4194304; PRAGMA temp_store = MEMORY;",
    )?;
    Ok(Loaded { connection, actors, actions, containers, kinds })
}

/// Writes every record. Lines come in the order of time; those of one millisecond are put in the order of their ids.
fn fill(records: &Path, connection: &Connection) -> Answer<[Names; 4]> {
    let mut names: [Names; 4] = Default::default();
    let mut number = 0;
    let mut same: Vec<(i64, String)> = Vec::new();
    for line in BufReader::new(fs::File::open(records)?).lines() {
        let line = line?;
        let record: Record = serde_json::from_str(&line)?;
        if same.first().is_some_and(|first| first.0 != record.occurred) {
            write(&mut same, &mut number, &mut names, connection)?;
        }
        let time = record.occurred;
        same.push((time, line));
    }
    write(&mut same, &mut number, &mut names, connection)?;
    Ok(names)
}

fn write(
    same: &mut Vec<(i64, String)>,
    number: &mut i64,
    [actors, actions, containers, kinds]: &mut [Names; 4],
    connection: &Connection,
) -> Answer<()> {
    // A line begins with the id.
    same.sort();
    for (_, line) in same.drain(..) {
        let record: Record = serde_json::from_str(&line)?;
        *number += 1;
        let mut row =
            connection.prepare_cached("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
        row.execute(params![
            *number,
            bytes(record.id)?,
            record.occurred,
            record.actor().map(|actor| actors.take(actor)),
            actions.take(record.action),
            record.container().map(|container| containers.take(container)),
            kinds.take(record.subject.kind),
            record.subject.id,
            record.subject.key,
            record.title(),
            record.changes(),
        ])?;
        let mut text = connection.prepare_cached("INSERT INTO texts VALUES (?, ?)")?;
        text.execute(params![*number, record.text()])?;
    }
    Ok(())
}

/// The 16 bytes of an id.
fn bytes(id: &str) -> Answer<[u8; 16]> {
    Ok(u128::from_str_radix(id, 16)?.to_be_bytes())
}
