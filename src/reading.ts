/** From a query to its answer. */
import { timeLeft } from './clock';
import { withCore } from './engine';
import type { Reading } from './engine';
import type { IssueMatches, IssueQuestion, QueryAnswer, QueryRequest, Scope } from './generated';
import * as jira from './products/jira';
import * as storage from './storage';
import type { Cost, Entry } from './storage';
import { WRITE_AHEAD } from './write-ahead';

/**
 * What may wait to be packed and still be part of an answer. More than this is a log whose packing has stopped. It costs
 * half of what a reader may spend in a minute, so that something is left for segments.
 */
const PAGES_MAX = 100;
const BYTES_MAX = 10_000_000;
/** When less is left, the answer is what has been read so far. */
const TIME_FOR_ANSWER_MS = 5_000;
/** Questions that are put to Jira at once. */
const QUESTIONS_AT_ONCE = 4;

/** An answer, the generation of the catalogue that it was read from, and what the whole call has cost in storage. */
export type EventsAnswer = QueryAnswer & { generation: number; cost: Cost };

/** How a query is read. */
export interface How {
  /** The generation that the asking user has read. */
  since: number | undefined;
  /** Whether Jira is asked about what the log does not know; otherwise such rows are counted and left out. */
  askJira: boolean;
}

/**
 * Reads what the asking user may see of what they ask for.
 *
 * Somebody who follows the log says which generation they have read (`since`). As long as it is the present one, whatever
 * came since still waits to be packed, and no segment is read: looking every few seconds must not cost a site its quota.
 */
export async function readEvents(request: QueryRequest, scope: Scope, how: How): Promise<EventsAnswer> {
  return readPage(request, scope, how, (reading, { generation, sawWaiting, sawAll }) => {
    const answer = reading.answer();
    return { ...answer, generation, complete: answer.complete && sawWaiting && sawAll, cost: storage.cost() };
  });
}

/** What a page was read from, and whether all of that could be read. What was not reached yet is behind the page's cursor. */
export interface ReadFrom {
  generation: number;
  /** Whether all that waits to be packed was seen. */
  sawWaiting: boolean;
  /** Whether the page was read to its end, in this call's time and share of the store. */
  sawAll: boolean;
}

/** Reads a page, and hands it over. */
export async function readPage<T>(
  request: QueryRequest,
  scope: Scope,
  { since, askJira }: How,
  take: (reading: Reading, from: ReadFrom) => T | Promise<T>,
): Promise<T> {
  // A query that cannot be understood is refused before anything is fetched.
  await withCore((core) => core.reading(request, scope, undefined));
  // INVARIANT: keys are listed before the root is read. What disappears from the list by being packed is then part of
  // the root, and what is in both is dropped by id; the other way round, an event could be in neither.
  const waiting = await listWaiting();
  const root = await storage.readRoot();
  const generation = root?.generation ?? 0;
  return withCore(async (core) => {
    const reading = core.reading(request, scope, since === generation ? undefined : root);
    for (const [key, value] of await storage.getAll(reading.manifests())) {
      if (value !== null) reading.addManifest(key, value);
    }
    for (const page of waiting.pages) reading.addWriteAhead(page.map(({ key, value }) => [key, value]));
    const done = await fetchAll(reading, askJira);
    return take(reading, { generation, sawWaiting: waiting.complete, sawAll: done });
  });
}

/** Fetches and asks until the page is complete, or the time or this minute's units are used up; tells which. */
async function fetchAll(reading: Reading, askJira: boolean): Promise<boolean> {
  for (;;) {
    const keys = reading.next();
    if (keys.length > 0) {
      if (!timeLeft(TIME_FOR_ANSWER_MS) || !storage.hasRoomFor(keys.length)) return false;
      reading.addValues(await storage.getAll(keys));
      continue;
    }
    const questions = askJira ? reading.questions() : [];
    if (questions.length === 0) return true;
    const matches = await putToJira(questions);
    reading.addMatches(matches);
    // Rows whose questions were not put stay undecided, and the answer counts them.
    if (matches.length < questions.length) return false;
  }
}

/** Answers in the order of the questions, as many as there is time for. */
async function putToJira(questions: IssueQuestion[]): Promise<IssueMatches[]> {
  const matches: IssueMatches[] = [];
  while (matches.length < questions.length && timeLeft(TIME_FOR_ANSWER_MS)) {
    const some = questions.slice(matches.length, matches.length + QUESTIONS_AT_ONCE);
    matches.push(...(await Promise.all(some.map(jira.match))));
  }
  return matches;
}

/** What waits to be packed, and whether that is all. */
export interface Waiting {
  pages: Entry[][];
  complete: boolean;
}

/** What waits to be packed. */
export async function listWaiting(): Promise<Waiting> {
  const pages: Entry[][] = [];
  let bytes = 0;
  for await (const page of storage.list(WRITE_AHEAD)) {
    bytes += JSON.stringify(page).length;
    if (pages.length === PAGES_MAX || bytes > BYTES_MAX || !timeLeft(TIME_FOR_ANSWER_MS)) return { pages, complete: false };
    pages.push(page);
  }
  return { pages, complete: true };
}
