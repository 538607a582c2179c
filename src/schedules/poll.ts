import { continueBackfill } from '../backfill/queue';
import { POLLERS } from '../polling/pollers';
import { pollAll } from '../polling/run';

/** Every hour: asks the products for what no event tells. What fails or has to wait comes again in the next hour. */
export async function poll(): Promise<{ statusCode: number }> {
  await pollAll(POLLERS);
  await continueBackfill();
  return { statusCode: 204 };
}
