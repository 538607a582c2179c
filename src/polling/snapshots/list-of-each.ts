/** Pollers that look at a list of each of many things, in turn: the members of each group, the roles of each project ... */
import { JiraFailure } from '../../products/jira';
import { ConfluenceFailure } from '../../products/confluence';
import type { List, Place } from '../../products/lists';
import type { Poller, Turn } from '../poller';
import type { Known, Listed } from './look';
import { costOf, walk } from './walk';

/** How far it has got. */
export interface Round {
  /** The page of things under way. */
  page?: Place;
  /** The thing of that page that was looked at last. */
  after?: string;
  /** The thing under way, and where its list goes on. */
  within?: { id: string; next: Place };
  /** When the last round ended: milliseconds since 1970. */
  done?: number;
  /** Number of things of this round that could not be seen. */
  hidden?: number;
}

/** Some of the things, and where the next ones are. */
export interface Things<Thing> {
  things: Thing[];
  next?: Place | undefined;
}

/** Things in turn, and the list of each. */
export interface Each<Thing extends { id: string }> {
  area: string;
  /** A round begins so long after the last one ended, at the earliest. */
  everyMinutes: number;
  /** Points of a run. */
  cost: number;
  /** Most points of a page of things and of one look: a run ends when fewer are left. */
  step: number;
  things(turn: Turn, page: Place | undefined): Promise<Things<Thing>>;
  /** Looks at one; gives where its list goes on, when that is long. */
  lookAt(turn: Turn, thing: Thing, from: Place | undefined): Promise<Place | undefined>;
}

const MINUTE_MS = 60_000;
const EARLY_MS = 5 * MINUTE_MS;

/** Goes on with the round, as far as the run may. */
export function listOfEach<Thing extends { id: string }>(each: Each<Thing>): Poller<Round> {
  return {
    area: each.area,
    // A round under way goes on every hour.
    everyMinutes: Math.min(each.everyMinutes, 60),
    cost: Math.max(each.cost, 2 * each.step),
    async run(state = {}, turn) {
      const isUnderWay = state.page !== undefined || state.after !== undefined || state.within !== undefined;
      if (!turn.isAsked && !isUnderWay && state.done !== undefined && state.done + each.everyMinutes * MINUTE_MS - EARLY_MS > turn.now) return state;
      let round: Round = isUnderWay ? state : { ...doneOf(state) };
      while (turn.mayGoOn(each.step)) {
        const { things, next } = await each.things(turn, round.page);
        const at = things.findIndex(({ id }) => id === round.after);
        for (const thing of things.slice(at + 1)) {
          if (!turn.mayGoOn(each.step)) return round;
          round = await step(turn, each, thing, round);
          await turn.save(round);
          if (round.within !== undefined) return round;
        }
        if (next === undefined) return { done: turn.now, ...(round.hidden !== undefined && { hidden: round.hidden }) };
        const { hidden } = round;
        round = { page: next, ...doneOf(round), ...(hidden !== undefined && { hidden }) };
      }
      return round;
    },
  };
}

/** The round after a look at a thing. One that is gone meanwhile, or hidden from the app, is passed over. */
async function step<Thing extends { id: string }>(turn: Turn, each: Each<Thing>, thing: Thing, { within, ...round }: Round): Promise<Round> {
  const from = within?.id === thing.id ? within.next : undefined;
  try {
    const next = await each.lookAt(turn, thing, from);
    return next === undefined ? { ...round, after: thing.id } : { ...round, within: { id: thing.id, next } };
  } catch (error) {
    if (!isMissing(error)) throw error;
    return { ...round, after: thing.id, hidden: (round.hidden ?? 0) + 1 };
  }
}

/** Looks at a list; twice when something is missing for the first time and all of it was read. */
export async function lookTwice(turn: Turn, listed: Listed, list: List, from: Place | undefined, known: Known = {}): Promise<Place | undefined> {
  const { next, again } = await walk(turn, listed, list, from, known);
  if (from !== undefined || next !== undefined || !again || !turn.mayGoOn(costOf(list))) return next;
  return (await walk(turn, listed, list, undefined, known)).next;
}

/** Whether a product says that something is not there, or not for us. */
export function isMissing(error: unknown): boolean {
  return (error instanceof JiraFailure || error instanceof ConfluenceFailure) && error.status === 404;
}

function doneOf({ done }: Round): Pick<Round, 'done'> {
  return done === undefined ? {} : { done };
}
