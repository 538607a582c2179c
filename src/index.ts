/** Every function of manifest.yml, by the kind of module that calls it. */

// Pages
export { resolver } from './resolvers';

// Triggers
export { onProductEvent } from './triggers/product-event';
export { onBlockedContainers, onBlockedObjects, onInstalled, onUpgraded } from './triggers/lifecycle';

// Schedules
export { pack } from './schedules/pack';
export { poll } from './schedules/poll';
export { sweep } from './schedules/sweep';

// Consumers
export { backfill } from './consumers/backfill';
export { keep } from './consumers/keep';
