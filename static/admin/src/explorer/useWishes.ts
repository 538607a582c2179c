import { useCallback, useEffect, useRef } from 'react';
import type { Listed, Rows } from '../table/rows';

/** How far rows may have moved meanwhile because newer ones came above them. */
const MOVED_MAX = 100;

/** A row that was clicked before its record was there. */
interface Wish {
  bare: Listed;
  key: string;
  place: number;
}

/** Opens and closes rows; one whose record is still on its way is opened when the record comes. A second click takes that back. */
export function useWishes(rows: Rows | undefined, toggle: (event: Listed) => void): (event: Listed) => void {
  const wishes = useRef<Wish[]>([]);
  const now = useRef({ rows, toggle });
  now.current = { rows, toggle };

  const grant = useCallback(() => {
    const { rows, toggle } = now.current;
    if (!rows || wishes.current.length === 0) return;
    wishes.current = wishes.current.filter((wish) => {
      // Another question has other rows.
      if (wish.key !== rows.key) return false;
      const whole = wholeOf(rows, wish);
      if (whole) toggle(whole);
      return !whole;
    });
  }, []);
  useEffect(() => {
    grant();
    return rows?.watch?.(grant);
  }, [rows, grant]);

  return useCallback((event: Listed) => {
    const { rows, toggle } = now.current;
    if (!event.isBare) return toggle(event);
    const others = wishes.current.filter(({ bare }) => bare.id !== event.id);
    const place = rows?.placeOf(event.id);
    const isNew = others.length === wishes.current.length;
    wishes.current = isNew && rows && place !== undefined ? [...others, { bare: event, key: rows.key, place }] : others;
  }, []);
}

/** The record of a row, which has another id than the row that stood for it: at the same place, or where that has moved to. */
function wholeOf(rows: Rows, { bare, place }: Wish): Listed | undefined {
  for (let away = 0; away <= MOVED_MAX; away += 1) {
    for (const at of away === 0 ? [place] : [place + away, place - away]) {
      const row = at < 0 ? undefined : rows.at(at);
      if (row && !row.isBare && isOf(row, bare)) return row;
      // While it is still on its way no other one is meant.
      if (row?.id === bare.id) return undefined;
    }
  }
  return undefined;
}

const second = ({ occurred }: Listed) => Math.floor(occurred / 1000);
const thingOf = ({ subject }: Listed) => [subject.key ?? subject.id, subject.parent?.key ?? subject.parent?.id].filter(Boolean).pop();
const isOf = (whole: Listed, bare: Listed) => second(whole) === second(bare) && whole.action === bare.action && whole.actor.accountId === bare.actor.accountId && thingOf(whole) === thingOf(bare);
