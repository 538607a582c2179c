import { useEffect, useMemo, useRef, useState } from 'react';
import type { Question } from '../api';
import type { FacetsState } from '../facets/useFacets';
import { FACETS, facetOf, type FacetAnswer } from '../facets/kinds';
import { useLog, type LogAsk, type LogState } from '../log';
import { rangeOf, type Moments, type Query } from '../query/model';
import { bodyOf } from '../query/order';
import { boundsOf } from '../query/range';
import type { Clauses } from '../query/useClauses';
import { barsOf, type Bar } from '../histogram/fold';
import { barEdges, planOf, presentMinute, type Plan } from './plan';

const LOOK_MS = 15_000;

/** What the log at hand says of a query as a whole. */
export interface LogView {
  log: LogState;
  count?: number;
  /** Rows that hang on what only Jira knows. */
  open: number;
  /** What could not be read. */
  warnings: string[];
  millis: number;
  /** From when to when the bars go. */
  bounds?: Moments;
  bars: Bar[];
  facets: ReadonlyMap<string, FacetAnswer>;
}

/** Counts, bars and facets of a query, all in one question. A facet does not look at its own filter. */
export function useLogView(query: Query, question: Question, clauses: Clauses | undefined, { wide, folded }: Pick<FacetsState, 'wide' | 'folded'>): LogView {
  const { zone } = question;
  const now = useMinute();
  const fixed = useMemo(() => boundsOf(rangeOf(query), zone, now), [query, zone, now]);
  const found = useExtent(question, fixed === undefined);
  const bounds = fixed ?? found;
  const edges = useMemo(() => barEdges(bounds, zone), [bounds?.since, bounds?.until, zone]);
  const plan = usePlan(question, edges, clauses && (clauses.jql === query.jql ? clauses : 'later'), wide, folded);
  const asked = useLog(plan.asks);
  const isBehind = asked.isStale || plan.question !== question;
  const log = useMemo<LogState>(() => ({ ...asked, isStale: isBehind }), [asked, isBehind]);
  const settled = useRef<LogView>();
  return useMemo(() => {
    // Answers to other questions are not sorted by the places of these.
    if (log.isStale && settled.current) return { ...settled.current, log };
    const main = log.answers?.[0];
    const histogram = main?.shown[0];
    const facets = new Map<string, FacetAnswer>();
    plan.places.forEach(({ ask, show }, id) => {
      const shown = log.answers?.[ask]?.shown[show];
      const kind = FACETS.find((kind) => kind.id === id);
      if (shown?.show === 'groups' && kind) facets.set(id, facetOf(kind, shown));
    });
    settled.current = {
      log,
      ...(main && { count: main.count }),
      open: main?.open ?? 0,
      warnings: (main?.warnings ?? []).filter(({ code }) => code.startsWith('read.')).map(({ message }) => message),
      millis: log.answers?.reduce((sum, { millis }) => sum + millis, 0) ?? 0,
      ...(bounds && { bounds }),
      bars: histogram?.show === 'histogram' ? barsOf(plan.edges, histogram.values, histogram.stretches) : [],
      facets,
    };
    return settled.current;
  }, [log, plan, bounds?.since, bounds?.until]);
}

/** What is asked of the log. Of a query whose clauses are not known yet nothing is asked: it would be asked twice. */
function usePlan(question: Question, edges: number[], clauses: Clauses | undefined | 'later', wide: ReadonlySet<string>, folded: ReadonlySet<string>): Plan {
  const last = useRef<Plan>();
  return useMemo(() => {
    const isLater = clauses === 'later';
    if (!isLater || !last.current) last.current = planOf(question, edges, isLater ? undefined : clauses, wide, folded);
    return last.current;
  }, [question, edges, clauses, wide, folded]);
}

/** When the first and the last matching event happened, for questions without a range of their own. */
function useExtent(question: Question, isOn: boolean): Moments | undefined {
  const asks = useMemo<LogAsk[]>(() => {
    const body = bodyOf(question.jql);
    const ends = [body, `${body} ORDER BY occurred ASC`.trim()];
    return isOn ? ends.map((jql) => ({ question: { ...question, jql }, shows: [{ show: 'rows', limit: 1 }] })) : [];
  }, [question, isOn]);
  const { answers } = useLog(asks);
  if (!isOn || !answers) return undefined;
  const [newest, oldest] = answers.map(({ shown }) => (shown[0]?.show === 'rows' ? shown[0].rows[0]?.occurred : undefined));
  return newest !== undefined && oldest !== undefined ? { since: Math.min(oldest, newest), until: newest + 1 } : undefined;
}

/** The present minute. */
function useMinute(): number {
  const [now, setNow] = useState(presentMinute);
  useEffect(() => {
    const timer = setInterval(() => setNow(presentMinute), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
