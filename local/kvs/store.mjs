// @ts-check
/**
 * The storage API behind `@forge/kvs`: one function that answers one request. Everything happens synchronously on the
 * main thread, so a request is atomic without any further care.
 */
import { checkEntity, checkKey, checkTtl, checkValue } from './checks.mjs';
import { makeEntries } from './entries.mjs';
import { StorageError, refuse } from './errors.mjs';
import { makeInspection } from './inspection.mjs';
import { makeMeter } from './meter.mjs';
import { makeQueries } from './queries.mjs';
import { makeTransactions } from './transactions.mjs';

/** @typedef {import('../limits.mjs').Limits} Limits */
/** @typedef {{status: number, body?: any}} Answer */

const PLAIN = 'kv';
const SECRET = 'secret';

/**
 * @param {object} options
 * @param {import('../database.mjs').Database} options.db
 * @param {any[]} options.entities `app.storage.entities` of the manifest
 * @param {Limits} options.limits
 * @param {() => number} options.now
 */
export function makeStore({ db, entities, limits, now }) {
  const meter = makeMeter(limits, now);
  const entries = makeEntries(db, limits, now);
  const definitions = new Map(entities.map((entity) => [entity.name, entity]));

  const definitionOf = (/** @type {string} */ name) =>
    definitions.get(name) ?? refuse('INVALID_ENTITY', `The manifest declares no entity \`${name}\`.`);
  const spaceOf = (/** @type {string | undefined} */ entityName) =>
    entityName === undefined || entityName === null ? PLAIN : `entity:${definitionOf(entityName).name}`;

  /** Checks one write and returns what to store. */
  function prepare(/** @type {string} */ space, /** @type {any} */ item) {
    checkKey(item.key, limits);
    const text = checkValue(item.value, space === SECRET ? limits.secretBytes : limits.valueBytes, limits);
    if (item.entityName) checkEntity(item.value, definitionOf(item.entityName));
    return { space, key: item.key, text, ttlMs: checkTtl(item.options?.ttl, limits) };
  }

  function get(/** @type {string} */ space, /** @type {any} */ body) {
    checkKey(body.key, limits);
    const entry = entries.get(space, body.key);
    meter.book('read', entry ? Buffer.byteLength(entry.value) : 0);
    if (!entry) throw new StorageError(404, 'KEY_NOT_FOUND', 'There is no such key.');
    return present(entry, body.options?.metadataFields);
  }

  function set(/** @type {string} */ space, /** @type {any} */ body) {
    const options = body.options ?? {};
    const item = prepare(space, body);
    meter.book('write', Buffer.byteLength(item.text));
    if (options.keyPolicy === 'FAIL_IF_EXISTS' && entries.get(space, item.key))
      throw new StorageError(409, 'KEY_CONFLICT', 'The key exists already.');
    const before = entries.put(space, item.key, item.text, item.ttlMs);
    if (options.returnValue === 'PREVIOUS') return before && present(before, options.returnMetadataFields);
    if (options.returnValue === 'LATEST') {
      const latest = entries.get(space, item.key);
      return latest && present(latest, options.returnMetadataFields);
    }
    return undefined;
  }

  function remove(/** @type {string} */ space, /** @type {any} */ body) {
    checkKey(body.key, limits);
    meter.book('write', 0);
    entries.remove(space, body.key);
  }

  const queries = makeQueries({ entries, meter, limits, definitionOf, present });
  const transactions = makeTransactions({ db, entries, meter, limits, spaceOf, prepare, present });

  /** @type {Record<string, ['read' | 'write', (body: any) => any]>} */
  const routes = {
    '/api/v1/get': ['read', (body) => get(PLAIN, body)],
    '/api/v1/set': ['write', (body) => set(PLAIN, body)],
    '/api/v1/delete': ['write', (body) => remove(PLAIN, body)],
    '/api/v1/query': ['read', (body) => queries.plain(PLAIN, body)],
    '/api/v1/secret/get': ['read', (body) => get(SECRET, body)],
    '/api/v1/secret/set': ['write', (body) => set(SECRET, body)],
    '/api/v1/secret/delete': ['write', (body) => remove(SECRET, body)],
    '/api/v1/entity/get': ['read', (body) => get(spaceOf(body.entityName), body)],
    '/api/v1/entity/set': ['write', (body) => set(spaceOf(body.entityName), body)],
    '/api/v1/entity/delete': ['write', (body) => remove(spaceOf(body.entityName), body)],
    '/api/v1/entity/query': ['read', (body) => queries.entity(spaceOf(body.entityName), body)],
    '/api/v1/transaction': ['write', (body) => transactions.transact(body)],
    '/api/v1/batch/get': ['read', (body) => transactions.batch('read', body)],
    '/api/v1/batch/set': ['write', (body) => transactions.batch('set', body)],
    '/api/v1/batch/delete': ['write', (body) => transactions.batch('delete', body)],
  };

  return {
    /**
     * Answers one request of the SDK.
     * @param {string} path
     * @param {any} body
     * @returns {Answer}
     */
    handle(path, body) {
      const route = routes[path];
      if (!route) return { status: 404, body: { code: 'NOT_FOUND', message: `There is no endpoint ${path}.` } };
      const [kind, answer] = route;
      try {
        meter.request(kind);
        const result = answer(body);
        return result === undefined ? { status: 204 } : { status: 200, body: result };
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        return { status: error.status, body: { code: error.code, message: error.message, context: error.context } };
      }
    },
    meter,
    /** Direct access for tests and tools: no limits, no metering, no delay. */
    inspect: makeInspection({ db, entries, present, spaceOf }),
  };
}

/**
 * An entry as the API shows it.
 * @param {import('./entries.mjs').Entry} entry
 * @param {string[]} [metadata]
 */
function present(entry, metadata = []) {
  return {
    key: entry.key,
    value: JSON.parse(entry.value),
    ...(metadata.includes('CREATED_AT') && { createdAt: Number(entry.created) }),
    ...(metadata.includes('UPDATED_AT') && { updatedAt: Number(entry.updated) }),
    ...(metadata.includes('EXPIRE_TIME') &&
      entry.expires !== null && { expireTime: new Date(Number(entry.expires)).toISOString() }),
  };
}
