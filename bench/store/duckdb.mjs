// DuckDB on one thread, twice: over a table in memory, and over a Parquet file packed with zstd.
//
// Tuned: names are small numbers that are looked up outside (twice as fast as ENUMs, and a list of 200 of those is slower still);
// ids are 128-bit numbers, and ids of subjects that are numbers are also kept as such; rows lie in the order of time and id, so
// that the smallest and largest value of a row group prune by time; which rows to show is found before their other columns are
// read (up to nine times as fast); statements are prepared once. The Parquet file has the same columns and DuckDB's usual row
// groups.
import { statSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { given, median } from './constants.mjs';

const { records, constants, runs, place } = given();
const file = `${place}.parquet`;
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const database = await instance.connect();
await database.run('SET preserve_insertion_order = true');
const version = (await values('SELECT version()'))[0][0];

const begin = performance.now();
const names = await load();
const load_ms = performance.now() - begin;
const saving = performance.now();
await database.run(`COPY records TO ${text(file)} (FORMAT parquet, COMPRESSION zstd)`);
const save_ms = performance.now() - saving;

const memory = { peer: 'DuckDB', version, load_ms, bytes: null, queries: await ask('records', 'rowid', 'time DESC, id DESC') };
await database.run('DROP TABLE records');
await database.run(`CREATE VIEW packed AS SELECT * FROM read_parquet(${text(file)}, file_row_number = true)`);
const parquet = {
  peer: 'DuckDB over Parquet',
  version,
  load_ms: load_ms + save_ms,
  bytes: statSync(file).size,
  queries: await ask('packed', 'file_row_number', 'file_row_number DESC'),
};
console.log(JSON.stringify([memory, parquet]));

/** Reads the lines into a table of the columns that queries ask for, and gives the names of each column's numbers. */
async function load() {
  await database.run(`CREATE TEMP TABLE lines AS SELECT id, occurred, action, actor.accountId AS actor,
    container.id AS container, subject.kind AS kind, subject.id AS subject, subject.key AS key, subject.title AS title, changes,
    lower(concat_ws(chr(10), coalesce(subject.title, ''), array_to_string([part.text FOR part IN content], chr(10)))) AS text
    FROM read_json(${text(records)}, format = 'newline_delimited', columns = {id: 'VARCHAR', occurred: 'BIGINT',
    action: 'VARCHAR', actor: 'STRUCT(accountId VARCHAR)', container: 'STRUCT(id VARCHAR)',
    subject: 'STRUCT(kind VARCHAR, id VARCHAR, key VARCHAR, title VARCHAR)', changes: 'JSON', content: 'STRUCT(text VARCHAR)[]'})`);
  const names = {};
  for (const column of ['actor', 'action', 'container', 'kind']) {
    const found = await values(`SELECT DISTINCT ${column} FROM lines WHERE ${column} IS NOT NULL ORDER BY 1`);
    names[column] = found.map(([name]) => name);
    await database.run(`CREATE TYPE ${column}_name AS ENUM (${texts(names[column])})`);
  }
  const code = (column) => `enum_code(${column}::${column}_name)::USMALLINT AS ${column}`;
  await database.run(`CREATE TABLE records AS SELECT id::UUID AS id, occurred AS time, ${code('actor')}, ${code('action')},
    ${code('container')}, ${code('kind')}, subject, TRY_CAST(subject AS BIGINT) AS subject_number,
    key, title, changes::VARCHAR AS changes, text FROM lines ORDER BY occurred, id`);
  await database.run('DROP TABLE lines');
  return names;
}

/**
 * Every query over this table, whose rows are called by this number. Either order is that of time; the caller knows which is
 * faster in this table.
 */
async function ask(table, row, order) {
  const { limit, Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8 } = constants;
  const newest = (condition, count) =>
    `SELECT id, time, actor, action, container, key, title, changes FROM ${table} WHERE ${row} IN
     (SELECT ${row} FROM ${table} WHERE ${condition} ORDER BY ${order} ${count}) ORDER BY ${order}`;
  const code = (column, name) => {
    const found = names[column].indexOf(name);
    if (found < 0) {
      throw new Error(`${name} is in no record`);
    }
    return found;
  };
  const codes = (column, all) => all.map((name) => code(column, name)).join(', ');
  return {
    Q1: await figure(
      newest(
        `actor = ${code('actor', Q1.actor)} AND container = ${code('container', Q1.container)} AND time >= ${Q1.from}`,
        `LIMIT ${limit}`,
      ),
      rows,
      shown,
    ),
    Q2: await figure(`SELECT count(*) FROM ${table} WHERE action = ${code('action', Q2.action)}`, number),
    Q3: await figure(`SELECT count(*) FROM ${table} WHERE contains(text, ${text(Q3.word)})`, number),
    Q4: await figure(
      `SELECT count(*) FROM ${table} WHERE actor IN (${codes('actor', Q4.actors)}) AND time >= ${Q4.from}`,
      number,
    ),
    Q5: await figure(
      newest(
        `action IN (${codes('action', Q5.actions)}) AND container IN (${codes('container', Q5.containers)})`,
        `LIMIT ${limit}`,
      ),
      rows,
      shown,
    ),
    Q6: await figure(
      `SELECT time // 86400000 AS day, count(*) FROM ${table} WHERE container = ${code('container', Q6.container)}
       AND action IN (${codes('action', Q6.actions)}) GROUP BY day ORDER BY day`,
      (found) => found.map((row) => row.map(Number)),
    ),
    Q7: await figure(
      `SELECT count(DISTINCT actor) FROM ${table} WHERE action IN (${codes('action', Q7.actions)}) AND time >= ${Q7.from}`,
      number,
    ),
    Q8: await figure(
      newest(`kind = ${code('kind', 'issue')} AND subject_number = ${BigInt(Q8.issue)}`, ''),
      rows,
      shown,
    ),
  };
}

async function figure(sql, read, shown) {
  const statement = await database.prepare(sql);
  return median(runs, async () => read((await statement.runAndReadAll()).getRows()), shown);
}

async function values(sql) {
  return (await database.runAndReadAll(sql)).getRows();
}

function number(found) {
  return Number(found[0][0]);
}

function rows(found) {
  return found.map(([id, time, actor, action, container, key, title, changes]) => {
    return {
      id,
      time: Number(time),
      actor: names.actor[actor] ?? null,
      action: names.action[action],
      container: names.container[container] ?? null,
      key,
      title,
      changes,
    };
  });
}

function shown(found) {
  return found.map((row) => ({ ...row, id: String(row.id).replaceAll('-', '') }));
}

function text(value) {
  return `'${value.replaceAll("'", "''")}'`;
}

function texts(all) {
  return all.map(text).join(', ');
}
