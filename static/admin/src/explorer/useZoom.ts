import { useCallback, useRef } from 'react';
import { isMoments, speaksOfTime, type Moments, type Query } from '../query/model';
import type { Ask, Edit } from '../query/useView';

/** Zooming into a part of the chart, and back to what was asked before the first zoom. */
export function useZoom(query: Query, ask: Ask, edit: Edit) {
  const outside = useRef<Query>();
  const isZoomed = query.range !== undefined && isMoments(query.range);
  if (!isZoomed) outside.current = query;
  const into = useCallback(
    (range: Moments) => {
      // Time is asked in one place: what the text says of it goes.
      if (speaksOfTime(query.jql)) edit({ do: 'clear', field: 'occurred' });
      ask((query) => ({ ...query, range }));
    },
    [query.jql, ask, edit],
  );
  const reset = useCallback(() => {
    const before = outside.current;
    // Filters that were changed meanwhile stay; a text that said when comes back whole.
    ask(({ jql }) => (before && speaksOfTime(before.jql) ? before : before?.range ? { jql, range: before.range } : { jql }));
  }, [ask]);
  return { isZoomed, into, reset };
}
