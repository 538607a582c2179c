import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { ApiError } from '../api';
import { refreshLog, start, watchLog } from './client';
import { foreseenAnswers } from './foreseen';
import { togetherOf, type Loaded, type LogAnswer, type LogAsk } from './types';

/** With the way an event takes before, a change made elsewhere is here within five seconds. */
const REFRESH_MS = 2_500;

/** What there is of the answers. The last ones are kept while new ones are under way: then they are stale. */
export interface LogState {
  state: 'waiting' | 'shown' | 'failed';
  answers?: LogAnswer[];
  loaded?: Loaded | undefined;
  error?: ApiError;
  /** How often the log had grown when these answers were asked for. */
  growth: number;
  isStale: boolean;
}

interface Kept extends Omit<LogState, 'isStale'> {
  /** What the answers are to. */
  key: string;
}

/** Asks the log at hand all of this at once, again whenever a question changes or the log has grown. */
export function useLog(asks: LogAsk[]): LogState {
  const key = JSON.stringify(asks);
  const asked = useMemo(() => asks, [key]);
  const kept = useRef<Kept>({ state: 'waiting', key, growth: 0 });
  const [turn, redraw] = useReducer((turn: number) => turn + 1, 0);
  const [growth, setGrowth] = useState(0);
  // What was foreseen is there at once: the page is drawn once.
  const ready = useMemo(() => foreseenAnswers(asked), [asked]);

  useEffect(() => watchLog(() => setGrowth((growth) => growth + 1)), []);
  useEffect(() => keepLooking(), []);
  // Before the page is painted: the worker finds the answer meanwhile.
  useLayoutEffect(
    () =>
      start(asked, true, {
        answered: (answers, isLast) => {
          // Whole answers to the same questions are better than newer ones that are not yet whole.
          if (!isLast && kept.current.key === key && kept.current.loaded?.complete) return;
          kept.current = { state: 'shown', key, answers, loaded: togetherOf(answers), growth };
          if (answers !== ready) redraw();
        },
        failed: (error) => {
          kept.current = { ...kept.current, state: 'failed', key, error };
          redraw();
        },
      }),
    [asked, growth],
  );
  return useMemo(() => {
    if (ready && kept.current.key !== key) return { state: 'shown', answers: ready, loaded: togetherOf(ready), growth, isStale: false };
    const { key: of, ...log } = kept.current;
    return { ...log, isStale: of !== key };
  }, [turn, key, ready]);
}

let users = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** Looks for growth while anybody uses the log and the page is in view. */
function keepLooking(): () => void {
  users += 1;
  timer ??= setInterval(() => {
    if (document.visibilityState === 'visible') refreshLog();
  }, REFRESH_MS);
  return () => {
    users -= 1;
    if (users > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
