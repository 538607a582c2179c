/** Counts of a range of days: of what waits, of what is packed, and of both. */
import { afterEach, expect, test } from 'vitest';
import type { Overview } from '../../src/overviewing.ts';
import { call, rowsOf, start } from './local.ts';
import type { Local } from './local.ts';
import { BEGIN, pageUpdated, transitioned, worklog } from './payloads.ts';
import { PEOPLE, PROJECTS, SPACES } from './people.ts';

const DAY_MS = 86_400_000;
const DAY_MINUTES = 24 * 60;
/** The day on which the tests begin. */
const DAY = Math.floor(BEGIN / DAY_MS) * DAY_MS;

let local: Local | undefined;

afterEach(async () => {
  await local?.close();
  local = undefined;
});

/** Events of three days and of a month long ago. */
async function fill(target: Local): Promise<void> {
  await target.deliver(transitioned(PROJECTS.PAY, 1, 0));
  await target.deliver(transitioned(PROJECTS.PAY, 2, 1));
  await target.deliver(transitioned(PROJECTS.OPS, 3, -DAY_MINUTES));
  await target.deliver(pageUpdated(SPACES.DOCS, '700', -2 * DAY_MINUTES));
  await target.deliver(transitioned(PROJECTS.OPS, 4, -100 * DAY_MINUTES));
}

async function overview(target: Local, from: number, to: number): Promise<Overview> {
  const { ok, error } = await call<Overview>(target, 'overview', { from, to, top: 5 });
  expect(error).toBeUndefined();
  return ok as Overview;
}

/** What does not say how it was read. */
const plain = ({ cost: _, read: __, waiting: ___, oldest: ____, ...counts }: Overview) => counts;

test('counts the same whether events wait, are packed, or both', async () => {
  local = await start();
  await fill(local);
  const before = await overview(local, DAY, DAY + DAY_MS);
  expect(before).toMatchObject({
    before: DAY - DAY_MS,
    count: { now: 2, before: 1 },
    days: [2],
    daysBefore: [1],
    families: [{ family: 'issue', count: { now: 2, before: 1 }, days: [2] }],
    actions: [{ action: 'issue.transitioned', count: { now: 2, before: 1 } }],
    containers: [
      { kind: 'project', id: PROJECTS.PAY.id, key: 'PAY', count: { now: 2, before: 0 } },
      { kind: 'project', id: PROJECTS.OPS.id, key: 'OPS', count: { now: 0, before: 1 } },
    ],
    containersAll: { now: 1, before: 1 },
    people: [{ account: PEOPLE.plainUser, count: { now: 2, before: 1 } }],
    waiting: 3,
    problems: [],
  });
  expect(before.hours.reduce((sum, count) => sum + count)).toBe(2);
  await local.tick('fiveMinute');
  const packed = await overview(local, DAY, DAY + DAY_MS);
  expect(plain(packed)).toEqual(plain(before));
  expect(packed).toMatchObject({ waiting: 0, oldest: BEGIN - 100 * DAY_MS });

  await local.deliver(transitioned(PROJECTS.PAY, 5, 5));
  // Delivered again: it is in a segment, too.
  await local.deliver(transitioned(PROJECTS.PAY, 1, 0));
  const both = await overview(local, DAY - 2 * DAY_MS, DAY + DAY_MS);
  expect(both).toMatchObject({ count: { now: 5, before: 0 }, days: [1, 1, 3], waiting: 1 });
});

test('reads the counts of months and not their segments', async () => {
  local = await start();
  await fill(local);
  await local.tick('fiveMinute');
  // The month of the present is counted when it is over; the one long ago has been.
  const old = await overview(local, DAY - 120 * DAY_MS, DAY - 60 * DAY_MS);
  expect(old).toMatchObject({ count: { now: 1, before: 0 }, read: { segments: 0 }, problems: [] });
  expect(local.kvs.keys('r:')).not.toHaveLength(0);
});

test.each([
  [{ from: DAY + 1, to: DAY + DAY_MS, top: 5 }],
  [{ from: DAY, to: DAY, top: 5 }],
  [{ from: DAY, to: DAY + 4_000 * DAY_MS, top: 5 }],
  [{ from: DAY, to: DAY + DAY_MS, top: 0 }],
  [{ from: DAY, to: DAY + DAY_MS }],
  [{ from: DAY, to: DAY + DAY_MS, top: 5, scope: 'all' }],
])('refuses %j', async (payload) => {
  local = await start();
  const { error } = await call(local, 'overview', payload);
  expect(['bad-request', 'engine.request']).toContain(error?.code);
});

test('what is older than the log keeps is dropped every day, and from the counts as well', async () => {
  local = await start();
  await fill(local);
  await local.deliver(worklog('20001', '900', -101 * DAY_MINUTES));
  await local.tick('fiveMinute');
  // Without a policy, and with one that is none, everything stays.
  for (const policy of [undefined, { days: 0 }, { days: '30' }, { days: -1 }]) {
    if (policy !== undefined) local.kvs.set('c:retention', policy);
    expect(await local.tick('day')).toMatchObject([{ ok: true }]);
    expect(await rowsOf(local, '')).toHaveLength(6);
  }
  // What is known last of the old issue goes with its records.
  const known = () => (local as Local).kvs.keys('k:issue:').length;
  const knownBefore = known();
  expect((local as Local).kvs.keys('k:issue:20004')).toHaveLength(1);
  const days = Math.ceil((Date.now() - BEGIN) / DAY_MS) + 50;
  local.kvs.set('c:retention', { days });
  expect(await local.tick('day')).toMatchObject([{ ok: true }]);
  expect(await rowsOf(local, '')).toHaveLength(4);
  expect(local.kvs.keys('k:issue:20001')).toEqual([]);
  expect([known() < knownBefore, known() > 0]).toEqual([true, true]);
  expect(local.kvs.keys('c:forgetting')).toEqual([]);
  const old = await overview(local, DAY - 120 * DAY_MS, DAY - 60 * DAY_MS);
  expect(old).toMatchObject({ count: { now: 0, before: 0 }, problems: [] });
  const root = JSON.parse((local.kvs.get('root', 'catalogue') as { body: string }).body) as { dropped: Record<string, number> };
  expect(Object.values(root.dropped).reduce((sum, count) => sum + count)).toBe(2);
});
