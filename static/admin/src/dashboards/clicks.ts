/** What a click on a dashboard opens. */
import { hourEdges, type Calendar } from '../charts/days';
import { quote } from '../query/quote';
import type { Board } from './board';
import { target, type Target } from './open';
import type { Period } from './period';

const HOUR = 3_600_000;
/** More hours than this make a query that nobody can read. */
const HOURS_MAX = 60;

/** Makes queries of the events behind a number. */
export interface Clicks {
  /** All of the period, with more clauses. */
  all(...clauses: string[]): Target;
  /** A stretch of time. */
  stretch(from: number, to: number): Target;
  /** An hour of the week, on each of its days. */
  hour(weekday: number, hour: number): Target;
  field(name: string, value: string): Target;
}

/** Days and hours are those of one calendar; `here` is that of who looks. */
export function clicksOf(jql: string, period: Period, calendar: Calendar, here: Calendar, busy: Board['busy']): Clicks {
  const all = (...clauses: string[]) => target(jql, clauses, period.from, period.to);
  const hours = busy?.map(({ at }) => at) ?? hourEdges(period.from, period.to).slice(0, -1);
  return {
    all,
    stretch: (from, to) => target(jql, [], from, to),
    hour: (weekday, hour) => {
      if (calendar.zone === here.zone) return all(`occurredWeekday = ${weekday + 1}`, `occurredHour = ${hour}`);
      // The hours of a query are those of who looks; these are of another zone.
      const wanted = hours.filter((at) => calendar.weekday(at) === weekday && calendar.hour(at) === hour).slice(-HOURS_MAX);
      return all(`(${wanted.map((at) => `(occurred >= ${at} AND occurred < ${at + HOUR})`).join(' OR ')})`);
    },
    field: (name, value) => all(`${name} = ${quote(value)}`),
  };
}
