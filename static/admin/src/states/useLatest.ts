import { useCallback, useRef } from 'react';

/** The function as it is now, under one identity: who is handed it need not be drawn anew when it changes. */
export function useLatest<A extends unknown[], R>(act: (...given: A) => R): (...given: A) => R {
  const latest = useRef(act);
  latest.current = act;
  return useCallback((...given: A) => latest.current(...given), []);
}
