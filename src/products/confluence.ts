/** The only caller of Confluence's REST API. */
import api, { route } from '@forge/api';

/** A space, as Confluence describes it. */
export interface Space {
  id: string;
  key: string;
  name: string;
  /** Whether the asking user administers it. */
  administers: boolean;
}

/** Confluence did not answer as it should. */
export class ConfluenceFailure extends Error {
  constructor(what: string, readonly status: number) {
    super(`Confluence answered ${status} to ${what}`);
    this.name = 'ConfluenceFailure';
  }
}

interface Operation {
  operation?: string;
  targetType?: string;
}

/** Whether the asking user is a Confluence administrator. */
export async function administersSite(): Promise<boolean> {
  const response = await api.asUser().requestConfluence(route`/wiki/rest/api/user/current?expand=operations`);
  if (isRefused(response.status)) return false;
  if (!response.ok) throw new ConfluenceFailure('user/current', response.status);
  const answer = (await response.json()) as { operations?: Operation[] };
  return allows(answer.operations, 'application');
}

/** A space that the asking user can see. */
export async function space(spaceId: string): Promise<Space | undefined> {
  const user = api.asUser();
  const response = await user.requestConfluence(route`/wiki/api/v2/spaces/${spaceId}?include-operations=true`);
  if (isRefused(response.status)) return undefined;
  if (!response.ok) throw new ConfluenceFailure('spaces', response.status);
  const answer = (await response.json()) as {
    id: string | number;
    key: string;
    name: string;
    operations?: { results?: Operation[] };
  };
  const { id, key, name, operations } = answer;
  return { id: String(id), key, name, administers: allows(operations?.results, 'space') };
}

/** A page or blog post, as Confluence describes it. */
export interface Content {
  id: string;
  title: string;
  spaceId: string;
}

/** A page or blog post that the asking user can see. */
export async function content(kind: 'page' | 'blogpost', contentId: string): Promise<Content | undefined> {
  const path = kind === 'page' ? route`/wiki/api/v2/pages/${contentId}` : route`/wiki/api/v2/blogposts/${contentId}`;
  const response = await api.asUser().requestConfluence(path);
  if (isRefused(response.status)) return undefined;
  if (!response.ok) throw new ConfluenceFailure('content', response.status);
  const { id, title, spaceId } = (await response.json()) as { id: string | number; title?: string; spaceId: string | number };
  return { id: String(id), title: title ?? '', spaceId: String(spaceId) };
}

function allows(operations: Operation[] | undefined, target: string): boolean {
  return (operations ?? []).some(({ operation, targetType }) => operation === 'administer' && targetType === target);
}

/** Refusals that mean "not for this user"; anything else is a fault and must not look like one. */
function isRefused(status: number): boolean {
  return status === 401 || status === 403 || status === 404;
}
