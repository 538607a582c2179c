import { beginJob, isOpen, pauseJob, readJob, writeJob } from '../backfill/job';
import type { Job } from '../backfill/job';
import { keptGaps } from '../backfill/numbers';
import type { Gaps } from '../backfill/numbers';
import { push } from '../backfill/queue';
import { RUN_POINTS } from '../backfill/run';
import { waitingIn } from '../backfill/staging';
import type { Reconciled } from '../backfill/reconcile';
import { reconcile } from '../backfill/reconcile';
import { Refusal } from '../envelope';
import { recordOwn } from '../own-events';
import * as budget from '../polling/budget';
import { readKept } from '../polling/kept';
import { confluenceAudit, jiraAudit } from '../polling/pollers/audit-logs';
import type { Call } from './request';
import { Fields, administrator } from './request';

const PROJECTS_MAX = 200;
const KEY_LENGTH_MAX = 50;
const TIME_MAX = 253_402_300_799_999;
const PROJECT_KEY = /^[A-Z][A-Z0-9_]*$/;

/** How the backfill goes. Times are milliseconds since 1970, UTC. */
export interface BackfillStatus {
  /** None was ever begun when absent. */
  job?: Omit<Job, 'place' | 'failures' | 'busyUntil' | 'staged' | 'stagedSince'>;
  /** Records that were read and are not in the log yet. */
  waiting?: number;
  /** Hours it will still take, by what it has cost so far; absent when that cannot be told. */
  hoursLeft?: number;
  /** This hour's points are used up, or nearly: it goes on in the next hour. */
  isOutOfPoints?: true;
  gaps: Gaps[];
  /** The products' own audit logs, which are read back as far as they reach beside the job. */
  auditLogs: AuditLogPast[];
  /** How far the log is compared with Jira day by day, and what it had missed; absent before the first time. */
  reconciled?: Reconciled;
}

/** How far back an audit log of a product was read. */
export interface AuditLogPast {
  area: string;
  /** Everything after this time was read, and it goes on; all that there is was read when absent. */
  past?: number;
  /** Nothing was read yet. */
  waits?: true;
  /** Why the product does not show it. */
  refused?: string;
}

/** Begins to read the past: `{from?, to?, projects?}`, keys of projects; all of them when none is named. */
export async function backfillStart(call: Call): Promise<BackfillStatus> {
  const { accountId } = await administrator(call);
  const fields = new Fields(call.payload);
  const from = fields.optionalWhole('from', 0, TIME_MAX);
  const now = Date.now();
  const to = Math.min(fields.optionalWhole('to', 0, TIME_MAX) ?? now, now);
  const projects = fields.texts('projects', PROJECTS_MAX, KEY_LENGTH_MAX);
  fields.end();
  if (!projects.every((key) => PROJECT_KEY.test(key))) throw bad('`projects` must be keys of projects');
  if (from !== undefined && from >= to) throw bad('`from` must be before `to`');
  const last = await readJob();
  const isGoingOn: boolean = isOpen(last);
  if (isGoingOn) throw bad('A backfill is going on. Pause it first.');
  const range = `${from === undefined ? 'the beginning' : iso(from)} to ${iso(to)}`;
  const note = `${range}; ${projects.length === 0 ? 'all projects' : projects.join(', ')}`;
  const facts = { ...(from !== undefined && { from: String(from) }), to: String(to), projects: projects.join(', ') };
  await recordOwn('backfill.started', { ...(accountId !== null && { account: accountId }), note, facts });
  await beginJob({
    ...(from !== undefined && { from }),
    to,
    ...(projects.length > 0 && { projects }),
    startedBy: accountId ?? '',
    startedAt: now,
    place: {},
    issues: 0,
    records: 0,
    points: 0,
    problems: [],
    failures: 0,
    // What the last one has read and not put into the log yet is this one's now.
    ...(last?.staged !== undefined && { staged: last.staged, stagedSince: last.stagedSince ?? now }),
  });
  await push();
  return status();
}

/** Stops the backfill where it is. */
export async function backfillPause(call: Call): Promise<BackfillStatus> {
  const { accountId } = await administrator(call);
  new Fields(call.payload).end();
  const job = await readJob();
  if (!isOpen(job)) throw bad('No backfill is going on.');
  await recordOwn('backfill.paused', accountId === null ? {} : { account: accountId });
  await pauseJob(job, Date.now());
  // What was read is put into the log all the same.
  await push();
  return status();
}

/** Goes on with a backfill that was paused, or paused itself. */
export async function backfillResume(call: Call): Promise<BackfillStatus> {
  const { accountId } = await administrator(call);
  new Fields(call.payload).end();
  const job = await readJob();
  if (job?.pausedAt === undefined) throw bad('No backfill is paused.');
  await recordOwn('backfill.resumed', accountId === null ? {} : { account: accountId });
  const { busyUntil: _, ...rest } = job;
  await writeJob(rest);
  await pauseJob(job, undefined);
  await push();
  return status();
}

/** How far the backfill has got, and which issue numbers nobody has ever seen. */
export async function backfillStatus(call: Call): Promise<BackfillStatus> {
  await administrator(call);
  new Fields(call.payload).end();
  return status();
}

async function status(): Promise<BackfillStatus> {
  const job = await readJob();
  const [kept] = await readKept([reconcile.area]);
  const reconciled = kept?.state === undefined ? {} : { reconciled: kept.state as Reconciled };
  const auditLogs = await auditLogsRead();
  if (job === undefined) return { gaps: [], auditLogs, ...reconciled };
  const { place: _, failures: __, busyUntil: ___, staged: ____, stagedSince: _____, ...told } = job;
  const waiting = waitingIn(job);
  const gaps = job.from === undefined && job.finishedAt !== undefined ? await keptGaps() : [];
  const left = Math.max(0, (job.approximate ?? 0) - job.issues);
  const hours = job.issues > 0 && job.finishedAt === undefined ? (left * (job.points / job.issues)) / budget.POINTS_PER_HOUR : undefined;
  const isOutOfPoints = isOpen(job) && (await budget.left(Date.now())).points < RUN_POINTS;
  return { job: told, ...(waiting > 0 && { waiting }), ...(hours !== undefined && { hoursLeft: Math.ceil(hours) }), ...(isOutOfPoints && { isOutOfPoints }), gaps, auditLogs, ...reconciled };
}

async function auditLogsRead(): Promise<AuditLogPast[]> {
  const logs = [jiraAudit, confluenceAudit];
  const kept = await readKept(logs.map(({ area }) => area));
  return logs.map(({ area, progress }, at) => {
    const { state, refused } = kept[at] ?? {};
    if (refused !== undefined) return { area, refused };
    if (state === undefined) return { area, waits: true };
    const past = progress?.(state as never)?.past;
    return past === undefined ? { area } : { area, past };
  });
}

function bad(message: string): Refusal {
  return new Refusal({ code: 'bad-request', message });
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
