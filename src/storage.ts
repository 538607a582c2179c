/**
 * The only door to the app's storage. What lies under which key is decided by the engine; limits, repetition and the
 * sharing of the minute's units are in `storage/`.
 */
import { Filter, FilterConditions, WhereConditions, kvs } from '@forge/kvs';
import type { SetOptions } from '@forge/kvs';
import { attempt, untilDone } from './storage/attempts';
import type { Asked, Moved } from './storage/attempts';
import { BATCH_ITEMS_MAX, batches, chunks, eachAtOnce, jsonBytes } from './storage/batches';
import { hasRoom } from './storage/governor';
import { unitsOf } from './storage/ledger';

export { StorageFailure } from './storage/failure';
export { cost, withPriority } from './storage/governor';
export type { Priority } from './storage/governor';
export type { Cost } from './storage/ledger';

/** A value that storage can hold. */
export type Value = string | number | boolean | Record<string, unknown> | unknown[];

/** A key and its value. */
export interface Entry {
  key: string;
  value: Value;
}

/** The catalogue's root: which segments exist, as of one generation. */
export interface Root {
  generation: number;
  /** JSON text; the engine's business. */
  body: string;
}

const READ_ITEMS_MAX = 16;
const PAGE_ITEMS = 100;
/** What reads are expected to cost until they are answered: a value of a segment, an entry that waits to be packed. */
const VALUE_BYTES = 100_000;
const WAITING_BYTES = 1_500;
/** The platform's limit of a value. */
const VALUE_BYTES_MAX = 240 * 1024;

const CATALOGUE = 'catalogue';
const ROOT = 'root';

/** Writes one value. */
export function set(key: string, value: Value): Promise<void> {
  return attempt(writing('set', 0), () => kvs.set(key, value), () => ({ values: 1, bytes: jsonBytes(value) }));
}

/** Writes values that may be forgotten after some seconds. They may stay readable for longer: what is kept says until when. */
export function setAllFor(entries: Entry[], seconds: number): Promise<void> {
  return setEach(entries, { ttl: { value: seconds, unit: 'SECONDS' } });
}

/** Writes many values, in no particular order. Writing the same value again is harmless. */
export function setAll(entries: Entry[]): Promise<void> {
  return setEach(entries);
}

async function setEach(entries: Entry[], options?: SetOptions): Promise<void> {
  await eachAtOnce(batches(entries), async (batch) => {
    const sizes = new Map(batch.map(({ entry, bytes }) => [entry.key, bytes]));
    const items = batch.map(({ entry }) => (options === undefined ? entry : { ...entry, options }));
    await untilDone('batch set', items, (rest) => {
      const bytes = rest.reduce((sum, { key }) => sum + (sizes.get(key) ?? 0), 0);
      return attempt(writing('batch set', bytes), () => kvs.batchSet(rest), () => ({ values: rest.length, bytes }));
    });
  });
}

/** Deletes many keys. Deleting a key that is gone is harmless. */
export async function deleteAll(keys: string[]): Promise<void> {
  const items = keys.map((key) => ({ key }));
  await eachAtOnce(chunks(items, BATCH_ITEMS_MAX), (batch) =>
    untilDone('batch delete', batch, (rest) => attempt(writing('batch delete', 0), () => kvs.batchDelete(rest), () => NOTHING)),
  );
}

/** Reads many values; `null` stands for a key that does not exist. */
export function getAll(keys: string[]): Promise<[key: string, value: Value | null][]> {
  return getSo(keys, VALUE_BYTES, READ_ITEMS_MAX);
}

/** The same of values that are expected to take so many bytes each, and none of them more than 160 KB: so many more fit into a request. */
export function getAllSmall(keys: string[], bytes: number): Promise<[key: string, value: Value | null][]> {
  return getSo(keys, bytes, BATCH_ITEMS_MAX);
}

async function getSo(keys: string[], bytes: number, itemsMax: number): Promise<[key: string, value: Value | null][]> {
  const found = new Map<string, Value>();
  const items = keys.map((key) => ({ key }));
  await eachAtOnce(chunks(items, itemsMax), (batch) =>
    untilDone('batch get', batch, async (rest) => {
      const asked = reading('batch get', rest.length * bytes);
      const result = await attempt(asked, () => kvs.batchGet<Value>(rest), (answer) => movedOf(answer.successfulKeys));
      for (const { key, value } of result.successfulKeys) found.set(key, value);
      return result;
    }),
  );
  return keys.map((key) => [key, found.get(key) ?? null]);
}

/**
 * Whether so many values, however large, may be read at once. Who can stop and say so does that, instead of waiting for
 * the next minute's units.
 */
export function hasRoomFor(values: number): boolean {
  return hasRoom(unitsOf(values * VALUE_BYTES_MAX));
}

/** Pages of the entries whose keys begin with `prefix`, by key. Eventually consistent: it may miss what was just written. */
export async function* list(prefix: string): AsyncGenerator<Entry[]> {
  let cursor: string | undefined;
  do {
    const page = await listPage(prefix, cursor);
    if (page.entries.length > 0) yield page.entries;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** One of these pages: the first, or the one behind a cursor. Without a cursor in the answer it is the last. */
export async function listPage(prefix: string, from: string | undefined): Promise<{ entries: Entry[]; cursor: string | undefined }> {
  const request = () => {
    const query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(PAGE_ITEMS);
    return (from === undefined ? query : query.cursor(from)).getMany<Value>();
  };
  const page = await attempt(reading('query', PAGE_ITEMS * WAITING_BYTES), request, ({ results }) => movedOf(results));
  return { entries: page.results.map(({ key, value }) => ({ key, value })), cursor: page.nextCursor || undefined };
}

/** The catalogue's root as it is now; none before the first commit. */
export function readRoot(): Promise<Root | undefined> {
  return attempt(
    reading('root', VALUE_BYTES),
    () => kvs.entity<Root>(CATALOGUE).get(ROOT),
    (root) => (root === undefined ? NOTHING : movedOf([{ value: root }])),
  );
}

/**
 * Replaces the root, provided that nobody has replaced it since generation `expected` was read (0 or none: since there
 * was no root). Tells whether it was replaced.
 */
export async function commitRoot(next: Root, expected: number): Promise<boolean> {
  const condition = expected > 0 ? FilterConditions.equalTo(expected) : FilterConditions.notExists();
  const conditions = new Filter<Root>().and('generation', condition);
  const moved = movedOf([{ value: next }]);
  try {
    const commit = () => kvs.transact().set(ROOT, next, { entityName: CATALOGUE, conditions }).execute();
    await attempt(writing('commit', moved.bytes), commit, () => moved);
    return true;
  } catch (error) {
    // The code of a failed condition is not documented; what is stored now tells what happened. An attempt whose answer
    // got lost may have succeeded, so that the next one found the condition broken by ourselves.
    const now = await readRoot();
    if (now?.generation === next.generation && now.body === next.body) return true;
    if ((now?.generation ?? 0) !== expected) return false;
    throw error;
  }
}

const NOTHING: Moved = { values: 0, bytes: 0 };

function reading(what: string, bytes: number): Asked {
  return { what, kind: 'read', bytes };
}

function writing(what: string, bytes: number): Asked {
  return { what, kind: 'write', bytes };
}

function movedOf(items: { value: unknown }[]): Moved {
  return { values: items.length, bytes: items.reduce((sum, { value }) => sum + jsonBytes(value), 0) };
}
