// @ts-check
/**
 * Rows of the store. A space is `kv` (plain keys), `secret`, or `entity:<name>`. Gets are strict; scans may be told to
 * see the store as it was a moment ago, as the platform's queries do.
 */

/** @typedef {{space: string, key: string, value: string, created: number, updated: number, expires: number | null}} Entry */

const AFTER_ALL_KEYS = '\u{10ffff}';
const PURGE_EVERY = 5000;

/**
 * @param {import('../database.mjs').Database} db
 * @param {import('../limits.mjs').Limits} limits
 * @param {() => number} now
 */
export function makeEntries(db, limits, now) {
  const recent = makeRecent(limits, now);
  let writes = 0;
  const isVisible = (/** @type {Entry} */ entry) =>
    entry.expires === null || Number(entry.expires) + limits.expiredVisibleMs > now();

  /** @returns {Entry | undefined} */
  function get(/** @type {string} */ space, /** @type {string} */ key) {
    const entry = db.row('select * from entries where space = ? and key = ?', [space, key]);
    return entry && isVisible(entry) ? entry : undefined;
  }

  return {
    get,

    /** @returns {Entry | undefined} what was there before */
    put(/** @type {string} */ space, /** @type {string} */ key, /** @type {string} */ value, /** @type {number | undefined} */ ttlMs) {
      const before = get(space, key);
      const time = now();
      recent.note(space, key, before);
      db.run(
        `insert into entries(space, key, value, created, updated, expires) values(?, ?, ?, ?, ?, ?)
         on conflict(space, key) do update set value = excluded.value, created = excluded.created,
           updated = excluded.updated, expires = excluded.expires`,
        [space, key, value, before ? Number(before.created) : time, time, ttlMs === undefined ? null : time + ttlMs],
      );
      writes += 1;
      if (writes % PURGE_EVERY === 0) {
        db.run('delete from entries where expires is not null and expires <= ?', [time - limits.expiredVisibleMs]);
      }
      return before;
    },

    remove(/** @type {string} */ space, /** @type {string} */ key) {
      if (limits.queryDelayMs > 0) recent.note(space, key, get(space, key));
      db.run('delete from entries where space = ? and key = ?', [space, key]);
    },

    /**
     * Up to `count` entries of a space in the order of their keys, as a query sees them.
     * @param {{space: string, prefix?: string, after?: string, count: number}} request
     * @returns {Entry[]}
     */
    scan({ space, prefix = '', after, count }) {
      const past = recent.overlay(space);
      /** @type {Entry[]} */
      const found = [];
      for (let from = after; ; ) {
        const rows = fetchRows(db, space, prefix, from, count + 1);
        found.push(...rows.filter((entry) => !past.has(entry.key) && isVisible(entry)));
        if (rows.length <= count || found.length >= count) break;
        from = rows[rows.length - 1].key;
      }
      const inRange = (/** @type {Entry | undefined} */ entry) =>
        entry !== undefined && entry.key.startsWith(prefix) && (after === undefined || entry.key > after) && isVisible(entry);
      const old = /** @type {Entry[]} */ ([...past.values()].filter(inRange));
      if (old.length) {
        found.push(...old);
        found.sort((a, b) => (a.key < b.key ? -1 : 1));
      }
      return found.slice(0, count);
    },

    /** How many entries a space holds now. */
    count: (/** @type {string} */ space) =>
      Number(db.row('select count(*) as n from entries where space = ?', [space]).n),
  };
}

/** @returns {Entry[]} */
function fetchRows(
  /** @type {import('../database.mjs').Database} */ db,
  /** @type {string} */ space,
  /** @type {string} */ prefix,
  /** @type {string | undefined} */ after,
  /** @type {number} */ count,
) {
  return db.rows('select * from entries where space = ? and key > ? and key >= ? and key < ? order by key limit ?', [
    space,
    after ?? '',
    prefix,
    prefix + AFTER_ALL_KEYS,
    count,
  ]);
}

/**
 * Remembers for a while what a key held before each write, so that a query can miss that write.
 * @param {import('../limits.mjs').Limits} limits
 * @param {() => number} now
 */
function makeRecent(limits, now) {
  /** @type {{at: number, space: string, key: string, before: Entry | undefined}[]} */
  let notes = [];
  return {
    note(/** @type {string} */ space, /** @type {string} */ key, /** @type {Entry | undefined} */ before) {
      if (limits.queryDelayMs > 0) notes.push({ at: now(), space, key, before });
    },
    /** @returns {Map<string, Entry | undefined>} what the keys that changed lately held before */
    overlay(/** @type {string} */ space) {
      const horizon = now() - limits.queryDelayMs;
      if (notes.length && notes[0].at <= horizon) notes = notes.filter((note) => note.at > horizon);
      const past = new Map();
      for (const note of notes) {
        if (note.space === space && !past.has(note.key)) past.set(note.key, note.before);
      }
      return past;
    },
  };
}
