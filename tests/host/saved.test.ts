/** Views that people save: private ones, shared ones, and the one that a page opens with. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SavedView, Views } from '../../src/saved.ts';
import { call, rowsOf, start } from './local.ts';
import type { Answered, Local } from './local.ts';
import { EXTENSIONS, PEOPLE } from './people.ts';

let local: Local;

beforeEach(async () => {
  local = await start();
});
afterEach(() => local.close());

const PAY_ADMIN = { module: 'jira-project', person: 'payAdmin' as const, extension: EXTENSIONS.PAY };

const save = (wanted: object, where = {}): Promise<Answered<SavedView[]>> =>
  call<SavedView[]>(local, 'saveView', { name: 'Mine', address: 'jql=x', shared: 0, ...wanted }, where);
const names = async (where = {}) => (await call<Views>(local, 'views', {}, where)).ok?.views.map(({ name }) => name);
const idOf = (answered: Answered<SavedView[]>) => answered.ok?.at(-1)?.id ?? '';

test('a view is private to who saved it', async () => {
  const kept = await save({ address: '?jql=project+%3D+PAY&range=week' });
  expect(kept.ok).toEqual([
    { id: expect.any(String), shared: false, name: 'Mine', address: 'jql=project+%3D+PAY&range=week', savedBy: PEOPLE.siteAdmin, savedAt: expect.any(Number) },
  ]);
  expect(await names()).toEqual(['Mine']);
  expect(await names(PAY_ADMIN)).toEqual([]);
  // Nobody reaches another's view by its id.
  const foreign = await call(local, 'deleteView', { id: idOf(kept) }, PAY_ADMIN);
  expect(foreign.error?.code).toBe('bad-request');
  expect(await names()).toEqual(['Mine']);
});

test('a shared view is seen and changed by administrators of the site only, and each time on record', async () => {
  const kept = await save({ name: 'Ours', shared: 1 });
  expect(await names(PAY_ADMIN)).toEqual([]);
  expect((await save({ name: 'Theirs', shared: 1 }, PAY_ADMIN)).error?.code).toBe('forbidden');
  expect((await save({ id: idOf(kept), name: 'Theirs' }, PAY_ADMIN)).error?.code).toBe('forbidden');
  expect((await call(local, 'deleteView', { id: idOf(kept) }, PAY_ADMIN)).error?.code).toBe('forbidden');
  await save({ id: idOf(kept), name: 'Ours now', shared: 1 });
  await call(local, 'deleteView', { id: idOf(kept) });
  expect(await names()).toEqual([]);
  const rows = await rowsOf(local, 'actionFamily = "view"');
  const told = rows.map(({ action, content, actor }) => [action, content?.[0]?.text, actor.accountId]).sort();
  expect(told).toEqual([
    ['view.created', 'Ours', PEOPLE.siteAdmin],
    ['view.deleted', 'Ours now', PEOPLE.siteAdmin],
    ['view.updated', 'Ours now', PEOPLE.siteAdmin],
  ]);
});

test('a view is renamed, shared and taken back without becoming two', async () => {
  const id = idOf(await save({}));
  await save({ id, name: 'Better' });
  expect(await names()).toEqual(['Better']);
  await save({ id, name: 'Better', shared: 1 });
  expect(await names()).toEqual(['Better']);
  await save({ id, name: 'Better', shared: 0 });
  expect((await call<Views>(local, 'views')).ok?.views).toMatchObject([{ id, name: 'Better', shared: false }]);
});

test('a page opens with the view that was chosen, until none is', async () => {
  await call(local, 'chooseDefaultView', { id: 'everything-deleted' });
  expect((await call<Views>(local, 'views')).ok?.default).toBe('everything-deleted');
  expect((await call<Views>(local, 'views', {}, PAY_ADMIN)).ok?.default).toBeUndefined();
  await call(local, 'chooseDefaultView', {});
  expect((await call<Views>(local, 'views')).ok?.default).toBeUndefined();
});

test('what is no view is refused', async () => {
  await save({ name: 'Taken' });
  const wrong = [
    { name: ' ' },
    { name: 'x'.repeat(81) },
    { name: 'two\nlines' },
    { name: 'TAKEN' },
    { address: 'x'.repeat(8_001) },
    { address: 7 },
    { shared: 2 },
    { id: 'not here' },
    { id: '../other' },
    { more: true },
  ];
  for (const wanted of wrong) expect([wanted, (await save({ name: 'New', ...wanted })).error?.code]).toEqual([wanted, 'bad-request']);
  expect(await names()).toEqual(['Taken']);
});

test('there is an end to views', async () => {
  for (let number = 0; number < 50; number += 1) await save({ name: `View ${number}` });
  expect((await save({ name: 'One more' })).error?.message).toContain('too many');
});

test('a view of a later version of the app is left alone', async () => {
  await save({});
  const [key = ''] = local.kvs.keys('saved:own:');
  expect(key).not.toContain(PEOPLE.siteAdmin);
  local.kvs.set(key, { version: 2, view: 'of another shape' });
  expect(await names()).toEqual([]);
  await save({ name: 'Another' });
  expect(local.kvs.keys('saved:own:')).toHaveLength(2);
});
