import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { caller, scratch, start, stop } from './support.mjs';

/** A platform whose clock the test moves. */
async function withClock(options = {}) {
  const clock = { time: Date.parse('2026-11-02T09:00:00Z') };
  const platform = await start({ now: () => clock.time, ...options });
  return { platform, call: caller(platform), clock };
}

const refusedWith = (code) => (error) => {
  assert.match(`${error.message} ${error.stack}`, new RegExp(code));
  return true;
};

/** The storage API without a function around it: for what the SDK does not let through. */
const post = (platform, route, body) => {
  const answer = platform.storage(`/api/v1/${route}`, body);
  return [answer.status, answer.body?.code];
};

test('values are written, read, replaced and deleted', async () => {
  const { call, clock } = await withClock();
  assert.equal(await call('get', { key: 'a' }), undefined);
  await call('set', { key: 'a', value: { text: 'Grüße', list: [1, null] } });
  clock.time += 1000;
  await call('set', { key: 'a', value: { text: 'neu' } });
  const { value, createdAt, updatedAt, expireTime } = await call('meta', { key: 'a' });
  assert.deepEqual(value, { text: 'neu' });
  assert.equal(updatedAt - createdAt, 1000);
  assert.equal(expireTime, undefined);
  await call('delete', { key: 'a' });
  assert.equal(await call('get', { key: 'a' }), undefined);
});

test('a set returns the previous or the latest value when asked', async () => {
  const { call } = await withClock();
  await call('set', { key: 'a', value: 1 });
  const before = await call('set', { key: 'a', value: 2, options: { returnValue: 'PREVIOUS' } });
  const after = await call('set', { key: 'a', value: 3, options: { returnValue: 'LATEST' } });
  assert.deepEqual([before.value, after.value], [1, 3]);
});

test('keys and values keep to the limits', async () => {
  const { platform } = await withClock();
  const set = (key, value) => post(platform, 'set', { key, value });
  assert.deepEqual(set('', 1), [400, 'KEY_TOO_SHORT']);
  assert.deepEqual(set('k'.repeat(501), 1), [400, 'KEY_TOO_LONG']);
  assert.deepEqual(set('k'.repeat(500), 1), [204, undefined]);
  for (const key of ['a/b', 'a@b', 'a|b', ' ']) assert.deepEqual(set(key, 1), [400, 'INVALID_KEY'], key);
  assert.deepEqual(set('a:b.c_d-e#f g', 1), [204, undefined]);
  assert.deepEqual(set('a', null), [400, 'INVALID_REQUEST_BODY']);
  assert.deepEqual(set('a', undefined), [400, 'INVALID_REQUEST_BODY']);
  assert.deepEqual(set('a', 'x'.repeat(240 * 1024 - 2)), [204, undefined]);
  assert.deepEqual(set('a', 'x'.repeat(240 * 1024 - 1)), [400, 'MAX_SIZE']);
  const nested = (depth) => (depth === 0 ? 1 : { in: nested(depth - 1) });
  assert.deepEqual(set('a', nested(31)), [204, undefined]);
  assert.deepEqual(set('a', nested(32)), [400, 'MAX_DEPTH']);
  assert.deepEqual(post(platform, 'set', { key: 'a', value: 1, options: { ttl: { value: 366, unit: 'DAYS' } } }), [400, 'INVALID_TTL']);
  assert.deepEqual(post(platform, 'nothing', {}), [404, 'NOT_FOUND']);
});

test('FAIL_IF_EXISTS and errors reach the app as the SDK gives them', async () => {
  const { call } = await withClock();
  await call('set', { key: 'lock', value: 1, options: { keyPolicy: 'FAIL_IF_EXISTS' } });
  await assert.rejects(call('set', { key: 'lock', value: 2, options: { keyPolicy: 'FAIL_IF_EXISTS' } }), refusedWith('exists already'));
  await assert.rejects(call('set', { key: 'a/b', value: 2 }), refusedWith('pattern'));
  assert.equal(await call('get', { key: 'lock' }), 1);
});

test('a value with a time to live goes away', async () => {
  const { platform, call, clock } = await withClock();
  await call('set', { key: 'a', value: 1, options: { ttl: { value: 2, unit: 'HOURS' } } });
  assert.equal((await call('meta', { key: 'a' })).expireTime, new Date(clock.time + 7_200_000).toISOString());
  clock.time += 7_199_999;
  assert.equal(await call('get', { key: 'a' }), 1);
  clock.time += 1;
  assert.equal(await call('get', { key: 'a' }), undefined);
  assert.deepEqual(await call('list', { prefix: 'a' }), { keys: [] });
  platform.limits.expiredVisibleMs = 60_000;
  assert.equal(await call('get', { key: 'a' }), 1);
});

