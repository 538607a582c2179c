/** Days and hours of a zone as moments in time: where bars of a chart begin and end. All moments are milliseconds since 1970, UTC. */

import { instantOf, wallOf } from '../query/zone';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The calendar of a zone. */
export interface Calendar {
  zone: string;
  /** Where the day of this moment begins. */
  dayOf(ms: number): number;
  /** Where the day begins that is so many days later, or earlier. */
  plusDays(ms: number, days: number): number;
  /** The same time of the day so many days later, or earlier. */
  sameTime(ms: number, days: number): number;
  /** 0 is Monday. */
  weekday(ms: number): number;
  /** 0 to 23. */
  hour(ms: number): number;
  /** `hh:mm`. */
  time(ms: number): string;
  /** `yyyy-mm-dd`. */
  iso(ms: number): string;
  /** Where a day that is written `yyyy-mm-dd` begins. */
  parse(day: string): number;
}

/** Makes the calendar of a zone. */
export function calendarOf(zone: string): Calendar {
  /** What a clock on the wall shows, as if that were UTC. */
  const wall = (ms: number) => {
    const { year, month, day, hour, minute } = wallOf(ms, zone);
    return Date.UTC(year, month - 1, day, hour, minute);
  };
  const at = (shown: number) => {
    const found = instantOf({ year: 1970, month: 1, day: 1, hour: 0, minute: shown / MINUTE }, zone);
    // Where clocks are put forward at midnight there is no midnight: the day begins an hour later.
    return wall(found) < shown ? found + HOUR : found;
  };
  const midnight = (shown: number) => Math.floor(shown / DAY) * DAY;
  return {
    zone,
    dayOf: (ms) => at(midnight(wall(ms))),
    plusDays: (ms, days) => at(midnight(wall(ms)) + days * DAY),
    sameTime: (ms, days) => at(wall(ms) + days * DAY),
    weekday: (ms) => (Math.floor(wall(ms) / DAY) + 3) % 7,
    hour: (ms) => Math.floor((wall(ms) % DAY) / HOUR),
    time: (ms) => new Date(wall(ms)).toISOString().slice(11, 16),
    iso: (ms) => new Date(wall(ms)).toISOString().slice(0, 10),
    parse: (day) => at(Date.parse(`${day}T00:00:00Z`)),
  };
}

/** Where each day from this one on begins, and where the last one ends. Both ends are those of days. */
export function dayEdges(calendar: Calendar, from: number, to: number): number[] {
  const edges = [calendar.dayOf(from)];
  while (edges.at(-1)! < to) edges.push(calendar.plusDays(edges.at(-1)!, 1));
  return edges;
}

/** The same in weeks, which begin on Mondays; the first and the last may be shorter. */
export function weekEdges(calendar: Calendar, from: number, to: number): number[] {
  const edges = [calendar.dayOf(from)];
  while (edges.at(-1)! < to) edges.push(Math.min(to, calendar.plusDays(edges.at(-1)!, 7 - calendar.weekday(edges.at(-1)!))));
  return edges;
}

/** Where each hour begins, and where the last one ends. */
export function hourEdges(from: number, to: number): number[] {
  return Array.from({ length: Math.ceil((to - from) / HOUR) + 1 }, (_, index) => from + index * HOUR);
}

/** Counts of hours as counts of hours of the week: 168, the first is Monday, 00:00 to 01:00. */
export function hoursOfWeek(calendar: Calendar, hours: { at: number; count: number }[]): number[] {
  const folded = new Array<number>(168).fill(0);
  for (const { at, count } of hours) if (count > 0) folded[calendar.weekday(at) * 24 + calendar.hour(at)]! += count;
  return folded;
}
