/** Which areas are due: tests of one area keep the others quiet. */
import { POLLERS } from '../../src/polling/pollers/index.ts';
import type { Local } from './local.ts';

/** Makes these areas due and no others, in an hour in which nothing was asked yet. */
export function makeDue(local: Local, areas: string[]): void {
  for (const { area } of POLLERS) {
    const kept = (local.kvs.get(`c:${area}`) ?? {}) as object;
    local.kvs.set(`c:${area}`, { ...kept, polled: areas.includes(area) ? 0 : Date.now() });
  }
  local.kvs.set('c:budget', { hour: 0, spent: 0 });
}

/** Lets these areas be looked at again, an hour later. */
export async function polled(local: Local, areas: string[]): Promise<void> {
  due(local, areas);
  await local.tick('hour');
}

/** Makes these areas due, also those that rest for a day after they were read to their end. */
function due(local: Local, areas: string[]): void {
  makeDue(local, areas);
  for (const area of areas) {
    const kept = local.kvs.get(`c:${area}`) as { state?: { done?: number; round?: { done?: number } } };
    if (kept.state?.done !== undefined) kept.state.done = 0;
    if (kept.state?.round?.done !== undefined) kept.state.round.done = 0;
    local.kvs.set(`c:${area}`, kept);
  }
}
