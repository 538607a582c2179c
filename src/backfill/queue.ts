/** The queue that works on the backfill. A message says only that there is something to do. */
import { Queue } from '@forge/events';
import { isOpen, readJob } from './job';

/** Has the backfill go on. */
export async function push(): Promise<void> {
  await new Queue({ key: 'backfill' }).push({ body: {} });
}

/** Has an open backfill go on: every hour there are new points, and a message may have been lost. */
export async function continueBackfill(): Promise<void> {
  if (isOpen(await readJob())) await push();
}
