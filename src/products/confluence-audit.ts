/** Confluence's audit log. Only Confluence administrators may read it. */
import { route } from '@forge/api';
import type { Asker } from './asker';

/** For how long Confluence keeps records, e.g. 3 `MONTHS`. */
export interface Retention {
  number: number;
  units: string;
}

/** Costs a point. */
export async function auditRetention(ask: Asker): Promise<Retention> {
  const { number, units } = await ask.json<Retention>('confluence', 'its audit log', route`/wiki/rest/api/audit/retention`);
  return { number, units };
}
