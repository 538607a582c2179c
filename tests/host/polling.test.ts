/** Asking the products for what no event tells: who is asked, what it may cost, what is kept of how it went. */
import { afterEach, describe, expect, test } from 'vitest';
import type { CoverageAnswer } from '../../src/resolvers/coverage.ts';
import { POINTS_ON_DEMAND, POINTS_PER_HOUR, QUOTA_PER_HOUR } from '../../src/polling/budget.ts';
import { pointsADay } from '../../src/polling/poller.ts';
import { POLLERS } from '../../src/polling/pollers/index.ts';
import { call, rowsOf, start } from './local.ts';
import type { Local } from './local.ts';
import { PEOPLE, PROJECTS } from './people.ts';
import type { ProductRequest } from './products.ts';
import { answerAsProduct } from './products.ts';
import { answering, lists } from './snapshot-site.ts';

let local: Local | undefined;

afterEach(async () => {
  await local?.close();
  local = undefined;
});

const AREA = 'c:confluence-audit-retention';

/** A site that answers the question about its audit log as the test says. */
function site(answer: (request: ProductRequest) => Response): (request: ProductRequest) => Response {
  return (request) => (request.path.startsWith('/wiki/rest/api/audit/retention') ? answer(request) : answerAsProduct(request));
}

const shown = () => Response.json({ number: 3, units: 'MONTHS' });
const hidden = () => Response.json({ message: 'not permitted' }, { status: 403 });

describe('an area that is polled', () => {
  test('is asked as the app, once until it is due again', async () => {
    local = await alone({ product: site(shown) });
    expect(await local.tick('hour')).toMatchObject([{ ok: true }]);
    expect(local.kvs.get(AREA)).toMatchObject({ state: { number: 3, units: 'MONTHS' }, points: 1, recorded: 0 });
    expect(local.kvs.get('c:budget')).toMatchObject({ spent: 1 });
    await local.tick('hour');
    const asked = local.calls().filter(({ path }) => path.startsWith('/wiki/rest/api/audit/retention'));
    expect(asked).toMatchObject([{ as: 'app' }]);
  });

  test('that the app may not see is asked for as the administrator who agreed', async () => {
    local = await alone({ product: site(({ as, accountId }) => (as === 'user' && accountId === PEOPLE.siteAdmin ? shown() : hidden())) });
    local.kvs.set('c:agreed', { account: PEOPLE.siteAdmin });
    await local.tick('hour');
    expect(local.kvs.get(AREA)).toMatchObject({ state: { number: 3 }, points: 2 });
    expect(await rowsOf(local, 'action = capture.refused')).toEqual([]);
  });

  test('that nobody may see says so once, and once more when it can be seen again', async () => {
    let may = false;
    local = await alone({ product: site(() => (may ? shown() : hidden())) });
    await local.tick('hour');
    expect(local.kvs.get(AREA)).toMatchObject({ refused: expect.stringContaining('no administrator has agreed') });
    age(local, AREA);
    await local.tick('hour');
    expect(await rowsOf(local, 'action = capture.refused')).toMatchObject([{ actor: { kind: 'system' }, provenance: 'app' }]);
    may = true;
    age(local, AREA);
    await local.tick('hour');
    expect(await rowsOf(local, 'action = capture.resumed')).toHaveLength(1);
    expect(local.kvs.get(AREA)).not.toHaveProperty('refused');
  });

  test('waits when the product has had too many requests, and says what went wrong when it fails', async () => {
    let answer = () => new Response('', { status: 429, headers: { 'retry-after': '1800' } });
    local = await alone({ product: site(() => answer()) });
    await local.tick('hour');
    const { until } = local.kvs.get('c:budget') as { until: number };
    expect(until).toBeGreaterThan(Date.now() + 1_700_000);
    age(local, AREA);
    await local.tick('hour');
    expect(local.kvs.get(AREA)).toMatchObject({ waits: 'points', failures: 1 });
    expect(local.calls().filter(({ path }) => path.startsWith('/wiki/'))).toHaveLength(1);
    local.kvs.set('c:budget', { hour: 0, spent: 0 });
    answer = () => new Response('', { status: 500 });
    await local.tick('hour');
    expect(local.kvs.get(AREA)).toMatchObject({ error: 'Confluence answered 500 to its audit log', failures: 2 });
    answer = shown;
    age(local, AREA);
    await local.tick('hour');
    expect(local.kvs.get(AREA)).not.toHaveProperty('error');
  });

  test('waits when the points of the hour are used up', async () => {
    local = await alone({ product: site(shown) });
    local.kvs.set('c:budget', { hour: Math.floor(Date.now() / 3_600_000) + 1, spent: 1_999 });
    await local.tick('hour');
    expect(local.kvs.get(AREA)).toEqual({ waits: 'points' });
  });
});

