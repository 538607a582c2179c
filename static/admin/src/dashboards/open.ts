/** From a number to its events. */
import type { Calendar } from '../charts/days';
import { narrowed } from '../query/narrowed';
import type { Go } from '../states/usePlace';
import type { Event } from '../types';

/** A query and the time it is asked of. */
export interface Target {
  jql: string;
  from: number;
  to: number;
}

/** Shows the events of a query; one of them may be open. */
export function openEvents(go: Go, here: Calendar, { jql, from, to }: Target, event?: Event) {
  const params = new URLSearchParams({ ...(jql.trim() && { jql }), range: rangeOf(here, from, to) });
  if (event) params.set('open', `${event.id}@${event.occurred}`);
  go('events', params.toString());
}

/** The query with more clauses. */
export const target = (jql: string, clauses: string[], from: number, to: number): Target => ({ jql: narrowed(jql, clauses), from, to });

/** A time as the address of the log writes it: days of who looks where it is made of days, else moments. */
const rangeOf = (here: Calendar, from: number, to: number) =>
  here.dayOf(from) === from && here.dayOf(to) === to ? `${here.iso(from)}..${here.iso(to - 1)}` : `${from}..${to}`;
