import { useCallback, useRef } from 'react';
import { isMoments, speaksOfTime, type Moments, type Query } from '../query/model';
import type { Ask, Edit, Expected } from '../query/useView';

/** Zooming into a part of the chart, and back to what was asked before the first zoom. */
export function useZoom(query: Query, ask: Ask, edit: Edit, expected: Expected) {
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
  const expectInto = useCallback(
    (range: Moments) => {
      if (!speaksOfTime(query.jql)) expected.ask((query) => ({ ...query, range }));
    },
    [query, expected],
  );
  // Filters that were changed meanwhile stay; a text that said when comes back whole.
  const out = useCallback(
    ({ jql }: Query): Query => {
      const before = outside ?? coarse.current;
      return before && speaksOfTime(before.jql) ? before : before?.range ? { jql, range: before.range } : { jql };
    },
    [outside],
  );
  const reset = useCallback(() => ask(out), [out, ask]);
  const expectReset = useCallback(() => expected.ask(out), [out, expected]);
  return { isZoomed: moments !== undefined, into, expectInto, reset, expectReset };
}

const isSame = (a: Moments, b: Moments | undefined) => a.since === b?.since && a.until === b.until;
