/** A site whose lists can be changed, for tests of looking at them again: the answers in the shapes of the real ones. */
import type { ProductRequest } from './products.ts';
import { answerAsProduct } from './products.ts';

/** What the lists hold. */
export interface SiteLists {
  /** Whether each account is active. */
  users: Map<string, boolean>;
  groups: Map<string, { name: string; members: string[] }>;
  /** Grants of the one permission scheme: permission and role. */
  grants: [permission: string, role: number][];
  settings: Record<string, boolean>;
  /** Who has role 10002 in project 10001. */
  administrators: string[];
  /** Version of the one workflow. */
  workflow: number;
  /** Who may read page 77. */
  readers: string[];
  /** Who may administer space 900. */
  spaceAdmins: string[];
  organizations: Map<string, { name: string; members: string[] }>;
  /** Objects of schema 3, with their histories. */
  assets: Map<string, object[]>;
  /** Whether roles, schemes, dashboards and the members of Confluence's own group are others than in the beginning. */
  others: boolean;
  /** Lists that are refused. */
  refused: Set<string>;
}

export function lists(): SiteLists {
  return {
    users: new Map([
      ['5b10', true],
      ['5b11', true],
    ]),
    groups: new Map([['11111111-1111-1111-1111-111111111111', { name: 'release-crew', members: ['5b10'] }]]),
    grants: [['BROWSE_PROJECTS', 10_002]],
    settings: { votingEnabled: true, watchingEnabled: true, attachmentsEnabled: true },
    administrators: ['5b10'],
    workflow: 1,
    readers: ['5b10'],
    spaceAdmins: ['5b10'],
    organizations: new Map([['4', { name: 'Customers of the north', members: ['qm:1:2'] }]]),
    assets: new Map([['12', []]]),
    others: false,
    refused: new Set(),
  };
}

/** Changes everything that is looked at. */
export function change(site: SiteLists): void {
  site.users.set('5b11', false).set('5b12', true);
  site.groups.get('11111111-1111-1111-1111-111111111111')?.members.push('5b11');
  site.groups.set('33333333-3333-3333-3333-333333333333', { name: 'auditors', members: ['5b12'] });
  site.grants = [['ADMINISTER_PROJECTS', 10_002]];
  site.settings['attachmentsEnabled'] = false;
  site.administrators = ['5b11'];
  site.workflow = 2;
  site.readers = ['5b11'];
  site.spaceAdmins = ['5b10', '5b11'];
  site.organizations.get('4')?.members.splice(0);
  site.organizations.set('5', { name: 'Customers of the south', members: [] });
  site.assets.delete('12');
}

type Answer = (site: SiteLists, url: URL, id: string) => unknown;

/** Pages of Jira's lists: `startAt` and `maxResults`. */
function paged(all: object[], url: URL): object {
  const from = Number(url.searchParams.get('startAt') ?? url.searchParams.get('start') ?? 0);
  const size = Number(url.searchParams.get('maxResults') ?? url.searchParams.get('limit') ?? 50);
  const values = all.slice(from, from + size);
  const isLast = from + size >= all.length;
  return { values, startAt: from, maxResults: size, total: all.length, isLast, isLastPage: isLast };
}

const person = (accountId: string) => ({ accountId, displayName: 'Made Up' });

