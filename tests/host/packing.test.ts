/** From write-ahead keys to segments, by several at once and with things breaking in between. */
import { afterEach, describe, expect, test } from 'vitest';
import { answerOf, call, rowsOf, start } from './local.ts';
import type { Local } from './local.ts';
import { transitioned, worklog } from './payloads.ts';
import { PROJECTS } from './people.ts';

let local: Local | undefined;

afterEach(async () => {
  await local?.close();
  local = undefined;
});

const EVENTS = 60;

/** Delivers many events and says which issues the answer must have, newest first. */
async function fill(target: Local): Promise<string[]> {
  const numbers = Array.from({ length: EVENTS }, (_, n) => n + 1);
  await Promise.all(numbers.map((n) => target.deliver(transitioned(PROJECTS.PAY, n, n))));
  return numbers.map((n) => `PAY-${n}`).reverse();
}

async function keysOf(target: Local): Promise<(string | undefined)[]> {
  return (await rowsOf(target, 'action = issue.transitioned')).map((row) => row.subject.key);
}

describe('packing', () => {
  test('changes where events are, and not what is answered', async () => {
    local = await start();
    const wanted = await fill(local);
    const before = await answerOf(local, 'action = issue.transitioned');
    expect(await local.tick('fiveMinute')).toMatchObject([{ ok: true }]);
    const after = await answerOf(local, 'action = issue.transitioned');
    expect(after.rows).toEqual(before.rows);
    expect(after.rows.map((row) => row.subject.key)).toEqual(wanted);
    expect(after).toMatchObject({ complete: true, undecided: 0 });
    expect(local.kvs.keys('w:')).toEqual([]);
    expect(local.kvs.get('root', 'catalogue')).toMatchObject({ generation: 1 });
  });

  test('by several at once loses nothing and keeps nothing twice', async () => {
    local = await start({ workers: 4 });
    const wanted = await fill(local);
    const runs = await Promise.all([1, 2, 3].map(() => local?.tick('fiveMinute')));
    expect(runs.flat()).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
    expect(await keysOf(local)).toEqual(wanted);
    const status = await call<{ rows: number; writeAhead: number }>(local, 'status');
    expect(status.ok).toMatchObject({ rows: EVENTS, writeAhead: 0 });
  });

  test('while events come in and somebody reads shows everything at every moment', async () => {
    local = await start({ workers: 4 });
    await fill(local);
    const packing = local.tick('fiveMinute');
    for (let n = 0; n < 8; n += 1) {
      await local.deliver(transitioned(PROJECTS.OPS, 500 + n, 200 + n));
      expect(await keysOf(local)).toHaveLength(EVENTS + n + 1);
    }
    await packing;
    await local.tick('fiveMinute');
    expect(await keysOf(local)).toHaveLength(EVENTS + 8);
  });

  test.each(['/batch/set', '/transaction', '/batch/delete', '/batch/get', '/query'])(
    'that is killed at %s is finished by the next run',
    async (match) => {
      for (const kill of ['kill-before', 'kill-after'] as const) {
        const target = await start({ faults: [{ on: 'storage', match, functionKey: 'pack', nth: 1, do: kill }] });
        try {
          const wanted = await fill(target);
          await target.tick('fiveMinute');
          // From here on there is something to read and to merge.
          await target.deliver(transitioned(PROJECTS.PAY, EVENTS + 1, EVENTS + 1));
          await target.tick('fiveMinute');
          await target.tick('fiveMinute');
          expect(target.faults.counts()).toMatchObject([{ applied: 1 }]);
          expect(await keysOf(target)).toEqual([`PAY-${EVENTS + 1}`, ...wanted]);
          const status = await call<{ rows: number }>(target, 'status');
          expect(status.ok?.rows).toBe(EVENTS + 1);
        } finally {
          await target.close();
        }
      }
    },
  );

  test('gets through storage that is throttled now and then', async () => {
    local = await start({ faults: [{ on: 'storage', functionKey: 'pack', every: 2, do: 'throttle' }] });
    const wanted = await fill(local);
    expect(await local.tick('fiveMinute')).toMatchObject([{ ok: true }]);
    expect(await keysOf(local)).toEqual(wanted);
    expect(local.kvs.keys('w:')).toEqual([]);
  });

  test('can be asked for by who administers the site', async () => {
    local = await start();
    await fill(local);
    expect((await call(local, 'compact')).ok).toMatchObject({ packed: EVENTS, rows: EVENTS });
    expect(local.kvs.keys('w:')).toEqual([]);
  });

  test('that is asked for stops, and says how far it came, when the share of the minute is used up', async () => {
    local = await start();
    await local.deliver(transitioned(PROJECTS.PAY, 1, 0));
    const [key = ''] = local.kvs.keys('w:');
    const entry = local.kvs.get(key) as object;
    // Entries of three units each; the share of a minute is not enough for all of them.
    const content = [{ role: 'body', text: 'x'.repeat(25_000) }];
    for (let n = 1; n <= 500; n += 1) {
      const id = n.toString(16).padStart(32, '0');
      local.kvs.set(`w:202611200900:${id}`, { ...entry, id, content });
    }
    const answered = await call<{ packed: number }>(local, 'compact');
    expect(answered.error).toBeUndefined();
    expect(answered.ok?.packed).toBeGreaterThan(100);
    expect(answered.ok?.packed).toBeLessThan(400);
    expect(local.usage().read).toBeLessThanOrEqual(1_000);
  });
});

