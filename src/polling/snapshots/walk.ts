/** Reads a list as far as a run may, from where the last run stopped. */
import { readPage } from '../../products/lists';
import type { List, Place } from '../../products/lists';
import type { Turn } from '../poller';
import { look } from './look';
import type { Known, Listed } from './look';

/** Pages of one look. They are held in memory together. */
const PAGES_MAX = 20;

/** How far the reading of a list has got. */
export interface Walked {
  /** Where it goes on; none when it is over. */
  next?: Place | undefined;
  /** Whether another reading would settle what is missing. */
  again: boolean;
  /** Number of things that are known now. */
  things: number;
}

/**
 * One look at a list, from a place on: as many pages as the run may read, at least one. Records what is different.
 */
export async function walk(turn: Turn, listed: Listed, list: List, from: Place | undefined, known: Known = {}): Promise<Walked> {
  const texts: string[] = [];
  let place = from;
  let next: Place | undefined;
  do {
    const page = await readPage(turn.ask, list, place);
    texts.push(page.text);
    next = place = page.next;
    // What is in the pages so far is booked when they are taken in.
  } while (next !== undefined && texts.length < PAGES_MAX && turn.mayGoOn(list.page * list.each * texts.length + costOf(list)));
  const [first, last] = [from === undefined, next === undefined];
  // A list of people ends with an empty page: one page with something in it held all of it.
  const atOnce = first && last && (texts.length === 1 || (texts.length === 2 && texts[1] === '[]'));
  const { again, things } = await look(turn, listed, { first, last, atOnce }, texts, { each: list.each, ...known });
  return { next, again, things };
}

/** Points that a page costs at most. */
export function costOf(list: List): number {
  return 1 + list.page * list.each;
}
