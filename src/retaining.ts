/** How long the log keeps what it has: for ever, as long as nothing else is stored. */
import { timeLeft } from './clock';
import { withCore } from './engine';
import type { Core } from './engine';
import { dropBefore } from './packing';
import * as storage from './storage';
import type { Value } from './storage';

const KEY = 'c:retention';
/** How far the last-known states were looked through: `{ before, cursor }`; none at the end. */
const PLACE = 'c:forgetting';
const DAY_MS = 86_400_000;
/** A page of states is not begun when less time is left; the next day goes on. */
const TIME_FOR_PAGE_MS = 5_000;

/** Drops what is older than the log keeps; tells how many records went, and how many last-known states of what they were about. */
export async function dropOld(): Promise<{ records: number; states: number }> {
  const [[, value] = []] = await storage.getAllSmall([KEY], 100);
  const days = (value as { days?: unknown } | null | undefined)?.days;
  // What is no number of days drops nothing.
  if (typeof days !== 'number' || !Number.isInteger(days) || days < 1) return { records: 0, states: 0 };
  const before = Date.now() - days * DAY_MS;
  const records = await dropBefore(before);
  return { records, states: await storage.withPriority('background', () => forgetBefore(before)) };
}

/** Drops what is known last of things that no record since then was about. A large site takes several days. */
async function forgetBefore(now: number): Promise<number> {
  const [[, value] = []] = await storage.getAllSmall([PLACE], 300);
  const place = value as { before: number; cursor: string } | null | undefined;
  const before = place?.before ?? now;
  let cursor = place?.cursor;
  let states = 0;
  return withCore(async (core) => {
    while (timeLeft(TIME_FOR_PAGE_MS)) {
      const page = await storage.listPage(core.knownPrefix, cursor);
      states += await forget(core, page.entries, before);
      cursor = page.cursor;
      if (cursor === undefined) break;
    }
    if (cursor !== undefined) await storage.set(PLACE, { before, cursor });
    else if (place) await storage.deleteAll([PLACE]);
    return states;
  });
}

async function forget(core: Core, entries: storage.Entry[], before: number): Promise<number> {
  const listed = core.outlived(entries.map(({ key, value }) => [key, value]), before).map(([key]) => key);
  if (listed.length === 0) return 0;
  // A list may show a state as it was before somebody learnt something.
  const there = (await storage.getAll(listed)).filter((entry): entry is [string, Value] => entry[1] !== null);
  const changed = core.outlived(there, before);
  await storage.setAll(changed.flatMap(([key, rest]) => (rest === null ? [] : [{ key, value: JSON.parse(rest) as Value }])));
  await storage.deleteAll(changed.flatMap(([key, rest]) => (rest === null ? [key] : [])));
  return changed.length;
}
