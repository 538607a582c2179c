import { useCallback, useEffect, useState } from 'react';
import type { PageHistory } from '../api';
import { addressOf, type PlaceName } from './usePlace';

/** What the address says for this page. Each step is one that the back button undoes. */
export function useAddress(history: PageHistory, place: PlaceName): [URLSearchParams, (change: (params: URLSearchParams) => void) => void] {
  const [search, setSearch] = useState(history.location.search ?? '');
  useEffect(() => {
    const stop = history.listen(({ search }, action) => {
      if (!action || action === 'POP') setSearch(search ?? '');
    });
    return typeof stop === 'function' ? stop : undefined;
  }, [history]);
  const change = useCallback(
    (edit: (params: URLSearchParams) => void) => {
      const params = new URLSearchParams(history.location.search);
      params.delete('page');
      edit(params);
      const to = addressOf(place, params.toString());
      history.push({ pathname: history.location.pathname || '/', search: to });
      setSearch(to);
    },
    [history, place],
  );
  return [new URLSearchParams(search), change];
}
