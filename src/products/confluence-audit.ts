/** Confluence's audit log. Only Confluence administrators may read it. */
import { route } from '@forge/api';
import type { AuditRange } from '../generated';
import { CannotSee } from './asker';
import type { Asker } from './asker';
import { ConfluenceFailure } from './confluence';

const WHAT = 'its audit log';
/** Summaries in English are understood best. */
const ENGLISH = { 'accept-language': 'en-US' };

/** For how long Confluence keeps records, e.g. 3 `MONTHS`. */
export interface Retention {
  number: number;
  units: string;
}

/** Costs a point. */
export async function auditRetention(ask: Asker): Promise<Retention> {
  const text = await there(() => ask.text('confluence', WHAT, route`/wiki/rest/api/audit/retention`));
  const { number, units } = JSON.parse(text) as Retention;
  return { number, units };
}

/** The body of a page of at most `limit` records of a range. Costs a point, and one a record, which the caller books. */
export function auditPage(ask: Asker, { from, to, start }: AuditRange, limit: number): Promise<string> {
  const path = route`/wiki/rest/api/audit?startDate=${from}&endDate=${to}&start=${start}&limit=${limit}`;
  return there(() => ask.text('confluence', WHAT, path, { headers: ENGLISH }));
}

/** A site without Confluence answers that there is no such place. */
async function there(ask: () => Promise<string>): Promise<string> {
  try {
    return await ask();
  } catch (error) {
    const gone = error instanceof ConfluenceFailure && (error.status === 404 || error.status === 410);
    if (gone) throw new CannotSee('There is no Confluence on this site, or the app is not connected to it.');
    throw error;
  }
}