const ANSWERS: [pattern: RegExp, answer: Answer][] = [
  [/^\/rest\/api\/3\/users\/search$/, ({ users }, url) => {
    const all = [...users].map(([accountId, active]) => ({ ...person(accountId), active, accountType: 'atlassian' }));
    return (paged(all, url) as { values: object[] }).values;
  }],
  [/^\/rest\/api\/3\/user\/bulk$/, ({ users }, url) => {
    const known = url.searchParams.getAll('accountId').filter((id) => users.has(id));
    return { values: known.map((id) => ({ ...person(id), active: users.get(id) })), isLast: true };
  }],
  [/^\/rest\/api\/3\/group\/bulk$/, ({ groups }, url) => paged([...groups].map(([groupId, { name }]) => ({ groupId, name })), url)],
  [/^\/rest\/api\/3\/group\/member$/, ({ groups }, url) => {
    const group = groups.get(url.searchParams.get('groupId') ?? '');
    return group && paged(group.members.map(person), url);
  }],
  [/^\/rest\/api\/3\/permissionscheme$/, ({ grants }) => ({
    permissionSchemes: [{ id: 10_000, name: 'Default', description: '', permissions: grants.map(([permission, role], id) => ({ id, permission, holder: { type: 'projectRole', parameter: String(role), value: String(role) } })) }],
  })],
  [/^\/rest\/api\/3\/notificationscheme$/, ({ others }, url) => paged([{ id: 10_000, name: others ? 'Renamed' : 'Default', notificationSchemeEvents: [] }], url)],
  [/^\/rest\/api\/3\/issuesecurityschemes$/, ({ others }) => ({ issueSecuritySchemes: others ? [{ id: 10_100, name: 'Secret', description: '' }] : [] })],
  [/^\/rest\/api\/3\/role$/, ({ others }) => [{ id: 10_002, name: 'Administrators' }, ...(others ? [{ id: 10_003, name: 'Auditors' }] : [])]],
  [/^\/rest\/api\/3\/project\/search$/, (_, url) => paged([{ id: '10001', key: 'PAY', name: 'Payments' }], url)],
  [/^\/rest\/api\/3\/project\/10001\/role$/, () => ({ Administrators: 'https://site.invalid/rest/api/3/project/10001/role/10002' })],
  [/^\/rest\/api\/3\/project\/10001\/role\/10002$/, ({ administrators }) => ({
    id: 10_002,
    name: 'Administrators',
    actors: administrators.map((accountId, id) => ({ id, type: 'atlassian-user-role-actor', displayName: 'Made Up', actorUser: { accountId } })),
  })],
  [/^\/rest\/api\/3\/configuration$/, ({ settings }) => ({ ...settings, timeTrackingConfiguration: { workingHoursPerDay: 8 } })],
  [/^\/rest\/api\/3\/workflows\/search$/, ({ workflow }, url) => paged([{ id: 'w-1', name: 'Payments', version: { id: 'x', versionNumber: workflow } }], url)],
  [/^\/rest\/api\/3\/dashboard\/search$/, ({ others }, url) => paged(others ? [{ id: '10200', name: 'Releases' }] : [], url)],
  [/^\/wiki\/rest\/api\/group$/, ({ groups }) => ({
    results: [...[...groups].map(([id, { name }]) => ({ id, name, type: 'group' })), { id: '22222222-2222-2222-2222-222222222222', name: 'wiki-only' }],
    _links: {},
  })],
  [/^\/wiki\/rest\/api\/group\/22222222-2222-2222-2222-222222222222\/membersByGroupId$/, ({ others }) => ({ results: [person('5b10'), ...(others ? [person('5b11')] : [])], _links: {} })],
  [/^\/wiki\/api\/v2\/spaces$/, () => ({ results: [{ id: '900', key: 'DOCS', name: 'Handbook', type: 'global' }], _links: {} })],
  [/^\/wiki\/api\/v2\/spaces\/900\/permissions$/, ({ spaceAdmins }) => ({
    results: spaceAdmins.map((id, n) => ({ id: String(n), principal: { type: 'user', id }, operation: { key: 'administer', targetType: 'space' } })),
    _links: {},
  })],
  [/^\/wiki\/api\/v2\/pages$/, () => ({ results: [{ id: '77', title: 'Runbook', spaceId: '900' }], _links: {} })],
  [/^\/wiki\/rest\/api\/content\/77\/restriction\/byOperation$/, ({ readers }) => ({
    read: { operation: 'read', restrictions: { user: { results: readers.map(person) }, group: { results: [] } } },
    update: { operation: 'update', restrictions: { user: { results: [] }, group: { results: [] } } },
  })],
  [/^\/rest\/servicedeskapi\/organization$/, ({ organizations }, url) => paged([...organizations].map(([id, { name }]) => ({ id, name })), url)],
  [/^\/rest\/servicedeskapi\/organization\/([0-9]+)\/user$/, ({ organizations }, url, id) => {
    const organization = organizations.get(id);
    return organization && paged(organization.members.map(person), url);
  }],
  [/^\/rest\/servicedeskapi\/assets\/workspace$/, () => ({ values: [{ workspaceId: 'ws-1' }], isLastPage: true })],
  [/^\/jsm\/assets\/workspace\/ws-1\/v1\/objectschema\/list$/, (_, url) => paged([{ id: '3', name: 'Hardware' }], url)],
  [/^\/jsm\/assets\/workspace\/ws-1\/v1\/object\/aql$/, ({ assets }, url) => paged([...assets.keys()].map((id) => ({ id, objectKey: `HW-${id}`, label: 'Made Up' })), url)],
  [/^\/jsm\/assets\/workspace\/ws-1\/v1\/object\/([0-9]+)\/history$/, ({ assets }, _, id) => assets.get(id)],
];

/** Answers as the site's lists are now; everything else as the double of the products does. */
export function answering(site: SiteLists): (request: ProductRequest) => Response {
  return (request) => {
    const url = new URL(request.path, 'https://site.invalid');
    for (const [pattern, answer] of ANSWERS) {
      const found = pattern.exec(url.pathname);
      if (found === null || request.as !== 'app') continue;
      if ([...site.refused].some((path) => url.pathname.includes(path))) return Response.json({}, { status: 403 });
      const body = answer(site, url, found[1] ?? '');
      return body === undefined ? Response.json({}, { status: 404 }) : Response.json(body);
    }
    return answerAsProduct(request);
  };
}