test('queries go through pages in the order of the keys', async () => {
  const { platform, call } = await withClock();
  for (let number = 0; number < 125; number += 1) platform.kvs.set(`n:${String(number).padStart(3, '0')}`, number);
  platform.kvs.set('m:1', 1);
  platform.kvs.set('o:1', 1);
  assert.equal((await call('list', { prefix: 'n:' })).keys.length, 10);
  const seen = [];
  let cursor;
  do {
    const page = await call('list', { prefix: 'n:', limit: 50, cursor });
    seen.push(...page.keys);
    cursor = page.nextCursor;
  } while (cursor);
  assert.equal(seen.length, 125);
  assert.deepEqual(seen, [...new Set(seen)].sort());
  assert.deepEqual(post(platform, 'query', { limit: 101 }), [400, 'LIST_QUERY_LIMIT_EXCEEDED']);
  assert.deepEqual(post(platform, 'query', { after: 'nonsense' }), [400, 'INVALID_CURSOR']);
});

test('queries see writes late when they are told to; gets never do', async () => {
  const { call, clock } = await withClock({ limits: { queryDelayMs: 500 } });
  const keys = async () => (await call('list', { prefix: 'e:' })).keys;
  await call('set', { key: 'e:1', value: 1 });
  assert.deepEqual(await keys(), []);
  assert.equal(await call('get', { key: 'e:1' }), 1);
  clock.time += 500;
  assert.deepEqual(await keys(), ['e:1']);
  await call('delete', { key: 'e:1' });
  await call('set', { key: 'e:2', value: 1 });
  assert.deepEqual(await keys(), ['e:1']);
  clock.time += 250;
  await call('set', { key: 'e:0', value: 1 });
  clock.time += 250;
  assert.deepEqual(await keys(), ['e:2']);
  clock.time += 250;
  assert.deepEqual(await keys(), ['e:0', 'e:2']);
});

test('secrets are apart from plain keys', async () => {
  const { platform, call } = await withClock();
  assert.deepEqual(await call('secret', { value: 'x' }), { secret: 'x', plain: null });
  assert.deepEqual(post(platform, 'secret/set', { key: 's', value: 'x'.repeat(128 * 1024) }), [400, 'MAX_SIZE']);
  assert.deepEqual((await call('list', { prefix: 'token' })).keys, []);
});

test('batches do what they can and report the rest', async () => {
  const { platform, call } = await withClock();
  const { set, got } = await call('batch', { items: [{ key: 'b1', value: 1 }, { key: 'b/2', value: 2 }] });
  assert.deepEqual(set.successfulKeys.map(({ key }) => key), ['b1']);
  assert.equal(set.failedKeys[0].error.code, 'INVALID_KEY');
  assert.equal(got.successfulKeys[0].value, 1);
  const many = Array.from({ length: 26 }, (_, number) => ({ key: `k${number}`, value: 1 }));
  assert.deepEqual(post(platform, 'batch/set', many), [400, 'TOO_MANY_OPERATIONS']);
  assert.deepEqual(post(platform, 'batch/set', many.slice(1)), [200, undefined]);
  const heavy = Array.from({ length: 18 }, (_, number) => ({ key: `k${number}`, value: 'x'.repeat(239 * 1024) }));
  assert.deepEqual(post(platform, 'batch/set', heavy), [400, 'MAX_SIZE']);
});

test('entities have types and indexes', async () => {
  const { platform, call } = await withClock();
  await call('slot', { key: 's0', value: { plan: 'p', rank: 30, version: 1 } });
  await call('slot', { key: 's1', value: { plan: 'p', rank: 10, version: 1 } });
  await call('slot', { key: 's2', value: { plan: 'q', rank: 20, version: 1 } });
  const { down, part, filtered } = await call('slots');
  assert.deepEqual(down, ['s0', 's2', 's1']);
  assert.deepEqual(part, ['s0']);
  assert.deepEqual(filtered.results.map(({ key }) => key), ['s2']);
  assert.ok(filtered.nextCursor, 'filters apply to a page that is already cut');
  const set = (value) => post(platform, 'entity/set', { entityName: 'slot', key: 'x', value });
  assert.deepEqual(set({ rank: 'high' }), [400, 'INVALID_ENTITY_VALUE']);
  assert.deepEqual(set({ rank: 2 ** 31 }), [400, 'INVALID_ENTITY_VALUE']);
  assert.deepEqual(set({ colour: 'red' }), [400, 'INVALID_ENTITY_VALUE']);
  assert.deepEqual(post(platform, 'entity/get', { entityName: 'none', key: 'x' }), [400, 'INVALID_ENTITY']);
});

