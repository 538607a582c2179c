/**
 * What Confluence tells of the past of pages, blog posts, comments and files, asked on behalf of a schedule or queue: who wrote
 * which version when.
 */
import { route } from '@forge/api';
import type { Route } from '@forge/api';
import { CannotSee } from './asker';
import type { Asker, Purse } from './asker';
import { ConfluenceFailure } from './confluence';
import { spaces } from './confluence-lists';
import { byCursor, readPage } from './lists';
import type { List, Place } from './lists';

/** Kinds of content whose versions are read, in this order. */
export const PAST_KINDS = ['page', 'blogpost', 'footer-comment', 'inline-comment', 'attachment'] as const;
export type PastKind = (typeof PAST_KINDS)[number];

/** What is read after all of a kind. */
export function kindAfter(kind: PastKind): PastKind | undefined {
  return PAST_KINDS[PAST_KINDS.indexOf(kind) + 1];
}

/** Content of one answer: each with more than one version costs a request more. */
const PAGE = 50;

/** In which order content is read: all of it, or what changed last. */
type Order = 'id' | '-modified-date';

/** What is called how, and where its list and its versions are; written out, so that a linter sees which addresses are asked. */
const KINDS: Record<PastKind, { type: string; what: string; list: (asked: URLSearchParams) => Route; versions: (id: string, asked: URLSearchParams) => Route }> = {
  page: {
    type: 'page',
    what: 'its pages',
    list: (asked) => route`/wiki/api/v2/pages?${asked}`,
    versions: (id, asked) => route`/wiki/api/v2/pages/${id}/versions?${asked}`,
  },
  blogpost: {
    type: 'blogpost',
    what: 'its blog posts',
    list: (asked) => route`/wiki/api/v2/blogposts?${asked}`,
    versions: (id, asked) => route`/wiki/api/v2/blogposts/${id}/versions?${asked}`,
  },
  'footer-comment': {
    type: 'comment',
    what: 'its comments',
    list: (asked) => route`/wiki/api/v2/footer-comments?${asked}`,
    versions: (id, asked) => route`/wiki/api/v2/footer-comments/${id}/versions?${asked}`,
  },
  'inline-comment': {
    type: 'comment',
    what: 'its inline comments',
    list: (asked) => route`/wiki/api/v2/inline-comments?${asked}`,
    versions: (id, asked) => route`/wiki/api/v2/inline-comments/${id}/versions?${asked}`,
  },
  attachment: {
    type: 'attachment',
    what: 'its files',
    list: (asked) => route`/wiki/api/v2/attachments?${asked}`,
    versions: (id, asked) => route`/wiki/api/v2/attachments/${id}/versions?${asked}`,
  },
};

/** Lists of comments and files have no order by id. */
const orderOf = (kind: PastKind, order: Order) => (order === 'id' && kind !== 'page' && kind !== 'blogpost' ? 'created-date' : order);

const contents = (kind: PastKind, order: Order): List => ({
  product: 'confluence',
  what: KINDS[kind].what,
  page: PAGE,
  each: 1,
  path: (from) => KINDS[kind].list(new URLSearchParams({ limit: String(PAGE), sort: orderOf(kind, order), ...(from !== undefined && { cursor: String(from) }) })),
  next: byCursor,
});

const versions = (kind: PastKind, id: string): List => ({
  product: 'confluence',
  what: 'versions of content',
  page: 50,
  each: 1,
  path: (from) => KINDS[kind].versions(id, new URLSearchParams({ limit: '50', ...(from !== undefined && { cursor: String(from) }) })),
  next: byCursor,
});

/** What comments and files are on, by id. */
const holders = (kind: 'page' | 'blogpost', ids: string[]): List => ({
  product: 'confluence',
  what: KINDS[kind].what,
  page: PAGE,
  each: 1,
  path: () => KINDS[kind].list(new URLSearchParams({ limit: String(PAGE), id: ids.join(',') })),
  next: byCursor,
});

/** Content as Confluence writes it, as far as it is looked at here; all of it goes to the core. */
interface Content {
  id: string;
  spaceId?: string;
  title?: string;
  pageId?: string;
  blogPostId?: string;
  version?: { number?: number; createdAt?: string };
}

/** Some content with all its versions, as the core reads it, and where the next begins. */
export interface PastContents {
  ids: string[];
  texts: string[];
  /** When the last piece of content got its present version: milliseconds since 1970, UTC. */
  last: number;
  next?: Place;
}

