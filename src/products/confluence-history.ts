/** What Confluence tells of the past of pages and blog posts, asked on behalf of a queue: who wrote which version when. */
import { route } from '@forge/api';
import type { Asker, Purse } from './asker';
import { spaces } from './confluence-lists';
import { byCursor, readPage } from './lists';
import type { List, Place } from './lists';

/** Kinds of content whose versions are read. */
export type PastKind = 'page' | 'blogpost';

/** Content of one answer: each with more than one version costs a request more. */
const PAGE = 50;

const contents = (kind: PastKind): List => ({
  product: 'confluence',
  what: kind === 'page' ? 'its pages' : 'its blog posts',
  page: PAGE,
  each: 1,
  path: (from) => {
    const asked = new URLSearchParams({ limit: String(PAGE), sort: 'id', ...(from !== undefined && { cursor: String(from) }) });
    return kind === 'page' ? route`/wiki/api/v2/pages?${asked}` : route`/wiki/api/v2/blogposts?${asked}`;
  },
  next: byCursor,
});

const versions = (kind: PastKind, id: string): List => ({
  product: 'confluence',
  what: 'versions of content',
  page: 50,
  each: 1,
  path: (from) => {
    const asked = new URLSearchParams({ limit: '50', ...(from !== undefined && { cursor: String(from) }) });
    return kind === 'page' ? route`/wiki/api/v2/pages/${id}/versions?${asked}` : route`/wiki/api/v2/blogposts/${id}/versions?${asked}`;
  },
  next: byCursor,
});

/** Content as Confluence writes it, as far as it is looked at here; all of it goes to the core. */
interface Content {
  id: string;
  spaceId?: string;
  version?: { number?: number };
}

/** Some content with all its versions, as the core reads it, and where the next begins. */
export interface PastContents {
  ids: string[];
  texts: string[];
  next?: Place;
}

/** Keys and names of all spaces, by id. */
export type Spaces = Map<string, unknown>;

/** Pages or blog posts from a place on, with all their versions. */
export async function pastContents(ask: Asker, purse: Purse, kind: PastKind, known: Spaces, from: Place | undefined): Promise<PastContents> {
  const page = await readPage(ask, contents(kind), from);
  const { results = [] } = JSON.parse(page.text) as { results?: Content[] };
  purse.spend(results.length);
  const texts: string[] = [];
  for (const content of results) {
    const all = (content.version?.number ?? 1) > 1 ? { versions: await everything(ask, purse, versions(kind, content.id)) } : {};
    texts.push(JSON.stringify({ type: kind, content, space: known.get(String(content.spaceId)), ...all }));
  }
  return { ids: results.map(({ id }) => id), texts, ...(page.next !== undefined && { next: page.next }) };
}

/** All spaces: content says only the id of its space. */
export async function spacesById(ask: Asker, purse: Purse): Promise<Spaces> {
  const all = (await everything(ask, purse, spaces)) as { id: string | number }[];
  return new Map(all.map((space) => [String(space.id), space]));
}

async function everything(ask: Asker, purse: Purse, list: List): Promise<unknown[]> {
  const found: unknown[] = [];
  let from: Place | undefined;
  do {
    const page = await readPage(ask, list, from);
    const { results = [] } = JSON.parse(page.text) as { results?: unknown[] };
    purse.spend(results.length * list.each);
    found.push(...results);
    from = page.next;
  } while (from !== undefined);
  return found;
}
