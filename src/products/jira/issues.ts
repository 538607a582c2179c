/** What Jira says of issues. */
import api, { route } from '@forge/api';
import type { IssueLookup, IssueMatches, IssueQuestion } from '../../generated';
import { JiraFailure, isRefused } from './call';

/** Most issues that one request for their fields may name. */
const ISSUES_MAX = 100;

/** Holds of every issue that the asking user can see. */
const VISIBLE = 'project IS NOT EMPTY';

const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

/**
 * Key, title and project of issues, asked as the app. Issues that are gone, or that the app may not see, are left out:
 * the log then keeps the id alone.
 *
 * Costs a point a call and one an issue.
 */
export async function lookUpIssues(ids: string[]): Promise<Record<string, IssueLookup>> {
  const found: Record<string, IssueLookup> = {};
  for (let at = 0; at < ids.length; at += ISSUES_MAX) {
    const body = { issueIdsOrKeys: ids.slice(at, at + ISSUES_MAX), fields: ['summary', 'project'] };
    const response = await api.asApp().requestJira(route`/rest/api/3/issue/bulkfetch`, {
      method: 'POST',
      headers: JSON_HEADERS,
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new JiraFailure('issue/bulkfetch', response.status);
    const answer = (await response.json()) as { issues?: BulkIssue[] };
    for (const issue of answer.issues ?? []) found[issue.id] = lookupOf(issue);
  }
  return found;
}

/**
 * Which issues match, of those that the asking user can see. What can be seen is asked in the same call, so that an
 * issue that does not match is told from one that is gone or hidden.
 *
 * Costs a point a call and one for every id in the answer: at most 2,001 for 1,000 issues.
 */
export async function match({ jql, issues }: IssueQuestion): Promise<IssueMatches> {
  const response = await api.asUser().requestJira(route`/rest/api/3/jql/match`, {
    method: 'POST',
    headers: JSON_HEADERS,
    body: JSON.stringify({ issueIds: issues.map(Number), jqls: [jql, VISIBLE] }),
  });
  // Jira sees none of these issues for this user. 410 is how an address answers that was taken away.
  if (isRefused(response.status) || response.status === 410) return { matched: [], visible: [] };
  const [matches, visible] = response.ok ? ((await response.json()) as { matches?: Matches[] }).matches ?? [] : [];
  if (matches === undefined || visible === undefined) {
    throw new JiraFailure('jql/match', response.status, `Jira could not be asked which issues match '${shortened(jql)}'.`);
  }
  const errors = matches.errors ?? [];
  return {
    matched: (matches.matchedIssues ?? []).map(String),
    visible: (visible.matchedIssues ?? []).map(String),
    ...(errors.length > 0 && { problem: errors.join(' ') }),
  };
}

interface Matches {
  matchedIssues?: (number | string)[];
  errors?: string[];
}

interface BulkIssue {
  id: string;
  key: string;
  fields?: { summary?: string; project?: { id?: string; key?: string; name?: string } };
}

function lookupOf({ key, fields }: BulkIssue): IssueLookup {
  const project = fields?.project;
  return {
    key,
    ...(fields?.summary !== undefined && { title: fields.summary }),
    ...(project?.id !== undefined && { projectId: project.id }),
    ...(project?.key !== undefined && { projectKey: project.key }),
    ...(project?.name !== undefined && { projectName: project.name }),
  };
}

/** Queries may be very long; a message may not. */
function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
