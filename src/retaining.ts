/** How long the log keeps what it has: for ever, as long as nothing else is stored. */
import { dropBefore } from './packing';
import * as storage from './storage';

const KEY = 'c:retention';
const DAY_MS = 86_400_000;

/** Drops what is older than the log keeps; tells how many records went. */
export async function dropOld(): Promise<number> {
  const [[, value] = []] = await storage.getAllSmall([KEY], 100);
  const days = (value as { days?: unknown } | null | undefined)?.days;
  // What is no number of days drops nothing.
  if (typeof days !== 'number' || !Number.isInteger(days) || days < 1) return 0;
  return dropBefore(Date.now() - days * DAY_MS);
}
