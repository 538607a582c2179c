import { useCallback, useEffect, useRef, useState } from 'react';
import type { PageHistory } from '../api';
import { readView, writeView, type OpenEvent, type View } from './address';
import type { Query } from './model';

/** What is asked and what is open, kept in the address bar where the host has one. */
export function useView(history: PageHistory | undefined) {
  const [view, setView] = useState<View>(() => readView(history?.location.search ?? ''));
  const current = useRef(view);
  current.current = view;

  useEffect(() => {
    const stop = history?.listen((place, action) => {
      // Answers to our own moves may arrive late; only the back and forward buttons may change what is shown.
      if (action && action !== 'POP') return;
      if (trim(place.search) !== writeView(current.current)) setView(readView(place.search));
    });
    return typeof stop === 'function' ? stop : undefined;
  }, [history]);

  const go = useCallback(
    (next: View, isStep: boolean) => {
      current.current = next;
      setView(next);
      const search = writeView(next);
      if (!history || trim(history.location.search) === search) return;
      const place = { pathname: history.location.pathname || '/', search: search && `?${search}` };
      if (isStep) history.push(place);
      else history.replace(place);
    },
    [history],
  );

  /** Asks something else. Each new question is a step that the back button undoes. */
  const ask = useCallback((change: (query: Query) => Query) => go({ query: change(current.current.query) }, true), [go]);
  const open = useCallback((event: OpenEvent | undefined) => go({ ...current.current, open: event }, false), [go]);
  return { view, ask, open };
}

const trim = (search: string | undefined) => (search ?? '').replace(/^\?/u, '');
