/** What people do with the log is part of the log. */
import { withCore } from './engine';
import * as storage from './storage';
import type { Value } from './storage';

/** Records that somebody opened the log, or was refused. The engine keeps one record a person, page and minute. */
export async function recordOwn(action: 'log.opened' | 'log.refused', account: string, page: string): Promise<void> {
  const writes = await withCore((core) => core.ownEvent({ action, account, occurred: Date.now(), note: page }));
  await storage.withPriority('capture', async () => {
    for (const { key, value } of writes) await storage.set(key, JSON.parse(value) as Value);
  });
}
