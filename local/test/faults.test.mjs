// Faults on demand: each of them, when it happens, and that a run can be replayed.
import assert from 'node:assert/strict';
import test from 'node:test';
import { draw } from '../faults/chance.mjs';
import { caller, start } from './support.mjs';

const updated = (toy) => ({ eventType: 'avi:jira:updated:issue', toy });
const items = (count) => Array.from({ length: count }, (_, n) => ({ key: `b:${n}`, value: n }));

/** A platform under a plan of faults. */
async function spoiled(rules, options = {}) {
  const platform = await start({ faults: rules, ...options });
  return { platform, call: caller(platform) };
}

/** Which of the calls fail. */
async function outcomes(calls) {
  const done = [];
  for (const call of calls) done.push(await call().then(() => 'ok', () => 'failed'));
  return done;
}

test('a storage call is chosen by its method, by a prefix of its key, by its number and by its function', async () => {
  const { platform, call } = await spoiled([{ on: 'storage', method: 'set', key: 'w:', nth: 2, functionKey: 'resolver', do: 'fail' }]);
  const set = (key) => () => call('set', { key, value: 1 });
  assert.deepEqual(await outcomes([set('w:1'), set('a:1'), () => call('get', { key: 'w:1' }), set('w:2'), set('w:3')]), [
    'ok',
    'ok',
    'ok',
    'failed',
    'ok',
  ]);
  assert.deepEqual(platform.kvs.keys(''), ['a:1', 'w:1', 'w:3']);
  assert.deepEqual(platform.faults.state().rules.map(({ seen, applied }) => [seen, applied]), [[3, 1]]);
});

test('keys of batches and queries are looked at as well', async () => {
  const { call } = await spoiled([{ on: 'storage', key: 'b:', do: 'fail' }]);
  assert.deepEqual(await outcomes([() => call('batch', { items: items(3) }), () => call('list', { prefix: 'b:' }), () => call('list', { prefix: 'c:' })]), [
    'failed',
    'failed',
    'ok',
  ]);
});

test('throttling answers as the platform does', async () => {
  const { platform, call } = await spoiled([{ on: 'storage', do: 'throttle' }]);
  await assert.rejects(call('set', { key: 'a', value: 1 }), (error) => /429|RATE_LIMIT|A fault/.test(`${error.stack} ${error.message}`));
  assert.deepEqual(platform.calls().map(({ status }) => status), [429]);
  assert.deepEqual(platform.kvs.keys(''), []);
});

test('a call that times out has no effect and no answer', async () => {
  const { platform, call } = await spoiled([{ on: 'storage', method: 'set', times: 1, seconds: 5, do: 'time-out' }]);
  await assert.rejects(call('set', { key: 'a', value: 1 }), /fetch failed/);
  assert.deepEqual(platform.kvs.keys(''), []);
  await call('set', { key: 'a', value: 1 });
});

test('a lost answer hides that the call took effect', async () => {
  const { platform, call } = await spoiled([{ on: 'storage', times: 1, do: 'lose-answer' }]);
  await assert.rejects(call('set', { key: 'a', value: 1 }), /fetch failed/);
  assert.equal(platform.kvs.get('a'), 1);
});

test('a part of the items of a batch fails, each reported by its key', async () => {
  const { platform, call } = await spoiled([{ on: 'storage', method: 'batch/set', share: 0.3, do: 'partial' }]);
  const { set } = await call('batch', { items: items(10) });
  assert.deepEqual([set.successfulKeys.length, set.failedKeys.length], [7, 3]);
  assert.equal(platform.kvs.keys('b:').length, 7);
  assert.ok(set.failedKeys.every(({ key, error }) => !platform.kvs.keys('b:').includes(key) && error.code === 'INTERNAL_ERROR'));
  // A single call has no parts.
  await call('set', { key: 'a', value: 1 });
  platform.faults.set([{ on: 'storage', method: 'batch/set', share: 0, do: 'partial' }]);
  assert.equal((await call('batch', { items: items(1) })).set.failedKeys.length, 1);
});

test('chance follows the seed', async () => {
  const run = async (seed) => {
    const { platform, call } = await spoiled({ seed, rules: [{ on: 'storage', method: 'set', probability: 0.5, do: 'fail' }] });
    const ends = await outcomes(items(40).map(({ key, value }) => () => call('set', { key, value })));
    return { ends: ends.join(), seed: platform.faults.state().seed };
  };
  const first = await run(7);
  const failed = first.ends.split(',').filter((end) => end === 'failed').length;
  assert.ok(failed > 8 && failed < 32, `${failed} of 40 failed`);
  assert.deepEqual(await run(7), first);
  assert.notEqual((await run(8)).ends, first.ends);
  // A seed that nobody gave is told, so that the run can be replayed all the same.
  const drawn = await run(undefined);
  assert.equal((await run(drawn.seed)).ends, drawn.ends);
});

