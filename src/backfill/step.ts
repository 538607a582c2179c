/**
 * One step of the backfill: some issues, from Jira to where their records wait for a commit (`staging`).
 *
 * INVARIANT: the place moves only when the records are kept. A step that is stopped anywhere is done again, and gives
 * the same records, which are there then already.
 */
import { timeLeft } from '../clock';
import { withCore } from '../engine';
import type { Event } from '../generated';
import * as budget from '../polling/budget';
import type { Asker, Purse } from '../products/asker';
import { JiraFailure } from '../products/jira';
import { pastIssues } from '../products/jira-history';
import type { PastIssue } from '../products/jira-history';
import { withStaged, writeJob } from './job';
import type { Job, Place } from './job';
import { addNumbers } from './numbers';
import { stage } from './staging';

/** Issues of one page; fewer after a page went wrong. */
const PAGE = 50;
/** Points that a page of issues usually costs at most; what it costs more is booked afterwards. */
const PAGE_POINTS = 400;
/** Records that one step keeps: the more, the more is done again when it is stopped. */
const STEP_RECORDS = 4_000;
/** What fetching a page may take, and what keeping a step may take. */
const TIME_FOR_PAGE_MS = 60_000;
const TIME_FOR_COMMIT_MS = 120_000;
const DAY_MS = 86_400_000;

/** What a step needs besides the job. */
export interface Means {
  ask: Asker;
  purse: Purse & { spent: number };
  statuses: Record<string, string>;
}

/** Why a step ended. */
export type Outcome = 'goes on' | 'no points' | 'no time' | 'done';

/**
 * The issues of a job, the oldest first. Days are read in a zone that we do not know, so there is one more at each end; what
 * happened outside of the job's time is left out when the records are made.
 */
export function jqlOf({ from, to, projects, place }: Job): string {
  const clauses = [`created <= "${day(to + 2 * DAY_MS)}"`];
  if (from !== undefined) clauses.push(`updated >= "${day(from - DAY_MS)}"`);
  if (place.since !== undefined) clauses.push(`created >= "${day(place.since - DAY_MS)}"`);
  if (projects !== undefined) clauses.push(`project IN (${projects.map((key) => `"${key}"`).join(', ')})`);
  return `${clauses.join(' AND ')} ORDER BY created ASC`;
}

/** Does a step; the job that is given back is kept already. */
export async function step(job: Job, means: Means): Promise<{ job: Job; outcome: Outcome }> {
  const rebuilt: Event[] = [];
  const numbers: Record<string, string> = {};
  let { place } = job;
  let outcome: Outcome = 'goes on';
  let issues = 0;
  const before = means.purse.spent;
  while (rebuilt.length < STEP_RECORDS && outcome === 'goes on') {
    if (!timeLeft(TIME_FOR_PAGE_MS + TIME_FOR_COMMIT_MS)) {
      outcome = 'no time';
    } else {
      const page = await pageOf({ ...job, place }, means);
      if (page === 'no points') {
        outcome = page;
      } else if (page === 'stale') {
        // Jira does not know the page any more: the time of the last issue says where to go on.
        const { created } = place;
        place = created === undefined ? {} : { since: created, created };
      } else {
        const { events, numbers: seen } = await rebuild(page.issues, job, means.statuses);
        rebuilt.push(...events);
        issues += page.issues.length;
        for (const [project, ranges] of Object.entries(seen)) numbers[project] = `${numbers[project] ?? ''} ${ranges}`;
        place = placeAfter(page, place);
        if (page.next === undefined) outcome = 'done';
      }
    }
  }
  const staged = await stage(rebuilt, job.staged);
  await addNumbers(numbers);
  const { refused: _, ...kept } = job;
  const points = job.points + means.purse.spent - before;
  const next = withStaged({ ...kept, place, issues: job.issues + issues, points, failures: 0 }, staged);
  await writeJob(next);
  return { job: next, outcome };
}

/** The next page of issues, when there are points for it. */
async function pageOf(job: Job, { ask, purse }: Means) {
  const now = Date.now();
  if (!(await budget.take(PAGE_POINTS, now))) return 'no points';
  const before = purse.spent;
  // What goes wrong may lie in one issue: after failures fewer are asked for at once.
  const size = Math.max(1, PAGE >> job.failures);
  try {
    return await pastIssues(ask, purse, jqlOf(job), size, job.place.token);
  } catch (error) {
    const stale = job.place.token !== undefined && error instanceof JiraFailure && error.status === 400;
    if (!stale) throw error;
    return 'stale';
  } finally {
    await budget.giveBack(PAGE_POINTS - (purse.spent - before), now);
  }
}

function placeAfter({ issues, next }: { issues: PastIssue[]; next?: string }, before: Place): Place {
  const last = Date.parse(issues.at(-1)?.fields.created ?? '');
  const created = Number.isNaN(last) ? before.created : last;
  const { since } = before;
  return { ...(next !== undefined && { token: next }), ...(since !== undefined && { since }), ...(created !== undefined && { created }) };
}

function rebuild(issues: PastIssue[], { from, to }: Job, statuses: Record<string, string>) {
  const request = { recorded: Date.now(), to, statuses, issues: issues.map((issue) => JSON.stringify(issue)), ...(from !== undefined && { from }) };
  return withCore((core) => core.rebuild(request));
}

function day(time: number): string {
  return new Date(Math.max(time, 0)).toISOString().slice(0, 10);
}
