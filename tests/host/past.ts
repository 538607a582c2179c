/** A double of what Jira tells of the past: made-up issues, answered in pages as the real one does. */
import { PEOPLE, PROJECTS } from './people.ts';
import type { ProductRequest } from './products.ts';
import { answerAsProduct } from './products.ts';

/** Issue 1 is created here; each later one an hour after the one before. */
export const PAST = Date.UTC(2025, 2, 3, 9, 0, 0);
const HOUR_MS = 3_600_000;

/** How many issues there are; numbers 4 and 5 were deleted. */
export const ISSUES = 12;
const GONE = [4, 5];
/** Records that each issue has: created, two transitions, a comment and its edit, a worklog. */
export const RECORDS_EACH = 6;

const numbers = Array.from({ length: ISSUES + GONE.length }, (_, n) => n + 1).filter((n) => !GONE.includes(n));
export const KEYS = numbers.map((n) => `PAY-${n}`);

/** When something of an issue happened, `minutes` after its creation. */
export function at(number: number, minutes: number): number {
  return PAST + number * HOUR_MS + minutes * 60_000;
}

const text = (time: number) => new Date(time).toISOString().replace('Z', '+0000');
const person = (accountId: string) => ({ accountId, accountType: 'atlassian', displayName: 'Made Up' });

function issue(number: number) {
  const author = person(PEOPLE.plainUser);
  const [created, commented, edited, logged] = [0, 20, 40, 30].map((minutes) => text(at(number, minutes)));
  return {
    id: String(20_000 + number),
    key: `PAY-${number}`,
    fields: {
      summary: `Issue ${number}`,
      created,
      updated: text(at(number, 50)),
      creator: author,
      reporter: author,
      assignee: null,
      issuetype: { id: '10001', name: 'Task' },
      project: PROJECTS.PAY,
      status: { id: '3', name: 'Done', statusCategory: { key: 'done' } },
      labels: [],
      // Jira gives the first comments only; this one has to be asked for.
      comment: { total: 1, comments: number % 2 === 0 ? [] : [comment(number, commented, edited)] },
      worklog: { total: 1, worklogs: [{ id: `7${number}`, issueId: String(20_000 + number), author, updateAuthor: author, created: logged, updated: logged, started: logged, timeSpent: '1h', timeSpentSeconds: 3_600 }] },
    },
  };
}

function comment(number: number, created?: string, updated?: string) {
  const author = person(PEOPLE.plainUser);
  return { id: `8${number}`, author, updateAuthor: person(PEOPLE.payAdmin), created, updated, body: `edited ${number}` };
}

const status = (from: string, to: string, names: [string, string]) => ({ field: 'status', fieldId: 'status', from, fromString: names[0], to, toString: names[1] });

/** The entries of an issue's changelog, with times as numbers: as Jira gives them in bulk. */
export function histories(number: number) {
  const author = person(PEOPLE.payAdmin);
  return [
    { id: `90${number}1`, author, created: at(number, 10), items: [status('1', '2', ['To Do', 'In Progress'])] },
    { id: `90${number}2`, author, created: at(number, 50), items: [status('2', '3', ['In Progress', 'Done'])] },
  ];
}

/** Answers as Jira: pages of `page` issues whatever is asked for, and pages of `entries` entries of changelogs. */
export function pastSite({ page = 5, entries = 7, spoil = (_: ProductRequest) => undefined as Response | undefined } = {}) {
  const asked: string[] = [];
  const answer = (request: ProductRequest): Response => {
    const url = new URL(request.path, 'https://example.invalid');
    const body = (typeof request.body === 'string' ? JSON.parse(request.body) : (request.body ?? {})) as Record<string, unknown>;
    const route = `${request.method} ${url.pathname}`;
    asked.push(route);
    const spoilt = spoil(request);
    if (spoilt !== undefined) return spoilt;
    if (route === 'POST /rest/api/3/search/jql') return search(body, page);
    if (route === 'POST /rest/api/3/search/approximate-count') return Response.json({ count: ISSUES });
    if (route === 'POST /rest/api/3/changelog/bulkfetch') return changelogs(body, entries);
    if (route === 'GET /rest/api/3/status') return Response.json([1, 2, 3].map((id) => ({ id: String(id), name: `s${id}`, statusCategory: { key: ['new', 'indeterminate', 'done'][id - 1] } })));
    const part = /^GET \/rest\/api\/3\/issue\/(\d+)\/comment$/.exec(route);
    if (part !== null) {
      const number = Number(part[1]) - 20_000;
      return Response.json({ startAt: 0, total: 1, comments: [comment(number, text(at(number, 20)), text(at(number, 40)))] });
    }
    return answerAsProduct(request);
  };
  return { answer, asked };
}

function search(body: Record<string, unknown>, page: number): Response {
  if (!/created|updated|project/.test(String(body['jql']))) return Response.json({ errorMessages: ['Unbounded JQL queries are not allowed here.'] }, { status: 400 });
  const since = /created >= "(\d{4}-\d{2}-\d{2})"/.exec(String(body['jql']))?.[1];
  const all = numbers.filter((n) => since === undefined || at(n, 0) >= Date.parse(since));
  const from = Number(body['nextPageToken'] ?? 0);
  const size = Math.min(page, Number(body['maxResults']));
  const next = from + size;
  const issues = all.slice(from, next).map(issue);
  return Response.json({ issues, isLast: next >= all.length, ...(next < all.length && { nextPageToken: String(next) }) });
}

function changelogs(body: Record<string, unknown>, entries: number): Response {
  const ids = body['issueIdsOrKeys'] as string[];
  if (ids.length > 1_000) return Response.json({ errorMessages: ['maximum of 1,000 issues'] }, { status: 400 });
  const all = ids.flatMap((id) => histories(Number(id) - 20_000).map((history) => ({ issueId: id, history })));
  const from = Number(body['nextPageToken'] ?? 0);
  const next = from + entries;
  const issueChangeLogs = all.slice(from, next).map(({ issueId, history }) => ({ issueId, changeHistories: [history] }));
  return Response.json({ issueChangeLogs, ...(next < all.length && { nextPageToken: String(next) }) });
}
