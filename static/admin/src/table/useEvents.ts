import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError, askEvents, type EventsAnswer, type Question } from '../api';
import type { OpenEvent } from '../query/address';
import type { Diagnostic, Event } from '../types';
import { askFirst } from './early';

const PAGE_ROWS = 100;
/** A shared link may point far down; this many pages are loaded in search of its event. */
const SEARCH_PAGES_MAX = 10;

/** What answers took from the store. */
export interface Spent {
  /** Units of 10 KB. */
  units: number;
  values: number;
  segments: number;
  /** Records that were looked at. */
  rows: number;
}

/** What the log answered so far. */
export interface Answered {
  rows: Event[];
  cursor?: string;
  complete: boolean;
  open: string[];
  undecided: number;
  /** Clauses that the issues as they are now have answered. */
  answeredByJira: string[];
  /** Ids of rows of which nobody can tell whether they match. */
  unsure: ReadonlySet<string>;
  /** Damage and the like. What is wrong with the query itself is shown under its line. */
  warnings: string[];
  /** What all pages together took from the store. */
  spent: Spent;
  /** The generation of the store that the first page was read from. */
  generation: number;
}

/** The state of the list: one of these, never a mixture. */
export type Log =
  | { state: 'loading'; before?: Answered }
  | { state: 'failed'; error: ApiError }
  | { state: 'shown'; answered: Answered; more: 'idle' | 'loading' | 'failed' };

/**
 * Asks for events, page after page, and takes in new ones. A new question drops whatever the old one still brings: what
 * was found before is never shown as the answer to it, not even for the moment until it is asked.
 */
export function useEvents(question: Question, wanted: OpenEvent | undefined, isOn: boolean) {
  const key = JSON.stringify(question);
  const [kept, setKept] = useState<{ key: string; log: Log }>({ key, log: { state: 'loading' } });
  const log = useMemo(() => (kept.key === key ? kept.log : { state: 'loading' as const, ...beforeOf(kept.log) }), [kept, key]);
  const setLog = useCallback((change: (log: Log) => Log) => setKept(({ key, log }) => ({ key, log: change(log) })), []);
  const [attempt, setAttempt] = useState(0);
  const round = useRef(0);
  const asked = useMemo(() => question, [key]);

  useEffect(() => {
    if (!isOn) return;
    const mine = ++round.current;
    setKept(({ log }) => ({ key, log: { state: 'loading', ...beforeOf(log) } }));
    loadFirst(asked, wanted, () => mine === round.current).then(
      (answered) => mine === round.current && setLog(() => ({ state: 'shown', answered, more: 'idle' })),
      (error: unknown) => mine === round.current && setLog(() => ({ state: 'failed', error: asApiError(error) })),
    );
    // A row that is opened later must not load everything again.
  }, [asked, attempt, isOn]);

  const isIdle = log.state === 'shown' && log.more !== 'loading';
  const cursor = log.state === 'shown' ? log.answered.cursor : undefined;
  const loadMore = useCallback(() => {
    if (!isIdle || !cursor) return;
    const mine = round.current;
    const update = (change: (log: Extract<Log, { state: 'shown' }>) => Log) =>
      setLog((log) => (mine === round.current && log.state === 'shown' ? change(log) : log));
    update((log) => ({ ...log, more: 'loading' }));
    askEvents(asked, PAGE_ROWS, cursor).then(
      (answer) => update((log) => ({ ...log, more: 'idle', answered: append(log.answered, answer) })),
      () => update((log) => ({ ...log, more: 'failed' })),
    );
  }, [asked, cursor, isIdle]);

  const takeIn = useCallback((fresh: Event[], unsure: ReadonlySet<string>) => {
    setLog((log) => {
      if (log.state !== 'shown') return log;
      const { answered } = log;
      return { ...log, answered: { ...answered, rows: merge(answered.rows, fresh), unsure: new Set([...answered.unsure, ...unsure]) } };
    });
  }, []);
  const retry = useCallback(() => setAttempt((attempt) => attempt + 1), []);
  return { log, loadMore, takeIn, retry };
}

/** What may stay in view, marked as old, until there is an answer. */
function beforeOf(log: Log): { before?: Answered } {
  const before = log.state === 'shown' ? log.answered : log.state === 'loading' ? log.before : undefined;
  return before ? { before } : {};
}

const NOTHING: Omit<Answered, 'generation'> = { rows: [], complete: true, open: [], undecided: 0, answeredByJira: [], unsure: new Set(), warnings: [], spent: { units: 0, values: 0, segments: 0, rows: 0 } };

async function loadFirst(question: Question, wanted: OpenEvent | undefined, isCurrent: () => boolean): Promise<Answered> {
  const first = await askFirst(question);
  let answered = append({ ...NOTHING, generation: first.generation }, first);
  for (let page = 1; page < SEARCH_PAGES_MAX && isCurrent() && isBelow(answered, wanted); page += 1) {
    answered = append(answered, await askEvents(question, PAGE_ROWS, answered.cursor));
  }
  return answered;
}

const isBelow = ({ rows, cursor }: Answered, wanted: OpenEvent | undefined) =>
  wanted !== undefined && cursor !== undefined && (rows.at(-1)?.occurred ?? 0) >= wanted.occurred && !rows.some((row) => row.id === wanted.id);

function append(before: Answered, answer: EventsAnswer): Answered {
  const known = new Set(before.rows.map((row) => row.id));
  const added = answer.rows.filter((row) => !known.has(row.id));
  return {
    rows: [...before.rows, ...added],
    generation: before.generation,
    spent: {
      units: before.spent.units + answer.cost.units.read,
      values: before.spent.values + answer.read.values,
      segments: before.spent.segments + answer.read.segments,
      rows: before.spent.rows + answer.read.rows,
    },
    cursor: answer.cursor,
    complete: before.complete && (answer.complete || answer.cursor !== undefined),
    open: [...new Set([...before.open, ...answer.open])],
    undecided: before.undecided + answer.undecided,
    answeredByJira: [...new Set([...before.answeredByJira, ...answer.answeredByJira])],
    unsure: new Set([...before.unsure, ...answer.cannotTell]),
    warnings: [...new Set([...before.warnings, ...answer.warnings.filter(isOfTheStore).map((warning) => warning.message)])],
  };
}

const isOfTheStore = ({ code }: Diagnostic) => code.startsWith('read.');

/** New events at their places, newest first. */
export function merge(rows: Event[], fresh: Event[]): Event[] {
  const known = new Set(rows.map((row) => row.id));
  const added = fresh.filter((row) => !known.has(row.id));
  if (added.length === 0) return rows;
  return [...added, ...rows].sort((a, b) => b.occurred - a.occurred || (a.id < b.id ? 1 : -1));
}

const asApiError = (error: unknown) => (error instanceof ApiError ? error : new ApiError('internal', String(error)));
