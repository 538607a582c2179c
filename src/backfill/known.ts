/** What the log has already of what is rebuilt. */
import { withCore } from '../engine';
import type { Event, QueryRequest } from '../generated';
import { readEvents } from '../reading';
import { chunks } from '../storage/batches';

/** A live record and its entry in the history are not apart by more than this. */
const APART_MS = 10 * 60_000;
const ROWS = 500;

/** Issues and other subjects that one query names. */
const ISSUES = 500;
const SUBJECTS = 100;

/** The records that the log does not have: neither under their ids nor as live records of the same happening. */
export function missingOf(rebuilt: Event[], issueIds: string[], liveSince: number): Promise<Event[]> {
  return missingAmong(rebuilt, liveSince, async (time) => {
    const rows: Event[] = [];
    for (const some of chunks(issueIds, ISSUES)) rows.push(...(await allRows(`issue IN (${some.join(', ')}) AND ${time}`)));
    return rows;
  });
}

/** The same of records of whatever kind, by the issues and the content of Confluence that they are about. */
export async function missingOfAll(rebuilt: Event[], liveSince: number): Promise<Event[]> {
  const [issues, contents] = [new Set<string>(), new Set<string>()];
  for (const { product, subject } of rebuilt.filter(isSince(liveSince))) {
    const issue = subject.kind === 'issue' ? subject.id : subject.parent?.kind === 'issue' ? subject.parent.id : undefined;
    if (issue !== undefined) issues.add(issue);
    else if (product === 'confluence' && subject.id !== undefined) contents.add(subject.id);
  }
  const isOfContent = ({ product }: Event) => product === 'confluence';
  const ofIssues = rebuilt.filter((event) => !isOfContent(event));
  return [...(await missingOf(ofIssues, [...issues], liveSince)), ...(await missingContents(rebuilt.filter(isOfContent), [...contents], liveSince))];
}

/** The same of records about content of Confluence. */
export function missingContents(rebuilt: Event[], ids: string[], liveSince: number): Promise<Event[]> {
  return missingAmong(rebuilt, liveSince, async (time) => {
    const rows: Event[] = [];
    for (const some of chunks(ids.map((id) => `"${id}"`), SUBJECTS)) {
      rows.push(...(await allRows(`product = confluence AND subjectType IN (page, blogpost, comment, attachment) AND subject IN (${some.join(', ')}) AND ${time}`)));
    }
    return rows;
  });
}

async function missingAmong(rebuilt: Event[], liveSince: number, knownIn: (time: string) => Promise<Event[]>): Promise<Event[]> {
  const before = rebuilt.filter((event) => !isSince(liveSince)(event));
  const since = rebuilt.filter(isSince(liveSince));
  const [first, last] = [since[0], since.at(-1)];
  if (first === undefined || last === undefined) return rebuilt;
  const [from, to] = [first.occurred - APART_MS, last.occurred + APART_MS];
  const known = await knownIn(`occurred >= "${minute(from)}" AND occurred <= "${minute(to + 60_000)}"`);
  return [...before, ...(await withCore((core) => core.missing({ rebuilt: since, known })))];
}

/** Whether a record may tell of what was seen live. */
function isSince(liveSince: number): (event: Event) => boolean {
  return ({ occurred }) => occurred >= liveSince - APART_MS;
}

/** When the first live record happened; none when there is none. */
export async function firstLive(): Promise<number | undefined> {
  const [first] = (await page('provenance = live ORDER BY occurred ASC', { limit: 1 })).rows;
  return first?.occurred;
}

/** Every record that matches. */
export async function allRows(jql: string): Promise<Event[]> {
  const rows: Event[] = [];
  let cursor: string | undefined;
  do {
    const answer = await page(jql, { limit: ROWS, ...(cursor !== undefined && { cursor }) });
    rows.push(...answer.rows);
    cursor = answer.cursor;
    // A stored value is damaged: what it held cannot be known, and would be there twice.
    if (!answer.complete && cursor === undefined) console.error('a part of the log could not be read', answer.warnings);
  } while (cursor !== undefined);
  return rows;
}

function page(jql: string, more: Pick<QueryRequest, 'limit' | 'cursor'>) {
  const request: QueryRequest = { jql, now: Date.now(), zone: 'UTC', ...more };
  return readEvents(request, 'all', { since: undefined, askJira: false });
}

function minute(time: number): string {
  return new Date(Math.max(time, 0)).toISOString().slice(0, 16).replace('T', ' ');
}
