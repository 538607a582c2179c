import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { PageHistory } from '../api';
import type { QueryChange } from '../types';
import { readView, writeView, type OpenEvent, type View } from './address';
import { edited } from './edit';
import { withText, type Query } from './model';

/** Changes what is asked. */
export type Ask = (change: (query: Query) => Query) => void;
/** Changes the filters that stand in the text of what is asked, one after the other. */
export type Edit = (...changes: QueryChange[]) => void;

/** Before what was foreseen is forgotten. */
const AGAIN_MS = 700;

/** Tells what may be asked next, while somebody points at it still: then the answer is there sooner. Changes nothing. */
export interface Expected {
  ask: Ask;
  edit: Edit;
}

/** What is asked and what is open, kept in the address bar where the host has one. What is asked next is shown when `foresee` is done. */
export function useView(history: PageHistory, foresee: (query: Query, isExpected: boolean) => Promise<void>) {
  const [view, setView] = useState<View>(() => readView(history.location.search ?? ''));
  // What is asked already and what is shown differ for a moment.
  const current = useRef(view);

  useEffect(() => {
    const stop = history.listen((place, action) => {
      // Answers to our own moves may arrive late; only the back and forward buttons may change what is shown.
      if (action && action !== 'POP') return;
      if (trim(place.search) === writeView(current.current)) return;
      current.current = readView(place.search);
      setView(current.current);
    });
    return typeof stop === 'function' ? stop : undefined;
  }, [history]);
  const shown = useRef(view);
  const edits = useRef(0);
  const isLeft = useRef(false);
  const note = useCallback(() => noteAsking(!isLeft.current && (edits.current > 0 || shown.current !== current.current)), []);
  useLayoutEffect(() => {
    shown.current = view;
    note();
  }, [view, note]);
  // What is under way when the page is left is not shown on another one.
  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
      note();
    };
  }, [note]);

  const go = useCallback(
    (next: View, isStep: boolean) => {
      current.current = next;
      setView(next);
      const search = writeView(next);
      if (trim(history.location.search) === search) return;
      const place = { pathname: history.location.pathname || '/', search: search && `?${search}` };
      if (isStep) history.push(place);
      else history.replace(place);
    },
    [history],
  );

  /** Asks something else. Each new question is a step that the back button undoes. */
  const ask: Ask = useCallback(
    (change) => {
      const next: View = { query: change(current.current.query) };
      current.current = next;
      note();
      const show = () => {
        // What was asked meanwhile is shown instead.
        if (!isLeft.current && current.current === next) go(next, true);
      };
      foresee(next.query, false).then(show, show);
    },
    [go, foresee, note],
  );
  // Changes that are clicked quickly come one after the other, each to the text that the one before made.
  const queue = useRef<Promise<void>>(Promise.resolve());
  const edit: Edit = useCallback(
    (...changes) => {
      edits.current += 1;
      note();
      queue.current = queue.current.then(async () => {
        const jql = await after(current.current.query.jql, changes);
        edits.current -= 1;
        if (jql === current.current.query.jql) note();
        else ask((query) => withText(query, jql));
      });
    },
    [ask, note],
  );
  const expected = useMemo<Expected>(() => {
    const isIdle = () => !isLeft.current && edits.current === 0 && shown.current === current.current;
    let last = { of: '', at: 0 };
    // A pointer that moves says the same again and again.
    const isNew = (of: unknown) => {
      const next = { of: JSON.stringify([current.current.query, of]), at: Date.now() };
      const isSame = next.of === last.of && next.at - last.at < AGAIN_MS;
      if (!isSame) last = next;
      return !isSame;
    };
    const expect = (query: Query) => void (isIdle() && foresee(query, true).catch(() => undefined));
    return {
      ask: (change) => {
        const query = change(current.current.query);
        if (isIdle() && isNew(query)) expect(query);
      },
      edit: (...changes) => {
        const { query } = current.current;
        if (isIdle() && isNew(changes)) void after(query.jql, changes).then((jql) => current.current.query === query && jql !== query.jql && expect(withText(query, jql)));
      },
    };
  }, [foresee]);
  // With what is asked already and not shown yet, that is a step as well.
  const open = useCallback((event: OpenEvent | undefined) => go({ ...current.current, open: event }, shown.current.query !== current.current.query), [go]);
  return { view, ask, edit, expected, open };
}

/** For tests: something is asked that is not shown yet. */
const noteAsking = (isAsking: boolean) => void document.documentElement.toggleAttribute('data-asking', isAsking);

/** The text after these changes, each made to the text that the one before made. */
const after = (jql: string, changes: QueryChange[]) => changes.reduce(async (text, change) => edited(await text, change), Promise.resolve(jql));

const trim = (search: string | undefined) => (search ?? '').replace(/^\?/u, '');
