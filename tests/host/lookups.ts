/** The part of the double of Jira that tells what the site looks like: lists, groups, settings. */
import { PEOPLE, PROJECTS } from './people.ts';

/** Names and groups; everybody can see them. */
const USERS = [
  { accountId: PEOPLE.siteAdmin, displayName: 'Ingrid Solheim' },
  { accountId: PEOPLE.payAdmin, displayName: 'Mateo Quintana' },
  { accountId: PEOPLE.docsAdmin, displayName: 'Priya Raman' },
  { accountId: PEOPLE.plainUser, displayName: 'Tomasz Wilk' },
  { accountId: '557058:00000000-0000-4000-8000-000000000009', displayName: 'Tomasz Wilkinson' },
];

/** The address of somebody, which Jira searches and does not show. */
const addressOf = (name: string) => `${name.toLowerCase().replace(' ', '.')}@example.invalid`;

/** A group of two pages: everybody, the plain user last. */
const ENGINEERS = [...Array.from({ length: 60 }, (_, n) => ({ accountId: `557058:engineer-${n}` })), { accountId: PEOPLE.plainUser }];
const GROUPS = [
  { groupId: '1f0e6c1a-0000-4000-8000-000000000001', name: 'engineering', members: ENGINEERS },
  { groupId: '1f0e6c1a-0000-4000-8000-000000000002', name: 'nobody here', members: [] },
];

const ORGANIZATIONS = [
  ...Array.from({ length: 55 }, (_, n) => ({ id: String(n + 100), name: `Customer ${n}`, members: [] as { accountId: string }[] })),
  { id: '7', name: 'Blue Fjord', members: [{ accountId: PEOPLE.plainUser }] },
];

const PROJECT_LIST = [
  { ...PROJECTS.PAY, projectTypeKey: 'software', projectCategory: { id: '1', name: 'Product' }, lead: { accountId: PEOPLE.payAdmin } },
  { ...PROJECTS.OPS, projectTypeKey: 'service_desk', lead: { accountId: PEOPLE.siteAdmin } },
];

const LISTS: Record<string, object[]> = {
  '/rest/api/3/issuetype': [
    { id: '10001', name: 'Task', subtask: false },
    { id: '10009', name: 'Sub-task', subtask: true },
  ],
  '/rest/api/3/status': [
    { id: '1', name: 'To Do', statusCategory: { id: 2, key: 'new' } },
    // The status of the events was called "In Progress" then.
    { id: '3', name: 'Doing', statusCategory: { id: 4, key: 'indeterminate' } },
  ],
};

const PAGES: Record<string, object[]> = {
  '/rest/api/3/project/search': PROJECT_LIST,
  '/rest/api/3/priority/search': [{ id: '1', name: 'High' }, { id: '2', name: 'Low' }],
  '/rest/api/3/resolution/search': [{ id: '1', name: 'Done' }, { id: '2', name: "Won't Do" }],
  '/rest/api/3/project/10000/version': [
    { id: '501', name: '1.0', released: true, archived: false },
    { id: '502', name: '2.0', released: false, archived: false },
  ],
};

/** Answers a list; nothing when it is none of these. `as` tells who must ask. */
export function answerList(url: URL): { as: 'user' | 'app'; response: Response } | undefined {
  const { pathname, searchParams } = url;
  const list = LISTS[pathname];
  if (list !== undefined) return { as: 'app', response: Response.json(list) };
  const paged = PAGES[pathname];
  // A user may not see every project's versions.
  if (paged !== undefined) return { as: pathname.endsWith('/version') ? 'user' : 'app', response: page(paged, searchParams) };
  switch (pathname) {
    case '/rest/api/3/workflowscheme/project':
      return { as: 'app', response: schemes(searchParams) };
    case '/rest/api/3/application-properties':
      return { as: 'app', response: Response.json({ id: 'x', key: searchParams.get('key'), value: 'true' }) };
    case '/rest/api/3/user/search':
      return { as: 'user', response: search(searchParams.get('query') ?? '') };
    case '/rest/api/3/group/bulk':
      return { as: 'user', response: page(GROUPS.filter(isAsked(searchParams)).map(({ members: _, ...group }) => group), searchParams) };
    case '/rest/api/3/group/member':
      return { as: 'user', response: members(GROUPS.find(isAsked(searchParams))?.members, searchParams) };
    case '/rest/servicedeskapi/organization':
      return { as: 'user', response: servicePage(ORGANIZATIONS.map(({ id, name }) => ({ id, name })), searchParams) };
    case '/rest/servicedeskapi/organization/7/user':
      return { as: 'user', response: servicePage(ORGANIZATIONS.at(-1)?.members ?? [], searchParams) };
    default:
      return undefined;
  }
}

function search(query: string): Response {
  const text = query.toLowerCase();
  const fits = ({ displayName }: { displayName: string }) => displayName.toLowerCase().startsWith(text) || addressOf(displayName).startsWith(text);
  return Response.json(USERS.filter(fits));
}

function isAsked(params: URLSearchParams) {
  return ({ groupId, name }: { groupId: string; name: string }) =>
    params.get('groupId') === groupId || params.get('groupName') === name || params.get('groupname') === name;
}

function members(all: object[] | undefined, params: URLSearchParams): Response {
  return all === undefined ? Response.json({ errorMessages: ['The group was not found.'] }, { status: 404 }) : page(all, params);
}

function schemes(params: URLSearchParams): Response {
  const all = [
    { projectIds: [PROJECTS.PAY.id], workflowScheme: { id: 1, name: 'Pay', defaultWorkflow: 'Development', issueTypeMappings: { '10001': 'Tasks' } } },
    // The usual scheme has no id.
    { projectIds: [PROJECTS.OPS.id], workflowScheme: { name: 'Default', defaultWorkflow: 'jira' } },
  ];
  const asked = params.getAll('projectId');
  return Response.json({ values: all.filter(({ projectIds }) => projectIds.some((id) => asked.includes(id))) });
}

function page(all: object[], params: URLSearchParams): Response {
  const startAt = Number(params.get('startAt') ?? 0);
  const size = Math.min(Number(params.get('maxResults') ?? 50), 50);
  const values = all.slice(startAt, startAt + size);
  return Response.json({ startAt, maxResults: size, total: all.length, isLast: startAt + size >= all.length, values });
}

function servicePage(all: object[], params: URLSearchParams): Response {
  const start = Number(params.get('start') ?? 0);
  const values = all.slice(start, start + 50);
  return Response.json({ size: values.length, start, limit: 50, isLastPage: start + 50 >= all.length, values });
}
