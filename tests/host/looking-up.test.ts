/** What a query speaks of is looked up in Jira: every kind of lookup, what it costs, and what is remembered. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CheckAnswer, Diagnostic } from '../../src/generated/index.ts';
import type { EventsAnswer } from '../../src/reading.ts';
import { answerOf, call, query, rowsOf, start } from './local.ts';
import type { Local } from './local.ts';
import { pageUpdated, transitioned } from './payloads.ts';
import { EXTENSIONS, PEOPLE, PROJECTS, SPACES } from './people.ts';
import { answerAsProduct } from './products.ts';
import type { ProductRequest } from './products.ts';

let local: Local;
/** Addresses that Jira answers with `status`. */
let refused: RegExp | undefined;
let status = 403;
/** What was asked of Jira and not looked at yet. */
let requests: string[] = [];

beforeEach(async () => {
  [refused, status, requests] = [undefined, 403, []];
  local = await start({ product: answer as never });
  await local.deliver(transitioned(PROJECTS.PAY, 1, 1));
  await local.deliver(transitioned(PROJECTS.OPS, 2, 2));
  await local.deliver(pageUpdated(SPACES.DOCS, '900', 3));
});

afterEach(() => local.close());

function answer(request: ProductRequest): Response {
  requests.push(request.path);
  if (refused?.test(request.path)) return Response.json({ errorMessages: ['no'] }, { status });
  return answerAsProduct(request);
}

/** Keys of the issues that are found. */
async function found(jql: string): Promise<(string | undefined)[]> {
  return (await rowsOf(local, `(${jql}) AND product != app ORDER BY occurred ASC`)).map(({ subject }) => subject.key);
}

/** Requests that the app made of Jira since the last call of this, without those about permissions. */
function asked(): string[] {
  const since = requests.filter((path) => !/mypermissions|user\/current/.test(path));
  requests = [];
  return since;
}

const codesOf = (diagnostics: Diagnostic[]) => diagnostics.map(({ code }) => code);

async function checked(jql: string): Promise<CheckAnswer> {
  const { ok, error } = await call<CheckAnswer>(local, 'check', { jql, narrow: [], zone: 'UTC' });
  if (ok === undefined) throw new Error(JSON.stringify(error));
  return ok;
}

describe('a query that names', () => {
  test.each([
    ['a person', 'actor = "tomasz wilk"', ['PAY-1', 'OPS-2', undefined]],
    ['a person by address', 'actor = "tomasz.wilk@example.invalid"', ['PAY-1', 'OPS-2', undefined]],
    ['somebody else', 'actor = "Mateo Quintana"', []],
    ['a group of two pages', 'actor IN membersOf(engineering)', ['PAY-1', 'OPS-2', undefined]],
    ['a group by id', 'actor IN membersOf("1f0e6c1a-0000-4000-8000-000000000001")', ['PAY-1', 'OPS-2', undefined]],
    ['a group without members', 'actor IN membersOf("nobody here")', []],
    ['an organization on the second page', 'actor IN organizationMembers("blue fjord")', ['PAY-1', 'OPS-2', undefined]],
    ['a category of projects', 'category = Product', ['PAY-1']],
    ['a type of projects', 'projectType = service_desk', ['OPS-2']],
    ['projects by their lead', `project IN projectsLeadByUser("${PEOPLE.payAdmin}")`, ['PAY-1']],
    ['issue types', 'issuetype IN standardIssueTypes()', ['PAY-1', 'OPS-2']],
    ['a status by the name that it has now', 'status = Doing', ['PAY-1', 'OPS-2']],
    ['a status by the name that it had', 'status = "In Progress"', ['PAY-1', 'OPS-2']],
    ['a workflow of single issue types', 'workflow = Tasks', ['PAY-1']],
  ])('%s', async (_, jql, keys) => {
    expect(await found(jql)).toEqual(keys);
  });

  test('a group that is not there is told so', async () => {
    const { ok, diagnostics } = await checked('actor IN membersOf(strangers)');
    expect(ok).toBe(false);
    expect(codesOf(diagnostics)).toContain('filter.function.value');
  });

  test('nobody is told so', async () => {
    expect(codesOf((await checked('actor = "No Body"')).diagnostics)).toContain('filter.person.unknown');
  });

  test.each([
    ['priorities in their order', 'priority > Low', '/rest/api/3/priority/search'],
    ['resolutions', 'resolution = Done', '/rest/api/3/resolution/search'],
    ['versions of a project by its key', 'fixVersion IN releasedVersions(PAY)', '/rest/api/3/project/10000/version'],
    ['versions of a project by its name', 'fixVersion = latestReleasedVersion(payments)', '/rest/api/3/project/10000/version'],
  ])('%s', async (_, jql, path) => {
    const { ok, wanted } = await checked(jql);
    expect([ok, wanted]).toEqual([true, []]);
    expect(asked().some((one) => one.startsWith(path))).toBe(true);
  });
});

