/**
 * The backfill over a site's REST, from its beginning to its end, against what the site itself says of its issues.
 *
 * By default of made-up issues. `REAL_ISSUES` names a file of others (.jsonl or .jsonl.gz, one issue a line):
 *
 *   REAL_ISSUES=issues.jsonl.gz npx vitest run tests/host/imported.test.ts --testTimeout 7200000
 */
import { appendFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import type { Event } from '../../src/generated/index.ts';
import type { BackfillStatus } from '../../src/resolvers/backfill.ts';
import { answerOf, call, start } from './local.ts';
import type { Local } from './local.ts';
import { importedSite } from './imported-site.ts';
import type { ImportedSite } from './imported-site.ts';

const REAL = process.env['REAL_ISSUES'];
/** A file to which what it took is written, if there is one. */
const FIGURES = process.env['FIGURES'];

let site: ImportedSite | undefined;
let local: Local | undefined;

afterEach(async () => {
  await local?.close();
  site?.close();
});

test('every entry of every issue is a record, and replaying them ends in what the issue is now', async () => {
  site = await importedSite(REAL ?? madeUp());
  expect(site.imported.issues).toBe(site.imported.lines);
  expect(site.imported.unread).toEqual({});
  local = await start({ product: site.answer });
  const begun = performance.now();
  const hours = await backfill(local);
  const seconds = (performance.now() - begun) / 1_000;
  const job = await jobOf(local);
  const { read, write, requests } = local.usage();
  const issues = await issuesOf(site);
  const rows = await rebuiltRows(local);
  const figures = { issues: job.issues, records: job.records, points: job.points, hours, read, write, requests, seconds };
  if (FIGURES !== undefined) appendFileSync(FIGURES, `${JSON.stringify(figures)}\n`);
  expect(job.problems).toEqual([]);
  expect(rows).toHaveLength(job.records);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  const faults = issues.flatMap((issue) => faultsOf(issue, rowsOfIssue(rows).get(issue.id) ?? []));
  expect(faults).toEqual([]);
  expect(issues.length).toBeGreaterThanOrEqual(site.imported.issues);
});

/** Runs the job to its end, as one hour after the other gives it points; tells how many hours. */
async function backfill(target: Local): Promise<number> {
  const { ok } = await call<BackfillStatus>(target, 'backfillStart');
  expect(ok?.job).toBeDefined();
  for (let hours = 1; ; hours += 1) {
    await target.idle();
    const { finishedAt, pausedAt, problems } = await jobOf(target);
    if (finishedAt !== undefined) return hours;
    if (pausedAt !== undefined) throw new Error(JSON.stringify(problems));
    target.kvs.set('c:budget', { hour: 0, spent: 0 });
    await target.tick('hour');
  }
}

async function jobOf(target: Local): Promise<NonNullable<BackfillStatus['job']>> {
  const { ok } = await call<BackfillStatus>(target, 'backfillStatus');
  if (ok?.job === undefined) throw new Error('there is no job');
  return ok.job;
}

async function rebuiltRows(target: Local): Promise<Event[]> {
  target.enforceQuotas(false);
  const rows: Event[] = [];
  let cursor: string | undefined;
  do {
    const answer = await answerOf(target, 'provenance = backfill ORDER BY occurred ASC', cursor === undefined ? {} : { cursor });
    rows.push(...answer.rows);
    cursor = answer.cursor;
  } while (cursor !== undefined);
  return rows;
}

let sorted: { of: Event[]; by: Map<string, Event[]> } | undefined;

/** Rows by id of the issue that they are about. */
function rowsOfIssue(rows: Event[]): Map<string, Event[]> {
  if (sorted?.of !== rows) {
    const by = new Map<string, Event[]>();
    for (const row of rows) {
      const id = (row.subject.kind === 'issue' ? row.subject.id : row.subject.parent?.id) ?? '';
      by.set(id, [...(by.get(id) ?? []), row]);
    }
    sorted = { of: rows, by };
  }
  return sorted.by;
}

interface History {
  id: string;
  created: number | string;
  items: { field: string; fieldId?: string }[];
}

interface Issue {
  id: string;
  key: string;
  fields: {
    status: { id: string };
    assignee?: { accountId: string } | null;
    comment: { comments: { id: string }[]; total: number };
    worklog: { worklogs: { id: string }[]; total: number };
  };
  histories: History[];
}

/** All issues of the site as its REST tells them. */
async function issuesOf({ json }: ImportedSite): Promise<Issue[]> {
  const all: Issue[] = [];
  let token: string | undefined;
  do {
    const body = { jql: 'created <= "2100-01-01" ORDER BY created ASC', fields: ['status', 'assignee', 'comment', 'worklog'], maxResults: 100, ...(token !== undefined && { nextPageToken: token }) };
    const page = await json<{ issues: Issue[]; nextPageToken?: string }>('/rest/api/3/search/jql', body);
    for (const issue of page.issues) all.push({ ...(await whole(issue, json)), histories: await historiesOf(issue.id, json) });
    token = page.nextPageToken;
  } while (token !== undefined);
  return all;
}

async function whole(issue: Issue, json: ImportedSite['json']): Promise<Issue> {
  const { comment, worklog } = issue.fields;
  if (comment.comments.length < comment.total) {
    issue.fields.comment = await json(`/rest/api/3/issue/${issue.id}/comment?maxResults=5000`);
  }
  if (worklog.worklogs.length < worklog.total) {
    issue.fields.worklog = await json(`/rest/api/3/issue/${issue.id}/worklog?maxResults=5000`);
  }
  return issue;
}

async function historiesOf(id: string, json: ImportedSite['json']): Promise<History[]> {
  const all: History[] = [];
  for (;;) {
    const page = await json<{ values: History[]; total: number }>(`/rest/api/3/issue/${id}/changelog?startAt=${all.length}&maxResults=100`);
    all.push(...page.values);
    if (page.values.length === 0 || all.length >= page.total) return all;
  }
}

/** Items that come with a file, a link or work, which are records themselves and then say it. */
const OF_PARTS = ['Attachment', 'Link', 'WorklogId', 'WorklogTimeSpent', 'timespent', 'timeestimate'];

/** What the records do not say, or say wrongly. */
function faultsOf({ id, key, fields, histories }: Issue, rows: Event[]): string[] {
  const faults: string[] = [];
  const miss = (what: string, wanted: string[], found: string[]) => {
    const [want, have] = [[...wanted].sort(), [...found].sort()];
    if (JSON.stringify(want) !== JSON.stringify(have)) faults.push(`${key}: ${what} ${have.join(' ')} instead of ${want.join(' ')}`);
  };
  const made = (action: string) => rows.filter((row) => row.action === action).map(({ subject }) => subject.id ?? '');
  miss('created', [id], made('issue.created'));
  miss('comments', fields.comment.comments.map((comment) => comment.id), made('comment.created'));
  miss('worklogs', fields.worklog.worklogs.map((worklog) => worklog.id), made('worklog.created'));
  const changes = rows.filter(({ source }) => source === 'jira:changelog');
  const told = new Set(changes.map(({ revision }) => revision));
  for (const history of histories) {
    const time = new Date(history.created).getTime();
    const ofParts = history.items.every(({ field }) => OF_PARTS.includes(field));
    const beside = rows.some(({ subject, occurred }) => ['attachment', 'link', 'worklog'].includes(subject.kind) && Math.abs(occurred - time) <= 60_000);
    if (!told.has(history.id) && !(ofParts && beside)) faults.push(`${key}: history ${history.id}`);
  }
  if (histories.length > 0) {
    const first = rows.find(({ action }) => action === 'issue.created')?.issue;
    const assignee = first?.assignee === '' ? undefined : first?.assignee;
    const inOrder = changes.sort((a, b) => a.occurred - b.occurred || Number(a.revision) - Number(b.revision));
    const last = (field: string, from: string | undefined) =>
      inOrder.flatMap((row) => row.changes ?? []).reduce((value, change) => (change.fieldId === field ? change.to?.id : value), from);
    miss('status', [fields.status.id], [last('status', first?.status?.id) ?? '']);
    // Old changelogs name people by what they were called then, which is no account id.
    const lastAssignee = last('assignee', assignee) ?? '';
    if (lastAssignee === '' || /[:\d]/u.test(lastAssignee)) miss('assignee', [fields.assignee?.accountId ?? ''], [lastAssignee]);
  }
  return faults;
}

/** Made-up issues, with everything that an issue can have. */
function madeUp(): object[] {
  const user = (name: string) => ({ accountId: `5b10a2844c20165700ed000${name.length}`, accountType: 'atlassian', displayName: name, active: true });
  const [ann, robert] = [user('Ann'), user('Robert')];
  const project = { id: '10400', key: 'BOOK', name: 'Books' };
  return Array.from({ length: 60 }, (_, n) => {
    const time = (minutes: number) => new Date(Date.UTC(2021, n % 40, 3, 9, minutes)).toISOString().replace('Z', '+0000');
    const id = String(50_000 + n);
    const item = (field: string, from: string | null, fromString: string | null, to: string | null, toString: string | null) => ({ field, from, fromString, to, toString });
    const entry = (number: number, minutes: number, items: object[]) => ({ id: String(900_000 + n * 100 + number), author: ann, created: time(minutes), items });
    const more = Array.from({ length: n === 7 ? 120 : 0 }, (_, k) => entry(10 + k, 100 + k, [item('summary', null, `Title ${k}`, null, `Title ${k + 1}`)]));
    const comment = (k: number) => ({ id: `8${n}0${k}`, author: robert, updateAuthor: ann, created: time(20 + k), updated: time(40 + k), body: `Words ${k}` });
    return {
      id,
      key: `BOOK-${n + 1}`,
      fields: {
        summary: n === 7 ? 'Title 120' : `Issue ${n}`,
        issuetype: { id: '10001', name: 'Task' },
        status: { id: '5', name: 'Done', statusCategory: { id: 3, key: 'done', name: 'Done' } },
        creator: ann,
        reporter: ann,
        assignee: n % 3 === 0 ? null : robert,
        project,
        created: time(0),
        updated: time(300),
        labels: [],
        attachment: [{ id: `6${n}`, filename: `${n}.png`, author: ann, created: time(50), size: 5, mimeType: 'image/png' }],
      },
      changelogKnown: true,
      changelog: {
        histories: [
          entry(1, 10, [item('status', '1', 'To Do', '3', 'In Progress'), item('assignee', null, null, robert.accountId, 'Robert')]),
          entry(2, 50, [item('Attachment', null, null, `6${n}`, `${n}.png`)]),
          entry(3, 60, [item('status', '3', 'In Progress', '5', 'Done')]),
          ...(n % 3 === 0 ? [entry(4, 70, [item('assignee', robert.accountId, 'Robert', null, null)])] : []),
          ...more,
        ],
      },
      comments: Array.from({ length: n === 9 ? 130 : 2 }, (_, k) => comment(k)),
      worklogs: [{ id: `7${n}`, issueId: id, author: robert, updateAuthor: robert, created: time(30), updated: time(30), started: time(0), timeSpent: '1h', timeSpentSeconds: 3_600 }],
    };
  });
}
