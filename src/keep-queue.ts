/** The queue that keeps, for up to a day, events that storage refused on every retry. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { Queue } from '@forge/events';

/** An event that waits for storage. */
export interface Kept {
  payload: unknown;
  hint: string | undefined;
  /** When the app first saw it. */
  recorded: number;
}

/** Puts an event into the queue; throws when the queue refuses it. */
export async function push(kept: Kept): Promise<void> {
  // Packed, because an event may be as large as a whole push to a queue.
  await new Queue({ key: 'keep' }).push({ body: { packed: gzipSync(JSON.stringify(kept)).toString('base64') } });
}

/** Reads an event that [`push`] put into the queue. */
export function unpack(body: Record<string, unknown>): Kept {
  return JSON.parse(gunzipSync(Buffer.from(String(body['packed']), 'base64')).toString()) as Kept;
}
