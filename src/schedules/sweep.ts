import { sweepAll } from '../sweeping';

/** Every day: deletes what a packing left that lost the race or was stopped. */
export async function sweep(): Promise<{ statusCode: number }> {
  const deleted = await sweepAll();
  if (deleted > 0) console.log('values that nobody needed were deleted', { deleted });
  return { statusCode: 204 };
}
