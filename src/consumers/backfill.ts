import { push } from '../backfill/queue';
import { runBackfill } from '../backfill/run';

/** Works on the backfill. What waits for points goes on with the next hour. */
export async function backfill(): Promise<void> {
  if ((await runBackfill()) === 'push') await push();
}
