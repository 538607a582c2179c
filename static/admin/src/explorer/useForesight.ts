import { useRef } from 'react';
import type { FacetsState } from '../facets/useFacets';
import { foresee } from '../log';
import { rangeOf, type Query } from '../query/model';
import { boundsOf, questionOf } from '../query/range';
import { clausesOf } from '../query/useClauses';
import { useLatest } from '../states/useLatest';
import { firstAsks } from '../table/useWindows';
import { barEdges, planOf, presentMinute } from './plan';

/** So short a wait still feels like none (https://www.nngroup.com/articles/response-times-3-important-limits/); what takes longer is shown as under way. */
const PATIENCE_MS = 100;

interface Seen {
  zone: string;
  upTo: number | undefined;
  facets: Pick<FacetsState, 'wide' | 'folded'>;
  /** Whether the log at hand answers. */
  isOn: boolean;
}

/**
 * Has the log answer a query before it is shown, so that the page is drawn once with all that is new, and not twice. What is seen now
 * is told with `see`.
 */
export function useForesight() {
  const seen = useRef<Seen>();
  const turn = useRef(0);
  const of = useLatest(async (query: Query, isExpected: boolean) => {
    const mine = ++turn.current;
    // What is only expected gives way to what is asked meanwhile.
    if (seen.current?.isOn) await answerAhead(query, seen.current, isExpected, () => !isExpected || mine === turn.current);
  });
  return { of, see: (now: Seen) => void (seen.current = now) };
}

async function answerAhead(query: Query, { zone, upTo, facets }: Seen, isExpected: boolean, isStill: () => boolean) {
  const bounds = boundsOf(rangeOf(query), zone, presentMinute());
  // Without a range of its own the log has to be asked for its ends first.
  if (!bounds) return;
  const question = questionOf(query, zone, upTo);
  const plan = planOf(question, barEdges(bounds, zone), await clausesOf(query.jql), facets.wide, facets.folded);
  if (isStill()) await foresee([plan.asks, firstAsks(question)], PATIENCE_MS, isExpected);
}
