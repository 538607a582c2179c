/** Every poller. */
import type { Poller } from '../poller';
import { confluenceRetention } from './confluence-retention';

export const POLLERS: readonly Poller[] = [confluenceRetention];
