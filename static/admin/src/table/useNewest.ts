import { useEffect, useRef, useState } from 'react';
import { askEvents, type Question } from '../api';
import type { Event } from '../types';

/** With the way an event takes before, a change made elsewhere is here within five seconds. */
const POLL_MS = 2_500;
const NEWEST_ROWS = 50;
const FAILURES_SHOWN = 2;

/** Events that have come since the list was loaded, and whether they can be fetched at all. */
export interface Newest {
  fresh: Event[];
  /** More have come than were fetched: the list has to be loaded again to have them all. */
  isCut: boolean;
  isStalled: boolean;
}

const NOTHING: Newest = { fresh: [], isCut: false, isStalled: false };

/** Looks for new events while the page is in view. */
export function useNewest(question: Question, rows: Event[] | undefined, hasMore: boolean, isOn: boolean): Newest {
  const [newest, setNewest] = useState<Newest>(NOTHING);
  const known = useRef({ rows: rows ?? [], hasMore });
  known.current = { rows: rows ?? [], hasMore };
  const key = JSON.stringify(question);

  useEffect(() => {
    setNewest(NOTHING);
    if (!isOn) return;
    let isOver = false;
    let failures = 0;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      if (document.visibilityState === 'visible') {
        try {
          const { rows: found } = await askEvents(question, NEWEST_ROWS);
          failures = 0;
          if (!isOver) setNewest(compare(found, known.current));
        } catch {
          failures += 1;
          if (!isOver && failures >= FAILURES_SHOWN) setNewest((newest) => ({ ...newest, isStalled: true }));
        }
      }
      if (!isOver) timer = setTimeout(look, POLL_MS);
    };
    timer = setTimeout(look, POLL_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [key, isOn]); // eslint-disable-line react-hooks/exhaustive-deps

  // What has been taken into the list meanwhile is not new any more.
  const ids = new Set(known.current.rows.map((row) => row.id));
  return { ...newest, fresh: newest.fresh.filter((row) => !ids.has(row.id)) };
}

/** What is new among the newest. Rows older than the end of a list that goes on are not: they come with its next page. */
function compare(found: Event[], known: { rows: Event[]; hasMore: boolean }): Newest {
  const ids = new Set(known.rows.map((row) => row.id));
  const oldest = known.hasMore ? (known.rows.at(-1)?.occurred ?? 0) : 0;
  const fresh = found.filter((row) => !ids.has(row.id) && row.occurred >= oldest);
  const isCut = known.rows.length > 0 && found.length === NEWEST_ROWS && fresh.length === NEWEST_ROWS;
  return { fresh, isCut, isStalled: false };
}
