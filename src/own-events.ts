/** What people do with the log is part of the log. */
import { withCore } from './engine';
import * as storage from './storage';
import type { Value } from './storage';

const MINUTE_MS = 60_000;

/**
 * Records that somebody opened the log, or was refused. At most once a person, page and minute: the id is derived from
 * the three, so the second record of a minute is the first one again.
 */
export async function recordOwn(action: 'log.opened' | 'log.refused', account: string, page: string): Promise<void> {
  const occurred = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  const writes = await withCore((core) => core.ownEvent({ action, account, occurred, note: page }));
  for (const { key, value } of writes) await storage.set(key, JSON.parse(value) as Value);
}
