/**
 * From write-ahead entries to segments.
 *
 * Safe to run twice at once and to be stopped anywhere: values are written under names derived from generation and content
 * before the root names them, the root changes only if nobody else changed it, deletions come after and can be repeated.
 */
import { pause, timeLeft } from './clock';
import { withCore } from './engine';
import type { Compaction } from './engine';
import type { Commit, Event, IssueLookup, Wanted, Write } from './generated';
import * as jira from './products/jira';
import * as storage from './storage';
import type { Entry, Root, Value } from './storage';
import { WRITE_AHEAD } from './write-ahead';

/** What a run has done. */
export interface Packed {
  /** Write-ahead entries that are in segments now. */
  packed: number;
  /** Rows in all segments after the run. */
  rows: number;
}

/** Entries of one round. */
const ENTRIES_MAX = 2_000;
/** A round is not begun when less time is left. */
const TIME_FOR_ROUND_MS = 10_000;
/** With less time than this nobody can wait for the next minute's units. */
const TIME_TO_WAIT_MS = 75_000;
/** Values for which a round must then have units left when it has listed its entries: manifests, and segments to merge with. */
const ROUND_VALUES = 20;
/** How often a round that lost the race begins again. */
const CONFLICTS_MAX = 8;
const CONFLICT_PAUSE_MS = 200;
/** What is known of a thing is expected to take; it never takes more than 140 KB. */
const KNOWN_BYTES = 600;

/** Packs what waits, until nothing does or time is short. Events that come in meanwhile, and readers, go first. */
export function packAll(): Promise<Packed> {
  return storage.withPriority('background', packRounds);
}

async function packRounds(): Promise<Packed> {
  const swallowed = new Set<string>();
  let conflicts = 0;
  while (timeLeft(TIME_FOR_ROUND_MS) && hasUnits() && conflicts <= CONFLICTS_MAX) {
    const entries = await waiting(swallowed);
    if (entries.length === 0) break;
    const commit = await withCore((core) => prepare((root) => core.compaction(root, waitingOf(entries), Date.now())));
    if (await carryOut(commit)) {
      for (const key of commit.swallowed) swallowed.add(key);
      if (commit.swallowed.length === 0) break;
    } else {
      conflicts += 1;
      await pause(CONFLICT_PAUSE_MS * conflicts * (0.5 + Math.random()));
    }
  }
  const root = await storage.readRoot();
  return { packed: swallowed.size, rows: await withCore((core) => core.status(root).rows) };
}

/**
 * Puts records straight into segments, without writing them ahead: what is fetched in bulk. Tells how many were not there
 * before. They are safe when this is done; when it fails, they may be or not, and doing it again is harmless. `settled`: they
 * were staged, so the states of things have heard of them.
 */
export function packRecords(events: Event[], { settled = false } = {}): Promise<number> {
  return storage.withPriority('background', async () => {
    for (let conflicts = 0; conflicts <= CONFLICTS_MAX; conflicts += 1) {
      const commit = await withCore((core) => prepare((root) => core.bulk(root, events, Date.now(), settled)));
      if (await carryOut(commit)) return commit.rows;
      await pause(CONFLICT_PAUSE_MS * (conflicts + 1) * (0.5 + Math.random()));
    }
    throw new storage.StorageFailure('the catalogue was changed by others again and again');
  });
}

/** Drops what occurred before a time, until nothing is left of it or time is short; tells how many records went. */
export function dropBefore(before: number): Promise<number> {
  return storage.withPriority('background', async () => {
    let dropped = 0;
    for (let conflicts = 0; timeLeft(TIME_FOR_ROUND_MS) && hasUnits() && conflicts <= CONFLICTS_MAX; ) {
      const commit = await withCore((core) => prepare((root) => core.retention(root, before, Date.now())));
      if (await carryOut(commit)) {
        if (commit.dropped === 0) break;
        dropped += commit.dropped;
      } else {
        conflicts += 1;
        await pause(CONFLICT_PAUSE_MS * conflicts * (0.5 + Math.random()));
      }
    }
    return dropped;
  });
}

/** Whether this minute's units are enough for a round, or there is time to wait for the next. */
function hasUnits(): boolean {
  return timeLeft(TIME_TO_WAIT_MS) || storage.hasRoomFor(ROUND_VALUES);
}

/** Does what a compaction wants done, in the only safe order. False when somebody else has changed the root meanwhile. */
async function carryOut({ values, manifests, root, known, expectedGeneration, swallowed, retired, problems }: Commit): Promise<boolean> {
  if (problems.length > 0) console.error('stored values could not be read', problems);
  await storage.deleteAll(retired);
  await storage.setAll([...values, ...manifests].map(entryOf));
  if (root !== undefined && !(await storage.commitRoot(root, expectedGeneration))) return false;
  // As long as the entries are there, what is lost here is learnt from them again.
  await storage.setAll(known.map(entryOf));
  await storage.deleteAll(swallowed);
  return true;
}

/** The oldest entries that wait; the list may still show what this run has deleted. */
async function waiting(swallowed: Set<string>): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const page of storage.list(WRITE_AHEAD)) {
    entries.push(...page.filter(({ key }) => !swallowed.has(key)));
    if (entries.length >= ENTRIES_MAX || !hasUnits()) break;
  }
  return entries.slice(0, ENTRIES_MAX);
}

function waitingOf(entries: Entry[]): [key: string, value: Value][] {
  return entries.map(({ key, value }) => [key, value]);
}

async function prepare(begin: (root: Root | undefined) => Compaction): Promise<Commit> {
  const compaction = begin(await storage.readRoot());
  for (const [key, value] of await storage.getAll(compaction.manifests())) {
    if (value !== null) compaction.addManifest(key, value);
  }
  const wanted = compaction.wanted();
  compaction.addValues(await storage.getAll(wanted.values));
  compaction.addValues(await storage.getAllSmall(wanted.known, KNOWN_BYTES));
  compaction.addIssues(await knownIssues(wanted));
  return compaction.finish();
}

/** Issues that Jira still knows. When Jira does not answer, the events keep the ids alone: packing must not wait for it. */
async function knownIssues({ issues }: Wanted): Promise<Record<string, IssueLookup>> {
  try {
    return await jira.lookUpIssues(issues);
  } catch (error) {
    console.warn('issues could not be looked up', { count: issues.length, error });
    return {};
  }
}

function entryOf({ key, value }: Write): Entry {
  return { key, value: JSON.parse(value) as Value };
}
