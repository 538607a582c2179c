/** A double of Jira and Confluence: the answers that the app asks for, in the shapes of the real ones. */
import { answerList } from './lookups.ts';
import { PEOPLE, PROJECTS, SPACES } from './people.ts';

/** What the local platform hands over. */
export interface ProductRequest {
  product: string;
  as: 'user' | 'app' | 'none';
  accountId?: string;
  method: string;
  path: string;
  headers?: [name: string, value: string][];
  body?: unknown;
}

/** Issues that `bulkfetch` knows, by id. */
const ISSUES = new Map([
  ['20001', { key: 'PAY-1', summary: 'Rotate keys', project: PROJECTS.PAY }],
  ['20002', { key: 'OPS-1', summary: 'Printer on fire', project: PROJECTS.OPS }],
  ['20010', { key: 'PAY-10', summary: 'Rotate keys', project: PROJECTS.PAY }],
  ['20011', { key: 'OPS-11', summary: 'Rotate keys', project: PROJECTS.OPS }],
]);

/** Pages, with their spaces. */
const CONTENTS = new Map<string, { title: string; spaceId: string }>([
  ['983051', { title: 'Runbook', spaceId: SPACES.DOCS.id }],
  ['983061', { title: 'Runbook', spaceId: SPACES.ENG.id }],
]);

/** Who administers what, besides the site's administrator, who administers everything. */
const PROJECT_ADMINS = new Map<string, string>([[PROJECTS.PAY.id, PEOPLE.payAdmin]]);
const SPACE_ADMINS = new Map<string, string>([[SPACES.DOCS.id, PEOPLE.docsAdmin]]);

/** Answers a request of the app. */
export function answerAsProduct(request: ProductRequest): Response {
  const url = new URL(request.path, 'https://example.invalid');
  const list = request.method === 'GET' ? answerList(url) : undefined;
  if (list !== undefined) return list.as === request.as ? list.response : problem(500, `${url.pathname} was asked as ${request.as}`);
  const route = ROUTES.find(({ method, pattern }) => method === request.method && pattern.test(url.pathname));
  if (route === undefined) return problem(404, `${request.method} ${url.pathname} is not an endpoint`);
  // Who may see what is asked as the user; lookups for packing, and what the whole site shares, are the app's own.
  if (route.as !== request.as) return problem(500, `${url.pathname} was asked as ${request.as}`);
  return route.answer({ account: request.accountId ?? '', url, request });
}

interface Asked {
  account: string;
  url: URL;
  request: ProductRequest;
}

interface Route {
  method: string;
  pattern: RegExp;
  as: ProductRequest['as'];
  answer: (asked: Asked) => Response;
}

const ROUTES: Route[] = [
  { method: 'GET', pattern: /^\/rest\/api\/3\/mypermissions$/, as: 'user', answer: myPermissions },
  { method: 'GET', pattern: /^\/rest\/api\/3\/project\/[^/]+$/, as: 'user', answer: project },
  { method: 'POST', pattern: /^\/rest\/api\/3\/issue\/bulkfetch$/, as: 'app', answer: bulkFetch },
  { method: 'GET', pattern: /^\/rest\/api\/3\/issue\/[^/]+$/, as: 'user', answer: oneIssue },
  { method: 'GET', pattern: /^\/wiki\/api\/v2\/pages\/[^/]+$/, as: 'user', answer: onePage },
  { method: 'GET', pattern: /^\/wiki\/rest\/api\/user\/current$/, as: 'user', answer: currentUser },
  { method: 'GET', pattern: /^\/wiki\/api\/v2\/spaces\/[^/]+$/, as: 'user', answer: space },
];

function myPermissions({ account, url }: Asked): Response {
  const asked = url.searchParams.get('permissions');
  if (asked === null) return problem(400, 'The `permissions` query parameter is required.');
  const projectId = url.searchParams.get('projectId');
  if (projectId !== null && !Object.values(PROJECTS).some(({ id }) => id === projectId)) {
    return problem(404, `No project could be found with id '${projectId}'.`);
  }
  const granted: Record<string, boolean> = {
    ADMINISTER: account === PEOPLE.siteAdmin,
    ADMINISTER_PROJECTS: account === PEOPLE.siteAdmin || isAdmin(PROJECT_ADMINS, projectId, account),
  };
  const permissions = asked.split(',').map((key, index) => [
    key,
    { id: String(index), key, name: key, type: key === 'ADMINISTER' ? 'GLOBAL' : 'PROJECT', havePermission: granted[key] === true },
  ]);
  return Response.json({ permissions: Object.fromEntries(permissions) });
}

/** Everybody who is logged in can see every project, as on a site with open projects. */
function project({ url }: Asked): Response {
  const idOrKey = lastSegment(url);
  const found = Object.values(PROJECTS).find(({ id, key }) => id === idOrKey || key === idOrKey);
  if (found === undefined) return problem(404, `No project could be found with id or key '${idOrKey}'.`);
  return Response.json({ ...found, projectTypeKey: 'software', simplified: false });
}

function bulkFetch({ request }: Asked): Response {
  const { issueIdsOrKeys } = JSON.parse(String(request.body)) as { issueIdsOrKeys: string[] };
  if (issueIdsOrKeys.length === 0) return problem(400, 'At least one issue ID or key must be provided.');
  if (issueIdsOrKeys.length > 100) return problem(400, 'A maximum of 100 issues can be fetched.');
  const issues = issueIdsOrKeys.flatMap((id) => {
    const issue = ISSUES.get(id);
    return issue ? [{ id, key: issue.key, fields: { summary: issue.summary, project: issue.project } }] : [];
  });
  return Response.json({ issues, issueErrors: [] });
}

function oneIssue({ url }: Asked): Response {
  const id = lastSegment(url);
  const issue = ISSUES.get(id);
  if (issue === undefined) return problem(404, 'Issue does not exist or you do not have permission to see it.');
  return Response.json({ id, key: issue.key, fields: { summary: issue.summary, project: issue.project } });
}

function onePage({ url }: Asked): Response {
  const id = lastSegment(url);
  const page = CONTENTS.get(id);
  return page === undefined ? problem(404, 'Page not found') : Response.json({ id, status: 'current', ...page });
}

function currentUser({ account }: Asked): Response {
  const administers = account === PEOPLE.siteAdmin ? [{ operation: 'administer', targetType: 'application' }] : [];
  const operations = [{ operation: 'use', targetType: 'application' }, ...administers];
  return Response.json({ type: 'known', accountId: account, accountType: 'atlassian', operations });
}

function space({ account, url }: Asked): Response {
  const found = Object.values(SPACES).find(({ id }) => id === lastSegment(url));
  if (found === undefined) return problem(404, 'Space not found');
  const administers = account === PEOPLE.siteAdmin || isAdmin(SPACE_ADMINS, found.id, account);
  const results = [
    { operation: 'read', targetType: 'space' },
    { operation: 'create', targetType: 'page' },
    ...(administers ? [{ operation: 'administer', targetType: 'space' }] : []),
  ];
  const operations = url.searchParams.get('include-operations') === 'true' ? { results, meta: { hasMore: false } } : undefined;
  return Response.json({ ...found, type: 'global', status: 'current', ...(operations && { operations }) });
}

function isAdmin(admins: Map<string, string>, id: string | null, account: string): boolean {
  return id !== null && admins.get(id) === account;
}

function lastSegment(url: URL): string {
  return decodeURIComponent(url.pathname.split('/').at(-1) ?? '');
}

function problem(status: number, message: string): Response {
  return Response.json({ errorMessages: [message], errors: {} }, { status });
}
