/** What is kept of each polled area, under `c:<area>`: the poller's own state, and how it went. */
import type { Value } from '../storage';
import * as storage from '../storage';

/** All of an area's keys begin with this. */
const PREFIX = 'c:';

/** How polling of one area goes. Times are milliseconds since 1970, UTC. */
export interface Kept {
  /** The poller's own. */
  state?: object;
  /** When it was last tried. */
  polled?: number;
  /** When it last went through to its end. */
  succeeded?: number;
  /** When the newest thing that it has recorded happened. */
  newest?: number;
  /** Why the product does not show it. */
  refused?: string;
  /** Since when the product has refused. */
  refusedSince?: number;
  /** What is to be put on record of this, and may be already: it is told again, as of the same moment, until this is gone. */
  untold?: { action: 'capture.refused' | 'capture.resumed'; at: number; reason?: string };
  /** What went wrong the last time; none when nothing did. */
  error?: string;
  /** How often it went wrong in a row. */
  failures?: number;
  /** It was due when no points were left. */
  waits?: 'points' | 'time';
  /** Records written since the beginning. What is found again counts again. */
  recorded?: number;
  /** Points that the last run cost. */
  points?: number;
}

/** What is kept of these areas, in their order. */
export async function readKept(areas: string[]): Promise<Kept[]> {
  const found = await storage.getAll(areas.map((area) => PREFIX + area));
  return found.map(([, value]) => (value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Kept) : {}));
}

/** Keeps it. Members that are undefined are left out, because storage holds none. */
export async function writeKept(area: string, kept: Kept): Promise<void> {
  await storage.set(PREFIX + area, JSON.parse(JSON.stringify(kept)) as Value);
}
