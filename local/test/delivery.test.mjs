import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { caller, scratch, start, stop } from './support.mjs';

const updated = (toy, more = {}) => ({ eventType: 'avi:jira:updated:issue', toy, ...more });

test('an event goes to the triggers that name it', async () => {
  const platform = await start();
  const delivery = await platform.deliver(updated({ id: 1 }, { context: { cloudId: 'theirs' } }), { seq: 7 });
  assert.deepEqual(delivery, {
    eventType: 'avi:jira:updated:issue',
    seq: 7,
    result: 'delivered',
    results: [{ trigger: 'events', outcome: 'delivered' }],
  });
  const { type, cloud, module } = platform.kvs.get('event:1');
  assert.deepEqual([type, cloud, module], ['avi:jira:updated:issue', platform.identity.cloudId, 'events']);
  assert.equal((await platform.deliver({ eventType: 'avi:jira:nobody:cares' })).result, 'no-trigger');
  assert.equal((await platform.deliver({})).result, 'no-trigger');
});

test('an event over 200 kB is not delivered', async () => {
  const platform = await start();
  const sized = (bytes) => {
    const event = updated({ id: 1 }, { pad: '' });
    return { ...event, pad: 'x'.repeat(bytes - JSON.stringify(event).length) };
  };
  assert.equal((await platform.deliver(sized(200_001))).result, 'too-large');
  assert.equal((await platform.deliver(sized(200_000))).result, 'delivered');
  assert.equal(platform.counts().tooLarge, 1);
});

test('an InvocationError brings the event again, four times at most', async () => {
  const platform = await start();
  assert.equal((await platform.deliver(updated({ id: 'a', failTimes: 4 }))).result, 'retrying');
  await platform.idle();
  assert.deepEqual([platform.kvs.get('event:a').tries, platform.kvs.get('event:a').data], [4, { tries: 3 }]);
  await platform.deliver(updated({ id: 'b', failTimes: 5 }));
  await platform.idle();
  assert.equal(platform.kvs.get('event:b'), undefined);
  assert.deepEqual([platform.counts().retried, platform.counts().failed], [8, 1]);
});

test('a throw is not tried again', async () => {
  const platform = await start();
  const { result, results } = await platform.deliver(updated({ id: 'a', failTimes: 1, how: 'throw' }));
  await platform.idle();
  assert.deepEqual([result, results[0].error], ['failed', 'FUNCTION_ERROR: thrown']);
  assert.equal(platform.kvs.get('event:a'), undefined);
});

test('waiting events survive a restart', async () => {
  const dataFile = path.join(scratch, 'parcels', 'data.sqlite3');
  const first = await start({ dataFile, limits: { secondMs: 1000 } });
  await first.deliver(updated({ id: 'a', failTimes: 1 }));
  await caller(first)('push', { events: [{ body: { id: 'q' }, delayInSeconds: 1 }] });
  await stop(first);
  const second = await start({ dataFile });
  await second.idle();
  assert.equal(second.kvs.get('event:a').tries, 1);
  assert.equal(second.kvs.get('queue:q'), 0);
});

test('an event that a closing platform cuts off is delivered by the next one', async () => {
  const dataFile = path.join(scratch, 'cut', 'data.sqlite3');
  const first = await start({ dataFile, workers: 1 });
  const cut = first.deliver(updated({ id: 'slow', pauseMs: 60_000 }));
  await caller(await start())('sleep', { ms: 300 });
  await Promise.all([stop(first), first.close()]);
  assert.equal((await cut).result, 'retrying');
  const second = await start({ dataFile });
  await second.idle();
  assert.equal(second.kvs.get('event:slow').tries, 1);
});

test('the installation is announced once, without an event type', async () => {
  const platform = await start();
  await platform.install('ann');
  await platform.install('ann');
  assert.deepEqual(platform.kvs.get('installed'), { id: platform.identity.installationId, type: null });
  assert.equal(platform.counts().events, 1);
});

test('scheduled triggers fire by interval and by key', async () => {
  const platform = await start();
  assert.deepEqual(await platform.tick('fiveMinute'), [{ key: 'often', ok: true }]);
  await platform.tick('often');
  await platform.tick('hour');
  assert.equal(platform.kvs.get('ticks'), 2);
});

