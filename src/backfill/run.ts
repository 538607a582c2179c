/**
 * Works on the backfill until it is done, or points or time are used up.
 *
 * Safe to run twice at once and to be stopped anywhere: see `step`. `busyUntil` only keeps two from doing the same work.
 */
import { timeLeft } from '../clock';
import { recordOwn } from '../own-events';
import { agreedAdmin } from '../polling/agreed';
import * as budget from '../polling/budget';
import { Asker, CannotSee, Throttled } from '../products/asker';
import { approximateCount, statusCategories } from '../products/jira-history';
import { ConfluenceFailure } from '../products/confluence';
import * as storage from '../storage';
import { contentStep, FIRST } from './contents';
import { isOpen, pauseJob, readJob, writeJob } from './job';
import type { Job } from './job';
import { firstLive } from './known';
import { commitLeftOver, commitRipe, waitingIn } from './staging';
import { jqlOf, step } from './step';
import { keepGaps } from './numbers';
import type { Means } from './step';

/** Points for what is asked once a run: statuses, and how many issues there are. */
export const RUN_POINTS = 100;
/** For so long nobody else begins; a step takes less. */
const BUSY_MS = 5 * 60_000;
/** A run is not begun when less time is left. */
const TIME_FOR_RUN_MS = 20_000;
/** After so many failures in a row the job waits for an administrator. */
const FAILURES_MAX = 8;
const MESSAGE_LENGTH_MAX = 300;

/** What went wrong is tried again after so many seconds, times the failures in a row. */
const RETRY_SECONDS = 30;

/** What to do next: go on after some seconds, wait for the points of the next hour, or nothing. */
export type Next = { after: number } | 'wait' | 'nothing';

/** Works on the open job, if there is one. `alone`: whoever worked on it has certainly stopped. */
export function runBackfill({ alone = false } = {}): Promise<Next> {
  return storage.withPriority('background', () => run(alone));
}

async function run(alone: boolean): Promise<Next> {
  const now = Date.now();
  let job = await readJob();
  if (job === undefined || (!alone && (job.busyUntil ?? 0) > now)) return 'nothing';
  if (!isOpen(job)) return left(job);
  if (!timeLeft(TIME_FOR_RUN_MS)) return { after: 0 };
  const purse = { spent: 0, spend: (points: number) => void (purse.spent += points) };
  if (!(await budget.take(RUN_POINTS, now))) return 'wait';
  try {
    await writeJob({ ...job, busyUntil: now + BUSY_MS });
    const ask = new Asker(purse, await agreedAdmin());
    job = await begun(job, ask);
    const means = { ask, purse, statuses: await statusCategories(ask, purse) };
    await budget.giveBack(RUN_POINTS - purse.spent, now);
    return await steps(job, means);
  } catch (error) {
    return await failed((await readJob()) ?? job, error);
  }
}

/** What a job that was paused has read is in the log all the same. */
async function left(job: Job): Promise<Next> {
  if (waitingIn(job) === 0) return 'nothing';
  try {
    return (await commitRipe(job, true)).isDone ? 'nothing' : { after: 0 };
  } catch (error) {
    return await failed(job, error);
  }
}

/** The job, with what is asked once. */
async function begun(job: Job, ask: Asker): Promise<Job> {
  if (job.approximate !== undefined) return job;
  const liveSince = await firstLive();
  return { ...job, approximate: await approximateCount(ask, jqlOf(job)), ...(liveSince !== undefined && { liveSince }) };
}

async function steps(begun: Job, means: Means): Promise<Next> {
  let job = begun;
  for (;;) {
    const busy = { ...job, busyUntil: Date.now() + BUSY_MS };
    const read = job.place.end ? { job: busy, outcome: 'done' as const } : await (job.place.content === undefined ? step(busy, means) : wikiStep(busy, means));
    let { outcome } = read;
    // Somebody may have paused it, or begun another one.
    const kept = await readJob();
    const isStopped = kept === undefined || kept.startedAt !== job.startedAt || !isOpen(kept);
    // Who chose projects wants nothing else.
    const isEnd = outcome === 'done' && (read.job.place.content !== undefined || job.projects !== undefined);
    let next = isEnd ? { ...read.job, place: { ...read.job.place, end: true as const } } : read.job;
    if (isEnd) await writeJob(next);
    const committed = await commitRipe(next, isEnd || isStopped);
    ({ job: next } = committed);
    const { busyUntil: _, ...rest } = next;
    job = rest;
    if (isStopped) {
      await writeJob(job);
      return 'nothing';
    }
    if (!committed.isDone) outcome = 'no time';
    if (outcome === 'done' && !isEnd) {
      job = { ...job, place: { ...job.place, content: FIRST } };
      await writeJob(job);
      continue;
    }
    if (outcome === 'done') {
      job = await commitLeftOver(job);
      // Numbers are missing for certain only where every issue was looked at.
      if (job.from === undefined) await keepGaps(job.projects, job.liveSince ?? job.startedAt);
      const note = `issues: ${job.issues}, pages: ${job.contents ?? 0}, records: ${job.records}`;
      await recordOwn('backfill.finished', { note, facts: { issues: String(job.issues), pages: String(job.contents ?? 0), records: String(job.records) } });
      await writeJob({ ...job, finishedAt: Date.now() });
      return 'nothing';
    }
    if (outcome !== 'goes on') {
      await writeJob(job);
      return outcome === 'no points' ? 'wait' : { after: 0 };
    }
  }
}

/** A step in Confluence. A site may have none, or hide it, which is told; then the job is done. */
async function wikiStep(job: Job, means: Means): ReturnType<typeof contentStep> {
  try {
    return await contentStep(job, means);
  } catch (error) {
    if (isMissing(error)) return { job, outcome: 'done' };
    if (!(error instanceof CannotSee)) throw error;
    return { job: { ...job, problems: [...job.problems, { at: Date.now(), what: error.reason }] }, outcome: 'done' };
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof ConfluenceFailure && error.status === 404;
}

/** Keeps what went wrong. The same place is tried again, with fewer issues at once. */
async function failed(job: Job, error: unknown): Promise<Next> {
  const { busyUntil: _, ...rest } = job;
  const at = Date.now();
  if (error instanceof Throttled) {
    await budget.stopUntil(error.until, at);
    await writeJob(rest);
    return 'wait';
  }
  if (error instanceof CannotSee) {
    await writeJob({ ...rest, refused: error.reason });
    return 'wait';
  }
  console.error('the backfill failed', { error });
  const what = (error instanceof Error ? error.message : String(error)).slice(0, MESSAGE_LENGTH_MAX);
  const failures = rest.failures + 1;
  const problems = [...rest.problems, { at, what }];
  const givesUp = failures > FAILURES_MAX;
  await writeJob({ ...rest, failures: givesUp ? 0 : failures, problems });
  if (givesUp) await pauseJob(job, at);
  return givesUp ? 'nothing' : { after: failures * RETRY_SECONDS };
}
