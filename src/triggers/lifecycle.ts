/** Events whose payload does not say which event it is: the manifest gives each a function of its own. */
import type { InvocationError } from '@forge/events';
import { recordOrRetry } from '../ingest';
import type { Delivery } from '../ingest';

type Handler = (delivery: Delivery) => Promise<InvocationError | void>;

/** The app was installed. */
export const onInstalled: Handler = (delivery) => recordOrRetry(delivery, 'avi:forge:installed:app');

/** The app was upgraded to a new major version. */
export const onUpgraded: Handler = (delivery) => recordOrRetry(delivery, 'avi:forge:upgraded:app');

/** An admin closed objects to the app. */
export const onBlockedObjects: Handler = (delivery) =>
  recordOrRetry(delivery, 'avi:ecosystem.app_policy:blocked:app_access_to_objects.v2');

/** An admin closed whole projects or spaces to the app. */
export const onBlockedContainers: Handler = (delivery) =>
  recordOrRetry(delivery, 'avi:ecosystem.app_policy:blocked:app_access_to_objects_in_container.v2');
