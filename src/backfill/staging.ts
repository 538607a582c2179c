/**
 * Rebuilt records between the product and the segments. An issue has records of many months, and segments are made month by month;
 * so records wait until enough of a month are there, or until no issue that is still to come can have any.
 *
 * INVARIANT: what waits is listed in the job, in the same value as the place that counts it as read; a staged value is deleted
 * only when its records are in segments and no longer listed.
 */
import { timeLeft } from '../clock';
import { withCore } from '../engine';
import type { Event } from '../generated';
import { packRecords } from '../packing';
import * as storage from '../storage';
import type { Value } from '../storage';
import { withStaged, writeJob } from './job';
import type { Job, StagedMonths } from './job';
import { missingOfAll } from './known';

/** When more records than this wait, the months with most of them are committed, until half as many do. */
const ROWS_MAX = 16_384;
/** The same of values, each of which takes some bytes in the job. */
const VALUES_MAX = 4_000;
/** Nothing waits for longer: whoever looks at the log wants to see something of it. */
const WAIT_MS = 6 * 3_600_000;
/** One commit: so many records, unless one month has more, */
const COMMIT_ROWS = 8_192;
/** and so many months, each of which may retire some values. */
const COMMIT_MONTHS = 40;
/** What a staged value and a state of a thing are expected to take. */
const STAGED_BYTES = 6_000;
const KNOWN_BYTES = 600;
/** An event may come so late: retries, and a day in the queue. What it tells may wait here meanwhile. */
const LATE_MS = 26 * 3_600_000;
/** What a commit may take. */
const TIME_FOR_COMMIT_MS = 120_000;

/** Has records wait: all that is told of some things. Gives what waits then; it is not listed yet. */
export async function stage(events: Event[], before: StagedMonths = {}): Promise<StagedMonths> {
  if (events.length === 0) return before;
  const { pieces, heaps, known, problems } = await withCore(async (core) => {
    const staging = core.stage(events);
    staging.addValues(await storage.getAllSmall(staging.wanted(), KNOWN_BYTES));
    return staging.finish();
  });
  if (problems.length > 0) console.error('stored values could not be read', problems);
  await storage.setAll([...pieces, ...heaps.map(({ write }) => write)].map(entryOf));
  // The step is done again when it is stopped here, and they are learnt again.
  await storage.setAll(known.map(entryOf));
  const staged = { ...before };
  for (const { month, rows, write } of heaps) {
    const hash = write.key.slice(write.key.lastIndexOf(':') + 1);
    const [there, hashes] = staged[month] ?? [0, ''];
    // A step that is done again meets what it has staged before.
    if (!hashes.split(' ').includes(hash)) staged[month] = [there + rows, `${hashes} ${hash}`.trim()];
  }
  return staged;
}

/** Commits the months that are ripe; all of them when nothing more is to come. Gives the job as it is kept then. */
export async function commitRipe(job: Job, all: boolean): Promise<{ job: Job; isDone: boolean }> {
  let now = job;
  for (let months = ripe(now, all); months.length > 0; months = ripe(now, all)) {
    if (!timeLeft(TIME_FOR_COMMIT_MS)) return { job: now, isDone: false };
    now = await commit(now, months);
  }
  return { job: now, isDone: true };
}

/** Commits what is staged and not listed: of a step that was stopped, or of a job that another one has replaced. */
export async function commitLeftOver(job: Job): Promise<Job> {
  let now = job;
  for await (const page of storage.list(await withCore((core) => core.stagedPrefix))) {
    now = await commitValues(now, page.map(({ key, value }) => [key, value]), now.staged);
  }
  return now;
}

/** How many records wait. */
export function waitingIn({ staged = {} }: Job): number {
  return Object.values(staged).reduce((sum, [rows]) => sum + rows, 0);
}

/** The months of the next commit. */
function ripe(job: Job, all: boolean): string[] {
  const { staged = {}, place, stagedSince = Infinity } = job;
  const months = Object.keys(staged).sort();
  if (all || Date.now() - stagedSince > WAIT_MS) return some(months, staged);
  // Issues come by their creation, and nothing happens to them before that.
  const closed = place.content === undefined ? place.created : undefined;
  const over = closed === undefined ? [] : months.filter((month) => month < monthOf(closed));
  if (over.length > 0) return some(over, staged);
  const values = Object.values(staged).reduce((sum, [, hashes]) => sum + hashes.split(' ').length, 0);
  if (waitingIn(job) <= ROWS_MAX && values <= VALUES_MAX) return [];
  const rowsOf = (month: string) => staged[month]?.[0] ?? 0;
  const fullest = [...months].sort((a, b) => rowsOf(b) - rowsOf(a));
  const chosen: string[] = [];
  for (let rows = 0; rows < ROWS_MAX / 2 && chosen.length < fullest.length / 2 + 1; ) {
    const month = fullest[chosen.length];
    if (month === undefined) break;
    chosen.push(month);
    rows += rowsOf(month);
  }
  return some(chosen, staged);
}

/** As many as one commit takes. */
function some(months: string[], staged: StagedMonths): string[] {
  const taken: string[] = [];
  let rows = 0;
  for (const month of months.slice(0, COMMIT_MONTHS)) {
    rows += staged[month]?.[0] ?? 0;
    if (taken.length > 0 && rows > COMMIT_ROWS) break;
    taken.push(month);
  }
  return taken;
}

async function commit(job: Job, months: string[]): Promise<Job> {
  const prefix = await withCore((core) => core.stagedPrefix);
  const rest = { ...job.staged };
  const keys: string[] = [];
  for (const month of months) {
    keys.push(...(rest[month]?.[1] ?? '').split(' ').filter(Boolean).map((hash) => `${prefix}${month}:${hash}`));
    delete rest[month];
  }
  return commitValues(job, await storage.getAllSmall(keys, STAGED_BYTES), rest);
}

async function commitValues(job: Job, values: [key: string, value: Value | null][], staged: StagedMonths = {}): Promise<Job> {
  const { events, damaged } = await withCore((core) => core.unstage(values));
  const missing = await missingOfAll(events, (job.liveSince ?? job.startedAt) - LATE_MS);
  const rows = missing.length > 0 ? await packRecords(missing, { settled: true }) : 0;
  const now = Date.now();
  const problems = [...job.problems, ...damaged.map(([key, why]) => ({ at: now, what: `${key} could not be read: ${why}` }))];
  const next = withStaged({ ...job, records: job.records + rows, problems }, staged);
  await writeJob(next);
  const broken = new Set(damaged.map(([key]) => key));
  await storage.deleteAll(values.map(([key]) => key).filter((key) => !broken.has(key)));
  return next;
}

function monthOf(time: number): string {
  return new Date(Math.max(time, 0)).toISOString().slice(0, 7).replace('-', '');
}

function entryOf({ key, value }: { key: string; value: string }): { key: string; value: Value } {
  return { key, value: JSON.parse(value) as Value };
}
