// @ts-check
/** Looks into the store, and changes it, past the API. For tests and tools only. */

/**
 * @param {object} parts
 * @param {import('../database.mjs').Database} parts.db
 * @param {ReturnType<import('./entries.mjs').makeEntries>} parts.entries
 * @param {(entry: import('./entries.mjs').Entry, metadata?: string[]) => any} parts.present
 * @param {(entityName?: string) => string} parts.spaceOf
 */
export function makeInspection({ db, entries, present, spaceOf }) {
  return {
    /** @returns {any} the value, or undefined */
    get(/** @type {string} */ key, /** @type {string | undefined} */ entity = undefined) {
      const entry = entries.get(spaceOf(entity), key);
      return entry && JSON.parse(entry.value);
    },
    set(/** @type {string} */ key, /** @type {any} */ value, /** @type {string | undefined} */ entity = undefined) {
      entries.put(spaceOf(entity), key, JSON.stringify(value), undefined);
    },
    delete(/** @type {string} */ key, /** @type {string | undefined} */ entity = undefined) {
      entries.remove(spaceOf(entity), key);
    },
    /** @returns {{key: string, value: any, createdAt: number, updatedAt: number}[]} all entries with the prefix */
    list(prefix = '', /** @type {string | undefined} */ entity = undefined) {
      const rows = db.rows('select * from entries where space = ? and key >= ? and key < ? order by key', [
        spaceOf(entity),
        prefix,
        prefix + '\u{10ffff}',
      ]);
      return rows.map((row) => present(row, ['CREATED_AT', 'UPDATED_AT', 'EXPIRE_TIME']));
    },
    /** @returns {string[]} */
    keys(prefix = '', /** @type {string | undefined} */ entity = undefined) {
      return db
        .rows('select key from entries where space = ? and key >= ? and key < ? order by key', [
          spaceOf(entity),
          prefix,
          prefix + '\u{10ffff}',
        ])
        .map((row) => row.key);
    },
    count: (/** @type {string | undefined} */ entity = undefined) => entries.count(spaceOf(entity)),
  };
}
