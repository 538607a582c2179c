import type { AsyncEvent } from '@forge/events';
import { push } from '../backfill/queue';
import { runBackfill } from '../backfill/run';

/** Works on the backfill. What waits for points goes on with the next hour. */
export async function backfill(event: AsyncEvent): Promise<void> {
  // A message that comes again was worked on by somebody who has stopped.
  const next = await runBackfill({ alone: event.retryContext !== undefined });
  if (next !== 'wait' && next !== 'nothing') await push(next.after);
}
