import assert from 'node:assert/strict';
import http from 'node:http';
import test from 'node:test';
import { caller, start } from './support.mjs';

test('a function sees its context and keeps its process warm', async () => {
  const call = caller(await start({ workers: 1, variables: { COLOUR: 'red' } }));
  const first = await call('context', {}, { accountId: 'ann', extension: { project: { key: 'PAY' } } });
  assert.equal(first.context.accountId, 'ann');
  assert.equal(first.context.moduleKey, 'admin');
  assert.deepEqual(first.context.extension, { type: 'jira:adminPage', project: { key: 'PAY' } });
  assert.equal(first.context.license.active, true);
  assert.match(first.context.installContext, /^ari:cloud:jira::site\//);
  assert.equal(first.module, 'admin');
  assert.ok(first.left > 20_000 && first.left <= 25_000);
  assert.deepEqual(first.env.sort(), ['COLOUR', 'NODE_ENV'], 'the environment of the machine stays outside');
  assert.deepEqual([first.served, (await call('context')).served], [1, 2]);
});

test('invocations run at the same time, each in its own process', async () => {
  const call = caller(await start({ workers: 3 }));
  const three = (ms) => Promise.all([1, 2, 3].map(() => call('sleep', { ms })));
  await three(200);
  const began = performance.now();
  await three(600);
  assert.ok(performance.now() - began < 1700);
});

test('a thrown error reaches the caller by name', async () => {
  const call = caller(await start());
  await assert.rejects(call('throw'), { name: 'TypeError', message: 'boom', code: 'FUNCTION_ERROR' });
  await assert.rejects(call('no such function'), /no definition/);
});

test('a function that does not come to an end is stopped hard', async () => {
  const platform = await start({ workers: 1, limits: { functionMs: 400 } });
  const call = caller(platform);
  await call('set', { key: 'a', value: 1 });
  await assert.rejects(call('spin'), { code: 'FUNCTION_TIME_OUT' });
  await assert.rejects(call('sleep', { ms: 5000 }), { code: 'FUNCTION_TIME_OUT' });
  assert.equal((await call('context')).served, 1, 'the next invocation gets a fresh process');
  assert.equal(await call('get', { key: 'a' }), 1);
});

test('a function that eats too much memory is stopped, and so is one that crashes', async () => {
  const call = caller(await start({ workers: 1 }));
  await assert.rejects(call('eat'), { code: 'FUNCTION_OUT_OF_MEMORY' });
  await assert.rejects(call('crash'), { code: 'FUNCTION_KILLED', message: /late/ });
  assert.equal(await call('sleep', { ms: 0 }), 'awake');
});

test('requests and answers of a page have a size', async () => {
  const call = caller(await start());
  await assert.rejects(call('sleep', { ms: 0, text: 'x'.repeat(500 * 1024) }), { code: 'PAYLOAD_TOO_LARGE' });
  assert.equal((await call('big', { bytes: 5 * 1024 * 1024 - 2 })).length, 5 * 1024 * 1024 - 2);
  await assert.rejects(call('big', { bytes: 5 * 1024 * 1024 }), { code: 'RESPONSE_TOO_LARGE' });
  await assert.rejects((await start()).invokeResolver('nothing', 'x', {}), { code: 'MODULE_NOT_FOUND' });
});

test('products are asked as the user, as the app, or not at all', async () => {
  const requests = [];
  const platform = await start({
    product: (request) => {
      requests.push(request);
      return Response.json({ as: request.as, account: request.accountId ?? null });
    },
  });
  const call = caller(platform);
  assert.deepEqual(await call('myself', { as: 'user' }), { as: 'user', account: 'ann' });
  assert.deepEqual(await call('myself', { as: 'app' }, { accountId: undefined }), { as: 'app', account: null });
  await assert.rejects(call('myself', { as: 'user' }, {}), /Authentication Required/);
  assert.equal(requests.length, 2);
  assert.equal(requests[0].path, '/rest/api/3/myself');
  assert.deepEqual(platform.calls().map(({ kind, status, as }) => [kind, status, as]), [
    ['jira', 200, 'user'],
    ['jira', 200, 'app'],
    ['jira', 401, 'user'],
  ]);
});

test('only declared hosts can be reached, and only by fetch', async (t) => {
  const server = http.createServer((_, reply) => reply.end('hello'));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const call = caller(await start());
  assert.equal(await call('fetch', { url: `http://127.0.0.1:${server.address().port}/` }), 'hello');
  await assert.rejects(call('fetch', { url: 'https://example.com/' }), { name: 'REQUEST_EGRESS_ALLOWLIST_ERR' });
  await assert.rejects(call('fetch', { url: 'http://127.0.0.1:1/' }), /fetch failed/);
  assert.equal(await call('socket'), 'EACCES');
});

test('recycle loads the bundle anew', async () => {
  const platform = await start({ workers: 1 });
  const call = caller(platform);
  assert.equal((await call('context')).served, 1);
  await platform.recycle();
  assert.equal((await call('context')).served, 1);
});