test('of two racing writers one wins, and the other changes nothing', async () => {
  const { platform, call } = await withClock();
  platform.kvs.set('s', { plan: 'p', rank: 1, version: 1 }, 'slot');
  const ends = await Promise.allSettled([call('raise', { key: 's', pause: 50 }), call('raise', { key: 's', pause: 50 })]);
  assert.deepEqual(ends.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  assert.match(ends.find(({ reason }) => reason).reason.message, /condition was not met/);
  assert.equal(platform.kvs.get('s', 'slot').version, 2);
  assert.deepEqual(platform.kvs.keys('raised:'), ['raised:2']);
});

test('transactions are all or nothing', async () => {
  const { platform, call } = await withClock();
  const set = (key, more) => ({ key, value: 1, ...more });
  assert.deepEqual(post(platform, 'transaction', { set: [set('t1'), set('t/2')] }), [400, 'INVALID_KEY']);
  assert.equal(platform.kvs.get('t1'), undefined);
  assert.deepEqual(post(platform, 'transaction', { set: [set('t1'), set('t1')] }), [400, 'DUPLICATE_KEY']);
  assert.deepEqual(post(platform, 'transaction', { set: Array.from({ length: 26 }, (_, n) => set(`k${n}`)) }), [400, 'TOO_MANY_OPERATIONS']);
  assert.deepEqual(post(platform, 'transaction', { set: [set('t1', { options: { keyPolicy: 'FAIL_IF_EXISTS' } })] }), [400, 'INVALID_REQUEST_BODY']);
  const absent = { and: [{ property: 'version', condition: 'NOT_EXISTS', values: [true] }] };
  const first = { entityName: 'slot', key: 'root', value: { version: 1 }, conditions: absent };
  assert.deepEqual(post(platform, 'transaction', { set: [first, set('t2')] }), [204, undefined]);
  assert.deepEqual(post(platform, 'transaction', { set: [first, set('t3')] }), [409, 'CONDITIONAL_CHECK_FAILED']);
  assert.deepEqual([platform.kvs.get('t2'), platform.kvs.get('t3')], [1, undefined]);
  await assert.rejects(call('plainCondition'), refusedWith('Only entities'));
});

test('requests and units have quotas, counted once per request', async () => {
  const limits = { requestsPerSecond: 10, writeUnitsPerMinute: 20, readUnitsPerMinute: 8 };
  const { platform, call, clock } = await withClock({ limits });
  const set = (bytes) => post(platform, 'set', { key: 'a', value: 'x'.repeat(bytes - 2) })[0];
  assert.equal(set(10 * 1024), 204);
  assert.equal(set(10 * 1024 + 1), 204);
  assert.equal(platform.usage().write, 3);
  const batch = Array.from({ length: 20 }, (_, number) => ({ key: `b${number}`, value: 'x'.repeat(500) }));
  assert.equal(post(platform, 'batch/set', batch)[0], 200);
  assert.equal(platform.usage().write, 4, 'a batch is rounded up once');
  assert.equal(set(160 * 1024), 204);
  assert.deepEqual(post(platform, 'set', { key: 'a', value: 1 }), [429, 'RATE_LIMIT_EXCEEDED']);
  assert.equal(post(platform, 'get', { key: 'nothing' })[0], 404);
  await assert.rejects(call('set', { key: 'a', value: 1 }), refusedWith('Rate limit'));
  clock.time += 60_000;
  assert.equal(set(10), 204);
  for (let number = 1; number < 10; number += 1) assert.notEqual(post(platform, 'delete', { key: 'none' })[0], 429);
  assert.equal(post(platform, 'delete', { key: 'none' })[0], 429, 'ten requests in one second');
  platform.restQuotas();
  assert.equal(post(platform, 'delete', { key: 'none' })[0], 204, 'rested');
  for (let number = 1; number < 10; number += 1) post(platform, 'delete', { key: 'none' });
  platform.enforceQuotas(false);
  assert.equal(post(platform, 'delete', { key: 'none' })[0], 204);
});

test('data is still there after a restart', async () => {
  const dataFile = path.join(scratch, 'restart', 'data.sqlite3');
  const first = await start({ dataFile });
  await caller(first)('set', { key: 'kept', value: [1, 2] });
  await caller(first)('slot', { key: 's', value: { rank: 1 } });
  await assert.rejects(start({ dataFile }), /in use/);
  await stop(first);
  const second = await start({ dataFile });
  assert.deepEqual(await caller(second)('get', { key: 'kept' }), [1, 2]);
  assert.deepEqual(second.kvs.get('s', 'slot'), { rank: 1 });
});
