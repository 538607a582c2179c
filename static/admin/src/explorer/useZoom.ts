import { useCallback, useRef } from 'react';
import { isMoments, speaksOfTime, type Moments, type Query } from '../query/model';
import type { Ask, Edit } from '../query/useView';

/** Zooming into a part of the chart, and back to what was asked before the first zoom. */
export function useZoom(query: Query, ask: Ask, edit: Edit) {
  const moments = query.range !== undefined && isMoments(query.range) ? query.range : undefined;
  // What was asked last without moments, and what was asked when the chart was first zoomed into: it may have had moments, from a link.
  const coarse = useRef<Query>();
  const zoom = useRef<{ outside: Query; to: Moments }>();
  if (!moments) coarse.current = query;
  const outside = zoom.current && isSame(zoom.current.to, moments) ? zoom.current.outside : undefined;
  const into = useCallback(
    (range: Moments) => {
      zoom.current = { outside: outside ?? query, to: range };
      // Time is asked in one place: what the text says of it goes.
      if (speaksOfTime(query.jql)) edit({ do: 'clear', field: 'occurred' });
      ask((query) => ({ ...query, range }));
    },
    [query, outside, ask, edit],
  );
  const reset = useCallback(() => {
    const before = outside ?? coarse.current;
    // Filters that were changed meanwhile stay; a text that said when comes back whole.
    ask(({ jql }) => (before && speaksOfTime(before.jql) ? before : before?.range ? { jql, range: before.range } : { jql }));
  }, [outside, ask]);
  return { isZoomed: moments !== undefined, into, reset };
}

const isSame = (a: Moments, b: Moments | undefined) => a.since === b?.since && a.until === b.until;
