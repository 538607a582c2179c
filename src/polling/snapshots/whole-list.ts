/** Pollers of lists of the whole site: everybody, all groups, all schemes ... */
import type { List, Place } from '../../products/lists';
import type { Poller } from '../poller';
import { costOf, walk } from './walk';

/** How far it has got. */
export interface Progress {
  /** Where the reading under way goes on. */
  next?: Place;
  /** When the last reading was complete: milliseconds since 1970. */
  done?: number;
  /** Number of things that are known. */
  things?: number;
}

const MINUTE_MS = 60_000;
/** Schedules are not exact. */
const EARLY_MS = 5 * MINUTE_MS;

/** Why a poller looks at nothing now. */
export interface Resting {
  rests?: string;
}

/** A list, how it is called in storage, and when a complete reading is followed by the next. */
export interface Whole {
  area: string;
  kind: string;
  list: List;
  everyMinutes: number;
  /** Points of a run: a multiple of what a page costs. */
  cost: number;
  /** Ids of things that are looked at somewhere else. */
  leaveOut?: () => Promise<string[]>;
  /** Why nothing is looked at now, when something else tells the same. */
  rests?: () => Promise<string | undefined>;
}

/**
 * Reads the list, in several runs when it is long. Once an hour, while a reading is under way; as often as `everyMinutes` says
 * otherwise.
 */
export function wholeList({ area, kind, list, everyMinutes, cost, leaveOut, rests }: Whole): Poller<Progress & Resting> {
  return {
    area,
    everyMinutes: Math.min(everyMinutes, 60),
    cost: Math.max(cost, costOf(list)),
    async run(state = {}, turn) {
      const why = await rests?.();
      if (why !== undefined) return { rests: why };
      const { next: from, done } = state;
      if (!turn.isAsked && from === undefined && done !== undefined && done + everyMinutes * MINUTE_MS - EARLY_MS > turn.now) return state;
      const without = { leaveOut: (await leaveOut?.()) ?? [] };
      let walked = await walk(turn, { kind }, list, from, without);
      // What is missing from a list in pages is missed again at once, when all of the list was read in this run.
      if (from === undefined && walked.next === undefined && walked.again && turn.mayGoOn(costOf(list))) {
        walked = await walk(turn, { kind }, list, undefined, without);
      }
      return progressOf(walked, done, turn.now);
    },
  };
}

/** The state after a look. */
export function progressOf({ next, things }: { next?: Place | undefined; things: number }, done: number | undefined, now: number): Progress {
  if (next === undefined) return { done: now, things };
  return { next, things, ...(done !== undefined && { done }) };
}
