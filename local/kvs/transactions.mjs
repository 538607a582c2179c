// @ts-check
/** Transactions (all or nothing, with conditions on entities) and batches (each item for itself). */
import { checkKey } from './checks.mjs';
import { matches } from './conditions.mjs';
import { StorageError, refuse } from './errors.mjs';

/**
 * @param {object} parts
 * @param {import('../database.mjs').Database} parts.db
 * @param {ReturnType<import('./entries.mjs').makeEntries>} parts.entries
 * @param {ReturnType<import('./meter.mjs').makeMeter>} parts.meter
 * @param {import('../limits.mjs').Limits} parts.limits
 * @param {(entityName?: string) => string} parts.spaceOf
 * @param {(space: string, item: any) => {space: string, key: string, text: string, ttlMs?: number}} parts.prepare
 * @param {(entry: import('./entries.mjs').Entry, metadata?: string[]) => any} parts.present
 */
export function makeTransactions({ db, entries, meter, limits, spaceOf, prepare, present }) {
  /** Refuses what is wrong with a group of items as a whole, and books it as one request. */
  function checkGroup(/** @type {any[]} */ items, /** @type {'read' | 'write'} */ kind) {
    if (!Array.isArray(items) || items.length === 0) refuse('INVALID_REQUEST_BODY', 'There is no operation in the request.');
    if (items.length > limits.groupItems) refuse('TOO_MANY_OPERATIONS', `A request may hold ${limits.groupItems} operations.`);
    const ids = new Set(items.map((item) => `${item.entityName ?? ''}/${item.key}`));
    if (ids.size !== items.length) refuse('DUPLICATE_KEY', 'Each key may appear once in a request.');
    if (kind === 'read') return;
    const bytes = items.reduce((sum, item) => sum + Buffer.byteLength(JSON.stringify(item.value) ?? ''), 0);
    if (bytes > limits.groupBytes) refuse('MAX_SIZE', `A request may hold ${limits.groupBytes} bytes.`);
    meter.book('write', bytes);
  }

  function checkCondition(/** @type {any} */ operation) {
    if (!operation.conditions) return;
    if (!operation.entityName) refuse('INVALID_REQUEST_BODY', 'Only entities may have conditions.');
    const current = entries.get(spaceOf(operation.entityName), operation.key);
    if (!matches(current && JSON.parse(current.value), operation.conditions))
      throw new StorageError(409, 'CONDITIONAL_CHECK_FAILED', 'A condition was not met.', { key: operation.key });
  }

  /** One item of a batch. */
  function perform(/** @type {'read' | 'set' | 'delete'} */ what, /** @type {any} */ item) {
    const space = spaceOf(item.entityName);
    if (what === 'set') {
      refuseKeyPolicy(item);
      const { key, text, ttlMs } = prepare(space, item);
      entries.put(space, key, text, ttlMs);
      return {};
    }
    checkKey(item.key, limits);
    if (what === 'delete') {
      entries.remove(space, item.key);
      return {};
    }
    const entry = entries.get(space, item.key);
    if (!entry) throw new StorageError(404, 'KEY_NOT_FOUND', 'There is no such key.');
    return present(entry, item.options?.metadataFields);
  }

  return {
    /** Checks every condition, then writes everything. */
    transact({ set = [], delete: removals = [], check = [] } = /** @type {any} */ ({})) {
      const operations = [...set, ...removals, ...check];
      checkGroup(operations, 'write');
      db.atomically(() => {
        for (const operation of operations) {
          checkKey(operation.key, limits);
          checkCondition(operation);
        }
        for (const item of set) {
          refuseKeyPolicy(item);
          const { space, key, text, ttlMs } = prepare(spaceOf(item.entityName), item);
          entries.put(space, key, text, ttlMs);
        }
        for (const item of removals) entries.remove(spaceOf(item.entityName), item.key);
      });
    },

    /** Does what can be done and reports the rest item by item. */
    batch(/** @type {'read' | 'set' | 'delete'} */ what, /** @type {any[]} */ items) {
      checkGroup(items, what === 'read' ? 'read' : 'write');
      /** @type {any[]} */
      const successfulKeys = [];
      /** @type {any[]} */
      const failedKeys = [];
      for (const item of items) {
        const id = { key: item.key, ...(item.entityName && { entityName: item.entityName }) };
        try {
          successfulKeys.push({ ...id, ...perform(what, item) });
        } catch (error) {
          if (!(error instanceof StorageError)) throw error;
          failedKeys.push({ ...id, error: { code: error.code, message: error.message } });
        }
      }
      if (what === 'read') meter.book('read', Buffer.byteLength(JSON.stringify(successfulKeys)));
      return { successfulKeys, failedKeys };
    },
  };
}

function refuseKeyPolicy(/** @type {any} */ item) {
  if (item.options?.keyPolicy === 'FAIL_IF_EXISTS')
    refuse('INVALID_REQUEST_BODY', 'FAIL_IF_EXISTS is not available in batches and transactions.');
}
