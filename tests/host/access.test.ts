/** Every page, every resolver, every person, own and foreign places: what comes back is what the table allows. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Event, QueryAnswer } from '../../src/generated/index.ts';
import { RESOLVERS } from '../../src/resolvers/index.ts';
import { ANSWERS, PAGES } from './access-matrix.ts';
import type { Place, Sees } from './access-matrix.ts';
import { call, query, start } from './local.ts';
import type { Answered, Local } from './local.ts';
import { filterCreated, pageUpdated, transitioned } from './payloads.ts';
import { EXTENSIONS, PEOPLE, PROJECTS, SPACES } from './people.ts';
import type { Person } from './people.ts';

/** The same log twice, so that both ways of reading are under test: packed, and as it came. */
const STATES = ['packed', 'waiting'] as const;
const logs = new Map<string, Local>();
/** Where nothing depends on how the log is kept. */
let local: Local;

beforeAll(async () => {
  for (const state of STATES) {
    // Thousands of calls within a minute, of which this is not about.
    const log = await start({ workers: 2, limits: { readUnitsPerMinute: 1_000_000, writeUnitsPerMinute: 1_000_000 } });
    logs.set(state, log);
    await seed(log);
    if (state === 'packed') await log.tick('fiveMinute');
  }
  local = logIn('packed');
});

afterAll(() => Promise.all([...logs.values()].map((log) => log.close())));

function logIn(state: string): Local {
  const log = logs.get(state);
  if (log === undefined) throw new Error(`there is no log that is ${state}`);
  return log;
}

/** Two events in every project and space, and one of the site. */
async function seed(log: Local): Promise<void> {
  for (const minute of [1, 2]) {
    for (const [at, project] of Object.values(PROJECTS).entries()) await log.deliver(transitioned(project, 10 * minute + at, minute));
    for (const space of Object.values(SPACES)) await log.deliver(pageUpdated(space, `${space.id}${minute}`, minute));
  }
  await log.deliver(filterCreated('1', 3));
}

const persons = Object.keys(PEOPLE) as Person[];
const keys = Object.keys(RESOLVERS);

describe('the table', () => {
  test('has every page of the manifest, and no other', () => {
    const pages = local.manifest.pages.map(({ key }) => key);
    expect(Object.keys(PAGES).sort()).toEqual(pages.sort());
    expect(local.manifest.pages.every((page) => page.function === 'resolver')).toBe(true);
  });

  test('has every resolver, and no other', () => {
    expect(keys.length).toBeGreaterThan(0);
    expect(Object.keys(ANSWERS).sort()).toEqual([...keys].sort());
  });
});

/** What a page may send that belongs to nobody but who reads the log: none of it may widen what comes back. */
const CLAIMS = [
  { name: 'nothing', payload: {}, extension: {} },
  { name: 'a scope', payload: { scope: 'all' }, extension: {} },
  { name: 'an account', payload: { account: PEOPLE.siteAdmin, accountId: PEOPLE.siteAdmin }, extension: { accountId: PEOPLE.siteAdmin } },
  { name: 'foreign places', payload: { project: EXTENSIONS.OPS.project }, extension: { type: 'jira:adminPage', moduleKey: 'jira-site' } },
];

for (const module of Object.keys(PAGES)) {
  const page = PAGES[module];
  if (page === undefined) continue;
  describe.each(page.places)(`${module} about %s`, (place) => {
    describe.each(persons)('asked by %s', (person) => {
      const sees = page.sees[person][place] ?? 'nothing';
      const where = { module, person, extension: place === 'nowhere' ? {} : EXTENSIONS[place] };

      test.each(keys)(`%s (sees ${sees})`, async (key) => {
        // Another one asked before; only one backfill goes on at a time.
        if (key === 'backfillStart') local.kvs.delete('b:job');
        if (key === 'exportStop') local.kvs.set(`export:${EXPORT}`, { account: PEOPLE[person], format: 'csv', query: '', sum: 0 });
        if (key === 'deleteView' && sees !== 'nothing' && !isThing(sees)) await keepOne(where);
        const answered = await call(local, key, PAYLOADS[key] ?? {}, where);
        expect(outcome(answered)).toBe(expected(key, sees));
        if (key === 'viewer') expect(answered.ok).toMatchObject(viewerOf(sees, person));
      });

      test.each(STATES.flatMap((state) => CLAIMS.map((claim) => ({ state, ...claim }))))('a $state log, claiming $name', async ({ state, payload, extension }) => {
        for (const jql of ['', 'project in (PAY, OPS)', 'product = app OR product != app']) {
          const answered = await call<QueryAnswer>(logIn(state), 'events', query(jql, payload), { ...where, extension: { ...where.extension, ...extension } });
          const refused = Object.keys(payload).length > 0 && sees !== 'nothing' ? 'bad-request' : expected('events', sees);
          expect(outcome(answered)).toBe(refused);
          if (answered.ok !== undefined) checkRows(answered.ok.rows, sees, jql);
        }
      });
    });
  });
}

