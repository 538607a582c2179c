/** What is kept of the backfill, under `b:job`: what was asked for, how far it has got, what went wrong. */
import type { PastKind } from '../products/confluence-history';
import type { Value } from '../storage';
import * as storage from '../storage';

/** Which job it is, and whether somebody has paused it. */
const CURRENT = 'b:job';
/** How far each job has got. Keys of their own, so that a step that still runs cannot undo a pause or a new job. */
const PREFIX = 'b:job:';

interface Current {
  startedAt: number;
  pausedAt?: number;
}

/** Times are milliseconds since 1970, UTC. */
export interface Job {
  /** Only what happened at this time or later; everything when absent. */
  from?: number;
  /** Only what happened before. */
  to: number;
  /** Keys of the projects; all when absent. */
  projects?: string[];
  startedBy: string;
  startedAt: number;
  pausedAt?: number;
  finishedAt?: number;
  /** The first live record: from about here on the log is asked what it has already. */
  liveSince?: number;
  /** What Jira said of the number of issues. */
  approximate?: number;
  /** Where to go on. */
  place: Place;
  /** What was read and waits to be put into segments, by month; see `staging`. */
  staged?: StagedMonths;
  /** When the first of it was read. */
  stagedSince?: number;
  issues: number;
  /** Pages and blog posts of Confluence that are done; absent before the first. */
  contents?: number;
  records: number;
  points: number;
  /** Why the product does not show it; the job waits. */
  refused?: string;
  /** The last things that went wrong. */
  problems: { at: number; what: string }[];
  /** How often in a row a page went wrong. */
  failures: number;
  /** Somebody works on it until then. */
  busyUntil?: number;
}

/** A place among the issues, the oldest first. */
export interface Place {
  /** What Jira calls the next page; it may refuse it later. */
  token?: string;
  /** Only issues that were created at this time or later are asked for; part of the query that the token belongs to. */
  since?: number;
  /** When the last issue that is done was created. */
  created?: number;
  /** All issues are done, and this is the place in Confluence. */
  content?: ContentPlace;
  /** Everything was read. */
  end?: true;
}

/** Records that wait, by month (`yyyymm`): how many, and the hashes in the keys of their values, with blanks between them. */
export type StagedMonths = Record<string, [rows: number, hashes: string]>;

/** A place among pages or blog posts. */
export interface ContentPlace {
  kind: PastKind;
  /** Confluence's mark of the next ones; the first when absent. */
  from?: string | number;
}

/** Most things that went wrong which are kept. */
const PROBLEMS_MAX = 20;

/** The job, if there ever was one. */
export async function readJob(): Promise<Job | undefined> {
  const current = (await valueOf(CURRENT)) as unknown as Current | undefined;
  if (current === undefined) return undefined;
  const job = (await valueOf(PREFIX + current.startedAt)) as unknown as Job | undefined;
  return job === undefined || current.pausedAt === undefined ? job : { ...job, pausedAt: current.pausedAt };
}

/** Keeps how far the job has got. */
export async function writeJob(job: Job): Promise<void> {
  const { pausedAt: _, ...rest } = job;
  await storage.set(PREFIX + job.startedAt, plain({ ...rest, problems: job.problems.slice(-PROBLEMS_MAX) }));
}

/** The job with what waits. */
export function withStaged(job: Job, staged: StagedMonths): Job {
  const { staged: _, stagedSince = Date.now(), ...rest } = job;
  return Object.keys(staged).length === 0 ? rest : { ...rest, staged, stagedSince };
}

/** Begins a job, in place of the last one. */
export async function beginJob(job: Job): Promise<void> {
  await writeJob(job);
  await storage.set(CURRENT, { startedAt: job.startedAt });
}

/** Pauses the job, or has it go on. */
export async function pauseJob(job: Job, pausedAt: number | undefined): Promise<void> {
  await storage.set(CURRENT, plain({ startedAt: job.startedAt, pausedAt }));
}

async function valueOf(key: string): Promise<Value | undefined> {
  const [[, value] = []] = await storage.getAll([key]);
  return value ?? undefined;
}

/** Members that are undefined are left out, because storage holds none. */
function plain(value: object): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** Whether there is something to do. */
export function isOpen(job: Job | undefined): job is Job {
  return job !== undefined && job.finishedAt === undefined && job.pausedAt === undefined;
}