describe('a worklog', () => {
  test('gets the key of its issue, and so its project', async () => {
    local = await start();
    await local.deliver(worklog('20001', '30001', 1));
    expect((await rowsOf(local, 'action = worklog.created'))[0]?.container).toBeUndefined();
    await local.tick('fiveMinute');
    expect(await rowsOf(local, 'action = worklog.created AND project = PAY')).toMatchObject([
      { container: { kind: 'project', id: PROJECTS.PAY.id, key: 'PAY' }, subject: { parent: { id: '20001', key: 'PAY-1', title: 'Rotate keys' } } },
    ]);
  });

  test('of an issue that is gone is packed all the same', async () => {
    local = await start();
    await local.deliver(worklog('29999', '30002', 1));
    await local.tick('fiveMinute');
    expect(await rowsOf(local, 'action = worklog.created')).toMatchObject([{ subject: { parent: { id: '29999' } } }]);
    expect(local.kvs.keys('w:')).toEqual([]);
  });

  test('is packed when Jira does not answer', async () => {
    local = await start({ faults: [{ on: 'product', match: 'bulkfetch', do: 'fail' }] });
    await local.deliver(worklog('20001', '30003', 1));
    expect(await local.tick('fiveMinute')).toMatchObject([{ ok: true }]);
    expect(await rowsOf(local, 'action = worklog.created')).toHaveLength(1);
    expect(local.kvs.keys('w:')).toEqual([]);
  });
});

describe('a sweep', () => {
  test('deletes what a stopped packing left, and nothing else', async () => {
    local = await start({ faults: [{ on: 'storage', match: '/transaction', functionKey: 'pack', nth: 1, do: 'kill-before' }] });
    const wanted = await fill(local);
    await local.tick('fiveMinute');
    expect(local.kvs.keys('s:')).toHaveLength(1);
    await local.deliver(transitioned(PROJECTS.PAY, 900, 900));
    await local.tick('fiveMinute');
    expect(local.kvs.keys('s:').length).toBeGreaterThan(1);
    expect(await local.tick('day')).toMatchObject([{ ok: true }]);
    expect(local.kvs.keys('s:')).toHaveLength(1);
    expect(local.kvs.keys('m:')).toHaveLength(1);
    expect(await keysOf(local)).toEqual(expect.arrayContaining(wanted));
  });
});
