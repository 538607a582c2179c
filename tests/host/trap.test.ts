/** A core that breaks must not take an event with it. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Event } from '../../src/generated/index.ts';
import { onProductEvent } from '../../src/triggers/product-event.ts';
import { transitioned } from './payloads.ts';
import { PROJECTS } from './people.ts';
import { installRuntime } from './runtime.ts';

const glue = vi.hoisted(() => ({ ingest: vi.fn(), initSync: vi.fn(), __wbg_reset_state: vi.fn() }));
vi.mock('../../src/generated/core/core.js', () => glue);
// The smallest module there is: nothing but its magic and version.
vi.mock('../../src/generated/core/bytes.js', () => ({ default: 'AGFzbQEAAAA=' }));

let written: { key: string; value: any }[];

beforeEach(() => {
  written = [];
  installRuntime((_, { key, value }) => {
    written.push({ key, value });
    return { status: 204 };
  });
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  vi.restoreAllMocks();
  glue.__wbg_reset_state.mockClear();
});

const trap = () => {
  throw new WebAssembly.RuntimeError('unreachable');
};

describe('an event that the core cannot take', () => {
  test.each([
    ['because it traps', trap],
    ['because it refuses', () => '{"error":{"code":"engine.request","message":"no"}}'],
    ['because it answers nonsense', () => 'nonsense'],
  ])('%s is kept raw, and the failure is reported', async (_, ingest) => {
    glue.ingest.mockImplementation(ingest);
    const event = transitioned(PROJECTS.PAY, 1, 0);
    expect(await onProductEvent({ ...event, contextToken: 'secret' })).toBeUndefined();
    expect(written).toHaveLength(1);
    const record = written[0]?.value as Event;
    expect(written[0]?.key).toBe(`w:202611200900:${record.id}`);
    expect(record).toMatchObject({ action: 'payload.unreadable', reading: 'unreadable', product: 'jira', source: event.eventType });
    expect(JSON.parse(record.raw ?? '')).toEqual(event);
    expect(console.error).toHaveBeenCalled();
  });

  test('is the same record when it comes again', async () => {
    glue.ingest.mockImplementation(trap);
    const event = transitioned(PROJECTS.PAY, 1, 0);
    await onProductEvent(event);
    await onProductEvent({ ...event, retryContext: { retryCount: 1 }, contextToken: 'other' });
    expect(written[0]?.key).toBe(written[1]?.key);
  });

  test('goes over several values when it is long, and none is too long', async () => {
    glue.ingest.mockImplementation(trap);
    const event = { ...transitioned(PROJECTS.PAY, 1, 0), long: '\\"ü'.repeat(40_000) };
    await onProductEvent(event);
    expect(written.length).toBeGreaterThan(2);
    for (const { value } of written) expect(Buffer.byteLength(JSON.stringify(value))).toBeLessThan(240 * 1024);
    const record = written.at(-1)?.value as Event;
    expect(record.problem).toContain(`${written.length - 1} parts`);
    const parts = written.slice(0, -1).map(({ value }) => value as string);
    expect(JSON.parse([record.raw, ...parts].join(''))).toEqual(event);
  });

  test('loses names, addresses and pictures of people', async () => {
    glue.ingest.mockImplementation(trap);
    const user = { accountId: '5b10', displayName: 'Made Up', emailAddress: 'made.up@example.invalid', key: 'mup', name: 'mup', avatarUrls: {} };
    await onProductEvent({ eventType: 'avi:jira:updated:user', user, project: { name: 'Payments' } });
    const record = written[0]?.value as Event;
    expect(JSON.parse(record.raw ?? '')).toEqual({ eventType: 'avi:jira:updated:user', user: { accountId: '5b10' }, project: { name: 'Payments' } });
  });
});

test('an instance is thrown away when it trapped and when its invocation is over', async () => {
  glue.ingest.mockImplementation(() => '{"ok":{"writes":[]}}');
  await onProductEvent({});
  expect(glue.__wbg_reset_state).toHaveBeenCalledTimes(1);
  glue.ingest.mockImplementation(trap);
  await onProductEvent({});
  expect(glue.__wbg_reset_state).toHaveBeenCalledTimes(3);
});
