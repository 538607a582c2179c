/** Looking again at what has no event: each difference once, whatever is stopped or spoiled. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Event } from '../../src/generated/index.ts';
import { rowsOf, start } from './local.ts';
import type { Local } from './local.ts';
import type { ProductRequest } from './products.ts';
import { answering, change, lists } from './snapshot-site.ts';

let local: Local | undefined;

afterEach(async () => {
  await local?.close();
  local = undefined;
});

const FOUND = 'provenance = snapshot-diff';

/** Makes everything due that may be polled, as hours do. */
function hoursLater(target: Local): void {
  for (const key of target.kvs.keys('c:')) {
    if (key === 'c:budget') target.kvs.set(key, { hour: 0, spent: 0 });
    else target.kvs.set(key, aged(target.kvs.get(key) as Kept));
  }
}

interface Kept {
  state?: { done?: number; round?: { done?: number } };
}

function aged(kept: Kept): object {
  const { state, ...rest } = kept;
  const round = state?.round === undefined ? {} : { round: { ...state.round, ...(state.round.done !== undefined && { done: 0 }) } };
  return { ...rest, polled: 0, ...(state !== undefined && { state: { ...state, ...(state.done !== undefined && { done: 0 }), ...round } }) };
}

/** Polls until nothing waits for points or for another list any more. */
async function poll(target: Local, hours = 3): Promise<void> {
  for (let hour = 0; hour < hours; hour += 1) {
    hoursLater(target);
    await target.tick('hour');
  }
}

/** What `change` is in records. */
const CHANGED = [
  'asset.deleted',
  'group.created',
  'group.member-added',
  'organization.created',
  'organization.member-removed',
  'page.permissions-updated',
  'permission-scheme.updated',
  'person.created',
  'person.deactivated',
  'role.member-added',
  'role.member-removed',
  'setting.updated',
  'space.permissions-updated',
  'workflow.updated',
];

/** What going back is. */
const CHANGED_BACK = [
  'asset.created',
  'group.deleted',
  'group.member-removed',
  'organization.deleted',
  'organization.member-added',
  'page.permissions-updated',
  'permission-scheme.updated',
  'person.deleted',
  'person.reactivated',
  'role.member-added',
  'role.member-removed',
  'setting.updated',
  'space.permissions-updated',
  'workflow.updated',
];

function names(rows: Event[]): string[] {
  return rows.map(({ action }) => action).sort();
}

