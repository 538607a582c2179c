/** Labels below a histogram: the finest that fit, at round times. */
import { datesAs, locale } from '../texts/language';
import { wallOf, type Wall } from '../query/zone';

/** A label and where it stands. */
export interface Tick {
  x: number;
  text: string;
  anchor: 'start' | 'middle' | 'end';
}

const SIGN_PX = 6.2;
const GAP_PX = 14;

const minutes = (length: number) => ({ isDaily: false, isAt: ({ hour, minute }: Wall) => (hour * 60 + minute) % length === 0 });
const midnight = ({ hour, minute }: Wall) => hour === 0 && minute === 0;
const weekday = ({ year, month, day }: Wall) => new Date(Date.UTC(year, month - 1, day)).getUTCDay();
const daily = (isAt: (wall: Wall) => boolean) => ({ isDaily: true, isAt: (wall: Wall) => midnight(wall) && isAt(wall) });
const months = (length: number) => daily(({ day, month }) => day === 1 && (month - 1) % length === 0);

const LEVELS = [
  ...[1, 5, 15, 30, 60, 180, 360, 720].map(minutes),
  daily(() => true),
  daily(({ day }) => day % 2 === 1 && day !== 31),
  daily((wall) => weekday(wall) === 1),
  daily(({ day }) => day === 1 || day === 15),
  ...[1, 3, 6, 12].map(months),
  daily(({ day, month, year }) => day === 1 && month === 1 && year % 5 === 0),
];

/** The labels of bars that begin at these moments and stand so many pixels apart. */
export function ticksOf(edges: number[], barPx: number, zone: string): Tick[] {
  const walls = edges.map((edge) => wallOf(edge, zone));
  const width = barPx * (edges.length - 1);
  for (const { isDaily, isAt } of LEVELS) {
    const at = edges.flatMap((_, index) => (index < edges.length - 1 && isAt(walls[index]!) ? [index] : []));
    if (at.length === 0) continue;
    const hasMidnight = at.some((index) => midnight(walls[index]!));
    const ticks = at.map((index, place): Tick => {
      const text = labelOf(walls[index]!, isDaily, !hasMidnight && place === 0);
      const half = (text.length * SIGN_PX) / 2;
      const x = index * barPx;
      return { x, text, anchor: x < half ? 'start' : x + half > width ? 'end' : 'middle' };
    });
    if (ticks.every((tick, place) => place === 0 || endOf(ticks[place - 1]!) + GAP_PX <= startOf(tick))) return ticks;
  }
  return [];
}

const sizeOf = ({ text }: Tick) => text.length * SIGN_PX;
const startOf = (tick: Tick) => (tick.anchor === 'start' ? tick.x : tick.anchor === 'end' ? tick.x - sizeOf(tick) : tick.x - sizeOf(tick) / 2);
const endOf = (tick: Tick) => startOf(tick) + sizeOf(tick);

const LABELS_MAX = 5_000;
const labels = new Map<string, string>();

/** What the clocks show, no finer than needed. The same few times of the day and days of the year are written again and again. */
function labelOf(wall: Wall, isDaily: boolean, needsDay: boolean): string {
  const { year, month, day, hour, minute } = wall;
  const hasTime = !isDaily && !midnight(wall);
  const hasDay = !hasTime || needsDay;
  const hasYear = !hasTime && month === 1 && day === 1;
  const key = `${locale()} ${hasYear ? year : ''} ${hasDay ? `${month}-${day}` : ''} ${hasTime ? `${hour}:${minute}` : ''}`;
  let label = labels.get(key);
  if (label === undefined) {
    const parts: Intl.DateTimeFormatOptions = {
      ...(hasYear && { year: 'numeric' }),
      ...(hasDay && { month: 'short', day: 'numeric' }),
      ...(hasTime && { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    };
    label = datesAs({ ...parts, timeZone: 'UTC' }).format(Date.UTC(year, month - 1, day, hour, minute));
    if (labels.size >= LABELS_MAX) labels.clear();
    labels.set(key, label);
  }
  return label;
}
