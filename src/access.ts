/**
 * Who may see what.
 *
 * Everything the page sends, the module it runs in included, is a claim: it says what to ask the product about, never what
 * the answer is. The product is asked as the user, at every call.
 */
import * as confluence from './products/confluence';
import * as jira from './products/jira';
import type { Scope } from './generated';

/** A project or space, as the product describes it. */
export interface Container {
  kind: 'project' | 'space';
  id: string;
  key: string;
  name: string;
}

/** An issue, page or blog post that a page of the app hangs on. */
export interface Thing {
  kind: 'issue' | 'content';
  id: string;
  key?: string;
  title: string;
}

/** What the asking user may see from where they are. */
export interface Access {
  access: 'all' | 'scoped' | 'none';
  containers: Container[];
  /** The one thing that is shown here; what happened to others is not, though the reader may see it elsewhere. */
  thing?: Thing;
  product: 'jira' | 'confluence';
  accountId: string | null;
  /** Why there is nothing to see. */
  reason?: string;
}

/** The part of a resolver's context that access is decided from. `accountId` comes from the platform, the rest from the page. */
export interface Asking {
  accountId?: string | undefined;
  moduleKey?: unknown;
  extension?: unknown;
}

type Surface = { product: Access['product']; decide: (extension: unknown) => Promise<Decision> };
type Decision = { access: 'all' } | { access: 'scoped'; container: Container; thing?: Thing } | { access: 'none'; reason: string };

/** One row per UI module of manifest.yml. */
const SURFACES = new Map<unknown, Surface>([
  ['jira-site', { product: 'jira', decide: jiraSite }],
  ['jira-project', { product: 'jira', decide: jiraProject }],
  ['jira-issue', { product: 'jira', decide: jiraIssue }],
  ['confluence-site', { product: 'confluence', decide: confluenceSite }],
  ['confluence-space', { product: 'confluence', decide: confluenceSpace }],
  ['confluence-page', { product: 'confluence', decide: confluenceContent }],
]);

/** Ids of projects, spaces, issues and pages are numbers; whatever else the page sends is not put into a request. */
const ID = /^[0-9]{1,19}$/;

/** The page that asks, for the record. */
export function pageName({ moduleKey }: Asking): string {
  return SURFACES.has(moduleKey) ? String(moduleKey) : 'unknown page';
}

/** What the asking user may see from where they are. */
export async function accessOf(asking: Asking): Promise<Access> {
  const surface = SURFACES.get(asking.moduleKey);
  const product = surface?.product ?? 'jira';
  const accountId = accountOf(asking);
  const none = (reason: string): Access => ({ access: 'none', containers: [], product, accountId, reason });
  if (surface === undefined) return none('This page does not show the log.');
  if (accountId === null) return none('Log in to see the log.');
  const decision = await surface.decide(asking.extension);
  switch (decision.access) {
    case 'all':
      return { access: 'all', containers: [], product, accountId };
    case 'scoped':
      return { access: 'scoped', containers: [decision.container], product, accountId, ...(decision.thing && { thing: decision.thing }) };
    case 'none':
      return none(decision.reason);
  }
}

/** The scope that a query runs in; none when there is nothing to see. */
export function scopeOf(access: Access): Scope | undefined {
  switch (access.access) {
    case 'all':
      return 'all';
    case 'scoped':
      return { containers: access.containers.map(({ kind, id }) => ({ kind, id })) };
    case 'none':
      return undefined;
  }
}

/** The clause that leaves nothing but the thing that is shown. */
export function clauseOf({ thing }: Access): string[] {
  if (thing === undefined) return [];
  return [thing.kind === 'issue' ? `issue = ${thing.id}` : `thread = "${thing.id}"`];
}

/** Who asks; null for somebody who is not logged in, whom the platform calls `unidentified`. */
export function accountOf({ accountId }: Asking): string | null {
  return accountId === undefined || accountId === '' || accountId === 'unidentified' ? null : accountId;
}

async function jiraSite(): Promise<Decision> {
  const { administersSite } = await jira.permissions();
  return administersSite ? { access: 'all' } : { access: 'none', reason: 'Only Jira administrators see the log of the site.' };
}

async function jiraProject(extension: unknown): Promise<Decision> {
  const reason = 'Only administrators of this project see its log.';
  const id = claimedId(extension, 'project');
  return id === undefined ? { access: 'none', reason } : projectOf(id, reason);
}

/** The issue itself says which project it is in: the claim of the page is not asked. */
async function jiraIssue(extension: unknown): Promise<Decision> {
  const reason = 'Only administrators of the project see what happened to its issues.';
  const id = claimedId(extension, 'issue');
  const issue = id === undefined ? undefined : await jira.issue(id);
  if (issue === undefined || issue.id !== id) return { access: 'none', reason };
  const decision = await projectOf(issue.project.id, reason);
  const { key, title } = issue;
  return decision.access === 'scoped' ? { ...decision, thing: { kind: 'issue', id, key, title } } : decision;
}

async function projectOf(id: string, reason: string): Promise<Decision> {
  const { administersSite, administersProject } = await jira.permissions(id);
  if (!administersSite && !administersProject) return { access: 'none', reason };
  const project = await jira.project(id);
  // INVARIANT: the id in the scope is the one the permission was asked for.
  if (project?.id !== id) return { access: 'none', reason };
  return { access: 'scoped', container: { kind: 'project', ...project } };
}

async function confluenceSite(): Promise<Decision> {
  const reason = 'Only Confluence administrators see the log of the site.';
  return (await confluence.administersSite()) ? { access: 'all' } : { access: 'none', reason };
}

async function confluenceSpace(extension: unknown): Promise<Decision> {
  return spaceOf(claimedId(extension, 'space'), 'Only administrators of this space see its log.');
}

/** The page itself says which space it is in: the claim of the page is not asked. */
async function confluenceContent(extension: unknown): Promise<Decision> {
  const reason = 'Only administrators of the space see what happened to its pages.';
  const id = claimedId(extension, 'content');
  const kind = (extension as { content?: { type?: unknown } } | null | undefined)?.content?.type === 'blogpost' ? 'blogpost' : 'page';
  const content = id === undefined ? undefined : await confluence.content(kind, id);
  if (content === undefined || content.id !== id) return { access: 'none', reason };
  const decision = await spaceOf(content.spaceId, reason);
  return decision.access === 'scoped' ? { ...decision, thing: { kind: 'content', id, title: content.title } } : decision;
}

async function spaceOf(claimed: string | undefined, reason: string): Promise<Decision> {
  const space = claimed === undefined ? undefined : await confluence.space(claimed);
  // INVARIANT: the id in the scope is the one the permission was asked for.
  if (space?.id !== claimed || space === undefined || !space.administers) return { access: 'none', reason };
  const { id, key, name } = space;
  return { access: 'scoped', container: { kind: 'space', id, key, name } };
}

/** The id of what the page says it belongs to. */
function claimedId(extension: unknown, kind: 'project' | 'space' | 'issue' | 'content'): string | undefined {
  const claim = (extension as Partial<Record<string, { id?: unknown } | null>> | null | undefined)?.[kind]?.id;
  const id = typeof claim === 'number' ? String(claim) : claim;
  return typeof id === 'string' && ID.test(id) ? id : undefined;
}