test('chance is even', () => {
  const buckets = Array.from({ length: 10 }, () => 0);
  for (let n = 0; n < 10_000; n += 1) buckets[Math.floor(draw(1, 2, n) * 10)] += 1;
  assert.ok(buckets.every((count) => count > 850 && count < 1150), buckets.join());
});

test('queries become stale while the platform runs', async () => {
  const clock = { time: 1_000_000 };
  const { platform, call } = await spoiled([], { now: () => clock.time });
  const keys = async () => (await call('list', { prefix: 'e:' })).keys;
  platform.faults.set({ queryDelayMs: 500, rules: [] });
  await call('set', { key: 'e:1', value: 1 });
  assert.deepEqual(await keys(), []);
  platform.faults.set([]);
  assert.deepEqual(await keys(), [], 'other plans leave the setting alone');
  platform.faults.set({ queryDelayMs: 0, rules: [] });
  assert.deepEqual(await keys(), ['e:1']);
});

test('events come late, in another order, or only when they are tried again', async () => {
  const { platform } = await spoiled([{ on: 'event', seconds: 50, do: 'delay' }]);
  assert.equal((await platform.deliver(updated({ id: 'late' }))).result, 'delayed');
  assert.equal(platform.kvs.get('event:late'), undefined);
  await platform.idle();
  assert.equal(platform.kvs.get('event:late').tries, 0);

  platform.faults.set({ seed: 3, rules: [{ on: 'event', seconds: 200, do: 'reorder' }] });
  const sent = Array.from({ length: 8 }, (_, n) => n);
  for (const seq of sent) await platform.deliver(updated({ id: `r${seq}` }), { seq });
  await platform.idle();
  const arrived = platform.notices
    .recent()
    .filter(({ seq, outcome }) => seq !== undefined && outcome === 'delivered')
    .map(({ seq }) => seq);
  assert.deepEqual([...arrived].sort(), sent);
  assert.notDeepEqual(arrived, sent);

  platform.faults.set([{ on: 'event', nth: 1, do: 'drop-and-retry' }]);
  const { result, results } = await platform.deliver(updated({ id: 'lost' }));
  assert.deepEqual([result, results[0].outcome, platform.kvs.get('event:lost')], ['retrying', 'retrying', undefined]);
  await platform.idle();
  assert.equal(platform.kvs.get('event:lost').tries, 1);
});

test('requests to the products fail, are throttled with their headers, time out, and lose their answers', async () => {
  let asked = 0;
  const product = () => {
    asked += 1;
    return Response.json({ accountId: 'ann' });
  };
  const { platform, call } = await spoiled([], { product });
  const ask = () => call('myself', { as: 'app' });
  const under = async (rule) => {
    platform.faults.set([{ on: 'product', method: 'get', match: 'myself', ...rule }]);
    return ask().then(JSON.stringify, (error) => error.message);
  };
  assert.match(await under({ do: 'fail' }), /INTERNAL_ERROR/);
  assert.match(await under({ do: 'throttle' }), /RATE_LIMIT_EXCEEDED/);
  assert.match(await under({ do: 'time-out', seconds: 1 }), /fetch failed/);
  assert.equal(asked, 0);
  assert.match(await under({ do: 'lose-answer' }), /fetch failed/);
  assert.equal(asked, 1);
  assert.equal(await under({ method: 'POST', do: 'fail' }), JSON.stringify({ accountId: 'ann' }));
});

test('plans are set and read over HTTP, and a plan that is misspelt changes nothing', async () => {
  const { platform, call } = await spoiled([]);
  const { url } = await platform.listen();
  const post = async (plan) => {
    const response = await fetch(`${url}/__frame/faults`, { method: 'POST', headers: { origin: url }, body: JSON.stringify(plan) });
    return { status: response.status, body: await response.json() };
  };
  const rule = { on: 'storage', method: 'set', do: 'fail' };
  assert.deepEqual(await post({ seed: 5, queryDelayMs: 20, rules: [rule] }), {
    status: 200,
    body: { seed: 5, queryDelayMs: 20, rules: [{ ...rule, seen: 0, applied: 0 }] },
  });
  await assert.rejects(call('set', { key: 'a', value: 1 }));
  const wrong = [
    [{ on: 'storage', do: 'explode' }],
    [{ on: 'event', do: 'partial' }],
    [{ on: 'event', key: 'w:', do: 'delay' }],
    [{ on: 'storage', nht: 2, do: 'fail' }],
    [{ on: 'storage', nth: 0, do: 'fail' }],
    [{ on: 'storage', probability: 2, do: 'fail' }],
    [{ on: 'constructor', do: 'fail' }],
    [{ do: 'fail' }],
    { seed: 1, rule: [] },
    7,
  ];
  for (const plan of wrong) assert.equal((await post(plan)).status, 400, JSON.stringify(plan));
  const state = await (await fetch(`${url}/__frame/faults`)).json();
  assert.deepEqual(state, { seed: 5, queryDelayMs: 20, rules: [{ ...rule, seen: 1, applied: 1 }] });
  await post([]);
  await call('set', { key: 'a', value: 1 });
});
