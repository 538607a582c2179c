/** Processes serve one customer after another: nothing of one may be left in memory for the next. */
import { expect, test } from 'vitest';
import { withCore } from '../../src/engine.ts';
import * as glue from '../../src/generated/core/core.js';

const SECRET = 'the-secret-of-the-first-customer';

/** Whether the instance that is in use now holds the text. */
function holds(text: string): boolean {
  // Handing in nothing gives the exports of the instance that there is.
  const { memory } = glue.initSync({ module: new Uint8Array() });
  return Buffer.from(memory.buffer).includes(text);
}

test('the core forgets an invocation when it ends', async () => {
  const payload = { eventType: 'avi:jira:updated:issue', timestamp: '1', issue: SECRET };
  const during = await withCore((core) => {
    expect(JSON.stringify(core.ingest(payload, undefined, 1, false))).toContain(SECRET);
    return holds(SECRET);
  });
  expect(during).toBe(true);
  expect(holds(SECRET)).toBe(false);
});

test('invocations that overlap do not disturb each other', async () => {
  const request = { jql: '', narrow: [], limit: 1, now: 0, zone: 'UTC' };
  const first = withCore(async (core) => {
    const reading = core.reading(request, 'all', undefined);
    await new Promise((resolve) => setTimeout(resolve, 20));
    return reading.answer().rows;
  });
  await withCore((core) => core.status(undefined));
  expect(await first).toEqual([]);
});
