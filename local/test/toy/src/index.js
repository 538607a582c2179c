// The toy app of the tests: one small function for each thing the platform offers.
import api, { fetch as allowedFetch, getAppContext, route, webTrigger } from '@forge/api';
import { InvocationError, InvocationErrorCode, Queue } from '@forge/events';
import { Filter, FilterConditions, kvs, MetadataField, Sort, WhereConditions } from '@forge/kvs';
import Resolver from '@forge/resolver';

let served = 0;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const resolver_ = new Resolver();
const define = (name, work) => resolver_.define(name, ({ payload, context }) => work(payload, context));

define('set', ({ key, value, options }) => kvs.set(key, value, options));
define('get', ({ key }) => kvs.get(key));
define('delete', ({ key }) => kvs.delete(key));
define('meta', ({ key }) =>
  kvs.get(key, { metadataFields: [MetadataField.CREATED_AT, MetadataField.UPDATED_AT, MetadataField.EXPIRE_TIME] }));
define('list', async ({ prefix, limit, cursor }) => {
  let query = kvs.query().where('key', WhereConditions.beginsWith(prefix));
  if (limit) query = query.limit(limit);
  if (cursor) query = query.cursor(cursor);
  const { results, nextCursor } = await query.getMany();
  return { keys: results.map(({ key }) => key), nextCursor };
});
define('secret', async ({ value }) => {
  await kvs.setSecret('token', value);
  return { secret: await kvs.getSecret('token'), plain: (await kvs.get('token')) ?? null };
});
define('batch', async ({ items }) => ({ set: await kvs.batchSet(items), got: await kvs.batchGet(items.map(({ key }) => ({ key }))) }));
define('slot', ({ key, value }) => kvs.entity('slot').set(key, value));
define('slots', async () => ({
  down: (await kvs.entity('slot').query().index('rank').sort(Sort.DESC).getMany()).results.map(({ key }) => key),
  part: (await kvs.entity('slot').query().index('by-plan-rank', { partition: ['p'] }).where(WhereConditions.greaterThan(15)).getMany())
    .results.map(({ key }) => key),
  filtered: (await kvs.entity('slot').query().index('rank').filters(new Filter().and('plan', FilterConditions.equalTo('q'))).limit(2).getMany()),
}));
define('raise', async ({ key, pause }) => {
  const slot = await kvs.entity('slot').get(key);
  await sleep(pause);
  await kvs
    .transact()
    .set(key, { ...slot, version: slot.version + 1 }, {
      entityName: 'slot',
      conditions: new Filter().and('version', FilterConditions.equalTo(slot.version)),
    })
    .set(`raised:${slot.version + 1}`, true)
    .execute();
});
define('plainCondition', () =>
  kvs.transact().set('a', 1, { conditions: new Filter().and('x', FilterConditions.equalTo(1)) }).execute());
define('push', ({ events }) => new Queue({ key: 'work' }).push(events));
define('stats', ({ jobId }) => new Queue({ key: 'work' }).getStats(jobId));
define('myself', async ({ as }) => (await (as === 'app' ? api.asApp() : api.asUser()).requestJira(route`/rest/api/3/myself`)).json());
define('attach', async () => {
  const form = new FormData();
  form.append('file', new Blob(['hello']), 'a.txt');
  return (await api.asApp().requestJira(route`/rest/api/3/attach`, { method: 'POST', body: form })).json();
});
define('hook', () => webTrigger.getUrl('hook'));
define('hooks', () => webTrigger.queryUrls());
define('fetch', async ({ url }) => (await allowedFetch(url)).text());
define('socket', () => new Promise((resolve) => {
  require('node:net').connect(1, '127.0.0.1').on('error', (error) => resolve(error.code)).on('connect', () => resolve('connected'));
}));
define('context', (_, context) => ({
  context, served: ++served, module: getAppContext().moduleKey, left: getAppContext().invocationRemainingTimeInMillis(), env: Object.keys(process.env),
}));
define('throw', () => { throw new TypeError('boom'); });
define('spin', () => { for (;;); });
define('sleep', async ({ ms }) => { await sleep(ms); return 'awake'; });
define('eat', () => { const held = []; for (;;) held.push(new Array(1e5).fill(Math.random())); });
define('crash', () => { setTimeout(() => { throw new Error('late'); }); return sleep(1000); });
define('big', ({ bytes }) => 'x'.repeat(bytes));
export const resolver = resolver_.getDefinitions();

export async function onEvent(event) {
  const { id, failTimes = 0, how, pauseMs } = event.toy ?? {};
  const tries = event.retryContext?.retryCount ?? 0;
  if (pauseMs && tries === 0) await sleep(pauseMs);
  if (tries < failTimes) {
    if (how === 'throw') throw new Error('thrown');
    return new InvocationError({ retryAfter: 2, retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST, retryData: { tries } });
  }
  if (how === 'two') await kvs.set(`first:${id}`, 1);
  await kvs.set(`event:${id ?? event.issue?.key ?? 'none'}`, {
    type: event.eventType, tries, data: event.retryContext?.retryData ?? null, cloud: event.context.cloudId, module: event.context.moduleKey,
  });
}
export async function onInstalled(event) { await kvs.set('installed', { id: event.id, type: event.eventType ?? null }); }
export async function onSchedule() { await kvs.set('ticks', ((await kvs.get('ticks')) ?? 0) + 1); }
export async function onQueue({ body, retryContext }) {
  const tries = retryContext?.retryCount ?? 0;
  if (tries < (body.failTimes ?? 0)) {
    if (body.how === 'throw') throw new Error('thrown');
    return new InvocationError({ retryAfter: 1 });
  }
  await kvs.set(`queue:${body.id}`, tries);
}
export function onWeb({ method, userPath, queryParameters, body }) {
  return { statusCode: 201, headers: { 'Content-Type': ['application/json'] }, body: JSON.stringify({ method, userPath, queryParameters, body }) };
}
export const onFixed = () => ({ outputKey: 'accepted' });
