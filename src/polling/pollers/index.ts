/** Every poller. */
import type { Poller } from '../poller';
import { confluenceAudit, jiraAudit } from './audit-logs';
import { confluenceRetention } from './confluence-retention';

export const POLLERS: readonly Poller[] = [jiraAudit, confluenceAudit, confluenceRetention];
