import { dropOld } from '../retaining';
import { sweepAll } from '../sweeping';

/** Every day: drops what is older than the log keeps, and deletes what a packing left that lost the race or was stopped. */
export async function sweep(): Promise<{ statusCode: number }> {
  const { records, states } = await dropOld();
  if (records + states > 0) console.log('what was too old was dropped', { records, states });
  const deleted = await sweepAll();
  if (deleted > 0) console.log('values that nobody needed were deleted', { deleted });
  return { statusCode: 204 };
}
