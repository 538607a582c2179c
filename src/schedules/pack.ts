import { packAll } from '../packing';

/** Every five minutes: turns waiting events into segments. A failure is reported by the platform; the next run goes on. */
export async function pack(): Promise<{ statusCode: number }> {
  await packAll();
  return { statusCode: 204 };
}
