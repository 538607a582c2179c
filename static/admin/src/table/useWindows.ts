import { useCallback, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react';
import { ApiError, type Question } from '../api';
import { askLog, foreseenAnswers, type LogAnswer, type LogAsk, type ShownOf } from '../log';
import type { OpenEvent } from '../query/address';
import { orderOf } from '../query/order';
import { PAGE_ROWS, Pages, pagesOf } from './pages';
import type { Listed, Rows } from './rows';

/** The list as the log at hand answers it. */
export interface Windows {
  rows?: Rows;
  /** Rows that hang on what only Jira knows; they are not among the others. */
  open: number;
  isBusy: boolean;
  error?: ApiError;
  /** Asks for the rows in view again. */
  again(): void;
  /** Ids of rows that came at the top just now. */
  fresh: ReadonlySet<string>;
}

interface Held {
  /** The question that this answers. */
  key: string;
  pages: Pages;
  open: number;
  moved?: { by: number; turn: number };
  fresh: ReadonlySet<string>;
}

/** A list that was foreseen. */
interface Ready {
  asked: Asked;
  held: Held;
}

const NONE: ReadonlySet<string> = new Set();
const doNothing = () => undefined;
/** So many rows further on in the direction of scrolling are asked for. */
const AHEAD_ROWS = 100;
/** Groups of records that are unpacked in one go: whoever asks something else meanwhile waits no longer than that takes. */
const UNPACKED_AT_ONCE = 3;

/**
 * Rows of the log at hand, in windows: what is in view is asked for, what comes next in the direction of scrolling as well.
 * When the log grows (`version`), the rows in view are asked for again and stay where they are seen, unless `mayMove`.
 */
export function useWindows(question: Question, version: string, wanted: OpenEvent | undefined, isOn: boolean, mayMove: boolean): Windows {
  const key = JSON.stringify(question);
  const kept = useRef<Held>();
  const [turn, redraw] = useReducer((turn: number) => turn + 1, 0);
  // What was foreseen is there at once: the page is drawn once.
  const ready = useMemo<Ready | undefined>(() => {
    const answers = isOn && !wanted ? foreseenAnswers(firstAsks(question)) : undefined;
    const asked = answers && askedOf(answers, [0]);
    return asked && { asked, held: { key, ...pagesFrom(asked) } };
  }, [key]);
  const held = useMemo(() => (ready && kept.current?.key !== key ? ready.held : kept.current), [turn, ready, key]);
  const [failed, setFailed] = useState<{ key: string; error: ApiError }>();
  const [attempt, setAttempt] = useState(0);
  const again = useCallback(() => setAttempt((attempt) => attempt + 1), []);
  const view = useRef({ first: 0, last: PAGE_ROWS, isDown: true });
  const now = useRef({ held, mayMove, round: 0, signal: new AbortController().signal });
  now.current.held = held;
  now.current.mayMove = mayMove;
  const pending = useRef(new Set<number>());
  const watchers = useRef(new Set<() => void>());
  const watch = useCallback((onCome: () => void) => {
    watchers.current.add(onCome);
    return () => void watchers.current.delete(onCome);
  }, []);

  // Before the page is painted: the worker finds the rows meanwhile.
  useLayoutEffect(() => {
    if (!isOn) return;
    const mine = ++now.current.round;
    const asking = new AbortController();
    const { signal } = asking;
    now.current.signal = signal;
    const isCurrent = () => mine === now.current.round;
    pending.current.clear();
    const isReady = ready !== undefined && kept.current?.key !== key;
    if (isReady) kept.current = ready.held;
    const before = !isReady && kept.current?.key === key ? kept.current : undefined;
    if (!before) view.current = { first: 0, last: PAGE_ROWS, isDown: true };
    const hold = (fresh: Omit<Held, 'key'>) => {
      if (!isCurrent()) return;
      setFailed(undefined);
      kept.current = { key, ...fresh };
      redraw();
    };
    const loading = before ? reload(question, before, view.current, () => now.current.mayMove, signal).then(hold) : load(question, wanted, hold, signal, isReady ? ready.asked : undefined);
    loading.catch((error: unknown) => isCurrent() && setFailed({ key, error: error instanceof ApiError ? error : new ApiError('internal', String(error)) }));
    return () => asking.abort();
  }, [key, version, isOn, attempt]);

  const want = useCallback(
    (first: number, last: number) => {
      const { held, round, signal } = now.current;
      view.current = { first, last, isDown: first >= view.current.first };
      if (!held) return;
      // What nobody has scrolled to yet waits until the rest of the answer is there.
      const isFirst = first === 0 && held.pages.has(0);
      const ahead = isFirst ? pagesOf(first, last) : view.current.isDown ? pagesOf(first, last + AHEAD_ROWS) : pagesOf(first - AHEAD_ROWS, last);
      const inRange = ahead.filter((page) => page * PAGE_ROWS < held.pages.count);
      inRange.forEach((page) => held.pages.touch(page));
      const missing = inRange.filter((page) => !held.pages.has(page) && !pending.current.has(page));
      if (missing.length === 0) return;
      missing.forEach((page) => pending.current.add(page));
      const take = ({ answer, pages }: Asked) => {
        if (round !== now.current.round) return;
        // The log has grown meanwhile: these rows have other places than those at hand.
        const isNewer = answer.count !== held.pages.count || pages.map(([page, rows]) => held.pages.put(page, rows)).includes(true);
        if (isNewer) return again();
        // The table alone draws anew: nothing else on the page looks at rows that are scrolled to.
        watchers.current.forEach((watcher) => watcher());
      };
      const question = JSON.parse(held.key) as Question;
      askPages(question, missing, true, signal)
        .then((bare) => {
          take(bare);
          return isBare(bare) ? askPages(question, missing, false, signal).then(take) : undefined;
        })
        .catch(doNothing)
        .finally(() => missing.forEach((page) => pending.current.delete(page)));
    },
    [again],
  );

  const rows = useMemo<Rows | undefined>(
    () =>
      held && {
        key: held.key,
        length: held.pages.count,
        isWhole: true,
        at: (index) => held.pages.at(index),
        placeOf: (id) => held.pages.placeOf(id),
        want,
        watch,
        ...(held.moved && { moved: held.moved }),
      },
    [held, want, watch],
  );
  return { rows, open: held?.open ?? 0, isBusy: isOn && held?.key !== key, ...(failed?.key === key && { error: failed.error }), again, fresh: held?.fresh ?? NONE };
}

/** Pages of rows, and the answer that they are of. */
interface Asked {
  answer: LogAnswer;
  pages: [number, Listed[]][];
}

/** Rows that `mayBeBare` are there at once, and lack what only their records know until these are fetched. */
async function askPages(question: Question, pages: number[], mayBeBare: boolean, signal: AbortSignal): Promise<Asked> {
  return askedOf(await askLog(asksOf(question, pages, mayBeBare), signal), pages);
}

function askedOf([answer]: LogAnswer[], pages: number[]): Asked {
  if (!answer) throw new ApiError('internal', 'the log gave no answer');
  return {
    answer,
    pages: pages.map((page, index) => {
      const shown = answer.shown[index];
      return [page, shown?.show === 'rows' ? rowsOf(shown) : []];
    }),
  };
}

function asksOf(question: Question, pages: number[], mayBeBare: boolean): LogAsk[] {
  const unpack = mayBeBare ? 0 : UNPACKED_AT_ONCE;
  return [{ question, shows: pages.map((page) => ({ show: 'rows', limit: PAGE_ROWS, skip: page * PAGE_ROWS, bare: true, unpack })) }];
}

/** What is asked first of a list. */
export const firstAsks = (question: Question): LogAsk[] => asksOf(question, [0], true);

function rowsOf({ rows, bare }: ShownOf<'rows'>): Listed[] {
  if (!bare) return rows;
  const places = new Set(bare);
  return rows.map((row, place) => (places.has(place) ? { ...row, isBare: true as const } : row));
}

const isBare = ({ pages }: Asked) => pages.some(([, rows]) => rows.some((row) => row.isBare));

function pagesFrom({ answer, pages: found }: Asked): Omit<Held, 'key'> {
  const pages = new Pages(answer.count);
  found.forEach(([page, rows]) => pages.put(page, rows));
  return { pages, open: answer.open, fresh: NONE };
}

/** The first rows, and those around an event that is wanted: bare ones first, which may be held already, then whole. */
async function load(question: Question, wanted: OpenEvent | undefined, hold: (fresh: Omit<Held, 'key'>) => void, signal: AbortSignal, ready?: Asked): Promise<void> {
  const first = ready ?? (await askFirst(question, wanted, signal));
  if (!ready) hold(pagesFrom(first));
  if (!isBare(first)) return;
  const pages = first.pages.map(([page]) => page);
  hold(pagesFrom(await askPages(question, pages, false, signal)));
}

async function askFirst(question: Question, wanted: OpenEvent | undefined, signal: AbortSignal): Promise<Asked> {
  let around: number[] = [];
  if (wanted && orderOf(question.jql) !== 'other') {
    const before = `occurred ${orderOf(question.jql) === 'newest' ? '>' : '<'} ${wanted.occurred}`;
    const [answer] = await askLog([{ question: { ...question, narrow: [...question.narrow, before] }, shows: [{ show: 'count' }] }], signal);
    if (answer) around = pagesOf(answer.count, answer.count + PAGE_ROWS);
  }
  // Where a certain event is looked for, a row that is not known to be it is of no use.
  return askPages(question, [...new Set([0, ...around])], around.length === 0, signal);
}

/** The rows in view anew, and by how much they have moved since. */
async function reload(question: Question, before: Held, view: { first: number; last: number }, mayMove: () => boolean, signal: AbortSignal): Promise<Omit<Held, 'key'>> {
  const { answer, pages: found } = await askPages(question, pagesOf(view.first, view.last), false, signal);
  const { pages } = pagesFrom({ answer, pages: found });
  const anchor = before.pages.at(view.first);
  const more = answer.count - before.pages.count;
  if (!anchor) return { pages, open: answer.open, fresh: NONE };
  if (mayMove()) return { pages, open: answer.open, fresh: freshOf(before.pages, pages) };
  if (pages.placeOf(anchor.id) === undefined && more > 0) {
    const further = await askPages(question, pagesOf(view.first + more, view.last + more), false, signal);
    if (further.answer.count !== answer.count) return reload(question, before, view, mayMove, signal);
    further.pages.forEach(([page, rows]) => pages.put(page, rows));
  }
  const place = pages.placeOf(anchor.id);
  const by = place === undefined ? 0 : place - view.first;
  return { pages, open: answer.open, fresh: NONE, ...(by !== 0 ? { moved: { by, turn: (before.moved?.turn ?? 0) + 1 } } : before.moved && { moved: before.moved }) };
}

/** What is among the first rows now and was not before. */
function freshOf(before: Pages, after: Pages): ReadonlySet<string> {
  const fresh = new Set<string>();
  for (let index = 0; index < PAGE_ROWS; index += 1) {
    const row = after.at(index);
    if (!row || before.placeOf(row.id) !== undefined) break;
    fresh.add(row.id);
  }
  return fresh.size < PAGE_ROWS ? fresh : NONE;
}