test('queues deliver, try again and count', async () => {
  const platform = await start();
  const call = caller(platform);
  const { jobId } = await call('push', {
    events: [{ body: { id: 1 } }, { body: { id: 2, failTimes: 6 } }, { body: { id: 3, failTimes: 2, how: 'throw' }, delayInSeconds: 900 }],
  });
  assert.equal((await call('stats', { jobId })).inProgress > 0, true);
  await platform.idle();
  assert.deepEqual(await call('stats', { jobId }), { success: 3, inProgress: 0, failed: 0 });
  assert.deepEqual(platform.kvs.list('queue:').map(({ value }) => value), [0, 6, 2]);
  await assert.rejects(call('stats', { jobId: 'none' }), /none/);
});

test('queues give up after their day and refuse too many events', async () => {
  const platform = await start({ limits: { queueRetentionSeconds: 3, pushEventsPerMinute: 3 } });
  const call = caller(platform);
  const { jobId } = await call('push', { events: [{ body: { id: 1, failTimes: 99, how: 'throw' } }] });
  await platform.idle();
  assert.deepEqual(await call('stats', { jobId }), { success: 0, inProgress: 0, failed: 1 });
  await assert.rejects(call('push', { events: [1, 2, 3].map((id) => ({ body: { id } })) }), /Too many requests/);
});

test('web triggers have addresses and answers', async () => {
  const platform = await start();
  const frame = await platform.listen();
  const url = await caller(platform)('hook');
  assert.equal(await caller(platform)('hook'), url);
  assert.deepEqual(await caller(platform)('hooks'), [{ moduleKey: 'hook', url }]);
  const response = await fetch(`${url}/deep/er?a=1&a=2`, { method: 'POST', body: 'hi' });
  assert.deepEqual([response.status, response.headers.get('content-type')], [201, 'application/json']);
  assert.deepEqual(await response.json(), { method: 'POST', userPath: '/deep/er', queryParameters: { a: ['1', '2'] }, body: 'hi' });
  const fixed = await fetch(platform.webTriggers.getUrl('fixed'));
  assert.deepEqual([fixed.status, await fixed.text()], [202, 'ok']);
  assert.equal((await fetch(`${frame.url}/x1/unknown`)).status, 404);
});

test('faults: the nth storage call, throttling, duplicates, kills', async () => {
  const platform = await start();
  platform.faults.set([{ on: 'storage', nth: 2, do: 'fail' }]);
  assert.equal((await platform.deliver(updated({ id: 1 }))).result, 'delivered');
  assert.equal((await platform.deliver(updated({ id: 2 }))).result, 'failed');
  assert.equal((await platform.deliver(updated({ id: 3 }))).result, 'delivered');

  platform.faults.set([{ on: 'storage', match: '/set', functionKey: 'resolver', do: 'throttle', times: 1 }]);
  await assert.rejects(caller(platform)('set', { key: 'a', value: 1 }));
  await caller(platform)('set', { key: 'a', value: 1 });

  platform.faults.set([{ on: 'event', match: 'updated', every: 2, do: 'duplicate' }]);
  const before = platform.counts().events;
  for (const id of [4, 5, 6, 7]) await platform.deliver(updated({ id }));
  assert.equal(platform.counts().events - before, 6);

  platform.faults.set([{ on: 'storage', nth: 2, do: 'kill-before' }]);
  assert.equal((await platform.deliver(updated({ id: 8, how: 'two' }))).result, 'retrying');
  assert.deepEqual([platform.kvs.get('first:8'), platform.kvs.get('event:8')], [1, undefined]);
  await platform.idle();
  assert.equal(platform.kvs.get('event:8').tries, 1, 'the platform tries again what it had to stop');

  platform.faults.set([{ on: 'storage', nth: 1, do: 'kill-after' }]);
  await platform.deliver(updated({ id: 9, how: 'two' }));
  assert.equal(platform.kvs.get('first:9'), 1);
  assert.equal(platform.faults.counts()[0].applied, 1);
});
