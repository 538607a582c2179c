/** What a report is about, as its address says. */
import type { Calendar } from '../charts/days';
import { periodOf, readChoice } from '../dashboards/period';

/** Which page a report is made from. */
export type Of = 'events' | 'dashboards' | 'totals';

/** How many lines a table may have. */
export const ROWS = [50, 200, 500, 1000, 2000] as const;
const USUAL_ROWS = 200;

/** A stretch of time in milliseconds since 1970, UTC; without ends, all of the log. */
export interface Times {
  from?: number;
  to?: number;
}

export interface Spec {
  of: Of;
  jql: string;
  times: Times;
  rows: number;
  title: string;
}

/** Reads an address. Times are moments, or a period as dashboards have it. */
export function readSpec(params: URLSearchParams, calendar: Calendar, now: number): Spec {
  const of = (['dashboards', 'totals'] as const).find((name) => name === params.get('of')) ?? 'events';
  const rows = ROWS.find((rows) => String(rows) === params.get('rows')) ?? USUAL_ROWS;
  return { of, jql: params.get('jql') ?? '', times: readTimes(params.get('period'), calendar, now), rows, title: params.get('title') ?? '' };
}

function readTimes(text: string | null, calendar: Calendar, now: number): Times {
  if (text === 'any') return {};
  const moments = /^(\d{11,15})\.\.(\d{11,15})$/u.exec(text ?? '');
  if (moments) return { from: Number(moments[1]), to: Number(moments[2]) };
  const { from, to } = periodOf(readChoice(text), calendar, now);
  return { from, to };
}

/** The clauses that ask for these times. Moments are numbers: no zone can change what they mean. */
export const clausesOf = ({ from, to }: Times): string[] => [...(from === undefined ? [] : [`occurred >= ${from}`]), ...(to === undefined ? [] : [`occurred < ${to}`])];
