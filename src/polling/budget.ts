/**
 * The points of the products' REST quota that this installation spends on its own account: polling and backfill.
 *
 * Jira gives an app 65,000 points an hour for all its customers together, and refuses all of them when they are used up. So
 * each installation keeps to a small share, and what people ask on the page comes first. Counted for each hour of UTC under
 * one key. Two invocations at once may both read the count before either writes it: the share is then exceeded by what one of
 * them took, which the quota can bear.
 */
import type { Value } from '../storage';
import * as storage from '../storage';

/** Points an hour: thirty installations that do their most at once stay below the quota of all. */
export const POINTS_PER_HOUR = 2_000;
/** What Jira gives an app an hour for all its customers together. */
export const QUOTA_PER_HOUR = 65_000;
/** The same when an administrator asks for it now: people come first, and they do not ask for it every hour. */
export const POINTS_ON_DEMAND = 6_000;

const HOUR_MS = 3_600_000;
const KEY = 'c:budget';

/** What is kept. */
interface Kept {
  /** Hours since 1970, UTC. */
  hour: number;
  spent: number;
  /** A product has told us to ask nothing before. */
  until?: number;
}

/** What is left for this hour. */
export interface Left {
  points: number;
  /** Nothing may be asked before; in the past or absent when one may. */
  until?: number;
}

/** What is left now. */
export async function left(now: number): Promise<Left> {
  const { spent, until } = await read(now);
  const waits = until !== undefined && until > now;
  return { points: waits ? 0 : Math.max(0, POINTS_PER_HOUR - spent), ...(waits && { until }) };
}

/** Takes points before they are spent. False, and nothing taken, when fewer of this hour's are left or the products want to be left alone. */
export async function take(points: number, now: number, ofHour = POINTS_PER_HOUR): Promise<boolean> {
  const kept = await read(now);
  if ((kept.until ?? 0) > now || kept.spent + points > ofHour) return false;
  await write({ ...kept, spent: kept.spent + points });
  return true;
}

/** Gives back what was taken at `taken` and not spent; a negative number is what was spent too much. */
export async function giveBack(points: number, taken: number): Promise<void> {
  const kept = await read(taken);
  // Another hour has begun meanwhile: what was taken of the last one is forgotten already.
  if (points === 0 || kept.hour !== hourOf(taken)) return;
  await write({ ...kept, spent: Math.max(0, kept.spent - points) });
}

/** A product has refused everything until a time. */
export async function stopUntil(until: number, now: number): Promise<void> {
  const kept = await read(now);
  await write({ ...kept, until: Math.max(until, kept.until ?? 0) });
}

async function read(now: number): Promise<Kept> {
  const [[, value] = []] = await storage.getAll([KEY]);
  const kept = (value ?? {}) as Partial<Kept>;
  const until = typeof kept.until === 'number' ? { until: kept.until } : {};
  const hour = hourOf(now);
  // A later hour is one that another invocation has begun already.
  if (typeof kept.hour === 'number' && kept.hour >= hour && typeof kept.spent === 'number') return { hour: kept.hour, spent: kept.spent, ...until };
  return { hour, spent: 0, ...until };
}

async function write(kept: Kept): Promise<void> {
  await storage.set(KEY, { ...kept } as unknown as Value);
}

function hourOf(now: number): number {
  return Math.floor(now / HOUR_MS);
}
