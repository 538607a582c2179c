// @ts-check
/**
 * The embedded SQL store that holds everything the platform must remember: stored values, undelivered parcels, the place
 * in the event feed. One process owns the file at a time.
 */
import fs from 'node:fs';
import path from 'node:path';
import sqlite from 'node-sqlite3-wasm';

const SCHEMA = `
  create table if not exists entries(
    id integer primary key, space text not null, key text not null, value text not null,
    created integer not null, updated integer not null, expires integer, unique(space, key));
  create index if not exists entries_expires on entries(expires) where expires is not null;
  create table if not exists parcels(id text primary key, body text not null) without rowid;
  create table if not exists state(name text primary key, value text not null) without rowid;
`;

/** Files this process has open, so that its own number in a lock file is told from a number that was used again. */
const openHere = new Set();

/** @typedef {ReturnType<typeof openDatabase>} Database */

/**
 * @param {string} file a path, or `:memory:`
 */
export function openDatabase(file) {
  const release = file === ':memory:' ? () => {} : takeFile(path.resolve(file));
  const db = new sqlite.Database(file);
  // One process owns the file, so it is locked once and not per statement (fifteen times faster). Without `synchronous`
  // a power cut may lose writes; a killed process cannot: the journal brings the file back to the last whole write.
  db.exec('pragma locking_mode = exclusive; pragma journal_mode = truncate; pragma synchronous = off;');
  db.exec(SCHEMA);
  /** @type {Map<string, any>} */
  const statements = new Map();
  const prepared = (/** @type {string} */ sql) => {
    let statement = statements.get(sql);
    if (!statement) statements.set(sql, (statement = db.prepare(sql)));
    return statement;
  };
  return {
    /** @returns {any} the first row, or undefined */
    row: (/** @type {string} */ sql, /** @type {any[]} */ values = []) => prepared(sql).get(values) ?? undefined,
    /** @returns {any[]} */
    rows: (/** @type {string} */ sql, /** @type {any[]} */ values = []) => prepared(sql).all(values),
    run: (/** @type {string} */ sql, /** @type {any[]} */ values = []) => void prepared(sql).run(values),
    /**
     * Runs `work` as one: all of it is written, or nothing.
     * @template T
     * @param {() => T} work
     */
    atomically(work) {
      db.exec('begin immediate');
      try {
        const result = work();
        db.exec('commit');
        return result;
      } catch (error) {
        db.exec('rollback');
        throw error;
      }
    },
    /** @returns {any} a remembered JSON value, or undefined */
    recall(/** @type {string} */ name) {
      const found = this.row('select value from state where name = ?', [name]);
      return found && JSON.parse(found.value);
    },
    remember(/** @type {string} */ name, /** @type {any} */ value) {
      this.run('insert or replace into state values(?, ?)', [name, JSON.stringify(value)]);
    },
    close() {
      for (const statement of statements.values()) statement.finalize();
      db.close();
      release();
    },
  };
}

/**
 * Takes the file for this process. A process that was killed leaves its lock behind: the lock is void when that process
 * is gone.
 * @param {string} file
 * @returns {() => void} gives the file back
 */
function takeFile(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const owner = `${file}.owner`;
  const pid = fs.existsSync(owner) ? Number(fs.readFileSync(owner, 'utf8')) : 0;
  if (openHere.has(file) || (pid && pid !== process.pid && isRunning(pid)))
    throw new Error(`${file} is in use by process ${pid}. Stop that process first; if it is not this platform, delete ${owner}`);
  fs.rmSync(`${file}.lock`, { recursive: true, force: true });
  fs.writeFileSync(owner, String(process.pid));
  openHere.add(file);
  return () => {
    openHere.delete(file);
    fs.rmSync(owner, { force: true });
  };
}

function isRunning(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {any} */ (error).code === 'EPERM';
  }
}
