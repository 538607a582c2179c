/**
 * What the whole site shares: projects, statuses, workflows ... Asked as the app, the same for everybody. The versions of a
 * project are asked as the user: a query that is put to Jira names them, and the page shows it.
 */
import { route } from '@forge/api';
import type { IssueTypeRow, NamedRow, ProjectRow, StatusRow, VersionRow, WorkflowRow } from '../../generated';
import { read, readPages } from './call';
import type { Answer } from './call';

/** Projects that are still looked up: 100 pages. */
const PROJECTS_MAX = 10_000;
/** Versions of one project that are still looked up. */
const VERSIONS_MAX = 5_000;
const NAMES_MAX = 5_000;
/** Projects of one question for workflow schemes, so that the address stays short. */
const PROJECTS_ASKED = 50;

const ID = /^[0-9]{1,19}$/;

/** Costs a point a page of 100 projects and one a project. */
export async function projects(): Promise<Answer<ProjectRow[]>> {
  const answer = await readPages<ProjectJson>('app', 'project/search', PROJECTS_MAX, (startAt) => {
    return route`/rest/api/3/project/search?expand=lead&startAt=${startAt}&maxResults=100`;
  });
  return mapped(answer, ({ id, key, name, projectCategory, projectTypeKey, lead }) => ({
    id: String(id),
    key,
    name,
    ...(projectCategory !== undefined && { category: named(projectCategory) }),
    ...(projectTypeKey !== undefined && { projectType: projectTypeKey }),
    ...(lead?.accountId !== undefined && { lead: lead.accountId }),
  }));
}

/** Costs a point and one an issue type. */
export async function issueTypes(): Promise<Answer<IssueTypeRow[]>> {
  const answer = await read<(NamedJson & { subtask?: boolean })[]>('app', 'issuetype', route`/rest/api/3/issuetype`);
  return mapped(answer, (type) => ({ ...named(type), subtask: type.subtask === true }));
}

/** Costs a point and one a status. */
export async function statuses(): Promise<Answer<StatusRow[]>> {
  const answer = await read<(NamedJson & { statusCategory?: { key?: string } })[]>('app', 'status', route`/rest/api/3/status`);
  return mapped(answer, (status) => ({ ...named(status), category: status.statusCategory?.key ?? '' }));
}

/** The highest first. Costs a point a page of 50 and one a priority. */
export async function priorities(): Promise<Answer<NamedRow[]>> {
  const answer = await readPages<NamedJson>('app', 'priority/search', NAMES_MAX, (startAt) => {
    return route`/rest/api/3/priority/search?startAt=${startAt}&maxResults=50`;
  });
  return mapped(answer, named);
}

/** In the order of the site. Costs a point a page of 50 and one a resolution. */
export async function resolutions(): Promise<Answer<NamedRow[]>> {
  const answer = await readPages<NamedJson>('app', 'resolution/search', NAMES_MAX, (startAt) => {
    return route`/rest/api/3/resolution/search?startAt=${startAt}&maxResults=50`;
  });
  return mapped(answer, named);
}

/**
 * Which workflow the issues of these projects follow. Jira tells nothing of team-managed projects, so they have no row.
 *
 * Costs a point a call for 50 projects and one a scheme.
 */
export async function workflows(projectIds: string[]): Promise<Answer<WorkflowRow[]>> {
  const rows: WorkflowRow[] = [];
  for (let at = 0; at < projectIds.length; at += PROJECTS_ASKED) {
    const asked = new URLSearchParams(projectIds.slice(at, at + PROJECTS_ASKED).map((id) => ['projectId', id]));
    const answer = await read<{ values?: SchemeJson[] }>('app', 'workflowscheme/project', route`/rest/api/3/workflowscheme/project?${asked}`);
    if ('refused' in answer) return answer;
    for (const { projectIds: followers, workflowScheme } of answer.ok.values ?? []) {
      for (const project of followers) rows.push(...rowsOf(String(project), workflowScheme));
    }
  }
  return { ok: rows };
}

/** In the order of the project. Costs a point a page of 50 and one a version. */
export async function versions(projectId: string): Promise<Answer<VersionRow[]>> {
  if (!ID.test(projectId)) return { refused: true };
  const answer = await readPages<NamedJson & { released?: boolean; archived?: boolean }>('user', 'project/version', VERSIONS_MAX, (startAt) => {
    return route`/rest/api/3/project/${projectId}/version?orderBy=sequence&startAt=${startAt}&maxResults=50`;
  });
  return mapped(answer, (version) => ({
    ...named(version),
    released: version.released === true,
    archived: version.archived === true,
  }));
}

interface NamedJson {
  id: string | number;
  name: string;
}

interface ProjectJson extends NamedJson {
  key: string;
  projectCategory?: NamedJson;
  projectTypeKey?: string;
  lead?: { accountId?: string };
}

interface SchemeJson {
  projectIds: (string | number)[];
  workflowScheme: { defaultWorkflow?: string; issueTypeMappings?: Record<string, string> };
}

/** A row for each workflow that issue types of the project have of their own, and one for all other types. */
function rowsOf(project: string, { defaultWorkflow, issueTypeMappings }: SchemeJson['workflowScheme']): WorkflowRow[] {
  const own = new Map<string, string[]>();
  for (const [issueType, name] of Object.entries(issueTypeMappings ?? {})) {
    own.set(name, [...(own.get(name) ?? []), issueType]);
  }
  const rows: WorkflowRow[] = [...own].map(([name, issueTypes]) => ({ name, project, issueTypes }));
  return defaultWorkflow === undefined ? rows : [...rows, { name: defaultWorkflow, project }];
}

function named({ id, name }: NamedJson): NamedRow {
  return { id: String(id), name };
}

function mapped<T, R>(answer: Answer<T[]>, row: (value: T) => R): Answer<R[]> {
  return 'refused' in answer ? answer : { ok: answer.ok.map(row) };
}
