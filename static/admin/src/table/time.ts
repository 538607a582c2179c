/** Times as the table shows them: in the reader's zone, to the second. */
import { locale as spokenLocale } from '../texts';

/** Writes times of one zone. */
export interface Clock {
  zone: string;
  /** Short, for rows; with the year when it is not this year. */
  short(ms: number): string;
  /** In full, with the zone. */
  long(ms: number): string;
  /** A JQL date of the zone, to the minute. */
  jql(ms: number): string;
}

/** Makes the clock of a zone. */
export function makeClock(zone: string, locale: string, now: number): Clock {
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone: zone } as const;
  const day = { month: 'short', day: '2-digit' } as const;
  const near = new Intl.DateTimeFormat(locale, { ...time, ...day });
  const far = new Intl.DateTimeFormat(locale, { ...time, ...day, year: '2-digit' });
  const full = new Intl.DateTimeFormat(locale, { ...time, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZoneName: 'short' });
  const sortable = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: zone });
  const yearOf = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: zone });
  const thisYear = yearOf.format(now);
  return {
    zone,
    short: (ms) => (yearOf.format(ms) === thisYear ? near : far).format(ms),
    long: (ms) => full.format(ms),
    jql: (ms) => sortable.format(ms),
  };
}

/** The same moment in UTC, for comparing across zones. */
export const utcOf = (ms: number) => `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

const STEPS: [number, Intl.RelativeTimeFormatUnit][] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
];

/** A length of time as a number of its largest fitting unit. */
function largest(ms: number): [value: number, unit: Intl.RelativeTimeFormatUnit] {
  const [size, unit] = STEPS.find(([step]) => ms >= step) ?? STEPS.at(-1)!;
  const value = ms / size;
  // Tenths say something of few hours or days; of seconds and minutes nobody wants them.
  return [size > 60_000 && value < 10 ? Math.round(value * 10) / 10 : Math.round(value), unit];
}

/** How far a moment is from now, behind it or ahead: `3 minutes ago`, `in 2 hours`. */
export function fromNow(ms: number): string {
  const [value, unit] = largest(Math.abs(ms));
  return new Intl.RelativeTimeFormat(spokenLocale()).format(ms < 0 ? -value : value, unit);
}

/** A length of time in its largest fitting unit, e.g. `3 minutes`. */
export function lengthOf(ms: number): string {
  const [value, unit] = largest(ms);
  return new Intl.NumberFormat(spokenLocale(), { style: 'unit', unit: unit as string, unitDisplay: 'long' }).format(value);
}
