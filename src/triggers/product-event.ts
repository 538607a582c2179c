import type { InvocationError } from '@forge/events';
import { recordOrRetry } from '../ingest';
import type { Delivery } from '../ingest';

/** Every event of Jira and Confluence that names itself in `eventType`. */
export function onProductEvent(delivery: Delivery): Promise<InvocationError | void> {
  return recordOrRetry(delivery);
}
