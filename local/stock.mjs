// @ts-check
/** Puts entries from a file into storage, as if an app had written them earlier: for data that would take hours to deliver. */
import fs from 'node:fs';
import readline from 'node:readline';

/**
 * Lines of `{"key", "value"}`, with `"entity"` for those of an entity. Storage that holds anything is left as it is.
 * @param {ReturnType<import('./kvs/inspection.mjs').makeInspection>} kvs
 * @param {import('./database.mjs').Database} db
 * @param {string} file
 * @returns {Promise<number>} how many entries there were
 */
export async function stock(kvs, db, file) {
  if (kvs.count() > 0) return 0;
  /** @type {{key: string, value: any, entity?: string}[]} */
  const entries = [];
  for await (const line of readline.createInterface({ input: fs.createReadStream(file) })) {
    entries.push(JSON.parse(line));
  }
  db.atomically(() => {
    for (const { key, value, entity } of entries) kvs.set(key, value, entity);
  });
  return entries.length;
}
