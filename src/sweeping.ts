/**
 * Values that nobody needs: written by a packing that lost the race or was stopped before it committed.
 *
 * Safe beside everything else and at any time: the engine knows by the names alone what nobody can ever need.
 */
import { timeLeft } from './clock';
import { withCore } from './engine';
import type { Value } from './storage';
import * as storage from './storage';

/** A block of keys is not begun when less time is left; the next sweep goes on. */
const TIME_FOR_BLOCK_MS = 20_000;

/** Looks through the store; gives how many values were deleted. */
export function sweepAll(): Promise<number> {
  return storage.withPriority('background', sweep);
}

async function sweep(): Promise<number> {
  const root = await storage.readRoot();
  return withCore(async (core) => {
    const [[, swept]] = (await storage.getAll([core.sweptKey])) as [[string, Value | null]];
    const sweeping = core.sweep(root, swept);
    for (const [key, value] of await storage.getAll(sweeping.manifests())) {
      if (value !== null) sweeping.addManifest(key, value);
    }
    let deleted = 0;
    for (const prefix of sweeping.prefixes()) {
      if (!timeLeft(TIME_FOR_BLOCK_MS)) return deleted;
      for await (const page of storage.list(prefix)) {
        const orphans = sweeping.orphans(page.map(({ key }) => key));
        await storage.deleteAll(orphans);
        deleted += orphans.length;
      }
    }
    const write = sweeping.finish();
    if (write !== null) await storage.set(write.key, JSON.parse(write.value) as Value);
    return deleted;
  });
}
