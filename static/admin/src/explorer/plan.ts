/** What the log at hand is asked about a query as a whole. */
import type { Question } from '../api';
import { FACETS, showOf } from '../facets/kinds';
import { edgesOf } from '../histogram/edges';
import type { LogAsk, Show } from '../log';
import type { Moments } from '../query/model';
import { without, type Clauses } from '../query/useClauses';

const MINUTE_MS = 60_000;
const BARS_MAX = 100;

export type Plan = ReturnType<typeof planOf>;

/** Questions that are the same are asked once, for all that hangs on them. */
export function planOf(question: Question, edges: number[], clauses: Clauses | undefined, wide: ReadonlySet<string>, folded: ReadonlySet<string>) {
  const first: Show[] = [edges.length > 1 ? { show: 'histogram', edges, by: 'action' } : { show: 'count' }];
  const asks: LogAsk[] = [{ question, shows: first }];
  const places = new Map<string, { ask: number; show: number }>();
  for (const kind of FACETS.filter(({ id, isDeep }) => !(isDeep && folded.has(id)))) {
    const isFiltered = clauses?.clauses.some(({ field }) => field === kind.field) ?? false;
    const jql = isFiltered && clauses ? without(clauses, kind.field) : question.jql;
    let ask = asks.findIndex(({ question }) => question.jql === jql);
    if (ask < 0) ask = asks.push({ question: { ...question, jql }, shows: [] }) - 1;
    const show = asks[ask]!.shows.push(showOf(kind, wide.has(kind.id))) - 1;
    places.set(kind.id, { ask, show });
  }
  return { question, asks, places, edges };
}

/** Where the bars of the histogram begin and end. */
export const barEdges = (bounds: Moments | undefined, zone: string) => (bounds ? edgesOf(bounds, zone, BARS_MAX).edges : []);

/** The end of the present minute. */
export const presentMinute = () => (Math.floor(Date.now() / MINUTE_MS) + 1) * MINUTE_MS;
