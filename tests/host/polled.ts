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
