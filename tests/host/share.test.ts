/** A query that wants more than its share of the minute's units, against a core that never has enough. */
import { expect, test, vi } from 'vitest';
import { readEvents } from '../../src/reading.ts';
import { withPriority } from '../../src/storage.ts';
import { installRuntime } from './runtime.ts';

vi.mock('../../src/engine.ts', () => {
  let asked = 0;
  const reading = {
    manifests: () => [],
    addManifest: () => {},
    addWriteAhead: () => {},
    next: () => Array.from({ length: 16 }, () => `segment:${(asked += 1)}`),
    addValues: () => {},
    questions: () => [],
    answer: () => ({ rows: [], complete: true, cursor: 'further' }),
  };
  return { withCore: (work: (core: object) => unknown) => work({ reading: () => reading }) };
});

test('a query that would cost more than its share is answered in part, with the place to go on from', async () => {
  const value = 'x'.repeat(235_000);
  installRuntime((endpoint, body) => {
    if (endpoint === 'query') return { body: { data: [] } };
    if (endpoint === 'entity/get') return { status: 404, body: { code: 'KEY_NOT_FOUND', message: '' } };
    return { body: { successfulKeys: body.map(({ key }: { key: string }) => ({ key, value })), failedKeys: [] } };
  });
  const request = { jql: '', narrow: [], limit: 1, now: 0, zone: 'UTC' };
  const answer = await withPriority('reader', () => readEvents(request, 'all', { since: undefined, askJira: false }));
  expect(answer).toMatchObject({ complete: false, cursor: 'further' });
  expect(answer.cost.units.read).toBeGreaterThan(1_500);
  expect(answer.cost.units.read).toBeLessThanOrEqual(2_000);
});
