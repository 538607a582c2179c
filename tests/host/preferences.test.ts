/** What somebody chose for their page is there when they come back, and is theirs alone. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Preferences } from '../../src/resolvers/preferences.ts';
import { call, start } from './local.ts';
import type { Local } from './local.ts';
import { EXTENSIONS, PEOPLE } from './people.ts';

let local: Local;

beforeAll(async () => {
  local = await start();
});

afterAll(() => local.close());

const chosen = async (where: object = {}) => (await call<{ preferences: Preferences }>(local, 'viewer', {}, where)).ok?.preferences;

test('choices are kept one by one, for each person', async () => {
  expect(await chosen()).toEqual({});
  await call(local, 'setPreferences', { language: 'de', keys: 0 });
  expect((await call(local, 'setPreferences', { zone: 'utc', toured: 1 })).ok).toEqual({ language: 'de', keys: false, zone: 'utc', toured: true });
  expect(await chosen()).toEqual({ language: 'de', keys: false, zone: 'utc', toured: true });
  expect(await chosen({ module: 'jira-project', person: 'payAdmin', extension: EXTENSIONS.PAY })).toEqual({});
});

test('no key of the store names the person', async () => {
  await call(local, 'setPreferences', { language: 'en' });
  const keys = local.kvs.keys('preferences:');
  expect(keys).toHaveLength(1);
  expect(keys[0]).not.toContain(PEOPLE.siteAdmin);
});

test.each([{ language: 'tlh' }, { zone: 'Mars/Base' }, { keys: 2 }, { colour: 'red' }, { language: 5 }])('%j is refused', async (payload) => {
  expect((await call(local, 'setPreferences', payload)).error?.code).toBe('bad-request');
});
