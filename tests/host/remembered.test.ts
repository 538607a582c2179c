/** What Jira answered is remembered in parts that storage takes, for a time. */
import { expect, test } from 'vitest';
import { keyOf, recall, remember } from '../../src/remembered.ts';
import { installRuntime } from './runtime.ts';

/** Storage that keeps what is written. */
function store(): { values: Map<string, unknown>; requests: { endpoint: string; body: any }[] } {
  const values = new Map<string, unknown>();
  const requests = installRuntime((endpoint, body) => {
    if (endpoint === 'batch/set') {
      for (const { key, value } of body) values.set(key, value);
      return { body: { successfulKeys: body, failedKeys: [] } };
    }
    const found = body.filter(({ key }: { key: string }) => values.has(key));
    const missing = body.filter(({ key }: { key: string }) => !values.has(key));
    return {
      body: {
        successfulKeys: found.map(({ key }: { key: string }) => ({ key, value: values.get(key) })),
        failedKeys: missing.map(({ key }: { key: string }) => ({ key, error: { code: 'KEY_NOT_FOUND', message: '' } })),
      },
    };
  });
  return { values, requests };
}

const key = keyOf('projects');

test('a list comes back until its time is over', async () => {
  const { requests } = store();
  await remember(key, [{ id: '1' }, { id: '2' }], 600, 1_000);
  expect(await recall(key, 1_001)).toEqual([{ id: '1' }, { id: '2' }]);
  expect(await recall(key, 601_000)).toBeUndefined();
  const written = requests.filter(({ endpoint }) => endpoint === 'batch/set').flatMap(({ body }) => body);
  expect(written.every(({ options }) => options.ttl.value === 600 && options.ttl.unit === 'SECONDS')).toBe(true);
});

test('an empty list is not the answer that there is none', async () => {
  store();
  await remember(key, [], 600, 0);
  expect(await recall(key, 1)).toEqual([]);
  await remember(key, null, 600, 1);
  expect(await recall(key, 2)).toBeNull();
});

test('a long list lies in parts below the limit of a value', async () => {
  const { values } = store();
  const rows = Array.from({ length: 5_000 }, (_, n) => ({ id: String(n), name: 'ü'.repeat(60) }));
  await remember(key, rows, 600, 0);
  expect(values.size).toBeGreaterThan(3);
  for (const value of values.values()) expect(Buffer.byteLength(JSON.stringify(value))).toBeLessThan(240 * 1024);
  expect(await recall(key, 1)).toEqual(rows);
});

test('a list that is too long is not remembered', async () => {
  const { values } = store();
  await remember(key, Array.from({ length: 50 }, () => 'x'.repeat(100_000)), 600, 0);
  expect(values.size).toBe(0);
});

test('a part that is gone makes all of it forgotten', async () => {
  const { values } = store();
  await remember(key, Array.from({ length: 4 }, () => 'x'.repeat(100_000)), 600, 0);
  const part = [...values.keys()].find((name) => name !== key);
  values.delete(String(part));
  expect(await recall(key, 1)).toBeUndefined();
});

test('storage that refuses has forgotten, and fails nothing', async () => {
  installRuntime(() => ({ status: 400, body: { code: 'NO', message: 'no' } }));
  await remember(key, ['a'], 600, 0);
  expect(await recall(key, 1)).toBeUndefined();
});