test.each([
  ['a list of ids', { project: { id: ['10000', '10001'] } }],
  ['two ids in one', { project: { id: '10000,10001' } }],
  ['more than an id', { project: { id: '10000&projectId=10001' } }],
  ['a path', { project: { id: '../project/10001' } }],
  ['a key', { project: { id: 'PAY' } }],
  ['another spelling of the number', { project: { id: '010000' } }],
  ['nothing', { project: null }],
  ['a text', 'project'],
])('a project page that claims %s shows nothing', async (_, extension) => {
  const answered = await call(local, 'events', query(''), { module: 'jira-project', person: 'payAdmin', extension: extension as object });
  expect(answered.error?.code).toBe('forbidden');
});

test.each(['', 'nothing', 'toString', 'constructor', '__proto__', 'hasOwnProperty'])('there is no resolver `%s`', async (key) => {
  expect((await call(local, key)).error?.code).toBe('bad-request');
});

/** An export that the asking person has begun. */
const EXPORT = '00000000-0000-4000-8000-000000000000';

/** What a page sends to each resolver. */
const PAYLOADS: Record<string, object> = {
  events: query(''),
  check: { jql: 'project = OPS', narrow: [], zone: 'UTC' },
  tables: { jql: 'project = OPS', narrow: [], zone: 'UTC' },
  agreeToPolling: { agrees: 1 },
  setViews: { on: 0 },
  setPreferences: { language: 'de' },
  exportPage: { jql: '', narrow: [], zone: 'UTC', format: 'jsonl' },
  exportStop: { export: EXPORT },
  saveView: { name: 'Mine', address: 'jql=project+%3D+PAY', shared: 0 },
  deleteView: { id: 'one' },
  chooseDefaultView: { id: 'deleted' },
  recordReport: { of: 'events', jql: 'project = OPS', period: '30d' },
  overview: { from: 0, to: 86_400_000, top: 5 },
};

/** Deletes need something to delete, and names may be taken once. */
async function keepOne(where: { module: string; person: Person; extension: object }): Promise<void> {
  const { ok } = await call<{ views: { id: string; name: string }[] }>(local, 'views', {}, where);
  const id = ok?.views.find(({ name }) => name === 'Mine')?.id;
  if (id !== undefined) PAYLOADS['deleteView'] = { id };
  else {
    const kept = await call<{ id: string }[]>(local, 'saveView', { name: 'Mine', address: '', shared: 0 }, where);
    PAYLOADS['deleteView'] = { id: kept.ok?.at(-1)?.id };
  }
}

function outcome(answered: Answered): string {
  return answered.ok === undefined ? String(answered.error?.code) : 'ok';
}

function expected(key: string, sees: Sees): string {
  switch (ANSWERS[key]) {
    case 'everybody':
      return 'ok';
    case 'readers':
      return sees === 'nothing' || isThing(sees) ? 'forbidden' : 'ok';
    case 'readers, also beside a thing':
      return sees === 'nothing' ? 'forbidden' : 'ok';
    case 'administrators':
      return sees === 'all' ? 'ok' : 'forbidden';
    default:
      return `the table has no entry for ${key}`;
  }
}

function viewerOf(sees: Sees, person: Person): object {
  const accountId = person === 'anonymous' ? null : PEOPLE[person];
  if (sees === 'all') return { access: 'all', containers: [], accountId };
  if (sees === 'nothing') return { access: 'none', containers: [], accountId, reason: expect.any(String) };
  const thing = isThing(sees) ? { thing: { id: thingOf(sees) } } : {};
  return { access: 'scoped', containers: [containerOf(sees)], accountId, ...thing };
}

/** Whether somebody sees one issue or page only. */
function isThing(sees: Sees): boolean {
  return sees !== 'all' && sees !== 'nothing' && thingOf(sees) !== undefined;
}

function thingOf(place: Place): string | undefined {
  const { issue, content } = EXTENSIONS[place] as { issue?: { id: string }; content?: { id: string } };
  return (issue ?? content)?.id;
}

function containerOf(place: Place): { kind: string; id: string; key: string } {
  switch (place) {
    case 'PAY':
    case 'PAY-10':
      return { kind: 'project', ...PROJECTS.PAY };
    case 'OPS':
    case 'OPS-11':
      return { kind: 'project', ...PROJECTS.OPS };
    case 'DOCS':
    case 'a page of DOCS':
      return { kind: 'space', ...SPACES.DOCS };
    case 'ENG':
    case 'a page of ENG':
      return { kind: 'space', ...SPACES.ENG };
  }
}

/** Every row lies where the person may look, and what lies there is there. */
function checkRows(rows: Event[], sees: Sees, jql = ''): void {
  const containers = new Set(rows.map(({ container }) => `${container?.kind} ${container?.id}`));
  const own = sees === 'all' || sees === 'nothing' ? undefined : containerOf(sees);
  if (own === undefined) {
    expect(sees).toBe('all');
    if (jql === '') for (const place of ['PAY', 'OPS', 'DOCS', 'ENG'] as const) expect(containers).toContain(`${containerOf(place).kind} ${containerOf(place).id}`);
    if (jql === '') expect(rows.some(({ action }) => action === 'filter.created')).toBe(true);
    return;
  }
  expect([...containers]).toEqual(rows.length > 0 ? [`${own.kind} ${own.id}`] : []);
  if (isThing(sees)) for (const { subject } of rows) expect(subject.id).toBe(thingOf(sees as Place));
  // Exports of a project are part of its log.
  if (jql === '') expect(rows.filter(({ product }) => product !== 'app')).toHaveLength(isThing(sees) ? 1 : 2);
}
