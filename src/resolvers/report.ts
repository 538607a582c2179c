import { pageName } from '../access';
import { recordOwn } from '../own-events';
import type { Call } from './request';
import { Fields, reader } from './request';

/** Pages that a report can be made of. */
const OF = ['events', 'dashboards', 'totals'];
const JQL_LENGTH_MAX = 400_000;
/** What of a query is kept with the record. */
const NOTE_QUERY_LENGTH_MAX = 2_000;
const PERIOD_LENGTH_MAX = 64;

/** Puts on record that somebody makes a report that can be printed: `{of, jql, period}`. */
export async function recordReport(call: Call): Promise<{ recorded: true }> {
  const { access } = await reader(call);
  const fields = new Fields(call.payload);
  const of = fields.oneOf('of', OF) ?? 'events';
  const jql = fields.text('jql', JQL_LENGTH_MAX).trim();
  const period = fields.text('period', PERIOD_LENGTH_MAX).trim();
  fields.end();
  const [container] = access.access === 'scoped' ? access.containers : [];
  const query = jql === '' ? 'everything' : jql.slice(0, NOTE_QUERY_LENGTH_MAX);
  const page = pageName(call.context);
  const note = `report to print, of ${of} on ${page}; period: ${inWords(period)}; query: ${query}`;
  const facts = { report: of, page, period, query: jql === '' ? '' : query };
  const who = access.accountId === null ? {} : { account: access.accountId };
  await recordOwn('export.finished', { ...who, ...(container !== undefined && { container }), note, facts });
  return { recorded: true };
}

/** Moments are written as dates; whatever else the page calls a period stays as it is. */
function inWords(period: string): string {
  if (period === '') return 'the usual one';
  return period.replace(/\b\d{11,15}\b/g, (moment) => new Date(Number(moment)).toISOString());
}
