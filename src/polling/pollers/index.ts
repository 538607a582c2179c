/** Every poller. */
import { reconcile } from '../../backfill/reconcile';
import type { Poller } from '../poller';
import { confluenceRetention } from './confluence-retention';

export const POLLERS: readonly Poller[] = [confluenceRetention, reconcile as Poller];
