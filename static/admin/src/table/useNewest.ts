import { useEffect, useRef, useState } from 'react';
import { askNewest, type Question } from '../api';
import type { Event, QueryAnswer } from '../types';
import { merge } from './useEvents';

/** With the way an event takes before, a change made elsewhere is here within five seconds. */
const POLL_MS = 2_500;
/** A look that puts questions to Jira costs some of the requests that Jira allows to all customers of the app together. */
const POLL_ASKING_MS = 30_000;
const NEWEST_ROWS = 50;
const FAILURES_SHOWN = 2;

/** Events that have come since the list was loaded, and whether they can be fetched at all. */
export interface Newest {
  fresh: Event[];
  /** More have come than were fetched: the list has to be loaded again to have them all. */
  isCut: boolean;
  isStalled: boolean;
  /** Ids of events of which nobody can tell whether they match. */
  unsure: ReadonlySet<string>;
}

const NOTHING: Newest = { fresh: [], isCut: false, isStalled: false, unsure: new Set() };

/** Looks for new events while the page is in view. `generation` is that of the store when the list was loaded. */
export function useNewest(question: Question, rows: Event[] | undefined, hasMore: boolean, generation: number | undefined, isOn: boolean): Newest {
  const [newest, setNewest] = useState<Newest>(NOTHING);
  const known = useRef({ rows: rows ?? [], hasMore });
  known.current = { rows: rows ?? [], hasMore };
  const key = JSON.stringify(question);

  useEffect(() => {
    setNewest(NOTHING);
    if (!isOn) return;
    let isOver = false;
    let failures = 0;
    let since = generation;
    let timer: ReturnType<typeof setTimeout>;
    let pause = POLL_MS;
    const look = async () => {
      if (document.visibilityState === 'visible') {
        try {
          const answer = await askNewest(question, NEWEST_ROWS, since);
          since = answer.generation;
          pause = answer.answeredByJira.length > 0 ? POLL_ASKING_MS : POLL_MS;
          failures = 0;
          if (!isOver) setNewest((newest) => add(newest, answer, known.current));
        } catch {
          failures += 1;
          if (!isOver && failures >= FAILURES_SHOWN) setNewest((newest) => ({ ...newest, isStalled: true }));
        }
      }
      if (!isOver) timer = setTimeout(look, pause);
    };
    timer = setTimeout(look, POLL_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [key, isOn]);

  // What has been taken into the list meanwhile is not new any more.
  const ids = new Set(known.current.rows.map((row) => row.id));
  return { ...newest, fresh: newest.fresh.filter((row) => !ids.has(row.id)) };
}

/**
 * Adds what is new among the newest. Rows older than the end of a list that goes on are not: they come with its next page.
 * What was new before stays: once it is packed, it is not among what came since.
 */
function add(before: Newest, { rows: found, cannotTell }: QueryAnswer, known: { rows: Event[]; hasMore: boolean }): Newest {
  const ids = new Set([...known.rows, ...before.fresh].map((row) => row.id));
  const oldest = known.hasMore ? (known.rows.at(-1)?.occurred ?? 0) : 0;
  const more = found.filter((row) => !ids.has(row.id) && row.occurred >= oldest);
  const isCut = before.isCut || (known.rows.length > 0 && found.length === NEWEST_ROWS && more.length === NEWEST_ROWS);
  const unsure = cannotTell.length > 0 ? new Set([...before.unsure, ...cannotTell]) : before.unsure;
  return { fresh: merge(before.fresh, more), isCut, isStalled: false, unsure };
}
