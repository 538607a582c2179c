/** Numbers of issues that were seen, and those that nobody has ever seen, kept as ranges under `b:numbers:<project>`. */
import { withCore } from '../engine';
import * as storage from '../storage';
import { allRows } from './known';

const PREFIX = 'b:numbers:';
/** Missing numbers of which the log is asked whether it knows them. */
const ASKED_MAX = 500;

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

/** Finds out what is missing in projects, and keeps it: the log is asked about each number, which is too much for a page. */
export async function keepGaps(projects?: string[]): Promise<void> {
  await storage.set(GAPS, await gapsOf(projects));
}

/** What was missing when the last job was done. */
export async function keptGaps(): Promise<Gaps[]> {
  const [[, value] = []] = await storage.getAll([GAPS]);
  return Array.isArray(value) ? (value as Gaps[]) : [];
}

/** What is missing in projects, all that were looked through when none is named. */
async function gapsOf(projects?: string[]): Promise<Gaps[]> {
  const found: Gaps[] = [];
  for await (const page of storage.list(PREFIX)) {
    for (const { key, value } of page) {
      const project = key.slice(PREFIX.length);
      if (projects !== undefined && !projects.includes(project)) continue;
      const ranges = await gapsIn(project, String(value));
      if (ranges.length > 0) found.push({ project, ranges });
    }
  }
  return found;
}

async function gapsIn(project: string, seen: string): Promise<Gaps['ranges']> {
  const ranges = await withCore((core) => core.gaps(project, seen, []));
  const keys: string[] = [];
  for (const [from, to] of ranges) {
    for (let number = from; number <= to && keys.length < ASKED_MAX; number += 1) keys.push(`${project}-${number}`);
  }
  if (keys.length === 0) return ranges;
  const rows = await allRows(`issue IN (${keys.join(', ')})`);
  const known = rows.flatMap(({ subject }) => [subject.key, subject.parent?.key]).filter((key) => key !== undefined);
  return withCore((core) => core.gaps(project, seen, known));
}
