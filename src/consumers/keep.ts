import type { AsyncEvent, InvocationError } from '@forge/events';
import { record, retryLater } from '../ingest';
import { unpack } from '../keep-queue';

/** Writes an event that storage refused before. As long as it still does, the queue tries again, for a day. */
export async function keep(event: AsyncEvent): Promise<InvocationError | void> {
  const { payload, hint, recorded } = unpack(event.body);
  try {
    await record(payload, hint, recorded);
  } catch (error) {
    console.error('a kept event could not be written', { retryContext: event.retryContext, error });
    return retryLater(event.retryContext?.retryCount ?? 0);
  }
}
