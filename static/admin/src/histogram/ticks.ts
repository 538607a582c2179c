/** Labels below a histogram: the finest that fit, at round times. */
import { datesAs } from '../texts/language';
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
      const text = labelOf(edges[index]!, walls[index]!, isDaily, !hasMidnight && place === 0, zone);
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

function labelOf(ms: number, wall: Wall, isDaily: boolean, needsDay: boolean, zone: string): string {
  const day = { month: 'short', day: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const parts: Intl.DateTimeFormatOptions = !isDaily && !midnight(wall) ? (needsDay ? { ...day, ...time } : time) : wall.month === 1 && wall.day === 1 ? { ...day, year: 'numeric' } : day;
  return datesAs({ ...parts, timeZone: zone }).format(ms);
}
