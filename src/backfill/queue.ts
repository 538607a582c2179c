/** The queue that works on the backfill. A message says only that there is something to do. */
import { Queue } from '@forge/events';
import { isOpen, readJob } from './job';

/** Has the backfill go on, after some seconds if need be. */
export async function push(after = 0): Promise<void> {
  await new Queue({ key: 'backfill' }).push({ body: {}, ...(after > 0 && { delayInSeconds: after }) });
}

/** Has an open backfill go on: every hour there are new points, and a message may have been lost. */
export async function continueBackfill(): Promise<void> {
  if (isOpen(await readJob())) await push();
}
