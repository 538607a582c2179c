/** What the asking user may administer, and where they are. */
import { route } from '@forge/api';
import { read } from './call';

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

/** What the asking user may administer. A project that is not there, or hidden from the user, is nobody's. */
export async function permissions(projectId?: string): Promise<JiraPermissions> {
  const path =
    projectId === undefined
      ? route`/rest/api/3/mypermissions?permissions=ADMINISTER`
      : route`/rest/api/3/mypermissions?permissions=ADMINISTER,ADMINISTER_PROJECTS&projectId=${projectId}`;
  const answer = await read<{ permissions?: Record<string, { havePermission?: boolean }> }>('user', 'mypermissions', path);
  if ('refused' in answer) return { administersSite: false, administersProject: false };
  const has = (name: string) => answer.ok.permissions?.[name]?.havePermission === true;
  return { administersSite: has('ADMINISTER'), administersProject: projectId !== undefined && has('ADMINISTER_PROJECTS') };
}

/** An issue, as Jira describes it. */
export interface Issue {
  id: string;
  key: string;
  title: string;
  project: Project;
}

/** An issue that the asking user can see. */
export async function issue(issueId: string): Promise<Issue | undefined> {
  const answer = await read<{ id: string; key: string; fields: { summary?: string; project: Project } }>(
    'user',
    'issue',
    route`/rest/api/3/issue/${issueId}?fields=summary,project`,
  );
  if ('refused' in answer) return undefined;
  const { id, key, fields } = answer.ok;
  const { project } = fields;
  return { id: String(id), key, title: fields.summary ?? '', project: { id: String(project.id), key: project.key, name: project.name } };
}

/** A project that the asking user can see. */
export async function project(projectId: string): Promise<Project | undefined> {
  const answer = await read<Project>('user', 'project', route`/rest/api/3/project/${projectId}`);
  if ('refused' in answer) return undefined;
  const { id, key, name } = answer.ok;
  return { id: String(id), key, name };
}
