/** Jira's audit log. Only Jira administrators may read it, and on a free plan nobody may. */
import { route } from '@forge/api';
import type { AuditRange } from '../../generated';
import { CannotSee } from '../asker';
import type { Asker } from '../asker';

/** Summaries in English are understood best; this asks Jira not to answer in the language of whoever asks. */
const ENGLISH = { 'accept-language': 'en-US', 'x-force-accept-language': 'true' };

/** The body of a page of at most `limit` records of a range. Costs a point, and one a record, which the caller books. */
export async function auditPage(ask: Asker, { from, to, start }: AuditRange, limit: number): Promise<string> {
  const when = new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
  const path = route`/rest/api/3/auditing/record?${when}&offset=${start}&limit=${limit}`;
  try {
    return await ask.text('jira', 'its audit log', path, { headers: ENGLISH });
  } catch (error) {
    if (error instanceof CannotSee) throw new CannotSee(`${error.reason} On a free plan Jira shows it to nobody.`);
    throw error;
  }
}
