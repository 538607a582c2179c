/**
 * Every day: issues that changed lately are compared with the log, and what the log has missed is added. Events may be lost:
 * those above the platform's size, and those that were refused for longer than they are tried again.
 */
import { withCore } from '../engine';
import { packRecords } from '../packing';
import type { Poller, Turn } from '../polling/poller';
import { pastIssues, statusCategories } from '../products/jira-history';
import type { PastIssue } from '../products/jira-history';
import { missingOf } from './known';
import { addNumbers } from './numbers';

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** What happened later than this before now may still come as an event. */
export const SETTLED_MS = 2 * HOUR_MS;
/** What was compared the last time is compared again, as far as this. */
export const OVERLAP_MS = HOUR_MS;
const PAGE = 50;
const PAGE_POINTS = 300;
/** A page is not begun when less time is left. */
const TIME_FOR_PAGE_MS = 120_000;
/** Days whose count of found records is kept. */
const DAYS = 30;

/** How far it has got. Times are milliseconds since 1970, UTC. */
export interface Reconciled {
  /** Everything that happened before is compared. */
  since: number;
  /** The round that goes on: what happened before `to` is compared, of issues that were updated at `place` or later. */
  round?: { to: number; place: number };
  /** Records that the log had missed, by day on which they were found. */
  found: Record<string, number>;
}

export const reconcile: Poller<Reconciled> = {
  area: 'issue-history',
  everyMinutes: 24 * 60,
  cost: 900,
  run: compare,
};

async function compare(state: Reconciled | undefined, turn: Turn<Reconciled>): Promise<Reconciled> {
  let now: Reconciled = state ?? { since: turn.now - DAY_MS, found: {} };
  const { to, place } = now.round ?? { to: turn.now - SETTLED_MS, place: now.since };
  if (to <= now.since) return now;
  const statuses = await statusCategories(turn.ask, turn);
  // The same text for all pages, because the pages belong to it.
  const jql = `updated >= "-${Math.ceil((turn.now - place + OVERLAP_MS) / 60_000)}m" ORDER BY updated ASC`;
  let token: string | undefined;
  let updated = place;
  while (turn.mayGoOn(PAGE_POINTS, TIME_FOR_PAGE_MS)) {
    const page = await pastIssues(turn.ask, turn, jql, PAGE, token);
    const found = await addMissing(page.issues, { from: now.since - OVERLAP_MS, to }, statuses);
    updated = Math.max(updated, lastOf(page.issues));
    token = page.next;
    const { round: _, ...rest } = now;
    const counted = { ...rest, found: added(now.found, turn.now, found) };
    if (token === undefined) return { ...counted, since: to };
    now = { ...counted, round: { to, place: updated } };
    await turn.save(now);
  }
  return now;
}

/** Adds what the log lacks of these issues; tells how many records. */
async function addMissing(issues: PastIssue[], range: { from: number; to: number }, statuses: Record<string, string>): Promise<number> {
  if (issues.length === 0) return 0;
  const texts = issues.map((issue) => JSON.stringify(issue));
  const { events, numbers } = await withCore((core) => core.rebuild({ recorded: Date.now(), ...range, statuses, issues: texts }));
  const missing = await missingOf(
    events,
    issues.map(({ id }) => id),
    range.from,
  );
  const rows = missing.length > 0 ? await packRecords(missing) : 0;
  await addNumbers(numbers);
  return rows;
}

function lastOf(issues: PastIssue[]): number {
  const last = Date.parse(issues.at(-1)?.fields.updated ?? '');
  return Number.isNaN(last) ? 0 : last;
}

/** The count of found records with some more, found on the day of `now`. */
export function added(found: Record<string, number>, now: number, more: number): Record<string, number> {
  const day = new Date(now).toISOString().slice(0, 10);
  const days = Object.entries({ ...found, [day]: (found[day] ?? 0) + more });
  return Object.fromEntries(days.slice(-DAYS));
}
