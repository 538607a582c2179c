// @ts-check
/**
 * Work that must be done later: a product event that asked to be tried again, an event in a queue. Parcels are written
 * down before they wait, so that a restart does not lose them.
 */
import { randomUUID } from 'node:crypto';

/**
 * @typedef {object} Parcel
 * @property {string} id
 * @property {string} kind which opener handles it
 * @property {number} attempt how often it has been tried
 * @property {number} due when to try it (ms)
 * @property {any} body
 */

/** @typedef {{again: number, attempt?: number, body?: any} | undefined} Verdict try again after so many seconds, or be done */

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * @param {object} options
 * @param {import('../database.mjs').Database} options.db
 * @param {import('../limits.mjs').Limits} options.limits
 */
export function makeParcels({ db, limits }) {
  /** @type {Map<string, (parcel: Parcel) => Promise<Verdict>>} */
  const openers = new Map();
  /** @type {Map<string, NodeJS.Timeout | undefined>} waiting and open parcels */
  const held = new Map();
  /** @type {(() => void)[]} */
  let idlers = [];
  let closed = false;

  function hold(/** @type {Parcel} */ parcel) {
    db.run('insert or replace into parcels values(?, ?)', [parcel.id, JSON.stringify(parcel)]);
    wait(parcel);
  }

  function wait(/** @type {Parcel} */ parcel) {
    if (closed) return; // it is written down, the next process takes it up
    const delay = Math.min(Math.max(0, parcel.due - Date.now()), LONGEST_TIMER_MS);
    held.set(parcel.id, setTimeout(() => void open(parcel), delay));
  }

  async function open(/** @type {Parcel} */ parcel) {
    held.set(parcel.id, undefined);
    const opener = openers.get(parcel.kind);
    const verdict = opener ? await opener(parcel) : undefined;
    if (closed) return;
    if (verdict) {
      hold({
        ...parcel,
        body: verdict.body ?? parcel.body,
        attempt: verdict.attempt ?? parcel.attempt + 1,
        due: Date.now() + verdict.again * limits.secondMs,
      });
      return;
    }
    db.run('delete from parcels where id = ?', [parcel.id]);
    held.delete(parcel.id);
    if (held.size === 0) for (const tell of idlers.splice(0)) tell();
  }

  return {
    /** Says who handles a kind of parcel. */
    register: (/** @type {string} */ kind, /** @type {(parcel: Parcel) => Promise<Verdict>} */ opener) =>
      void openers.set(kind, opener),
    /** Holds a parcel and opens it after so many seconds. */
    send(/** @type {string} */ kind, /** @type {any} */ body, /** @type {number} */ seconds, attempt = 0) {
      hold({ id: randomUUID(), kind, attempt, due: Date.now() + seconds * limits.secondMs, body });
    },
    /** Takes up what an earlier process left. */
    resume() {
      for (const row of db.rows('select body from parcels')) wait(JSON.parse(row.body));
    },
    count: () => held.size,
    /** Resolves when nothing waits any more. */
    idle: () => (held.size === 0 ? Promise.resolve() : new Promise((/** @type {(_: void) => void} */ tell) => idlers.push(tell))),
    close() {
      closed = true;
      for (const timer of held.values()) clearTimeout(timer);
      held.clear();
      for (const tell of idlers.splice(0)) tell();
    },
  };
}
