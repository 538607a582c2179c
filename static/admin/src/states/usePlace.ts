import { createContext, useCallback, useEffect, useRef, useState } from 'react';
import type { PageHistory } from '../api';

/** The pages of the app. Those with a tab are named in `Places.tsx`. */
const NAMES = ['events', 'dashboards', 'totals', 'people', 'deleted', 'timeline', 'report', 'coverage'] as const;

export type PlaceName = (typeof NAMES)[number];

/** Goes to a page: as it was left, or to what an address says, without the name of the page. */
export type Go = (place: PlaceName, search?: string) => void;

/** For parts deep inside a page that lead to another one. */
export const PlaceContext = createContext<Go>(() => undefined);

const PARAM = 'page';

/** Which page is shown, kept in the address beside what each page keeps there itself. */
export function usePlace(history: PageHistory): [PlaceName, Go] {
  const [place, setPlace] = useState<PlaceName>(() => placeOf(history.location.search));
  // What each page was asked last: coming back finds it as it was left.
  const left = useRef(new Map<PlaceName, string>());
  useEffect(() => {
    const stop = history.listen(({ search }, action) => {
      if (!action || action === 'POP') setPlace(placeOf(search));
    });
    return typeof stop === 'function' ? stop : undefined;
  }, [history]);
  const go = useCallback<Go>(
    (next, search) => {
      const { pathname, search: from } = history.location;
      left.current.set(placeOf(from), from ?? '');
      const to = search === undefined ? (left.current.get(next) ?? addressOf(next, '')) : addressOf(next, search);
      history.push({ pathname: pathname || '/', search: to });
      setPlace(next);
    },
    [history],
  );
  return [place, go];
}

/** The search part of an address with the name of the page in front: the log itself needs none. */
export function addressOf(place: PlaceName, search: string): string {
  const text = [place === 'events' ? '' : `${PARAM}=${place}`, search].filter(Boolean).join('&');
  return text && `?${text}`;
}

/** The browser's address of what is shown, to be shared; nothing where the host does not tell. */
export function linkOf(pageUrl: string | undefined, search: string): (() => string) | undefined {
  if (!pageUrl) return undefined;
  return () => {
    const url = new URL(pageUrl);
    for (const [name, value] of new URLSearchParams(search)) url.searchParams.append(name, value);
    return url.href;
  };
}

/** The page that an address is of. */
export function placeOf(search: string | undefined): PlaceName {
  const name = new URLSearchParams(search ?? '').get(PARAM);
  return NAMES.find((known) => known === name) ?? 'events';
}
