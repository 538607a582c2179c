/** The only caller of Jira's REST API. */
import api, { route } from '@forge/api';
import type { IssueLookup } from '../generated';

/** What Jira says a person may do. */
export interface JiraPermissions {
  administersSite: boolean;
  /** On the project that was asked about; false when none was. */
  administersProject: boolean;
}

/** A project, as Jira describes it. */
export interface Project {
  id: string;
  key: string;
  name: string;
}

/** Jira did not answer as it should. */
export class JiraFailure extends Error {
  constructor(what: string, readonly status: number) {
    super(`Jira answered ${status} to ${what}`);
    this.name = 'JiraFailure';
  }
}

/** Most issues that one request may ask for. */
const ISSUES_MAX = 100;

/** What the asking user may administer. A project that is not there, or hidden from the user, is nobody's. */
export async function permissions(projectId?: string): Promise<JiraPermissions> {
  const jira = api.asUser();
  const response =
    projectId === undefined
      ? await jira.requestJira(route`/rest/api/3/mypermissions?permissions=ADMINISTER`)
      : await jira.requestJira(
          route`/rest/api/3/mypermissions?permissions=ADMINISTER,ADMINISTER_PROJECTS&projectId=${projectId}`,
        );
  if (isRefused(response.status)) return { administersSite: false, administersProject: false };
  if (!response.ok) throw new JiraFailure('mypermissions', response.status);
  const answer = (await response.json()) as { permissions?: Record<string, { havePermission?: boolean }> };
  const has = (name: string) => answer.permissions?.[name]?.havePermission === true;
  return { administersSite: has('ADMINISTER'), administersProject: projectId !== undefined && has('ADMINISTER_PROJECTS') };
}

/** A project that the asking user can see. */
export async function project(projectId: string): Promise<Project | undefined> {
  const response = await api.asUser().requestJira(route`/rest/api/3/project/${projectId}`);
  if (isRefused(response.status)) return undefined;
  if (!response.ok) throw new JiraFailure('project', response.status);
  const { id, key, name } = (await response.json()) as Project;
  return { id: String(id), key, name };
}

/**
 * Key, title and project of issues, asked as the app. Issues that are gone, or that the app may not see, are left out:
 * the log then keeps the id alone.
 */
export async function lookUpIssues(ids: string[]): Promise<Record<string, IssueLookup>> {
  const found: Record<string, IssueLookup> = {};
  for (let at = 0; at < ids.length; at += ISSUES_MAX) {
    const body = { issueIdsOrKeys: ids.slice(at, at + ISSUES_MAX), fields: ['summary', 'project'] };
    const response = await api.asApp().requestJira(route`/rest/api/3/issue/bulkfetch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new JiraFailure('issue/bulkfetch', response.status);
    const answer = (await response.json()) as { issues?: BulkIssue[] };
    for (const issue of answer.issues ?? []) found[issue.id] = lookupOf(issue);
  }
  return found;
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

/** Refusals that mean "not for this user"; anything else is a fault and must not look like one. */
function isRefused(status: number): boolean {
  return status === 401 || status === 403 || status === 404;
}
