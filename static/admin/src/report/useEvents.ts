import { useEffect, useMemo, useState } from 'react';
import { ApiError, askEvents, type Question } from '../api';
import { useLog, type LogAsk, type Loaded } from '../log';
import type { Event } from '../types';

const PAGE_ROWS = 100;

/** The events of a report. */
export interface Found {
  state: 'waiting' | 'shown' | 'failed';
  rows: Event[];
  /** How many there are in all; not known where only Jira can tell of some. */
  count?: number;
  /** Of those that could be counted, how many hang on what only Jira can tell. */
  open: number;
  first?: number;
  last?: number;
  loaded?: Loaded;
  error?: ApiError;
}

/** The first events of a question, in its order, how many there are, and from when to when. */
export function useEvents(question: Question, limit: number): Found {
  const asks = useMemo((): LogAsk[] => [{ question, shows: [{ show: 'rows', limit }, { show: 'groups', by: 'product', limit: 50 }] }], [question, limit]);
  const log = useLog(asks);
  const answer = log.isStale ? undefined : log.answers?.[0];
  const isOpen = (answer?.open ?? 0) > 0;
  const asked = useAsked(isOpen ? question : undefined, limit);
  const ends = useEnds(question, answer && answer.count > 0 ? answer.count : undefined);
  if (log.error) return { state: 'failed', rows: [], open: 0, error: log.error };
  if (!answer || (isOpen && !asked)) return { state: 'waiting', rows: [], open: 0, loaded: log.loaded };
  if (asked instanceof ApiError) return { state: 'failed', rows: [], open: 0, error: asked };
  const shown = answer.shown[0];
  const rows = asked?.rows ?? (shown?.show === 'rows' ? shown.rows : []);
  return { state: 'shown', rows, count: asked ? asked.count : answer.count, open: answer.open, ...ends, loaded: log.loaded };
}

/** When the first and the last of so many events happened, in the order of time. */
function useEnds(question: Question, count: number | undefined): { first?: number; last?: number } {
  const asks = useMemo((): LogAsk[] => {
    const byTime = { ...question, jql: `${question.jql.replace(/\border\s+by\b[^"']*$/iu, '')} ORDER BY occurred ASC`.trim() };
    return count === undefined ? [] : [{ question: byTime, shows: [{ show: 'rows', limit: 1 }, { show: 'rows', limit: 1, skip: count - 1 }] }];
  }, [question, count]);
  const { answers, isStale } = useLog(asks);
  const [first, last] = (isStale ? undefined : answers?.[0]?.shown)?.map((shown) => (shown.show === 'rows' ? shown.rows[0]?.occurred : undefined)) ?? [];
  return { first, last };
}

/** The same from the function, which asks Jira. */
function useAsked(question: Question | undefined, limit: number): { rows: Event[]; count?: number } | ApiError | undefined {
  const [asked, setAsked] = useState<{ rows: Event[]; count?: number } | ApiError>();
  useEffect(() => {
    if (!question) return;
    let isGone = false;
    const all = async () => {
      const rows: Event[] = [];
      let cursor: string | undefined;
      do {
        const page = await askEvents(question, Math.min(PAGE_ROWS, limit - rows.length), cursor);
        rows.push(...page.rows);
        cursor = page.cursor;
      } while (cursor && rows.length < limit && !isGone);
      return { rows, ...(cursor ? {} : { count: rows.length }) };
    };
    all().then(
      (found) => !isGone && setAsked(found),
      (error: unknown) => !isGone && setAsked(error instanceof ApiError ? error : new ApiError('internal', String(error))),
    );
    return () => {
      isGone = true;
    };
  }, [question, limit]);
  return question && asked;
}
