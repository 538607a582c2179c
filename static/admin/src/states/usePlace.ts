import { useCallback, useEffect, useRef, useState } from 'react';
import type { PageHistory } from '../api';

/** The pages of the app. */
export type PlaceName = 'events' | 'coverage';

const PARAM = 'page';

/** Which page is shown, kept in the address beside what each page keeps there itself. */
export function usePlace(history: PageHistory | undefined): [PlaceName, (place: PlaceName) => void] {
  const [place, setPlace] = useState<PlaceName>(() => placeOf(history?.location.search));
  // What the log was asked last: coming back finds it as it was left.
  const events = useRef('');
  useEffect(() => {
    const stop = history?.listen(({ search }, action) => {
      if (!action || action === 'POP') setPlace(placeOf(search));
    });
    return typeof stop === 'function' ? stop : undefined;
  }, [history]);
  const go = useCallback(
    (next: PlaceName) => {
      setPlace(next);
      if (!history) return;
      const { pathname, search } = history.location;
      if (placeOf(search) === 'events') events.current = search ?? '';
      history.push({ pathname: pathname || '/', search: next === 'events' ? events.current : `?${PARAM}=${next}` });
    },
    [history],
  );
  return [place, go];
}

function placeOf(search: string | undefined): PlaceName {
  return new URLSearchParams(search ?? '').get(PARAM) === 'coverage' ? 'coverage' : 'events';
}
