/** What Jira tells of the past of issues, asked on behalf of a schedule or queue. */
import { route } from '@forge/api';
import type { Asker, Purse } from './asker';

/** Most entries of changelogs that one answer holds. */
const ENTRIES_MAX = 1_000;
/** Comments and worklogs of one issue that one answer holds. */
const PARTS_MAX = 100;

/** All that records are made of. */
const FIELDS = [
  ...['summary', 'issuetype', 'project', 'creator', 'reporter', 'assignee', 'created', 'updated', 'status', 'priority', 'resolution'],
  ...['labels', 'components', 'fixVersions', 'parent', 'description', 'comment', 'worklog', 'attachment', 'issuelinks'],
];

/** An issue as Jira writes it, as far as it is looked at here; all of it goes to the core. */
export interface PastIssue {
  id: string;
  key: string;
  fields: { created?: string; updated?: string; comment?: Part<'comments'>; worklog?: Part<'worklogs'> } & Record<string, unknown>;
  changelog?: { histories: unknown[] };
}

type Part<Name extends string> = { total?: number } & Partial<Record<Name, unknown[]>>;

/** Some issues with all of their past, and what to ask for the next ones with. */
export interface PastPage {
  issues: PastIssue[];
  next?: string;
}

/** Issues that match, `size` at most, whole: with every entry of the changelog, every comment and every worklog. */
export async function pastIssues(ask: Asker, purse: Purse, jql: string, size: number, token: string | undefined): Promise<PastPage> {
  const body = { jql, fields: FIELDS, maxResults: size, ...(token !== undefined && { nextPageToken: token }) };
  const page = await ask.json<{ issues?: PastIssue[]; nextPageToken?: string; isLast?: boolean }>(
    'jira',
    'issues',
    route`/rest/api/3/search/jql`,
    { method: 'POST', body },
  );
  const issues = page.issues ?? [];
  purse.spend(issues.length);
  if (issues.length > 0) await addHistories(ask, purse, issues);
  for (const issue of issues) {
    await complete(ask, purse, issue, 'comment', 'comments');
    await complete(ask, purse, issue, 'worklog', 'worklogs');
  }
  const next = page.isLast === true ? undefined : page.nextPageToken;
  return { issues, ...(next !== undefined && { next }) };
}

/** How many issues match, about. */
export async function approximateCount(ask: Asker, jql: string): Promise<number> {
  const body = { method: 'POST', body: { jql } } as const;
  const { count } = await ask.json<{ count?: number }>('jira', 'the number of issues', route`/rest/api/3/search/approximate-count`, body);
  return typeof count === 'number' ? count : 0;
}

/** Keys of status categories by id of status: changelogs name statuses only. */
export async function statusCategories(ask: Asker, purse: Purse): Promise<Record<string, string>> {
  const statuses = await ask.json<{ id: string | number; statusCategory?: { key?: string } }[]>('jira', 'statuses', route`/rest/api/3/status`);
  purse.spend(statuses.length);
  return Object.fromEntries(statuses.flatMap(({ id, statusCategory }) => (statusCategory?.key === undefined ? [] : [[String(id), statusCategory.key]])));
}

/** Jira gives the entries of all issues together, in pages, the oldest first. */
async function addHistories(ask: Asker, purse: Purse, issues: PastIssue[]): Promise<void> {
  const found = new Map<string, unknown[]>(issues.map(({ id }) => [String(id), []]));
  let token: string | undefined;
  do {
    const body = { issueIdsOrKeys: [...found.keys()], maxResults: ENTRIES_MAX, ...(token !== undefined && { nextPageToken: token }) };
    const page = await ask.json<{ issueChangeLogs?: { issueId: string | number; changeHistories?: unknown[] }[]; nextPageToken?: string }>(
      'jira',
      'changelogs',
      route`/rest/api/3/changelog/bulkfetch`,
      { method: 'POST', body },
    );
    for (const { issueId, changeHistories = [] } of page.issueChangeLogs ?? []) {
      purse.spend(changeHistories.length);
      found.get(String(issueId))?.push(...changeHistories);
    }
    token = page.nextPageToken || undefined;
  } while (token !== undefined);
  for (const issue of issues) issue.changelog = { histories: found.get(String(issue.id)) ?? [] };
}

/** Where comments and worklogs are; written out, so that a linter sees which addresses are asked. */
const PARTS = {
  comment: (id: string, from: number) => route`/rest/api/3/issue/${id}/comment?startAt=${from}&maxResults=${PARTS_MAX}`,
  worklog: (id: string, from: number) => route`/rest/api/3/issue/${id}/worklog?startAt=${from}&maxResults=${PARTS_MAX}`,
};

/** Fetches all comments or worklogs of an issue, when its fields hold only the first of them, or none. */
async function complete<Name extends string>(ask: Asker, purse: Purse, issue: PastIssue, part: 'comment' | 'worklog', list: Name): Promise<void> {
  const there = issue.fields[part] as Part<Name> | undefined;
  const first = there?.[list] as unknown[] | undefined;
  if (first !== undefined && first.length >= (there?.total ?? first.length)) return;
  const all: unknown[] = [];
  for (;;) {
    const page = await ask.json<Part<Name>>('jira', `${part}s`, PARTS[part](issue.id, all.length));
    const parts = (page[list] ?? []) as unknown[];
    purse.spend(parts.length);
    all.push(...parts);
    if (parts.length === 0 || all.length >= (page.total ?? 0)) break;
  }
  issue.fields = { ...issue.fields, [part]: { [list]: all } };
}
