/** What a page gets that answers questions by itself: what the catalogue lists, what waits to be packed, stored values by key. */
import { createHash } from 'node:crypto';
import { timeLeft } from './clock';
import { CoreError, withCore } from './engine';
import type { Core, StorePart } from './engine';
import type { Event, Listing, Scope } from './generated';
import { listWaiting } from './reading';
import * as storage from './storage';
import type { Value } from './storage';

/** The platform's answers end at 5 MB, as JSON. */
const ANSWER_BYTES_MAX = 4_000_000;
/** What is read at once before the size of the answer is looked at. */
const KEYS_AT_ONCE = 16;
const TIME_FOR_ANSWER_MS = 6_000;
/** Values that nobody may change or name persons by: segments, manifests, indexes, people by number. */
const STORED = /^(s:[0-9a-f-]{20,60}:[0-9]{1,6}|m:[0-9a-f-]{20,60}:[0-9]{6}|a:[0-9a-f-]{20,60}:[0-9]{1,3}|x:[0-9a-f-]{20,60}:[0-9]{1,5})$/;

/** What there is, as far as the page does not know it. */
export interface Look {
  generation: number;
  listing?: Listing;
  tail?: Event[];
  mark: string;
  complete: boolean;
}

/** Some of the values that were asked for: text by key, null for what the store does not have. Those that did not fit are not among them. */
export interface Part {
  values: [key: string, text: string | null][];
}

/** What there is of a scope. `since` and `mark` say what the page knows. */
export async function lookAt(scope: Scope, since: number | undefined, mark: string | undefined): Promise<Look> {
  // INVARIANT: keys are listed before the root is read, as for every reader (see reading.ts).
  const waiting = await listWaiting();
  const root = await storage.readRoot();
  const generation = root?.generation ?? 0;
  return withCore(async (core) => {
    const entries = waiting.pages.flat().map(({ key, value }): [string, Value] => [key, value]);
    const events = core.waiting(entries, root, scope);
    const { fitting, isCut } = fit(events);
    const seen = markOf(fitting);
    const listing = since === generation ? undefined : await listOf(core, root, scope);
    return {
      generation,
      ...(listing !== undefined && { listing }),
      ...(seen !== mark && { tail: fitting }),
      mark: seen,
      complete: waiting.complete && !isCut,
    };
  });
}

/** The newest events that fit into an answer. */
function fit(events: Event[]): { fitting: Event[]; isCut: boolean } {
  let bytes = 0;
  const from = events.findLastIndex((event) => (bytes += Buffer.byteLength(JSON.stringify(event)) + 1) > ANSWER_BYTES_MAX);
  return { fitting: events.slice(from + 1), isCut: from >= 0 };
}

function markOf(events: Event[]): string {
  return createHash('sha256').update(JSON.stringify(events)).digest('base64url');
}

async function listOf(core: Core, root: storage.Root | undefined, scope: Scope): Promise<Listing> {
  if (scope === 'all') return core.listing(root);
  const part = core.part(root, scope);
  part.add(await storage.getAll(part.manifests()));
  return part.listing();
}

/** Stored values, for somebody who may see all of them. */
export async function readStored(keys: string[]): Promise<Part> {
  const values: Part['values'] = [];
  let bytes = 0;
  const wanted = keys.filter((key) => STORED.test(key));
  for (let at = 0; at < wanted.length; at += KEYS_AT_ONCE) {
    const some = wanted.slice(at, at + KEYS_AT_ONCE);
    if (at > 0 && (!timeLeft(TIME_FOR_ANSWER_MS) || !storage.hasRoomFor(some.length))) break;
    for (const [key, value] of await storage.getAll(some)) {
      const text = value === null ? null : typeof value === 'string' ? value : JSON.stringify(value);
      bytes += text === null ? key.length : Buffer.byteLength(JSON.stringify(text)) + key.length;
      if (bytes > ANSWER_BYTES_MAX && values.length > 0) return { values };
      values.push([key, text]);
    }
  }
  return { values };
}

/** Segments with the rows of a scope only, packed anew. */
export async function repack(keys: string[], scope: Scope): Promise<Part> {
  const values: Part['values'] = [];
  let bytes = 0;
  const root = await storage.readRoot();
  return withCore(async (core) => {
    const part = core.part(root, scope);
    const named = keys.map((key) => [key, part.manifestOf(key)] as const);
    // A key whose month nobody lists any more is one that the store does not have.
    values.push(...named.flatMap(([key, manifest]): Part['values'] => (manifest === null ? [[key, null]] : [])));
    const manifests = new Set(named.flatMap(([, manifest]) => (manifest === null ? [] : [manifest])));
    part.add(await storage.getAll([...manifests]));
    for (const [key, manifest] of named) {
      if (manifest === null) continue;
      if (!part.begin(key)) {
        values.push([key, null]);
        continue;
      }
      const text = await repackOne(part);
      if (text === undefined) break;
      bytes += Buffer.byteLength(JSON.stringify(text)) + key.length;
      if (bytes > ANSWER_BYTES_MAX && values.some(([, text]) => text !== null)) break;
      values.push([key, text]);
    }
    return { values };
  });
}

/** The segment that was begun, packed anew; or why that cannot be done; nothing when there is no time for it. */
async function repackOne(part: StorePart): Promise<string | undefined> {
  try {
    for (let keys = part.keys(); keys.length > 0; keys = part.keys()) {
      if (!timeLeft(TIME_FOR_ANSWER_MS)) return undefined;
      part.add(await storage.getAll(keys));
    }
    return part.finish();
  } catch (error) {
    // One damaged segment must not hide the others: the page tells what is missing.
    if (error instanceof CoreError) return error.message;
    throw error;
  }
}
