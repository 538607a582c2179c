/** How well the log sees: what is polled and how that goes. What is captured live is told by the log itself. */
import { closedPlaces } from '../closed';
import type { Closed } from '../closed';
import { agree, agreedAdmin } from '../polling/agreed';
import { POINTS_PER_HOUR, left } from '../polling/budget';
import { readKept } from '../polling/kept';
import type { Kept } from '../polling/kept';
import { pointsADay } from '../polling/poller';
import type { Poller, Progress } from '../polling/poller';
import { POLLERS } from '../polling/pollers';
import { dueAt, pollAll } from '../polling/run';
import { recordOwn } from '../own-events';
import { keepViews, keepsViews } from '../views';
import type { Call } from './request';
import { Fields, administrator } from './request';

/** One polled area. Times are milliseconds since 1970, UTC. */
export interface PolledArea extends Omit<Kept, 'state'>, Progress {
  area: string;
  everyMinutes: number;
  /** Points that one look costs at most. */
  cost: number;
  /** Why nothing is asked now: what else tells the same, or that there is nothing of this kind. */
  rests?: string;
  /** When it is asked next, at the earliest. */
  due: number;
}

/** How polling goes. */
export interface CoverageAnswer {
  polled: PolledArea[];
  /** Whether it is kept who only looked at something. */
  views: boolean;
  /** The administrator in whose name is asked what the app itself is refused. */
  agreed?: string;
  /** Projects and spaces that a data security policy closes, or closed, to the app. */
  closed: Closed[];
  /** Points of the products' quota: this hour, and what polling costs on a day as of the last looks. */
  points: { left: number; of: number; aDay: number };
  now: number;
}

/** Tells how polling goes. */
export async function coverage(call: Call): Promise<CoverageAnswer> {
  await administrator(call);
  new Fields(call.payload).end();
  return answer();
}

/** Asks now for all that is polled, as far as points and time reach. */
export async function pollNow(call: Call): Promise<CoverageAnswer> {
  const { accountId } = await administrator(call);
  new Fields(call.payload).end();
  await record(accountId, 'asked the products now', { asks: 'now' });
  await pollAll(POLLERS, { all: true });
  return answer();
}

/** Switches whether it is kept who only looked at or searched for something: `{on}`. */
export async function setViews(call: Call): Promise<CoverageAnswer> {
  const { accountId } = await administrator(call);
  const fields = new Fields(call.payload);
  const on = fields.whole('on', 0, 1) === 1;
  fields.end();
  await record(accountId, on ? 'views and searches are kept' : 'views and searches are not kept', { views: on ? 'kept' : 'not kept' });
  await keepViews(on);
  return answer();
}

/** Lets schedules ask in the name of the asking administrator, or in nobody's: `{agrees}`. */
export async function agreeToPolling(call: Call): Promise<CoverageAnswer> {
  const { accountId } = await administrator(call);
  const fields = new Fields(call.payload);
  const agrees = fields.whole('agrees', 0, 1) === 1;
  fields.end();
  await record(accountId, agrees ? 'schedules may ask in my name' : 'schedules may ask in nobody’s name', { asks: agrees ? 'for me' : 'for nobody' });
  await agree(agrees && accountId !== null ? accountId : undefined);
  return answer();
}

async function answer(): Promise<CoverageAnswer> {
  const now = Date.now();
  const kept = await readKept(POLLERS.map(({ area }) => area));
  const [agreed, { points }, views, closed] = await Promise.all([agreedAdmin(), left(now), keepsViews(), closedPlaces()]);
  const polled = POLLERS.map((poller, at) => told(poller, kept[at] ?? {}));
  return {
    polled,
    views,
    closed,
    ...(agreed !== undefined && { agreed }),
    points: { left: points, of: POINTS_PER_HOUR, aDay: pointsADay(polled) },
    now,
  };
}

function told(poller: Poller, { state, ...kept }: Kept): PolledArea {
  const { area, everyMinutes, cost } = poller;
  const rests = (state as { rests?: string } | undefined)?.rests;
  const progress = state === undefined ? undefined : poller.progress?.(state);
  return { area, everyMinutes, cost, due: dueAt(poller, kept), ...(rests !== undefined && { rests }), ...kept, ...progress };
}

async function record(account: string | null, note: string, facts: Record<string, string>): Promise<void> {
  await recordOwn('capture.configured', { ...(account !== null && { account }), note, facts });
}
