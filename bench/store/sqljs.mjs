// SQLite as WASM, over the very database that the native SQLite made: the same tables, the same five indexes.
//
// Tuned: a page cache that holds the database, statements prepared once, names of codes looked up outside. Loading is reading
// the finished file.
import { readFileSync } from 'node:fs';
import initSqlJs from 'sql.js';
import { given, median } from './constants.mjs';

const { constants, runs, place } = given();
const SQL = await initSqlJs();
const begin = performance.now();
const file = readFileSync(place);
const database = new SQL.Database(file);
database.run('PRAGMA cache_size = -1048576');
database.run('PRAGMA temp_store = MEMORY');
const names = Object.fromEntries(['actors', 'actions', 'containers', 'kinds'].map((table) => [table, list(table)]));
const load_ms = performance.now() - begin;

const { limit, Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8 } = constants;
const code = (table, name) => {
  const found = names[table].indexOf(name);
  if (found < 0) {
    throw new Error(`${name} is in no record`);
  }
  return found;
};
const codes = (table, all) => all.map((name) => code(table, name)).join(',');
const columns = 'id, time, actor, action, container, key, title, changes';

const queries = {
  Q1: await ask(
    `SELECT ${columns} FROM records WHERE actor = ? AND container = ? AND time >= ?
     ORDER BY time DESC, number DESC LIMIT ${limit}`,
    [code('actors', Q1.actor), code('containers', Q1.container), Q1.from],
    rows,
    shown,
  ),
  Q2: await ask('SELECT count(*) FROM records WHERE action = ?', [code('actions', Q2.action)], number),
  Q3: await ask('SELECT count(*) FROM texts WHERE instr(text, ?) > 0', [Q3.word], number),
  Q4: await ask(
    `SELECT count(*) FROM records WHERE actor IN (${codes('actors', Q4.actors)}) AND time >= ?`,
    [Q4.from],
    number,
  ),
  Q5: await ask(
    `SELECT ${columns} FROM records WHERE action IN (${codes('actions', Q5.actions)})
     AND container IN (${codes('containers', Q5.containers)}) ORDER BY time DESC, number DESC LIMIT ${limit}`,
    [],
    rows,
    shown,
  ),
  Q6: await ask(
    `SELECT time / 86400000 AS day, count(*) FROM records WHERE container = ?
     AND action IN (${codes('actions', Q6.actions)}) GROUP BY day ORDER BY day`,
    [code('containers', Q6.container)],
    all,
  ),
  Q7: await ask(
    `SELECT count(DISTINCT actor) FROM records WHERE action IN (${codes('actions', Q7.actions)}) AND time >= ?`,
    [Q7.from],
    number,
  ),
  Q8: await ask(
    `SELECT ${columns} FROM records WHERE subject = ? AND kind = ? ORDER BY number DESC`,
    [Q8.issue, code('kinds', 'issue')],
    rows,
    shown,
  ),
};
const own = JSON.parse(readFileSync(new URL('node_modules/sql.js/package.json', import.meta.url), 'utf8'));
const version = `${own.version}, SQLite ${database.exec('SELECT sqlite_version()')[0].values[0][0]}`;
console.log(JSON.stringify({ peer: 'sql.js', version, load_ms, bytes: file.length, queries }));

async function ask(sql, parameters, read, shown) {
  const statement = database.prepare(sql);
  const figure = await median(runs, () => read(statement, parameters), shown);
  statement.free();
  return figure;
}

function number(statement, parameters) {
  return all(statement, parameters)[0][0];
}

function all(statement, parameters) {
  statement.bind(parameters);
  const found = [];
  while (statement.step()) {
    found.push(statement.get());
  }
  statement.reset();
  return found;
}

function rows(statement, parameters) {
  return all(statement, parameters).map(([id, time, actor, action, container, key, title, changes]) => {
    const { actors, actions, containers } = names;
    return {
      id,
      time,
      actor: actors[actor] ?? null,
      action: actions[action],
      container: containers[container] ?? null,
      key,
      title,
      changes,
    };
  });
}

function shown(found) {
  return found.map((row) => ({ ...row, id: Buffer.from(row.id).toString('hex') }));
}

function list(table) {
  return database.exec(`SELECT name FROM ${table} ORDER BY code`)[0].values.map(([name]) => name);
}
