import { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import type { ApiError } from '../api';
import { refreshLog, start, watchLog } from './client';
import { togetherOf, type Loaded, type LogAnswer, type LogAsk } from './types';

/** With the way an event takes before, a change made elsewhere is here within five seconds. */
const REFRESH_MS = 2_500;

/** What there is of the answers. The last ones are kept while new ones are under way: then they are stale. */
export interface LogState {
  state: 'waiting' | 'shown' | 'failed';
  answers?: LogAnswer[];
  loaded?: Loaded;
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
  const [kept, setKept] = useState<Kept>({ state: 'waiting', key, growth: 0 });
  const [growth, setGrowth] = useState(0);

  useEffect(() => watchLog(() => setGrowth((growth) => growth + 1)), []);
  useEffect(() => keepLooking(), []);
  // Before the page is painted: the worker finds the answer meanwhile.
  useLayoutEffect(
    () =>
      start(asked, true, {
        answered: (answers, isLast) =>
          setKept((kept) => {
            // Whole answers to the same questions are better than newer ones that are not yet whole.
            const isBetter = isLast || kept.key !== key || !kept.loaded?.complete;
            const loaded = togetherOf(answers);
            return isBetter ? { state: 'shown', key, answers, loaded, growth } : kept;
          }),
        failed: (error) => setKept((kept) => ({ ...kept, state: 'failed', key, error })),
      }),
    [asked, growth],
  );
  return useMemo(() => {
    const { key: of, ...log } = kept;
    return { ...log, isStale: of !== key };
  }, [kept, key]);
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
