/** The only door to the app's storage. What lies under which key is decided by the engine. */
import { Filter, FilterConditions, ForgeKvsAPIError, WhereConditions, kvs } from '@forge/kvs';
import type { BatchItemError } from '@forge/kvs';
import { pause, timeLeft } from './clock';

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

/** Storage did not do what it was asked to, after every attempt. */
export class StorageFailure extends Error {
  constructor(what: string, options?: ErrorOptions) {
    super(`storage: ${what}`, options);
    this.name = 'StorageFailure';
  }
}

/** Limits of the platform; a batch of values near the limit of 240 KiB each must also stay below 4 MB. */
const BATCH_ITEMS_MAX = 25;
const BATCH_BYTES_MAX = 3_500_000;
const READ_ITEMS_MAX = 16;
const PAGE_ITEMS = 100;
const BATCHES_AT_ONCE = 4;

/** A function with a user or a retry behind it gives up early; one with minutes to go waits for the next minute's units. */
const ATTEMPTS_MAX = 5;
const PATIENT_ATTEMPTS_MAX = 10;
const PATIENT_FROM_MS = 120_000;
const FIRST_PAUSE_MS = 150;
/** Below this an attempt is the last one: the handler still needs time to say that it failed. */
const TIME_FOR_ANSWER_MS = 3_000;

const CATALOGUE = 'catalogue';
const ROOT = 'root';

/** Writes one value. */
export function set(key: string, value: Value): Promise<void> {
  return attempt('set', () => kvs.set(key, value));
}

/** Writes values that may be forgotten after some seconds. They may stay readable for longer: what is kept says until when. */
export async function setAllFor(entries: Entry[], seconds: number): Promise<void> {
  const options = { ttl: { value: seconds, unit: 'SECONDS' as const } };
  await eachAtOnce(batches(entries), (batch) => {
    return untilDone('batch set', batch.map((entry) => ({ ...entry, options })), (rest) => kvs.batchSet(rest));
  });
}

/** Writes many values, in no particular order. Writing the same value again is harmless. */
export async function setAll(entries: Entry[]): Promise<void> {
  await eachAtOnce(batches(entries), (batch) => untilDone('batch set', batch, (rest) => kvs.batchSet(rest)));
}

/** Deletes many keys. Deleting a key that is gone is harmless. */
export async function deleteAll(keys: string[]): Promise<void> {
  const items = keys.map((key) => ({ key }));
  await eachAtOnce(chunks(items, BATCH_ITEMS_MAX), (batch) =>
    untilDone('batch delete', batch, (rest) => kvs.batchDelete(rest)),
  );
}

/** Reads many values; `null` stands for a key that does not exist. */
export async function getAll(keys: string[]): Promise<[key: string, value: Value | null][]> {
  const found = new Map<string, Value>();
  const items = keys.map((key) => ({ key }));
  await eachAtOnce(chunks(items, READ_ITEMS_MAX), (batch) =>
    untilDone('batch get', batch, async (rest) => {
      const result = await kvs.batchGet<Value>(rest);
      for (const { key, value } of result.successfulKeys) found.set(key, value);
      return result;
    }),
  );
  return keys.map((key) => [key, found.get(key) ?? null]);
}

/** Pages of the entries whose keys begin with `prefix`, by key. Eventually consistent: it may miss what was just written. */
export async function* list(prefix: string): AsyncGenerator<Entry[]> {
  let cursor: string | undefined;
  do {
    const from = cursor;
    const page = await attempt('query', () => {
      const query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(PAGE_ITEMS);
      return (from === undefined ? query : query.cursor(from)).getMany<Value>();
    });
    if (page.results.length > 0) yield page.results.map(({ key, value }) => ({ key, value }));
    cursor = page.nextCursor || undefined;
  } while (cursor !== undefined);
}

/** The catalogue's root as it is now; none before the first commit. */
export function readRoot(): Promise<Root | undefined> {
  return attempt('root', () => kvs.entity<Root>(CATALOGUE).get(ROOT));
}

/**
 * Replaces the root, provided that nobody has replaced it since generation `expected` was read (0 or none: since there
 * was no root). Tells whether it was replaced.
 */
export async function commitRoot(next: Root, expected: number): Promise<boolean> {
  const condition = expected > 0 ? FilterConditions.equalTo(expected) : FilterConditions.notExists();
  const conditions = new Filter<Root>().and('generation', condition);
  try {
    await attempt('commit', () => kvs.transact().set(ROOT, next, { entityName: CATALOGUE, conditions }).execute());
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

/** Repeats a request that failed for a passing reason, waiting longer each time. */
async function attempt<T>(what: string, request: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await request();
    } catch (error) {
      if (!isPassing(error) || isLast(tried)) {
        throw new StorageFailure(what, { cause: error });
      }
      await pause(pauseMs(tried));
    }
  }
}

/** Repeats a batch for the items that failed, until none is left. */
async function untilDone<T extends { key: string }>(
  what: string,
  batch: T[],
  request: (rest: T[]) => Promise<{ failedKeys: BatchItemError[] }>,
): Promise<void> {
  let rest = batch;
  for (let tried = 1; ; tried += 1) {
    const { failedKeys } = await attempt(what, () => request(rest));
    const failed = new Map(failedKeys.filter(({ error }) => !isMissing(error.code)).map((item) => [item.key, item.error]));
    rest = rest.filter(({ key }) => failed.has(key));
    if (rest.length === 0) return;
    if (isLast(tried)) {
      const codes = [...new Set([...failed.values()].map(({ code }) => code))].join(', ');
      throw new StorageFailure(`${what}: ${rest.length} items failed (${codes})`);
    }
    await pause(pauseMs(tried));
  }
}

/** Too many requests, a fault of the platform, or no answer at all. A refusal for any other reason will not change. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof ForgeKvsAPIError)) return true;
  const { status } = error.responseDetails;
  return status === 429 || status >= 500;
}

function isMissing(code: string): boolean {
  return code === 'KEY_NOT_FOUND' || code === 'NOT_FOUND';
}

function isLast(tried: number): boolean {
  return tried >= (timeLeft(PATIENT_FROM_MS) ? PATIENT_ATTEMPTS_MAX : ATTEMPTS_MAX) || !timeLeft(TIME_FOR_ANSWER_MS);
}

function pauseMs(tried: number): number {
  return FIRST_PAUSE_MS * 2 ** (tried - 1) * (0.5 + Math.random());
}

/** Groups entries so that each batch keeps the platform's limits of items and bytes. */
function batches(entries: Entry[]): Entry[][] {
  const all: Entry[][] = [];
  let batch: Entry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(JSON.stringify(entry));
    if (batch.length === BATCH_ITEMS_MAX || (batch.length > 0 && bytes + size > BATCH_BYTES_MAX)) {
      all.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += size;
  }
  if (batch.length > 0) all.push(batch);
  return all;
}

function chunks<T>(items: T[], size: number): T[][] {
  const all: T[][] = [];
  for (let at = 0; at < items.length; at += size) all.push(items.slice(at, at + size));
  return all;
}

async function eachAtOnce<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  for (const group of chunks(items, BATCHES_AT_ONCE)) await Promise.all(group.map(work));
}
