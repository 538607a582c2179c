/** The log at hand answers as the function does, whoever looks, and nothing outside of what somebody may see leaves the function. */
import { afterEach, expect, test } from 'vitest';
import type { QueryAnswer } from '../../src/generated/index.ts';
import { call, query, start } from './local.ts';
import type { Local } from './local.ts';
import { Hand } from './logs.ts';
import type { Where } from './logs.ts';
import { filterCreated, pageUpdated, transitioned } from './payloads.ts';
import { EXTENSIONS, PEOPLE, PROJECTS, SPACES } from './people.ts';

let local: Local;
afterEach(() => local.close());

const ADMIN: Where = {};
const PAY: Where = { module: 'jira-project', person: 'payAdmin', extension: EXTENSIONS.PAY };
const DOCS: Where = { module: 'confluence-space', person: 'docsAdmin', extension: EXTENSIONS.DOCS };

/** Events in every project and space, and one of the site. */
async function seed(minutes: number[]): Promise<void> {
  for (const minute of minutes) {
    for (const [at, project] of Object.values(PROJECTS).entries()) await local.deliver(transitioned(project, 10 * minute + at, minute));
    for (const space of Object.values(SPACES)) await local.deliver(pageUpdated(space, `${space.id}${minute}`, minute));
    await local.deliver(filterCreated(String(minute), minute));
  }
}

/** A log with two segments and some events that wait. */
async function mixed(): Promise<void> {
  local = await start();
  await seed([1, 2]);
  await local.tick('fiveMinute');
  await seed([3, 4]);
  await local.tick('fiveMinute');
  await seed([5]);
}

const QUERIES = [
  '',
  'ORDER BY occurred ASC',
  'project = PAY',
  'project in (PAY, OPS) AND action = issue.transitioned',
  `actor = "${PEOPLE.plainUser}"`,
  'actor is EMPTY OR product = confluence',
  'status = "In Progress"',
  'status CHANGED TO "In Progress"',
  'issuetype = Task AND NOT project = OPS',
  'summary ~ "rotate"',
  'text ~ "keys" OR text ~ "page"',
  'issue = PAY-10',
  'occurred >= "2026-11-20 10:02"',
  'category = Platform',
  'product = app OR product != app',
];

test.each([
  ['the site', ADMIN],
  ['a project', PAY],
  ['a space', DOCS],
])('%s has the answers that the function gives', async (_, where) => {
  await mixed();
  const hand = new Hand(local, where);
  let found = 0;
  for (const jql of QUERIES) {
    const asked = await call<QueryAnswer>(local, 'events', query(jql), where);
    const { rows, answer } = await hand.rows(jql);
    expect(rows, jql).toEqual(asked.ok?.rows);
    expect(answer, jql).toMatchObject({ count: rows.length, loaded: { complete: true } });
    found += rows.length;
  }
  expect(found).toBeGreaterThan(20);
  const calls = hand.calls('values');
  await hand.rows('action = issue.transitioned');
  expect(hand.calls('values'), 'nothing is fetched twice').toBe(calls);
});

test('a project gets nothing of another', async () => {
  await mixed();
  const hand = new Hand(local, PAY);
  await hand.rows('');
  const whole = JSON.stringify(hand.heard);
  for (const { key } of [PROJECTS.OPS, ...Object.values(SPACES)]) expect(whole).not.toMatch(new RegExp(`[^A-Z]${key}[^A-Z]`));
  // Values of the store are not for them, whatever they name; nor are segments without a row of theirs.
  const stored = [...local.kvs.keys('s:'), ...local.kvs.keys('m:'), ...local.kvs.keys('a:')];
  expect(stored.length).toBeGreaterThan(2);
  const answered = await call<{ values: [string, string | null][] }>(local, 'values', { keys: stored }, PAY);
  expect(answered.ok?.values.filter(([, text]) => text !== null)).toEqual([]);
});

test('keys of anything but segments, manifests and people are not answered', async () => {
  await mixed();
  const others = ['root', 'swept', 'c:views', 'k:issue:20010', ...local.kvs.keys('w:'), ...local.kvs.keys('r:')];
  const answered = await call<{ values: unknown[] }>(local, 'values', { keys: others });
  expect(answered.ok?.values).toEqual([]);
});

test('what comes later is there after another look, and segments that stay are not fetched again', async () => {
  await mixed();
  const hand = new Hand(local, ADMIN);
  const before = (await hand.rows('')).rows;
  expect(await hand.keeper.refresh(), 'nothing has happened').toBe(false);
  await seed([6]);
  expect(await hand.keeper.refresh()).toBe(true);
  const after = (await hand.rows('')).rows;
  expect(after.length).toBeGreaterThan(before.length);
  await local.tick('fiveMinute');
  expect(await hand.keeper.refresh()).toBe(true);
  expect((await hand.rows('')).rows).toEqual(after);
});

test('a segment that was retired meanwhile is looked up in a new list', async () => {
  await mixed();
  const hand = new Hand(local, ADMIN);
  await hand.keeper.refresh();
  const expected = (await call<QueryAnswer>(local, 'events', query(''))).ok?.rows;
  await local.tick('fiveMinute');
  // A page that began long before: what it knows of is gone.
  const older = local.kvs.keys('m:').slice(0, -1);
  expect(older.length).toBeGreaterThan(0);
  older.forEach((key) => local.kvs.delete(key));
  const { rows, answer } = await hand.rows('');
  expect(rows).toEqual(expected);
  expect(answer.warnings).toEqual([]);
  expect(hand.calls('catalogue')).toBe(2);
});

test('damage is told, and the rest is there', async () => {
  await mixed();
  for (const key of local.kvs.keys('s:')) local.kvs.set(key, 'QUFMUw==');
  for (const where of [ADMIN, PAY]) {
    const { rows, answer } = await new Hand(local, where).rows('');
    expect(rows.length).toBeGreaterThan(0);
    expect(answer.warnings.map(({ code }) => code)).toContain('read.damaged');
  }
});
