/** Numbers of issues that were seen, and those that nobody has ever seen, kept as ranges under `b:numbers:<project>`. */
import { withCore } from '../engine';
import * as storage from '../storage';
import { chunks } from '../storage/batches';
import { allRows } from './known';

const PREFIX = 'b:numbers:';
/** Missing numbers of a project of which the log is asked whether it knows them, */
const ASKED_MAX = 500;
/** so many of all projects in one query. */
const KEYS_AT_ONCE = 1_000;
const DAY_MS = 86_400_000;

/** Numbers of a project that nobody has seen: deleted before the app came, or while it was away. */
export interface Gaps {
  project: string;
  /** First and last number of each range. */
  ranges: [from: number, to: number][];
}

/** Adds numbers that were seen, by key of project. */
export async function addNumbers(seen: Record<string, string>): Promise<void> {
  const keys = Object.keys(seen).map((project) => PREFIX + project);
  const kept = new Map(await storage.getAll(keys));
  const entries = Object.entries(seen).map(([project, ranges]) => {
    const before = kept.get(PREFIX + project);
    return [project, typeof before === 'string' ? `${before} ${ranges}` : ranges] as const;
  });
  const { numbers } = await withCore((core) =>
    core.rebuild({ recorded: 0, to: 0, statuses: {}, issues: [], numbers: Object.fromEntries(entries) }),
  );
  await storage.setAll(Object.entries(numbers).map(([project, value]) => ({ key: PREFIX + project, value })));
}

/** What was missing when a job was done. */
const GAPS = 'b:gaps';

/**
 * Finds out what is missing in projects, and keeps it: the log is asked about each number, which is too much for a page. What the
 * log has rebuilt was seen; so only what it saw live, from `liveSince` on, can know of more.
 */
export async function keepGaps(projects: string[] | undefined, liveSince: number): Promise<void> {
  await storage.set(GAPS, await gapsOf(projects, liveSince));
}

/** What was missing when the last job was done. */
export async function keptGaps(): Promise<Gaps[]> {
  const [[, value] = []] = await storage.getAll([GAPS]);
  return Array.isArray(value) ? (value as Gaps[]) : [];
}

/** What is missing in projects, all that were looked through when none is named. */
async function gapsOf(projects: string[] | undefined, liveSince: number): Promise<Gaps[]> {
  const found: (Gaps & { seen: string })[] = [];
  for await (const page of storage.list(PREFIX)) {
    for (const { key, value } of page) {
      const project = key.slice(PREFIX.length);
      if (projects !== undefined && !projects.includes(project)) continue;
      const seen = String(value);
      found.push({ project, seen, ranges: await withCore((core) => core.gaps(project, seen, [])) });
    }
  }
  const known = await knownAmong(found.flatMap(keysOf), liveSince);
  const gaps = await withCore((core) => found.map(({ project, seen, ranges }) => ({ project, ranges: known.length === 0 ? ranges : core.gaps(project, seen, known) })));
  return gaps.filter(({ ranges }) => ranges.length > 0);
}

/** The first keys in the gaps. */
function keysOf({ project, ranges }: Gaps): string[] {
  const keys: string[] = [];
  for (const [from, to] of ranges) {
    for (let number = from; number <= to && keys.length < ASKED_MAX; number += 1) keys.push(`${project}-${number}`);
  }
  return keys;
}

/** Keys that the log has heard of. */
async function knownAmong(keys: string[], liveSince: number): Promise<string[]> {
  const since = new Date(Math.max(0, liveSince - DAY_MS)).toISOString().slice(0, 16).replace('T', ' ');
  const known: string[] = [];
  for (const some of chunks(keys, KEYS_AT_ONCE)) {
    const rows = await allRows(`issue IN (${some.join(', ')}) AND occurred >= "${since}"`);
    known.push(...rows.flatMap(({ subject }) => [subject.key, subject.parent?.key]).filter((key) => key !== undefined));
  }
  return known;
}
