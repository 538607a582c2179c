/** Wall clocks of a zone, by `Intl`: days begin when they begin there, also when clocks are changed. */

/** A moment on the wall clock; `month` counts from 1. */
export interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
    format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { ...parts, hourCycle: 'h23', timeZone: zone });
    formats.set(zone, format);
  }
  return format;
}

/** Clocks are changed at quarters of an hour only, and differ by whole minutes (https://www.iana.org/time-zones, since 1972). */
const QUARTER_MS = 900_000;
const OFFSETS_MAX = 10_000;
const offsets = new Map<string, number>();

/** What the clocks of the zone show. */
export function wallOf(ms: number, zone: string): Wall {
  const wall = new Date(ms + offsetAt(ms, zone));
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate(), hour: wall.getUTCHours(), minute: wall.getUTCMinutes() };
}

function readWall(ms: number, zone: string): Wall {
  const parts = Object.fromEntries(formatOf(zone).formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  return { year: parts['year']!, month: parts['month']!, day: parts['day']!, hour: parts['hour']!, minute: parts['minute']! };
}

const asUtc = ({ year, month, day, hour, minute }: Wall) => Date.UTC(year, month - 1, day, hour, minute);

/** By how much the clocks of the zone are ahead. `Intl` takes long, and the same moments are asked for again and again. */
function offsetAt(ms: number, zone: string): number {
  const quarter = Math.floor(ms / QUARTER_MS);
  const key = `${zone} ${quarter}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    offset = asUtc(readWall(quarter * QUARTER_MS, zone)) - quarter * QUARTER_MS;
    if (offsets.size >= OFFSETS_MAX) offsets.clear();
    offsets.set(key, offset);
  }
  return offset;
}

/** When the clocks of the zone show this; parts may be out of their range (day 32 is the next month's first). */
export function instantOf(wall: Wall, zone: string): number {
  const utc = asUtc(wall);
  const guess = utc - offsetAt(utc, zone);
  return utc - offsetAt(guess, zone);
}

/** When a day, `yyyy-mm-dd`, begins. */
export function startOfDay(day: string, zone: string): number {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return instantOf({ year, month, day: date, hour: 0, minute: 0 }, zone);
}

/** The next day of the calendar, as `yyyy-mm-dd`. */
export function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

const two = (value: number) => String(value).padStart(2, '0');

/** The day of a moment, as `yyyy-mm-dd`. */
export function dayOf(ms: number, zone: string): string {
  const { year, month, day } = wallOf(ms, zone);
  return `${year}-${two(month)}-${two(day)}`;
}
