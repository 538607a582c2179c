/**
 * One look at a list: beside what is stored of the last one, in Rust; then written down.
 *
 * The order makes it safe to stop anywhere: records first, which are the same when the look is taken again; then the snapshot; the
 * poller's own state comes after that.
 */
import { withCore } from '../../engine';
import type { Core, Snapshotting } from '../../engine';
import type { SnapshotAnswer, SnapshotOf, SnapshotRequest } from '../../generated';
import * as storage from '../../storage';
import type { Entry, Value } from '../../storage';
import type { Turn } from '../poller';
import { eventsOf } from './log';

/** Which list, and what of. */
export interface Listed {
  kind: string;
  of?: SnapshotOf;
}

/** How a look was taken: see `SnapshotRequest`. */
export type How = Pick<SnapshotRequest, 'first' | 'last' | 'atOnce'>;

/** What else is known of the things of a list. */
export interface Known {
  /** Ids of things that are looked at somewhere else. */
  leaveOut?: string[];
  /** Which of the missing things are there all the same: some lists leave out who was deactivated. */
  stay?: (missing: string[]) => Promise<string[]>;
}

/** Takes a look: `answers` as they came. Books `each` points for every thing in them. */
export async function look(
  turn: Turn,
  listed: Listed,
  how: How,
  answers: string[],
  { each, leaveOut = [], stay }: { each: number } & Known,
): Promise<Pick<SnapshotAnswer, 'again' | 'baseline' | 'things'>> {
  const now = Date.now();
  const answer = await withCore(async (core) => {
    const looking = core.snapshot({ ...listed, ...how, now });
    await fetchStored(looking);
    for (const text of answers) turn.spend(each * looking.addAnswer(text));
    looking.leaveOut(leaveOut);
    if (stay !== undefined && how.last) {
      const missing = looking.missing();
      if (missing.length > 0) looking.keep(await stay(missing));
    }
    const question = looking.question();
    return looking.finish(question === null ? [] : await eventsOf(question));
  });
  await turn.record(answer.records, answer.records.length > 0 ? now : undefined);
  await storage.setAll(answer.parts.map(entryOf));
  await storage.setAll([entryOf(answer.head)]);
  await storage.deleteAll(answer.retired);
  return answer;
}

/** Ids and names of what was in a list the last time; nothing before the first look. */
export function thingsOf(listed: Listed): Promise<[id: string, name: string | null][]> {
  return withCore(async (core) => {
    const looking = opened(core, listed);
    await fetchStored(looking);
    return looking.things();
  });
}

/** Deletes what is stored of a list whose owner is gone. */
export async function forget(listed: Listed): Promise<void> {
  await storage.deleteAll(await withCore((core) => fetchStored(opened(core, listed))));
}

function opened(core: Core, listed: Listed): Snapshotting {
  return core.snapshot({ ...listed, now: Date.now(), first: true, last: true, atOnce: true });
}

/** Hands in what is stored; gives its keys. */
async function fetchStored(looking: Snapshotting): Promise<string[]> {
  const keys: string[] = [];
  for (let wanted = looking.wanted(); wanted.length > 0; wanted = looking.wanted()) {
    keys.push(...wanted);
    looking.addValues(await storage.getAll(wanted));
  }
  return keys;
}

function entryOf({ key, value }: { key: string; value: string }): Entry {
  return { key, value: JSON.parse(value) as Value };
}
