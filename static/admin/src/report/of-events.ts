import { isDays, rangeOf, type Query } from '../query/model';
import { boundsOf } from '../query/range';

/** The address of a report of what the explorer shows. */
export function eventsReport(query: Query, zone: string): string {
  const range = rangeOf(query);
  const bounds = boundsOf(range, zone, Date.now());
  const period = isDays(range) ? `${range.from}..${range.to}` : bounds ? `${bounds.since}..${bounds.until}` : 'any';
  return new URLSearchParams({ of: 'events', ...(query.jql.trim() && { jql: query.jql }), period }).toString();
}