/** Keys and names of all spaces, by id. */
export type Spaces = Map<string, unknown>;

/** Content of a kind from a place on, with all its versions. */
export function pastContents(ask: Asker, purse: Purse, kind: PastKind, known: Spaces, from: Place | undefined): Promise<PastContents> {
  return read(ask, purse, contents(kind, 'id'), kind, known, from, 0);
}

/** Content of a kind from a place on, what changed last first, with its versions back to some time. */
export function changedContents(ask: Asker, purse: Purse, kind: PastKind, known: Spaces, from: Place | undefined, since: number): Promise<PastContents> {
  return read(ask, purse, contents(kind, '-modified-date'), kind, known, from, since);
}

async function read(ask: Asker, purse: Purse, list: List, kind: PastKind, known: Spaces, from: Place | undefined, since: number): Promise<PastContents> {
  const page = await readPage(ask, list, from);
  const { results = [] } = JSON.parse(page.text) as { results?: Content[] };
  purse.spend(results.length);
  const on = kind === 'page' || kind === 'blogpost' ? new Map<string, Holder>() : await holdersOf(ask, purse, results);
  const texts: string[] = [];
  for (const content of results) {
    const isMore = (content.version?.number ?? 1) > 1 && changedAt(content.version) >= since;
    // Versions come the newest first.
    const isEnough = (all: unknown[]) => changedAt(all.at(-1) as Content['version']) < since;
    const all = isMore ? { versions: await everything(ask, purse, versions(kind, content.id), isEnough) } : {};
    const holder = on.get(content.pageId ?? content.blogPostId ?? '');
    const space = known.get(String(content.spaceId ?? holder?.spaceId));
    const where = { ...(holder !== undefined && { holder }), ...(kind.endsWith('-comment') && { location: kind.slice(0, -'-comment'.length) }) };
    texts.push(JSON.stringify({ type: KINDS[kind].type, content, space, ...where, ...all }));
  }
  const last = changedAt(results.at(-1)?.version);
  return { ids: results.map(({ id }) => id), texts, last, ...(page.next !== undefined && { next: page.next }) };
}

/** A page or blog post that something is on. */
interface Holder {
  id: string;
  type: 'page' | 'blogpost';
  title?: string;
  spaceId?: string;
}

async function holdersOf(ask: Asker, purse: Purse, all: Content[]): Promise<Map<string, Holder>> {
  const found = new Map<string, Holder>();
  for (const [type, member] of [['page', 'pageId'], ['blogpost', 'blogPostId']] as const) {
    const ids = [...new Set(all.map((content) => content[member]).filter((id) => id !== undefined))];
    // What the app does not see is known by its id.
    for (const id of ids) found.set(id, { id, type });
    const seen = ids.length === 0 ? [] : ((await everything(ask, purse, holders(type, ids))) as Content[]);
    for (const { id, title, spaceId } of seen) {
      found.set(String(id), { id: String(id), type, ...(title !== undefined && { title }), ...(spaceId !== undefined && { spaceId }) });
    }
  }
  return found;
}

/** When a version was written; what is not told may be now. */
function changedAt(version: Content['version']): number {
  const time = Date.parse(version?.createdAt ?? '');
  return Number.isNaN(time) ? Infinity : time;
}

/** What was asked for; or that it is not shown, with the reason unless there simply is no such list. */
export async function shown<T extends object>(asked: Promise<T>): Promise<T | { hidden: string | undefined }> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof CannotSee) return { hidden: error.reason };
    if (error instanceof ConfluenceFailure && error.status === 404) return { hidden: undefined };
    throw error;
  }
}

/** All spaces: content says only the id of its space. */
export async function spacesById(ask: Asker, purse: Purse): Promise<Spaces> {
  const all = (await everything(ask, purse, spaces)) as { id: string | number }[];
  return new Map(all.map((space) => [String(space.id), space]));
}

async function everything(ask: Asker, purse: Purse, list: List, isEnough = (_: unknown[]) => false): Promise<unknown[]> {
  const found: unknown[] = [];
  let from: Place | undefined;
  do {
    const page = await readPage(ask, list, from);
    const { results = [] } = JSON.parse(page.text) as { results?: unknown[] };
    purse.spend(results.length * list.each);
    found.push(...results);
    from = page.next;
  } while (from !== undefined && !isEnough(found));
  return found;
}
