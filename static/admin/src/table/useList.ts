import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError, type Question } from '../api';
import type { LogState } from '../log';
import type { OpenEvent } from '../query/address';
import { orderOf } from '../query/order';
import type { Event } from '../types';
import { rowsOf, type Rows } from './rows';
import { useEvents, type Answered } from './useEvents';
import { useNewest } from './useNewest';
import { useWindows } from './useWindows';

const FRESH_MS = 3000;
const NONE: ReadonlySet<string> = new Set();

/** The list, wherever its rows come from. */
export interface List {
  rows?: Rows;
  isBusy: boolean;
  /** These rows are sure; which others match Jira is being asked. */
  isAsking: boolean;
  error?: ApiError;
  /** What the functions answered, where they did. */
  answered?: Answered;
  more: 'idle' | 'loading' | 'failed';
  freshIds: ReadonlySet<string>;
  /** New rows that wait to be brought in, and whether there are more than were fetched. */
  waiting: number;
  isCut: boolean;
  live: 'off' | 'on' | 'stalled';
  loadMore(): void;
  retry(): void;
  showWaiting(): void;
}

interface Asked {
  question: Question;
  wanted: OpenEvent | undefined;
  log: LogState;
  isLive: boolean;
  /** Whether somebody looks at the top and reads nothing: only then rows may move under their eyes. */
  mayMove: boolean;
}

/**
 * Rows of the log at hand. Until it is there, where it cannot be, and for what only Jira can answer, pages from the
 * functions; until these come, the rows that the log is sure of.
 */
export function useList({ question, wanted, log, isLive, mayMove }: Asked): List {
  const key = JSON.stringify(question);
  // While it is being loaded the log changes all the time: windows are taken of what is whole.
  const version = useRef('');
  if (log.loaded?.complete && !log.isStale) version.current = String(log.growth);
  const usesWindows = log.state === 'shown' && version.current !== '';
  const windows = useWindows(question, version.current, wanted, usesWindows, mayMove);
  // A question that needs more of the log than is here gets its first page from the functions meanwhile.
  const isFar = windows.isBusy && !log.isStale && log.loaded?.complete === false;
  const sure = usesWindows && !windows.error && !isFar ? windows.rows : undefined;
  const isOpen = windows.open > 0;
  const paged = usePaged(question, key, wanted, !sure || (isOpen && !windows.isBusy), isLive, mayMove);
  // An event that is looked for may be among those that Jira is asked about.
  const hasWanted = !wanted || sure?.placeOf(wanted.id) !== undefined;
  const isAsking = isOpen && !windows.isBusy && paged.isBusy && hasWanted && sure !== undefined && sure.length > 0;
  const rows = isOpen && !isAsking ? undefined : sure;
  const grown = useGrowth(rows, mayMove);
  const noop = useCallback(() => undefined, []);
  if (!rows) return paged;
  return {
    rows,
    isBusy: windows.isBusy,
    isAsking,
    more: 'idle',
    freshIds: windows.fresh,
    waiting: grown.waiting,
    isCut: false,
    live: isLive && orderOf(question.jql) === 'newest' ? 'on' : 'off',
    loadMore: noop,
    retry: windows.again,
    showWaiting: grown.seen,
  };
}

/** How many rows came above what is read. */
function useGrowth(rows: Rows | undefined, mayMove: boolean) {
  const [waiting, setWaiting] = useState(0);
  const moved = rows?.moved;
  useEffect(() => {
    if (moved && moved.by > 0) setWaiting((waiting) => waiting + moved.by);
  }, [moved?.turn]);
  useEffect(() => setWaiting(0), [rows?.key, mayMove]);
  const seen = useCallback(() => setWaiting(0), []);
  return { waiting, seen };
}

/** Page after page from the functions, with the newest ones as they come. */
function usePaged(question: Question, key: string, wanted: OpenEvent | undefined, isOn: boolean, isLive: boolean, mayMove: boolean): List {
  const { log, loadMore, takeIn, retry } = useEvents(question, wanted, isOn);
  const answered = log.state === 'shown' ? log.answered : log.state === 'loading' ? log.before : undefined;
  const follows = isOn && isLive && log.state === 'shown' && orderOf(question.jql) === 'newest';
  const newest = useNewest(question, answered?.rows, answered?.cursor !== undefined, answered?.generation, follows);
  const [freshIds, setFreshIds] = useState(NONE);
  const unsure = useRef(newest.unsure);
  unsure.current = newest.unsure;
  const insert = useCallback(
    (events: Event[]) => {
      takeIn(events, unsure.current);
      setFreshIds(new Set(events.map((event) => event.id)));
      setTimeout(() => setFreshIds(NONE), FRESH_MS);
    },
    [takeIn],
  );
  const inserts = mayMove && !newest.isCut;
  useEffect(() => {
    if (inserts && newest.fresh.length > 0) insert(newest.fresh);
  }, [inserts, newest.fresh.length]);
  const rows = useMemo(() => answered && rowsOf(log.state === 'loading' ? '' : key, answered.rows, answered.cursor === undefined), [answered, key, log.state]);
  return {
    ...(rows && { rows }),
    isBusy: log.state === 'loading',
    isAsking: false,
    ...(log.state === 'failed' && { error: log.error }),
    ...(answered && { answered }),
    more: log.state === 'shown' ? log.more : 'idle',
    freshIds,
    waiting: inserts ? 0 : newest.fresh.length,
    isCut: newest.isCut,
    live: follows ? (newest.isStalled ? 'stalled' : 'on') : 'off',
    loadMore,
    retry,
    showWaiting: () => (newest.isCut ? retry() : insert(newest.fresh)),
  };
}
