/** Where the bars of a histogram begin: at round times of the user's zone. */
import type { Moments } from '../query/model';
import { instantOf, wallOf, type Wall } from '../query/zone';

/** How long a bar is. */
export interface Step {
  unit: 'minute' | 'day' | 'month';
  length: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** About. */
const UNIT_MS: Record<Step['unit'], number> = { minute: MINUTE_MS, day: DAY_MS, month: 30.4 * DAY_MS };
const STEPS: Step[] = [
  ...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360].map((length): Step => ({ unit: 'minute', length })),
  ...[1, 2, 7].map((length): Step => ({ unit: 'day', length })),
  ...[1, 3, 12, 60, 120].map((length): Step => ({ unit: 'month', length })),
];
const EDGES_MAX = 400;

/** The bars' borders: ascending, the first at or before the start, the last at or behind the end. */
export function edgesOf({ since, until }: Moments, zone: string, barsMax: number): { edges: number[]; step: Step } {
  const step = STEPS.find(({ unit, length }) => (until - since) / (UNIT_MS[unit] * length) <= barsMax) ?? STEPS.at(-1)!;
  const edges: number[] = [];
  let wall = floorOf(wallOf(since, zone), step);
  for (let at = instantOf(wall, zone); edges.length < EDGES_MAX; wall = next(wall, step), at = instantOf(wall, zone)) {
    // Where clocks go back or forward, a border may fall upon the one before.
    if (edges.length === 0 || at > edges.at(-1)!) edges.push(at);
    if (at >= until && edges.length > 1) break;
  }
  return { edges, step };
}

function floorOf(wall: Wall, { unit, length }: Step): Wall {
  const midnight = { ...wall, hour: 0, minute: 0 };
  if (unit === 'minute') {
    const minutes = wall.hour * 60 + wall.minute;
    return { ...midnight, minute: minutes - (minutes % length) };
  }
  if (unit === 'month') return { ...midnight, day: 1, month: wall.month - ((wall.month - 1) % Math.min(length, 12)) };
  const days = Math.floor(Date.UTC(wall.year, wall.month - 1, wall.day) / DAY_MS);
  // Day 4 of the count was a Monday.
  return { ...midnight, day: wall.day - ((((days - 4) % length) + length) % length) };
}

function next(wall: Wall, { unit, length }: Step): Wall {
  if (unit === 'day') return { ...wall, day: wall.day + length };
  if (unit === 'month') return { ...wall, month: wall.month + length };
  // Borders are the same on each day, also when a day has 23 or 25 hours.
  const minute = wall.minute + length;
  return minute + wall.hour * 60 >= 24 * 60 ? { ...wall, day: wall.day + 1, hour: 0, minute: 0 } : { ...wall, minute };
}