test('what a data security policy closes is told, until it sends events again', async () => {
  local = await start();
  const target = local;
  const blocked = (hour: number, object: string) => ({
    eventType: 'avi:ecosystem.app_policy:blocked:app_access_to_objects_in_container.v2',
    id: `blocked at ${hour}`,
    time: new Date(at(hour)).toISOString(),
    data: { containers: [object], objects: [object], container: object },
  });
  const at = (hour: number) => Date.now() - (10 - hour) * 3_600_000;
  const changed = (hour: number) => ({ eventType: 'avi:jira:updated:project', timestamp: String(at(hour)), project: { ...PROJECTS.PAY, projectTypeKey: 'software' } });
  const closed = async () => (await call<CoverageAnswer>(target, 'coverage')).ok?.closed;
  expect(await closed()).toEqual([]);
  await local.deliver(changed(1));
  await local.deliver(blocked(2, `ari:cloud:jira::project/${PROJECTS.PAY.id}`));
  await local.deliver(blocked(3, 'ari:cloud:confluence::space/98399'));
  const found = (await closed()) ?? [];
  expect(found).toMatchObject([{ kind: 'space', id: '98399' }, { kind: 'project', id: PROJECTS.PAY.id, key: 'PAY' }]);
  const [, project] = found;
  expect(project?.heard).toBeLessThan(project?.told ?? 0);
  await local.deliver(changed(4));
  await local.tick('fiveMinute');
  const again = (await closed())?.[1];
  expect(again?.heard).toBeGreaterThan(again?.told ?? Infinity);
});

/** Starts the app when no other area is due. */
async function alone(options: Parameters<typeof start>[0]): Promise<Local> {
  const target = await start(options);
  const { ok } = await call<CoverageAnswer>(target, 'coverage');
  for (const { area } of ok?.polled ?? []) if (`c:${area}` !== AREA) target.kvs.set(`c:${area}`, { polled: Date.now() });
  return target;
}

/** Makes an area due. */
function age(target: Local, area: string): void {
  target.kvs.set(area, { ...(target.kvs.get(area) as object), polled: 0 });
}

describe('what polling costs', () => {
  test('fits into an hour for each area, and into the quota for thirty installations', () => {
    for (const { area, cost, everyMinutes } of POLLERS) {
      expect(cost, area).toBeGreaterThan(0);
      // What costs more than an hour has would never be begun.
      expect(cost, area).toBeLessThanOrEqual(POINTS_PER_HOUR);
      expect(everyMinutes % 60, area).toBe(0);
    }
    expect(30 * POINTS_PER_HOUR).toBeLessThanOrEqual(QUOTA_PER_HOUR);
    expect(10 * POINTS_ON_DEMAND).toBeLessThanOrEqual(QUOTA_PER_HOUR);
  });

  test('is told for each area and for a day, and a day of a small site is a small part of what it may be', async () => {
    local = await start({ product: answering(lists()) });
    const coverage = async () => (await call<CoverageAnswer>(local as Local, 'coverage')).ok;
    expect((await coverage())?.points).toEqual({ left: POINTS_PER_HOUR, of: POINTS_PER_HOUR, aDay: 0 });
    for (let hour = 0; hour < 4; hour += 1) {
      local.kvs.set('c:budget', { hour: 0, spent: 0 });
      await local.tick('hour');
    }
    const told = await coverage();
    expect(told?.polled.map(({ cost }) => cost)).toEqual(POLLERS.map(({ cost }) => cost));
    expect(told?.polled.filter(({ waits }) => waits !== undefined)).toEqual([]);
    expect(told?.points.aDay).toBe(pointsADay(told?.polled ?? []));
    expect(told?.points.aDay).toBeGreaterThan(0);
    expect(told?.points.aDay).toBeLessThan((24 * POINTS_PER_HOUR) / 4);
  });
});
