/** From an event to a row on the page, and what happens when something on the way fails. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Event } from '../../src/generated/index.ts';
import { answerOf, call, query, rowsOf, start } from './local.ts';
import type { Local } from './local.ts';
import { transitioned } from './payloads.ts';
import { PEOPLE, PROJECTS } from './people.ts';

let local: Local | undefined;

afterEach(async () => {
  await local?.close();
  local = undefined;
});

describe('a view', () => {
  const viewed = { eventType: 'avi:jira:viewed:issue', timestamp: '1763625600000', atlassianId: PEOPLE.plainUser, issue: { id: '20001', key: 'PAY-1' } };

  test('is kept only while an administrator wants it, and that they do is on record', async () => {
    local = await start();
    await local.deliver(viewed);
    expect(await rowsOf(local, 'action = issue.viewed')).toEqual([]);
    await call(local, 'setViews', { on: 1 });
    await local.deliver(viewed);
    expect(await rowsOf(local, 'action = issue.viewed')).toMatchObject([{ actor: { accountId: PEOPLE.plainUser } }]);
    expect(await rowsOf(local, 'action = capture.configured')).toHaveLength(1);
    await call(local, 'setViews', { on: 0 });
    await local.deliver({ ...viewed, timestamp: '1763625700000' });
    expect(await rowsOf(local, 'action = issue.viewed')).toHaveLength(1);
  });

  test('is delivered again when storage cannot say whether it is wanted', async () => {
    local = await start({ faults: [{ on: 'storage', match: '/batch/get', functionKey: 'on-product-event', do: 'fail', times: 50 }] });
    const delivery = await local.deliver(viewed);
    expect(delivery.results).toMatchObject([{ outcome: expect.not.stringMatching(/^delivered$/) }]);
    expect(local.kvs.keys('w:')).toEqual([]);
  });
});

describe('an event', () => {
  test('is a row of the answer', async () => {
    local = await start();
    const delivery = await local.deliver(transitioned(PROJECTS.PAY, 1, 0));
    expect(delivery).toMatchObject({ result: 'delivered', results: [{ trigger: 'jira-issues', outcome: 'delivered' }] });

    const [row, ...others] = await rowsOf(local, 'action = issue.transitioned');
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      action: 'issue.transitioned',
      actor: { accountId: PEOPLE.plainUser },
      container: { kind: 'project', id: PROJECTS.PAY.id, key: 'PAY' },
      subject: { kind: 'issue', key: 'PAY-1' },
      changes: [{ field: 'status', from: { text: 'To Do' }, to: { text: 'In Progress' } }],
      provenance: 'live',
    });
  });

  test('costs one write and nothing else', async () => {
    local = await start();
    await local.deliver(transitioned(PROJECTS.PAY, 1, 0));
    const calls = local.calls().map(({ kind, path: endpoint }) => `${kind} ${endpoint}`);
    expect(calls).toEqual(['storage /api/v1/set']);
    expect(local.kvs.keys('')).toEqual([expect.stringMatching(/^w:202611200900:[0-9a-f]{32}$/)]);
  });

  test('delivered twice is one row, before packing and after', async () => {
    local = await start();
    const event = transitioned(PROJECTS.PAY, 1, 0);
    await Promise.all([local.deliver(event), local.deliver(event)]);
    expect(await rowsOf(local, 'action = issue.transitioned')).toHaveLength(1);
    await local.tick('fiveMinute');
    await local.deliver(event);
    expect(await rowsOf(local, 'action = issue.transitioned')).toHaveLength(1);
    await local.tick('fiveMinute');
    expect(await rowsOf(local, 'action = issue.transitioned')).toHaveLength(1);
    expect(local.kvs.keys('w:').filter((key) => key.startsWith('w:202611200900'))).toEqual([]);
  });

  test('that cannot be read is kept as it came', async () => {
    local = await start();
    const malformed = { eventType: 'avi:jira:updated:issue', timestamp: 'yesterday', issue: 'not an object', contextToken: 'secret' };
    expect(await local.deliver(malformed)).toMatchObject({ result: 'delivered' });
    const rows = await rowsOf(local, 'action = payload.unreadable');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ source: 'avi:jira:updated:issue', reading: 'unreadable' });
    expect(rows[0]?.raw).toContain('not an object');
    expect(rows[0]?.raw).not.toContain('secret');
  });

  test('without a type of its own is known by its function', async () => {
    local = await start();
    await local.install(PEOPLE.siteAdmin);
    expect(await rowsOf(local, 'action = app.installed')).toMatchObject([{ source: 'avi:forge:installed:app' }]);
  });

  test('is still there after a restart', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'host-'));
    try {
      const dataFile = path.join(folder, 'data.sqlite');
      local = await start({ dataFile });
      await local.deliver(transitioned(PROJECTS.PAY, 1, 0));
      await local.tick('fiveMinute');
      await local.deliver(transitioned(PROJECTS.PAY, 2, 1));
      await local.close();
      local = await start({ dataFile });
      const rows = await rowsOf(local, 'action = issue.transitioned');
      expect(rows.map((row) => row.subject.key)).toEqual(['PAY-2', 'PAY-1']);
    } finally {
      await local?.close();
      local = undefined;
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('storage that fails', () => {
  test('for a moment is asked again by the same invocation', async () => {
    local = await start({ faults: [{ on: 'storage', match: '/set', times: 2, do: 'throttle' }] });
    expect(await local.deliver(transitioned(PROJECTS.PAY, 1, 0))).toMatchObject({ result: 'delivered' });
    expect(await rowsOf(local, 'action = issue.transitioned')).toHaveLength(1);
  });

  test('for longer makes the platform deliver again', async () => {
    local = await start({ faults: [{ on: 'storage', match: '/set', functionKey: 'on-product-event', times: 7, do: 'fail' }] });
    const first = await local.deliver(transitioned(PROJECTS.PAY, 1, 0));
    expect(first).toMatchObject({ result: 'retrying' });
    await local.idle();
    expect(await rowsOf(local, 'action = issue.transitioned')).toHaveLength(1);
    expect(local.counts()).toMatchObject({ retried: 1, failed: 0 });
  });

  test('through every retry leaves the event to the queue, which writes it when storage works again', async () => {
    local = await start({ faults: [{ on: 'storage', match: '/set', functionKey: 'on-product-event', do: 'fail' }] });
    await local.deliver(transitioned(PROJECTS.PAY, 1, 0));
    await local.idle();
    expect(local.counts()).toMatchObject({ retried: 3, delivered: 1, failed: 0 });
    expect(await rowsOf(local, 'action = issue.transitioned')).toHaveLength(1);
  });

  test('while the queue is full leaves the event to the last retry', async () => {
    // Four deliveries of five attempts each fail; the queue is asked after the fourth.
    local = await start({
      limits: { pushEventsPerMinute: 0 },
      faults: [{ on: 'storage', method: 'set', key: 'w:', functionKey: 'on-product-event', times: 20, do: 'fail' }],
    });
    await local.deliver(transitioned(PROJECTS.PAY, 1, 0));
    await local.idle();
    expect(local.counts()).toMatchObject({ retried: 4, delivered: 1, failed: 0 });
    expect(local.calls().filter(({ path: asked, status }) => asked.includes('queue') && status === 429)).toHaveLength(1);
    expect(await rowsOf(local, 'action = issue.transitioned')).toHaveLength(1);
  });

  test('whose answers get lost, and events that come late, twice and in another order, lose and double nothing', async () => {
    local = await start({
      faults: {
        seed: 11,
        queryDelayMs: 20,
        rules: [
          { on: 'storage', method: 'set', key: 'w:', probability: 0.3, do: 'lose-answer' },
          { on: 'storage', functionKey: 'pack', method: 'batch/set', probability: 0.3, do: 'partial' },
          { on: 'storage', functionKey: 'pack', method: 'transaction', nth: 1, do: 'lose-answer' },
          { on: 'event', every: 3, do: 'duplicate' },
          { on: 'event', every: 4, do: 'drop-and-retry' },
          { on: 'event', probability: 0.5, seconds: 100, do: 'reorder' },
        ],
      },
    });
    const numbers = Array.from({ length: 24 }, (_, n) => n + 1);
    for (const n of numbers) await local.deliver(transitioned(PROJECTS.PAY, n, n));
    await local.tick('fiveMinute');
    await local.idle();
    await local.tick('fiveMinute');
    expect(local.faults.counts().every(({ applied }) => applied > 0)).toBe(true);
    local.faults.set({ queryDelayMs: 0, rules: [] });
    const rows = await rowsOf(local, 'action = issue.transitioned');
    expect(rows.map((row) => row.subject.key)).toEqual(numbers.map((n) => `PAY-${n}`).reverse());
  });

  test('of an event that states no time leaves it the time of its first delivery', async () => {
    local = await start({
      faults: [{ on: 'storage', method: 'set', key: 'w:', functionKey: 'on-product-event', times: 5, do: 'lose-answer' }],
    });
    await local.deliver({ eventType: 'avi:jira:updated:project', project: { ...PROJECTS.PAY, projectTypeKey: 'software' } });
    const stored = () => (local as Local).kvs.keys('w:').map((key) => [key, (local as Local).kvs.get(key)]);
    const [first] = stored();
    expect(first).toBeDefined();
    await local.idle();
    expect(local.counts()).toMatchObject({ retried: 1, delivered: 1, failed: 0 });
    expect(stored()).toEqual([first]);
  });

  test('for the queue as well is tried again by the queue', async () => {
    local = await start({
      faults: [
        { on: 'storage', match: '/set', functionKey: 'on-product-event', do: 'fail' },
        { on: 'storage', match: '/set', functionKey: 'keep', times: 6, do: 'fail' },
      ],
    });
    await local.deliver(transitioned(PROJECTS.PAY, 1, 0));
    await local.idle();
    expect(await rowsOf(local, 'action = issue.transitioned')).toHaveLength(1);
  });

  test('is told to the page as such, without its details', async () => {
    local = await start({ faults: [{ on: 'storage', match: '/query', do: 'fail' }] });
    const answered = await call(local, 'events', query(''));
    expect(answered.error?.code).toBe('busy');
    expect(JSON.stringify(answered)).not.toContain('fault');
  });
});

describe('what the page asks', () => {
  test('is refused with places when it is not a query', async () => {
    local = await start();
    const answered = await call(local, 'events', query('action = issue.created AND'));
    expect(answered.error?.code).toBe('query-rejected');
    expect(answered.error?.diagnostics?.length).toBeGreaterThan(0);
    const checked = await call<{ ok: boolean; diagnostics: unknown[] }>(local, 'check', { jql: 'action = issue.created AND', narrow: [], zone: 'UTC' });
    expect(checked.ok).toMatchObject({ ok: false });
  });

  test.each([
    ['a member that is not known', query('', { scope: 'all' })],
    ['a time of its own', query('', { now: 0 })],
    ['a limit that is too high', query('', { limit: 501 })],
    ['a query that is no text', query('', { jql: 7 })],
    ['narrowing that is no list', query('', { narrow: 'project = PAY' })],
    ['a zone that nobody knows', query('occurred > startOfDay()', { zone: 'Mars/Olympus' })],
    ['a cursor that nobody handed out', query('', { cursor: 'x' })],
    ['a generation that cannot be', query('', { since: -1 })],
  ])('is refused with %s', async (_, payload) => {
    local = await start();
    expect((await call(local, 'events', payload)).error?.code).toBe('bad-request');
  });

  test('comes in pages that meet without a gap', async () => {
    local = await start();
    for (let n = 1; n <= 7; n += 1) await local.deliver(transitioned(PROJECTS.PAY, n, n));
    await local.tick('fiveMinute');
    for (let n = 8; n <= 10; n += 1) await local.deliver(transitioned(PROJECTS.PAY, n, n));
    const seen: (string | undefined)[] = [];
    let cursor: string | undefined;
    do {
      const page = await answerOf(local, 'action = issue.transitioned', { limit: 4, ...(cursor && { cursor }) });
      seen.push(...page.rows.map((row) => row.subject.key));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(seen).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((n) => `PAY-${n}`));
  });

  test('is followed without reading again what was read', async () => {
    local = await start();
    const keys = ({ rows }: { rows: Event[] }) => rows.map((row) => row.subject.key);
    await local.deliver(transitioned(PROJECTS.PAY, 1, 1));
    await local.tick('fiveMinute');
    const first = await answerOf(local, 'action = issue.transitioned');
    await local.deliver(transitioned(PROJECTS.PAY, 2, 2));
    const followed = await answerOf(local, 'action = issue.transitioned', { since: first.generation });
    expect([keys(followed), followed.read.segments]).toEqual([['PAY-2'], 0]);
    // What came since is packed now, so that it is no longer among what waits: all is read again.
    await local.tick('fiveMinute');
    const again = await answerOf(local, 'action = issue.transitioned', { since: first.generation });
    expect(keys(again)).toEqual(['PAY-2', 'PAY-1']);
    expect(again.generation).toBeGreaterThan(first.generation);
  });

  test('says what it has cost in storage', async () => {
    local = await start();
    for (let n = 1; n <= 5; n += 1) await local.deliver(transitioned(PROJECTS.PAY, n, n));
    await local.tick('fiveMinute');
    await local.deliver(transitioned(PROJECTS.PAY, 6, 6));
    const before = local.usage();
    const { cost } = await answerOf(local, 'action = issue.transitioned');
    const after = local.usage();
    expect(cost.units).toEqual({ read: after.read - before.read, write: after.write - before.write });
    expect(cost.requests).toBe(after.requests - before.requests);
    expect(cost.values).toBeGreaterThan(2);
    // The platform also counts the keys of batches.
    expect(cost.bytes).toBeGreaterThan((after.readBytes - before.readBytes) / 2);
    expect(cost.bytes).toBeLessThanOrEqual(after.readBytes - before.readBytes);
  });

  test('is on record, once a person and second', async () => {
    local = await start();
    await call(local, 'viewer');
    await call(local, 'viewer');
    await call(local, 'viewer', {}, { person: 'plainUser' });
    await call(local, 'events', query(''), { person: 'plainUser' });
    const rows = await rowsOf(local, 'product = app');
    const seen = rows.map(({ action, actor }) => `${action} ${actor.accountId}`);
    // A test that runs over the end of a second sees each twice.
    expect([...new Set(seen)].sort()).toEqual([`log.opened ${PEOPLE.siteAdmin}`, `log.refused ${PEOPLE.plainUser}`]);
    expect(seen.length).toBeLessThanOrEqual(4);
  });
});
