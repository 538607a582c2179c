/** What a poller is: something that is asked of a product again and again because no event tells it. */
import type { Write } from '../generated';
import type { Asker } from '../products/asker';

export { CannotSee, Throttled } from '../products/asker';

/**
 * One area that is polled. Its state is a JSON object without `null`, which storage cannot hold.
 *
 * INVARIANT: records are written (`turn.record`) before the state that counts them as seen is saved or returned. A run may
 * be stopped anywhere, and two may run at once: what is found again must give the same records.
 */
export interface Poller<State extends object = object> {
  /** Name of the area: part of its key in storage, `c:<area>`, and what coverage calls it. Never changed. */
  area: string;
  /** How often it is due, in minutes. The schedule comes once an hour. */
  everyMinutes: number;
  /** Most points of the REST budget that one run costs. It is not begun when fewer are left in this hour. */
  cost: number;
  /**
   * Looks for what is new since `state` (none at first), records it, and gives the state to go on from. Stops early, with
   * what it has done, when `turn.mayGoOn` says so.
   *
   * Throws `CannotSee` when the product refuses; anything else that is thrown is a failure of this run alone.
   */
  run(state: State | undefined, turn: Turn<State>): Promise<State>;
  /** How far a state is behind; for areas that may need several runs to catch up. */
  progress?(state: State): Progress;
}

const DAY_MINUTES = 24 * 60;

/** Points that areas cost on a day, if each look costs what the last one did. */
export function pointsADay(areas: readonly { points?: number; everyMinutes: number }[]): number {
  return areas.reduce((sum, { points = 0, everyMinutes }) => sum + Math.ceil((points * DAY_MINUTES) / everyMinutes), 0);
}

/** What is still to be read. Times are milliseconds since 1970, UTC. */
export interface Progress {
  /** Something from this time on was not read yet. */
  unread?: number;
  /** Of what was there before the app, everything after this time was read; none when all was. */
  past?: number;
}

/** One run of a poller: what it may spend, whom it asks, and where it puts what it finds. */
export interface Turn<State extends object = object> {
  /** When the run began: milliseconds since 1970, UTC. */
  readonly now: number;
  /** Whether an administrator asks for it now: what rests until it is due is looked at all the same. */
  readonly isAsked: boolean;
  /** Asks the products. Each request books one point. */
  readonly ask: Asker;
  /** Points that are left of this run's cost. */
  points(): number;
  /** Books what an answer cost besides its request: a point an object, two a person, group or permission. */
  spend(points: number): void;
  /** Whether at least so many points and `ms` milliseconds are left for another step. */
  mayGoOn(points: number, ms?: number): boolean;
  /** Writes records. They are safe when this is done. `newest` is when the last of them happened. */
  record(writes: Write[], newest?: number): Promise<void>;
  /** Keeps how far the run has got, for a run that is stopped before its end. */
  save(state: State): Promise<void>;
}