describe('a lookup', () => {
  test('is remembered, under a key that does not name anybody', async () => {
    await found('actor = "Tomasz Wilk" AND category = Product');
    expect(asked().length).toBeGreaterThan(0);
    await found('actor = "Tomasz Wilk" AND category = Product');
    expect(asked()).toEqual([]);
    const keys = local.kvs.keys('lookup:');
    expect(keys.some((key) => key.startsWith('lookup:person:'))).toBe(true);
    expect(keys.join().toLowerCase()).not.toMatch(/tomasz|wilk|557058/);
  });

  test('of people is remembered for the asking user alone; what all share is shared', async () => {
    const ask = (person: 'siteAdmin' | 'payAdmin') =>
      call<EventsAnswer>(local, 'events', query('actor = "Tomasz Wilk" AND category = Product'), { module: 'jira-project', person, extension: EXTENSIONS.PAY });
    await ask('siteAdmin');
    asked();
    expect((await ask('payAdmin')).ok?.rows).toHaveLength(1);
    expect(asked().filter((path) => !path.startsWith('/rest/api/3/project/10000'))).toEqual([expect.stringContaining('/user/search')]);
  });

  test('is not made for a query that is wrong in itself, or needs none', async () => {
    await checked('actor = "Tomasz Wilk" AND');
    await checked('action = issue.created AND occurred > -7d');
    expect(asked()).toEqual([]);
  });

  test.each([401, 403, 404])('that is refused with %i leaves the query standing, and says so', async (code) => {
    [refused, status] = [/user\/search|project\/search/, code];
    const { rows, warnings } = await answerOf(local, 'actor = "Tomasz Wilk" OR subject = "PAY-1" OR category = Product');
    expect(rows.map(({ subject }) => subject.key)).toContain('PAY-1');
    expect(codesOf(warnings)).toContain('filter.lookup.refused');
    // A permission may be given any moment.
    [refused, status] = [undefined, 403];
    expect(await found('actor = "Tomasz Wilk"')).toHaveLength(3);
  });

  test('that fails is a failure', async () => {
    [refused, status] = [/user\/search/, 500];
    const { error } = await call(local, 'events', query('actor = "Tomasz Wilk"'));
    expect(error?.code).toBe('busy');
    expect(JSON.stringify(error)).not.toContain('user/search');
  });

  test('of a list that is too long counts as refused', async () => {
    const many = (request: ProductRequest) => {
      requests.push(request.path);
      const url = new URL(request.path, 'https://example.invalid');
      if (!url.pathname.endsWith('/group/member')) return answerAsProduct(request);
      const startAt = Number(url.searchParams.get('startAt'));
      const values = Array.from({ length: 50 }, (_, n) => ({ accountId: `557058:${startAt + n}` }));
      return Response.json({ startAt, isLast: false, values });
    };
    await local.close();
    local = await start({ product: many as never });
    expect(codesOf((await checked('actor IN membersOf(engineering)')).diagnostics)).toContain('filter.lookup.refused');
    expect(asked().filter((path) => path.includes('group/member'))).toHaveLength(41);
  });
});

test('weeks begin on Monday where the site says so, which is asked only for queries about weeks', async () => {
  await checked('occurred > startOfDay()');
  expect(asked()).toEqual([]);
  expect((await checked('occurred > startOfWeek()')).ok).toBe(true);
  expect(asked()).toEqual([expect.stringContaining('application-properties')]);
});
