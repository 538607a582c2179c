/**
 * Polling of a product's own audit log: of Jira's and Confluence's alike.
 *
 * What is to be read is a list of ranges of time, the newest first: each run adds the time since the last one, with an overlap,
 * and reads as far as its points go. The log from before the first run is the last of the ranges, so that it comes in when there
 * is nothing newer to read.
 */
import { withCore } from '../engine';
import type { AuditAnswer, AuditRange, AuditRequest, Event } from '../generated';
import type { Asker } from '../products/asker';
import { readEvents } from '../reading';
import type { Poller, Progress, Turn } from './poller';

/** A product's audit log. */
export interface AuditSource {
  area: string;
  product: 'jira' | 'confluence';
  cost: number;
  page: (ask: Asker, range: AuditRange, limit: number) => Promise<string>;
}

/** How far the audit log has been read. */
export interface AuditState {
  /** Everything before is read or in `ranges`: milliseconds since 1970, UTC. */
  upTo: number;
  /** What is still to be read, the newest first. */
  ranges: Pending[];
  /** Ids of records that the last run stored and the next one reads again. */
  seen: string[];
  /** The same of this run, as far as it has got. */
  fresh: string[];
}

interface Pending extends AuditRange {
  /** From before the app polled: nothing of it was seen live. */
  old?: true;
}

const MINUTE_MS = 60_000;
/** What is read again, because products write some records late and events may come late. */
const OVERLAP_MS = 15 * MINUTE_MS;
/** Events may have been seen live for so long before the first run. */
const LIVE_BEFORE_MS = 24 * 60 * MINUTE_MS;
const RANGES_MAX = 20;
/** Forgetting what was seen does no harm but work: the same records are stored again. */
const SEEN_MAX = 2_000;
const PAGE_MAX = 400;
const PAGE_MIN = 20;
/** A page may be asked for twice: as the app and as an administrator. */
const ASKED = 2;
const TIME_FOR_PAGE_MS = 15_000;
const ROWS_MAX = 500;
const ROW_PAGES_MAX = 6;

/** A poller of an audit log. */
export function auditPoller(source: AuditSource): Poller<AuditState> {
  return { area: source.area, everyMinutes: 60, cost: source.cost, run: (state, turn) => run(source, state, turn), progress };
}

function progress({ ranges }: AuditState): Progress {
  const young = ranges.filter(({ old }) => old !== true).map(({ from }) => from);
  const past = ranges.find(({ old }) => old === true);
  return { ...(young.length > 0 && { unread: Math.min(...young) }), ...(past !== undefined && { past: past.to }) };
}

async function run(source: AuditSource, before: AuditState | undefined, turn: Turn<AuditState>): Promise<AuditState> {
  let state = begun(before, turn.now);
  let pages: string[] = [];
  while (state.ranges.length > 0 && turn.mayGoOn(PAGE_MIN + ASKED, TIME_FOR_PAGE_MS)) {
    const [range, ...others] = state.ranges as [Pending, ...Pending[]];
    const page = await source.page(turn.ask, range, Math.min(PAGE_MAX, turn.points() - ASKED));
    pages.push(page);
    const { old, ...asked } = range;
    const request: AuditRequest = {
      product: source.product,
      pages,
      range: asked,
      now: turn.now,
      seen: [...state.seen, ...state.fresh],
      overlap: state.upTo - OVERLAP_MS,
    };
    const answer = await understood(request, old !== true);
    turn.spend(answer.records - asked.start);
    // INVARIANT: records are stored before the state says that they are.
    await turn.record(answer.writes, answer.newest);
    const next = answer.next === undefined ? [] : [{ ...answer.next, ...(old && { old }) }];
    if (answer.next !== undefined && answer.next.start > 0) {
      // Pages that only make sense together: a run that is stopped between them begins with the first.
      state = { ...state, ranges: [...next, ...others] };
      continue;
    }
    pages = [];
    state = { ...state, ranges: [...next, ...others], fresh: [...state.fresh, ...answer.seen].slice(-SEEN_MAX) };
    await turn.save(state);
  }
  return { ...state, ranges: state.ranges.map((range) => ({ ...range, start: 0 })) };
}

/** The state with what has come to be read since the last run. */
function begun(before: AuditState | undefined, now: number): AuditState {
  if (before === undefined) {
    const from = now - LIVE_BEFORE_MS;
    return { upTo: now, ranges: [{ from, to: now, start: 0 }, { from: 0, to: from - 1, start: 0, old: true }], seen: [], fresh: [] };
  }
  const since = { from: before.upTo - OVERLAP_MS, to: Math.max(now, before.upTo), start: 0 };
  return { upTo: since.to, ranges: fewer([since, ...before.ranges]), seen: before.fresh, fresh: [] };
}

/** Ranges that have become too many are read as one. */
function fewer(ranges: Pending[]): Pending[] {
  if (ranges.length <= RANGES_MAX) return ranges;
  const [newest, ...rest] = ranges as [Pending, ...Pending[]];
  const young = rest.filter(({ old }) => old !== true);
  const together = { from: Math.min(...young.map(({ from }) => from)), to: Math.max(...young.map(({ to }) => to)), start: 0 };
  return [newest, together, ...rest.filter(({ old }) => old === true)];
}

/** What the core makes of pages, with what the log has seen live of the same. */
export async function understood(request: AuditRequest, mayBeLive: boolean): Promise<AuditAnswer> {
  const alone = await withCore((core) => core.audit(request));
  if (!mayBeLive || alone.next?.start) return alone;
  const live = alone.jql === undefined ? [] : await rows(alone.jql, request.now);
  return withCore((core) => core.audit({ ...request, live }));
}

async function rows(jql: string, now: number): Promise<Event[]> {
  const found: Event[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < ROW_PAGES_MAX; page += 1) {
    const request = { jql, limit: ROWS_MAX, now, zone: 'UTC', ...(cursor !== undefined && { cursor }) };
    const answer = await readEvents(request, 'all', { since: undefined, askJira: false });
    found.push(...answer.rows);
    cursor = answer.cursor;
    if (cursor === undefined) break;
  }
  return found;
}
