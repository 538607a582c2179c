/** For how long Confluence keeps its audit log: what is not fetched by then is gone. */
import { auditRetention } from '../../products/confluence-audit';
import type { Retention } from '../../products/confluence-audit';
import type { Poller } from '../poller';

export const confluenceRetention: Poller<Retention> = {
  area: 'confluence-audit-retention',
  everyMinutes: 24 * 60,
  // A request as the app, and one as the administrator.
  cost: 2,
  run: (_, turn) => auditRetention(turn.ask),
};