describe('what has no event', () => {
  test('is found by looking again, and the first look says nothing', async () => {
    const site = lists();
    local = await start({ product: answering(site) });
    await poll(local);
    expect(await rowsOf(local, FOUND)).toEqual([]);
    change(site);
    await poll(local);
    const rows = await rowsOf(local, FOUND);
    expect(names(rows)).toEqual(CHANGED);
    expect(JSON.stringify(rows)).not.toContain('Made Up');
    expect(rows.every(({ actor }) => actor.certainty === 'unknown')).toBe(true);
    const of = (action: string) => rows.find((row) => row.action === action);
    expect(of('person.deactivated')).toMatchObject({ subject: { kind: 'person', id: '5b11' } });
    expect(of('group.member-added')).toMatchObject({ subject: { title: 'release-crew' }, changes: [{ field: 'member', to: { id: '5b11' } }] });
    expect(of('permission-scheme.updated')?.changes).toMatchObject([{ field: 'ADMINISTER_PROJECTS' }, { field: 'BROWSE_PROJECTS' }]);
    expect(of('role.member-removed')).toMatchObject({ container: { key: 'PAY' }, changes: [{ from: { id: '5b10' } }] });
    expect(of('setting.updated')).toMatchObject({ subject: { title: 'Attachments' } });
    expect(of('page.permissions-updated')).toMatchObject({ subject: { id: '77', title: 'Runbook' }, container: { kind: 'space', id: '900' } });
    for (const { content } of rows) expect(content?.[0]?.text).toMatch(/^Happened between .* and /);
    await poll(local);
    expect(await rowsOf(local, FOUND)).toHaveLength(CHANGED.length);
  });

  test('snapshots hold no names of people', async () => {
    local = await start({ product: answering(lists()) });
    await poll(local);
    const target = local;
    const stored = target.kvs.keys('n:').map((key) => JSON.stringify(target.kvs.get(key)));
    expect(stored.length).toBeGreaterThan(10);
    expect(stored.join()).not.toContain('Made Up');
  });

  test('a list that is refused or answered in another shape takes nothing out', async () => {
    const site = lists();
    local = await start({ product: answering(site) });
    await poll(local);
    site.refused.add('/group');
    const whole = site.users;
    site.users = new Map();
    await poll(local);
    expect(await rowsOf(local, FOUND)).toEqual([]);
    expect(local.kvs.get('c:groups')).toMatchObject({ refused: expect.stringContaining('its groups') });
    expect(local.kvs.get('c:users')).toMatchObject({ error: expect.stringContaining('empty') });
    site.refused.clear();
    site.users = whole;
    await poll(local);
    expect(await rowsOf(local, FOUND)).toEqual([]);
  });

  test('a group of many pages is read to its end, and who is missed by a shifting page is not taken out', async () => {
    const site = lists();
    const members = Array.from({ length: 170 }, (_, n) => `712020:account-${n}`);
    const crew = site.groups.get('11111111-1111-1111-1111-111111111111');
    if (crew === undefined) throw new Error('no crew');
    crew.members = members;
    let hide = '';
    const answer = answering(site);
    local = await start({
      product: async (request: ProductRequest) => {
        const response = answer(request);
        if (hide === '' || !request.path.includes('/group/member')) return response;
        const page = (await response.json()) as { values: { accountId: string }[] };
        const values = page.values.filter(({ accountId }) => accountId !== hide);
        // Missing from one reading only, as when somebody before it leaves while pages are read.
        if (values.length < page.values.length) hide = '';
        return Response.json({ ...page, values });
      },
    });
    await poll(local);
    hide = '712020:account-60';
    await poll(local);
    expect(hide).toBe('');
    expect(await rowsOf(local, FOUND)).toEqual([]);
    crew.members = members.slice(1);
    await poll(local);
    expect(await rowsOf(local, FOUND)).toMatchObject([{ action: 'group.member-removed', changes: [{ from: { id: '712020:account-0' } }] }]);
  });

  test('what an event told is not told again, and an event without what changed gets it', async () => {
    const site = lists();
    local = await start({ product: answering(site) });
    await poll(local);
    site.readers = ['5b11'];
    await local.deliver(permissionsUpdated());
    await poll(local);
    await local.tick('fiveMinute');
    const rows = await rowsOf(local, 'action = page.permissions-updated');
    expect(rows).toHaveLength(1);
    expect(rows).toMatchObject([{ provenance: 'live', actor: { accountId: '5b10' }, changes: [{ from: { id: '5b10' } }, { to: { id: '5b11' } }] }]);
  });

  test('who did what to an object of Assets is in its history', async () => {
    const site = lists();
    local = await start({ product: answering(site) });
    await poll(local);
    const created = new Date().toISOString();
    const actor = { key: '5b10ac8d82e05b22cc7d4ef5', displayName: 'Made Up' };
    site.assets.set('12', [{ id: 1, objectId: 12, type: 2, created, actor, affectedAttribute: 'Owner', oldValue: 'a', newValue: 'b' }]);
    await poll(local);
    const rows = await rowsOf(local, 'action = asset.updated');
    expect(rows).toMatchObject([{ actor: { accountId: '5b10ac8d82e05b22cc7d4ef5', certainty: 'stated' }, subject: { key: 'HW-12' } }]);
    expect(JSON.stringify(rows)).not.toContain('Made Up');
  });
});

describe('a poll that is stopped', () => {
  test.each([
    { on: 'storage', do: 'kill-before', from: 1, every: 47 },
    { on: 'storage', do: 'kill-after', from: 23, every: 47 },
    { on: 'product', do: 'kill-after', from: 2, every: 9 },
    { on: 'storage', do: 'fail', from: 4, every: 53 },
  ] as const)('at any call ($on, $do) loses nothing and says nothing twice', async ({ on, do: what, from, every }) => {
    const site = lists();
    local = await start({ product: answering(site) });
    await poll(local);
    let known = 0;
    let stopped = 0;
    for (let nth = from, there = true; ; nth += every, there = !there) {
      if (there) change(site);
      else Object.assign(site, lists());
      local.faults.set([{ on, do: what, functionKey: 'poll', nth, times: 1 }]);
      hoursLater(local);
      await local.tick('hour');
      const [fault] = local.faults.counts();
      local.faults.set([]);
      await poll(local, 2);
      const rows = await rowsOf(local, FOUND);
      const fresh = names(rows.slice(0, rows.length - known));
      expect(fresh, `stopped at call ${nth}`).toEqual(there ? CHANGED : CHANGED_BACK);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      known = rows.length;
      if (fault?.applied === 0) break;
      stopped += 1;
    }
    expect(stopped).toBeGreaterThan(2);
  }, 240_000);
});

/** As Confluence sends it: that it changed, and not what. */
function permissionsUpdated(): object {
  return {
    eventType: 'avi:confluence:permissions_updated:page',
    eventCreatedDate: new Date().toISOString(),
    atlassianId: '5b10',
    content: { id: '77', type: 'page', title: 'Runbook', status: 'current', space: { id: 900, key: 'DOCS', name: 'Handbook' } },
  };
}
