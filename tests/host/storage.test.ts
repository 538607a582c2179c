/** The door to storage, against storage that answers in every unpleasant way it may. */
import { describe, expect, test } from 'vitest';
import * as storage from '../../src/storage.ts';
import { installRuntime } from './runtime.ts';

const all = (items: { key: string }[]) => ({ body: { successfulKeys: items, failedKeys: [] } });
const error = (status: number, code: string) => ({ status, body: { code, message: 'no' } });

describe('batches', () => {
  test('keep the limits of items and bytes', async () => {
    const requests = installRuntime((_, body) => all(body));
    const small = Array.from({ length: 60 }, (_, n) => ({ key: `a:${n}`, value: 'x' }));
    const large = Array.from({ length: 40 }, (_, n) => ({ key: `b:${n}`, value: 'x'.repeat(200_000) }));
    await storage.setAll([...small, ...large]);
    for (const { body } of requests) {
      expect(body.length).toBeLessThanOrEqual(25);
      expect(JSON.stringify(body).length).toBeLessThan(4_000_000);
    }
    const written = requests.flatMap(({ body }) => body.map(({ key }: { key: string }) => key));
    expect(written.sort()).toEqual([...small, ...large].map(({ key }) => key).sort());
  });

  test('are repeated for the items that failed, and only for those', async () => {
    const requests = installRuntime((_, body) => {
      const [first, ...rest] = body;
      return { body: { successfulKeys: rest, failedKeys: requests.length === 1 ? [{ ...first, error: { code: 'RATE_LIMIT_EXCEEDED', message: '' } }] : [] } };
    });
    await storage.setAll([{ key: 'a', value: 1 }, { key: 'b', value: 2 }]);
    expect(requests.map(({ body }) => body.map(({ key }: { key: string }) => key))).toEqual([['a', 'b'], ['a']]);
  });

  test('that never succeed are a failure', async () => {
    installRuntime((_, body) => ({ body: { successfulKeys: [], failedKeys: body.map((item: object) => ({ ...item, error: { code: 'NO', message: '' } })) } }));
    await expect(storage.setAll([{ key: 'a', value: 1 }])).rejects.toThrow('1 items failed (NO)');
  });

  test('of keys that are not there read as null, in the order asked for', async () => {
    installRuntime((_, body) => ({
      body: {
        successfulKeys: body.filter(({ key }: { key: string }) => key !== 'b').map(({ key }: { key: string }) => ({ key, value: key.toUpperCase() })),
        failedKeys: [{ key: 'b', error: { code: 'KEY_NOT_FOUND', message: '' } }],
      },
    }));
    expect(await storage.getAll(['c', 'b', 'a'])).toEqual([['c', 'C'], ['b', null], ['a', 'A']]);
  });
});

describe('an attempt', () => {
  test('is repeated when storage is busy, and not when it refuses', async () => {
    const busy = installRuntime((endpoint) => (endpoint === 'set' && busy.length < 3 ? error(429, 'RATE_LIMIT_EXCEEDED') : undefined));
    await storage.set('a', 1);
    expect(busy).toHaveLength(3);
    const refused = installRuntime(() => error(400, 'MAX_SIZE'));
    await expect(storage.set('a', 1)).rejects.toThrow(storage.StorageFailure);
    expect(refused).toHaveLength(1);
  });

  test('is the last one when time is nearly over', async () => {
    const requests = installRuntime(() => error(503, 'INTERNAL_ERROR'), 2_000);
    await expect(storage.set('a', 1)).rejects.toThrow(storage.StorageFailure);
    expect(requests).toHaveLength(1);
  });
});

describe('a commit', () => {
  const next = { generation: 5, body: 'mine' };
  const stored = (root: object | undefined) => (root === undefined ? error(404, 'KEY_NOT_FOUND') : { body: { key: 'root', value: root } });

  test('is made on the condition that nobody else made one', async () => {
    const requests = installRuntime(() => ({ status: 204 }));
    expect(await storage.commitRoot(next, 4)).toBe(true);
    expect(await storage.commitRoot({ generation: 1, body: 'first' }, 0)).toBe(true);
    const conditions = requests.map(({ body }) => JSON.stringify(body));
    expect(conditions[0]).toContain('{"property":"generation","condition":"EQUAL_TO","values":[4]}');
    expect(conditions[1]).toContain('{"property":"generation","condition":"NOT_EXISTS"');
  });

  test('that somebody else made first is lost', async () => {
    installRuntime((endpoint) => (endpoint === 'transaction' ? error(409, 'CONDITIONAL_CHECK_FAILED') : stored({ generation: 5, body: 'theirs' })));
    expect(await storage.commitRoot(next, 4)).toBe(false);
  });

  test('whose answer got lost has been made', async () => {
    let tried = 0;
    installRuntime((endpoint) => {
      if (endpoint !== 'transaction') return stored(next);
      tried += 1;
      return tried === 1 ? error(500, 'INTERNAL_ERROR') : error(409, 'CONDITIONAL_CHECK_FAILED');
    });
    expect(await storage.commitRoot(next, 4)).toBe(true);
    expect(tried).toBe(2);
  });

  test('that storage refuses for another reason is a failure', async () => {
    installRuntime((endpoint) => (endpoint === 'transaction' ? error(400, 'MAX_SIZE') : stored({ generation: 4, body: 'old' })));
    await expect(storage.commitRoot(next, 4)).rejects.toThrow(storage.StorageFailure);
  });
});

test('a list is read page by page', async () => {
  const requests = installRuntime((_, body) => {
    const page = Number(body.cursor ?? body.after ?? 0);
    return { body: { data: page === 1 ? [] : [{ key: `w:${page}`, value: page }], ...(page < 2 && { cursor: String(page + 1) }) } };
  });
  const keys: string[] = [];
  for await (const page of storage.list('w:')) keys.push(...page.map(({ key }) => key));
  expect(keys).toEqual(['w:0', 'w:2']);
  expect(requests[0]?.body).toMatchObject({ limit: 100, where: [{ property: 'key', condition: 'BEGINS_WITH', values: ['w:'] }] });
});
