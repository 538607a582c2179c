/** Who may spend how much of the minute's units, and what the books say. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { packAll } from '../../src/packing.ts';
import * as storage from '../../src/storage.ts';
import { installRuntime } from './runtime.ts';

const MINUTE_MS = 60_000;
const LONG_MS = 900_000;
const UNIT = 10 * 1024;

/** A value that costs so many units: its JSON has two quotes. */
const value = (units: number) => 'x'.repeat(units * UNIT - 2);
const entries = (count: number, units: number) => Array.from({ length: count }, (_, n) => ({ key: `k:${n}`, value: value(units) }));
const done = (items: { key: string; value?: string }[]) => ({ body: { successfulKeys: items.map(({ key }) => ({ key })), failedKeys: [] } });
const throttled = { status: 429, body: { code: 'RATE_LIMIT_EXCEEDED', message: '' } };

/** Storage that writes down when it was asked for how many units of writing. */
function metered(respond: (nth: number) => object | undefined = () => undefined, remainingMs = LONG_MS) {
  const spent: { at: number; units: number }[] = [];
  let asked = 0;
  installRuntime((endpoint, body) => {
    asked += 1;
    const answer = respond(asked);
    if (answer !== undefined) return answer;
    const items = endpoint.startsWith('batch/') ? body : [body];
    const bytes = items.reduce((sum: number, item: { value?: unknown }) => sum + (JSON.stringify(item.value)?.length ?? 0), 0);
    spent.push({ at: Date.now(), units: Math.max(1, Math.ceil(bytes / UNIT)) });
    return endpoint.startsWith('batch/') ? done(body) : { status: 204 };
  }, remainingMs);
  /** The most that was spent in any minute. */
  const worst = () =>
    Math.max(...spent.map(({ at }) => spent.filter((one) => one.at >= at && one.at < at + MINUTE_MS).reduce((sum, one) => sum + one.units, 0)));
  return { spent, worst };
}

/** Lets time pass until the work is done, and tells how much did. */
async function timeOf(work: Promise<unknown>): Promise<number> {
  const begun = Date.now();
  let isDone = false;
  const ended = work.finally(() => (isDone = true));
  ended.catch(() => {});
  while (!isDone) await vi.advanceTimersByTimeAsync(500);
  await ended;
  return Date.now() - begun;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: Date.parse('2026-11-20T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('background work', () => {
  test('keeps below a quarter of the minute', async () => {
    const { spent, worst } = metered();
    const took = await timeOf(storage.withPriority('background', () => storage.setAll(entries(320, 10))));
    expect(spent.reduce((sum, { units }) => sum + units, 0)).toBeGreaterThanOrEqual(3_200);
    expect(worst()).toBeLessThanOrEqual(1_000);
    // Three minutes' shares and a bit: it does not wait for longer than it must, either.
    expect(took).toBeGreaterThanOrEqual(3 * MINUTE_MS);
    expect(took).toBeLessThan(5 * MINUTE_MS);
  });

  test('backs off when storage is busy: it waits at once, and then spends less', async () => {
    const { spent, worst } = metered((nth) => (nth === 1 || nth === 2 ? throttled : undefined));
    const begun = Date.now();
    await timeOf(storage.withPriority('background', () => storage.setAll(entries(40, 10))));
    expect(spent[0]?.at).toBeGreaterThan(begun + 500);
    expect(worst()).toBeLessThanOrEqual(500);
  });

  test('backs off when single items of a batch were too many', async () => {
    installRuntime((_, body) => (Date.now() - begun < 1_000 ? { body: { successfulKeys: [], failedKeys: [{ ...body[0], error: { code: 'RATE_LIMIT_EXCEEDED', message: '' } }] } } : done(body)), LONG_MS);
    const begun = Date.now();
    // At most 500 units are left of the share, so that the second batch of 264 units must wait for the next minute.
    const took = await timeOf(storage.withPriority('background', async () => {
      await storage.setAll(entries(1, 1));
      for (let n = 0; n < 4; n += 1) await storage.setAll([{ key: `n:${n}`, value: value(24) }, { key: `m:${n}`, value: value(240) }]);
    }));
    expect(took).toBeGreaterThan(MINUTE_MS);
  });

  test('whose single request is larger than its share gets through all the same', async () => {
    metered();
    await timeOf(storage.withPriority('background', () => storage.setAll([{ key: 'a', value: value(1_100) }])));
  });

  test('is what packing is', async () => {
    let pages = 0;
    installRuntime((endpoint) => {
      if (endpoint !== 'query') return undefined;
      pages += 1;
      // Each page costs 200 units, so that the sixth must wait; then there is enough to know.
      const data = Array.from({ length: 100 }, (_, n) => ({ key: `w:${pages}:${n}`, value: value(2) }));
      return pages > 6 ? { status: 400, body: { code: 'NO', message: '' } } : { body: { data, cursor: String(pages) } };
    }, LONG_MS);
    const begun = Date.now();
    await expect(timeOf(packAll())).rejects.toThrow(storage.StorageFailure);
    expect(pages).toBe(7);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(MINUTE_MS);
  });

  test('that cannot wait fails, and says why', async () => {
    metered(undefined, 20_000);
    const work = storage.withPriority('background', () => storage.setAll(entries(320, 10)));
    await expect(timeOf(work)).rejects.toThrow(/share of background work/);
  });
});

