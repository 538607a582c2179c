import type { Event } from '../types';

/** A row of the list. */
export interface Listed extends Event {
  /** Made of what columns know: when, who, what, on which issue or page. What only the record knows is on its way. */
  isBare?: true;
}

/** The rows of the list, of which only some may be at hand. */
export interface Rows {
  /** Which question they answer: those of another one are read from their beginning. */
  key: string;
  length: number;
  /** Whether this is all there is. */
  isWhole: boolean;
  /** The row at this place; nothing while it is on its way. */
  at(index: number): Listed | undefined;
  /** Where an event stands, as far as that is known. */
  placeOf(id: string): number | undefined;
  /** Says which rows are in view, from the first to before the last. */
  want(first: number, last: number): void;
  /** Tells when rows have come that were on their way, until the given function is called. */
  watch?(onCome: () => void): () => void;
  /** By how many places the rows in view have moved down, and which move that was: whoever shows them moves along. */
  moved?: { by: number; turn: number };
}

const doNothing = () => undefined;

/** Rows that are all at hand. */
export function rowsOf(key: string, events: Event[], isWhole: boolean): Rows {
  const places = new Map(events.map(({ id }, index) => [id, index]));
  return { key, length: events.length, isWhole, at: (index) => events[index], placeOf: (id) => places.get(id), want: doNothing };
}
