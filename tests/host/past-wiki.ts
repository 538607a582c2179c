/** A Confluence with a past: spaces, pages and blog posts with versions, comments and files of them, in the second version of the API. */
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

/**
 * Answers for so many pages, each with as many versions as its number, and one blog post. With `parts`: a comment on each page
 * with two versions, and a file on the blog post; without, there are no such lists.
 */
export function pastWiki(pages: number, author: string, { parts = false } = {}): (request: ProductRequest) => Response | undefined {
  const content = (id: number) => ({ id: String(id), spaceId: '98305', status: 'current', title: `Page ${id}`, version: version(id, id === 100 ? 1 : id, author) });
  const comment = (page: number) => ({ id: `9${page}`, title: `Re: Page ${page}`, pageId: String(page), version: { ...version(page, 8, author), number: 2 } });
  const list = (found: object[], request: ProductRequest, path: string) => {
    // What changed last comes first when it is asked for so.
    const sort = new URL(request.path, 'https://site.invalid').searchParams.get('sort');
    const all = sort?.startsWith('-') === true ? found.toReversed() : found;
    const from = Number(new URL(request.path, 'https://site.invalid').searchParams.get('cursor') ?? 0);
    const next = from + PAGE < all.length ? { next: `${path}?cursor=${from + PAGE}` } : {};
    return Response.json({ results: all.slice(from, from + PAGE), _links: next });
  };
  return (request) => {
    const [path = ''] = request.path.split('?');
    if (path === '/wiki/api/v2/spaces') return list([{ id: '98305', key: 'DOCS', name: 'Documents', type: 'global' }], request, path);
    const named = new URL(request.path, 'https://site.invalid').searchParams.get('id')?.split(',');
    if (named !== undefined) return Response.json({ results: named.map((id) => content(Number(id))), _links: {} });
    if (parts && path === '/wiki/api/v2/footer-comments') return list(Array.from({ length: pages }, (_, at) => comment(at + 1)), request, path);
    if (parts && path === '/wiki/api/v2/inline-comments') return list([], request, path);
    if (parts && path === '/wiki/api/v2/attachments') return list([{ id: 'att1', title: 'plan.png', blogPostId: '100', fileSize: 5, mediaType: 'image/png', version: version(1, 1, author) }], request, path);
    const commented = Number(/^\/wiki\/api\/v2\/footer-comments\/9(\d+)\/versions$/u.exec(path)?.[1] ?? 0);
    if (commented > 0) return list([version(commented, 8, author), version(commented, 7, author)].map((one, at) => ({ ...one, number: 2 - at })), request, path);
    if (path === '/wiki/api/v2/pages') return list(Array.from({ length: pages }, (_, at) => content(at + 1)), request, path);
    if (path === '/wiki/api/v2/blogposts') return list([content(100)], request, path);
    const id = Number(/^\/wiki\/api\/v2\/pages\/(\d+)\/versions$/u.exec(path)?.[1] ?? 0);
    if (id === 0) return undefined;
    // The newest first, as Confluence has them.
    return list(Array.from({ length: id }, (_, at) => version(id, id - at, author)), request, path);
  };
}
