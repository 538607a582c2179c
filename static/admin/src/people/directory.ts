/**
 * Names of people, looked up when they are shown. The names live in this page's memory only and go with it.
 */
import type { Person } from '../api';
import { askPeople } from '../jira';

const BATCH_MAX = 50;
const GATHER_MS = 25;
/** While somebody scrolls, one lookup follows the other. */
const APART_MS = 200;
const RETRY_MS = 15_000;

/** What is known of an account: still asked for, found, or nobody the asking user may see. */
export type Entry = { state: 'asked' } | { state: 'found'; person: Person } | { state: 'missing' };

const ASKED: Entry = { state: 'asked' };
const entries = new Map<string, Entry>();
const listeners = new Set<() => void>();
let waiting = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;
let flushedAt = -APART_MS;

/** Calls back whenever a name has arrived. */
export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is known of an account now. */
export const entryOf = (accountId: string): Entry => entries.get(accountId) ?? ASKED;

/** Asks for a name, together with the others of the same moment. */
export function want(accountId: string) {
  if (entries.has(accountId)) return;
  entries.set(accountId, ASKED);
  waiting.add(accountId);
  timer ??= setTimeout(flush, Math.max(GATHER_MS, flushedAt + APART_MS - performance.now()));
}

/** Remembers people that came with a search. */
export function remember(people: Person[]) {
  for (const person of people) entries.set(person.accountId, { state: 'found', person });
  tell();
}

function flush() {
  timer = undefined;
  flushedAt = performance.now();
  const ids = [...waiting];
  waiting = new Set();
  for (let from = 0; from < ids.length; from += BATCH_MAX) void lookUp(ids.slice(from, from + BATCH_MAX));
}

async function lookUp(ids: string[]) {
  try {
    const people = await askPeople(ids);
    for (const id of ids) entries.set(id, { state: 'missing' });
    remember(people);
  } catch {
    // The ids are shown meanwhile; the next row that needs one of these names asks again.
    setTimeout(() => ids.forEach((id) => entries.delete(id)), RETRY_MS);
    for (const id of ids) entries.set(id, { state: 'missing' });
    tell();
  }
}

const tell = () => listeners.forEach((listener) => listener());
