import { useEffect, useMemo, useRef, useState } from 'react';
import { askEvents, askOverview, type ApiError } from '../api';
import type { Calendar } from '../charts/days';
import { calendarOf } from '../charts/days';
import { useLog, type Loaded } from '../log';
import { useOldest } from '../states/useOldest';
import type { OverviewAnswer } from '../types';
import type { Board } from './board';
import { asksOf, fromLog, TOP } from './from-log';
import { fromOverview } from './from-overview';
import { REMOVED, SECURITY } from './kinds';
import { periodOf, type Choice, type Period } from './period';

/** A longer time is not read but taken from the counts that the log keeps, where the whole log is asked about. */
const READ_DAYS_MAX = 92;
const UTC = calendarOf('UTC');

/** A board, and what it is about. */
interface Made {
  board: Board;
  period: Period;
  /** In whose days the period is. */
  calendar: Calendar;
  source: 'log' | 'counts';
}

/** What is there to show. */
export interface Counted extends Omit<Made, 'board'> {
  board?: Board;
  error?: ApiError;
  loaded?: Loaded;
  millis?: number;
  isStale: boolean;
  /** When the log begins, where that is known. */
  oldest?: number;
  /** Asks who removed things, where that is not counted yet. */
  countRemovers?(): void;
}

interface Asked {
  jql: string;
  choice: Choice;
  zone: string;
  now: number;
  isFull: boolean;
}

/** The dashboard of a query and a period, from wherever it is there fastest. */
export function useBoard({ jql, choice, zone, now, isFull }: Asked): Counted {
  const here = useMemo(() => calendarOf(zone), [zone]);
  const isLong = useMemo(() => periodOf(choice, here, now).days > READ_DAYS_MAX, [choice, here, now]);
  const [isRefused, setRefused] = useState(false);
  const isCounted = isFull && isLong && jql.trim() === '' && !isRefused;
  const calendar = isCounted ? UTC : here;
  const period = useMemo(() => periodOf(choice, calendar, now), [choice, calendar, now]);
  const [wantsRemovers, setWantsRemovers] = useState(false);
  useEffect(() => setWantsRemovers(false), [period]);

  const asks = useMemo(() => {
    if (!isCounted) return asksOf(jql, period, calendar.zone);
    return wantsRemovers ? [{ question: { jql: '', narrow: [...period.narrow, REMOVED], zone: calendar.zone }, shows: [{ show: 'groups' as const, by: 'actor' as const, limit: TOP }] }] : [];
  }, [isCounted, wantsRemovers, jql, period, calendar]);
  const log = useLog(asks);
  const counts = useCounts(isCounted ? period : undefined, () => setRefused(true));
  const oldest = useOldest(zone);

  const made = useMemo((): Made | undefined => {
    if (!isCounted) {
      const board = log.answers && !log.isStale && fromLog(log.answers, period, calendar);
      return board ? { board, period, calendar, source: 'log' } : undefined;
    }
    if (counts?.period !== period) return undefined;
    const removers = log.answers?.[0]?.shown[0];
    const areCounted = wantsRemovers && !log.isStale && removers?.show === 'groups' && log.loaded?.complete;
    const board = { ...fromOverview(counts.answer, period.edges), latestSecurity: counts.latest, ...(areCounted ? { removers: removers.groups } : {}) };
    return { board, period, calendar, source: 'counts' };
  }, [isCounted, log.answers, log.isStale, log.loaded?.complete, counts, period, calendar, wantsRemovers]);
  // While something else is counted, what was there stays, with the period that it is about.
  const before = useRef(made);
  if (made) before.current = made;
  const shown = made ?? before.current;
  return {
    board: shown?.board,
    period: shown?.period ?? period,
    calendar: shown?.calendar ?? calendar,
    source: shown?.source ?? (isCounted ? 'counts' : 'log'),
    error: isCounted && !wantsRemovers ? undefined : log.error,
    loaded: isCounted && !wantsRemovers ? undefined : log.loaded,
    millis: isCounted ? undefined : log.answers?.reduce((sum, { millis }) => sum + millis, 0),
    isStale: made === undefined,
    oldest: counts?.answer.oldest ?? oldest,
    countRemovers: isCounted && !wantsRemovers ? () => setWantsRemovers(true) : undefined,
  };
}

interface Counts {
  period: Period;
  answer: OverviewAnswer;
  latest: Board['latestSecurity'];
}

/** The counts that the log keeps of each day, and the latest changes of permissions beside them. */
function useCounts(period: Period | undefined, onRefused: () => void): Counts | undefined {
  const [counts, setCounts] = useState<Counts>();
  useEffect(() => {
    if (!period) return;
    let isGone = false;
    const question = { jql: '', narrow: [...period.narrow, SECURITY], zone: UTC.zone };
    askOverview(period.from, period.to, TOP).then(
      (answer) => {
        if (isGone) return;
        setCounts({ period, answer, latest: undefined });
        askEvents(question, TOP).then(
          ({ rows }) => !isGone && setCounts({ period, answer, latest: rows }),
          () => !isGone && setCounts({ period, answer, latest: [] }),
        );
      },
      () => !isGone && onRefused(),
    );
    return () => {
      isGone = true;
    };
  }, [period]);
  return counts;
}
