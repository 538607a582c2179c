/** More events than the store has units for: nothing may be lost. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { BUNDLE, ROOT } from './bundle.ts';

test('a burst of ten times the quota is absorbed without a loss', async () => {
  // The measurement of sustained ingest, with a fortieth of the quota.
  const bench = path.join(ROOT, 'local/bench/ingest.mjs');
  const options = ['--code', BUNDLE, '--quota', '100', '--rate', '100', '--minutes', '6', '--json'];
  const { stdout } = await promisify(execFile)('node', [bench, ...options]);
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({ offered: 1_600, stored: 1_600, lost: 0, failed: 0 });
  expect(result.burst.retried).toBeGreaterThan(900);
  expect(result.perMinute).toBeGreaterThanOrEqual(90);
});
