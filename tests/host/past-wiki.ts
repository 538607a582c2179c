/** A Confluence with a past: spaces, pages and blog posts with versions, in the second version of the API. */
import type { ProductRequest } from './products.ts';

const PAGE = 2;
const YEAR = 2024;

/** When a version was written: some days after the first. */
export const writtenAt = (id: number, number: number) => Date.UTC(YEAR, 0, id, number);

const version = (id: number, number: number, author: string) => ({
  number,
  authorId: author,
  createdAt: new Date(writtenAt(id, number)).toISOString(),
  message: number > 1 ? `Change ${number}` : '',
  minorEdit: false,
});

/** Answers for so many pages, each with as many versions as its number, and one blog post. */
export function pastWiki(pages: number, author: string): (request: ProductRequest) => Response | undefined {
  const content = (id: number) => ({ id: String(id), spaceId: '98305', status: 'current', title: `Page ${id}`, version: version(id, id === 100 ? 1 : id, author) });
  const list = (all: object[], request: ProductRequest, path: string) => {
    const from = Number(new URL(request.path, 'https://site.invalid').searchParams.get('cursor') ?? 0);
    const next = from + PAGE < all.length ? { next: `${path}?cursor=${from + PAGE}` } : {};
    return Response.json({ results: all.slice(from, from + PAGE), _links: next });
  };
  return (request) => {
    const [path = ''] = request.path.split('?');
    if (path === '/wiki/api/v2/spaces') return list([{ id: '98305', key: 'DOCS', name: 'Documents', type: 'global' }], request, path);
    if (path === '/wiki/api/v2/pages') return list(Array.from({ length: pages }, (_, at) => content(at + 1)), request, path);
    if (path === '/wiki/api/v2/blogposts') return list([content(100)], request, path);
    const id = Number(/^\/wiki\/api\/v2\/pages\/(\d+)\/versions$/u.exec(path)?.[1] ?? 0);
    if (id === 0) return undefined;
    // The newest first, as Confluence has them.
    return list(Array.from({ length: id }, (_, at) => version(id, id - at, author)), request, path);
  };
}