describe('a reader', () => {
  test('keeps below half of the minute, and can tell when to stop', async () => {
    const { worst } = metered();
    const room: boolean[] = [];
    await timeOf(storage.withPriority('reader', async () => {
      room.push(storage.hasRoomFor(16));
      await storage.setAll(entries(260, 10));
      // Reads and writes have quotas of their own.
      room.push(storage.hasRoomFor(16));
    }));
    expect(worst()).toBeLessThanOrEqual(2_000);
    expect(room).toEqual([true, true]);
  });

  test('has no more room when it has read its half', async () => {
    installRuntime((_, body) => ({ body: { successfulKeys: body.map(({ key }: { key: string }) => ({ key, value: value(24) })), failedKeys: [] } }), 20_000);
    await storage.withPriority('reader', async () => {
      const keys = (from: number) => Array.from({ length: 16 }, (_, n) => `k:${from + n}`);
      let batches = 0;
      for (; storage.hasRoomFor(16); batches += 1) await storage.getAll(keys(batches * 16));
      expect(batches).toBe(5);
      expect(storage.cost()).toMatchObject({ requests: 5, values: 80, units: { read: 5 * 16 * 24, write: 0 } });
    });
  });
});

describe('capture', () => {
  test.each([
    ['declared', (work: () => Promise<void>) => storage.withPriority('capture', work)],
    ['undeclared', (work: () => Promise<void>) => work()],
    ['inside other work', (work: () => Promise<void>) => storage.withPriority('background', () => storage.withPriority('capture', work))],
  ])('never waits, %s', async (_, run) => {
    const { spent } = metered();
    const begun = Date.now();
    // Time stands still here: whoever waited would wait for ever.
    await run(async () => {
      for (let n = 0; n < 250; n += 1) await storage.set(`w:${n}`, value(20));
    });
    expect(spent.reduce((sum, { units }) => sum + units, 0)).toBe(5_000);
    expect(Date.now()).toBe(begun);
  });
});

describe('the books', () => {
  test('round a batch once, and hold what nested work has spent', async () => {
    metered();
    await storage.withPriority('reader', async () => {
      await storage.setAll(Array.from({ length: 20 }, (_, n) => ({ key: `k:${n}`, value: 'x'.repeat(500) })));
      await storage.withPriority('background', () => storage.deleteAll(['a', 'b']));
      await storage.set('c', value(3));
      expect(storage.cost()).toEqual({ requests: 3, values: 21, bytes: 20 * 502 + 3 * UNIT, units: { read: 0, write: 1 + 1 + 3 } });
    });
  });

  test('of invocations are apart, and end with them', async () => {
    metered();
    const costs = await Promise.all(
      [1, 2].map((units) => storage.withPriority('reader', async () => {
        await storage.set('a', value(units));
        return storage.cost().units.write;
      })),
    );
    expect(costs).toEqual([1, 2]);
    expect(storage.cost().requests).toBe(0);
  });

  test('do not count what was turned away, and do count what may have taken effect', async () => {
    metered((nth) => (nth === 1 ? throttled : nth === 2 ? { status: 500, body: { code: 'INTERNAL_ERROR', message: '' } } : undefined));
    await timeOf(storage.withPriority('reader', async () => {
      await storage.setAll([{ key: 'a', value: value(7) }]);
      expect(storage.cost()).toMatchObject({ requests: 3, values: 1, units: { write: 14 } });
    }));
  });
});
