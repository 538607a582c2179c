//! The eight queries in SQL. Statements are prepared once; names of codes are looked up outside, as a program would.

use crate::Answer;
use crate::constants::Constants;
use crate::load::Loaded;
use crate::measure::median;
use rusqlite::{Statement, ToSql};
use serde::Serialize;
use serde_json::{Map, Value};

/// What a row shows.
const COLUMNS: &str = "id, time, actor, action, container, key, title, changes";

/// Every query: the median of its runs and its result.
pub(crate) fn all<'a>(loaded: &'a Loaded, constants: &Constants, runs: usize) -> Answer<Value> {
    let Loaded { connection, actors, actions, containers, kinds } = loaded;
    let limit = constants.limit;
    let mut figures = Map::new();
    let mut ask = |name: &str, sql: &str, parameters: &[&dyn ToSql], read: Read<'a>| -> Answer<()> {
        let mut statement = connection.prepare(sql)?;
        let figure = median(runs, || read(&mut statement, parameters, loaded))?;
        figures.insert(name.to_owned(), figure);
        Ok(())
    };

    let q = &constants.Q1;
    let sql = format!(
        "SELECT {COLUMNS} FROM records WHERE actor = ? AND container = ? AND time >= ?
         ORDER BY time DESC, number DESC LIMIT {limit}"
    );
    ask("Q1", &sql, &[&actors.code(&q.actor)?, &containers.code(&q.container)?, &q.from], rows)?;

    let q = &constants.Q2;
    ask("Q2", "SELECT count(*) FROM records WHERE action = ?", &[&actions.code(&q.action)?], number)?;

    let q = &constants.Q3;
    ask("Q3", "SELECT count(*) FROM texts WHERE instr(text, ?) > 0", &[&q.word], number)?;

    let q = &constants.Q4;
    let sql =
        format!("SELECT count(*) FROM records WHERE actor IN ({}) AND time >= ?", actors.codes(&q.actors)?);
    ask("Q4", &sql, &[&q.from], number)?;

    let q = &constants.Q5;
    let sql = format!(
        "SELECT {COLUMNS} FROM records WHERE action IN ({}) AND container IN ({})
         ORDER BY time DESC, number DESC LIMIT {limit}",
        actions.codes(&q.actions)?,
        containers.codes(&q.containers)?
    );
    ask("Q5", &sql, &[], rows)?;

    let q = &constants.Q6;
    let sql = format!(
        "SELECT time / 86400000 AS day, count(*) FROM records WHERE container = ? AND action IN ({})
         GROUP BY day ORDER BY day",
        actions.codes(&q.actions)?
    );
    ask("Q6", &sql, &[&containers.code(&q.container)?], days)?;

    let q = &constants.Q7;
    let sql = format!(
        "SELECT count(DISTINCT actor) FROM records WHERE action IN ({}) AND time >= ?",
        actions.codes(&q.actions)?
    );
    ask("Q7", &sql, &[&q.from], number)?;

    let q = &constants.Q8;
    let sql = format!("SELECT {COLUMNS} FROM records WHERE subject = ? AND kind = ? ORDER BY number DESC");
    ask("Q8", &sql, &[&q.issue, &kinds.code("issue")?], rows)?;
    Ok(Value::Object(figures))
}

/// What a query gives.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Found<'a> {
    Number(i64),
    /// Days since 1970 and how many records.
    Days(Vec<(i64, i64)>),
    Rows(Vec<Shown<'a>>),
}

/// A record as a page shows it.
#[derive(Serialize)]
pub(crate) struct Shown<'a> {
    id: String,
    time: i64,
    actor: Option<&'a str>,
    action: Option<&'a str>,
    container: Option<&'a str>,
    key: Option<String>,
    title: Option<String>,
    /// JSON text.
    changes: Option<String>,
}

/// Runs a statement and reads what it gives.
type Read<'a> = fn(&mut Statement, &[&dyn ToSql], &'a Loaded) -> Answer<Found<'a>>;

fn number<'a>(statement: &mut Statement, parameters: &[&dyn ToSql], _: &'a Loaded) -> Answer<Found<'a>> {
    Ok(Found::Number(statement.query_row(parameters, |row| row.get(0))?))
}

fn days<'a>(statement: &mut Statement, parameters: &[&dyn ToSql], _: &'a Loaded) -> Answer<Found<'a>> {
    let days = statement.query_map(parameters, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Found::Days(days.collect::<Result<_, _>>()?))
}

fn rows<'a>(statement: &mut Statement, parameters: &[&dyn ToSql], loaded: &'a Loaded) -> Answer<Found<'a>> {
    let mut rows = statement.query(parameters)?;
    let mut shown = Vec::new();
    while let Some(row) = rows.next()? {
        shown.push(Shown {
            id: format!("{:032x}", u128::from_be_bytes(row.get(0)?)),
            time: row.get(1)?,
            actor: loaded.actors.name(row.get(2)?),
            action: loaded.actions.name(row.get(3)?),
            container: loaded.containers.name(row.get(4)?),
            key: row.get(5)?,
            title: row.get(6)?,
            changes: row.get(7)?,
        });
    }
    Ok(Found::Rows(shown))
}
