/** The time a dashboard is about, and the time before it that it is compared with. */
import type { Calendar } from '../charts/days';
import { dayEdges, weekEdges } from '../charts/days';
import { quote } from '../query/quote';

/** Lengths of time that end today. */
export const LENGTHS = { '7d': 7, '30d': 30, '90d': 90, '12m': 365 } as const;

export type Length = keyof typeof LENGTHS;

/** A length of time, or days, both included. */
export type Choice = { length: Length } | { from: string; to: string };

/** A stretch of time with the clauses that ask for it. All moments are milliseconds since 1970, UTC. */
export interface Stretch {
  from: number;
  to: number;
  narrow: string[];
}

/** A choice as moments of a zone. */
export interface Period extends Stretch {
  choice: Choice;
  /** How many days of the calendar it has. */
  days: number;
  /** How many of them have passed, the present one in part. */
  daysPassed: number;
  /** Where bars begin, and where the last one ends. */
  edges: number[];
  bars: 'day' | 'week';
  before: Stretch;
}

const DAY = 86_400_000;
/** With more days than this a bar is a week. */
const DAY_BARS_MAX = 120;
const DATE = /^\d{4}-\d{2}-\d{2}$/u;

/** Reads a choice from an address; anything else is the last 30 days. */
export function readChoice(text: string | null): Choice {
  if (text && text in LENGTHS) return { length: text as Length };
  const [from, to] = (text ?? '').split('..');
  return from && to && DATE.test(from) && DATE.test(to) && from <= to && isDate(from) && isDate(to) ? { from, to } : { length: '30d' };
}

const isDate = (text: string) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/** Writes a choice into an address. */
export const writeChoice = (choice: Choice) => ('length' in choice ? choice.length : `${choice.from}..${choice.to}`);

/** The moments of a choice. */
export function periodOf(choice: Choice, calendar: Calendar, now: number): Period {
  const first = 'length' in choice ? calendar.plusDays(now, 1 - LENGTHS[choice.length]) : calendar.parse(choice.from);
  const last = 'length' in choice ? calendar.dayOf(now) : calendar.parse(choice.to);
  const to = calendar.plusDays(last, 1);
  const days = Math.round((to - first) / DAY);
  const bars = days > DAY_BARS_MAX ? 'week' : 'day';
  // Of a day that is not over, the day before counts up to the same time only.
  const isOpen = to > now && first < now;
  const beforeTo = isOpen ? calendar.sameTime(now, -days) : first;
  const beforeFrom = calendar.plusDays(first, -days);
  return {
    choice,
    from: first,
    to,
    days,
    daysPassed: isOpen ? Math.max((now - first) / DAY, 1 / 24) : days,
    edges: bars === 'week' ? weekEdges(calendar, first, to) : dayEdges(calendar, first, to),
    bars,
    narrow: clausesOf(calendar, first, isOpen ? undefined : to),
    before: { from: beforeFrom, to: beforeTo, narrow: clausesOf(calendar, beforeFrom, beforeTo) },
  };
}

/** What asks for a stretch of time; without an end, for all since. */
export function clausesOf(calendar: Calendar, from: number, to?: number): string[] {
  return [`occurred >= ${quote(dateOf(calendar, from))}`, ...(to === undefined ? [] : [`occurred < ${quote(dateOf(calendar, to))}`])];
}

/** A moment as JQL writes it, in the zone of the question. */
function dateOf(calendar: Calendar, ms: number): string {
  const day = calendar.iso(ms);
  return calendar.dayOf(ms) === ms ? day : `${day} ${calendar.time(ms)}`;
}
