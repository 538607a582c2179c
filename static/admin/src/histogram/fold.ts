/** What the log counted by action, folded by what actions do. */
import { TONES } from '../charts/colours';
import { toneOf } from '../table/tone';
import type { ActionName } from '../types';

/** One bar. */
export interface Bar {
  from: number;
  to: number;
  total: number;
  /** In the order of the tones, from the bottom. */
  parts: number[];
}

/** The bars of an answer. The log names only stretches in which something happened. */
export function barsOf(edges: number[], values: string[], stretches: { at: number; counts: number[] }[]): Bar[] {
  const places = values.map((value) => TONES.indexOf(toneOf(value as ActionName)));
  const counted = new Map(stretches.map(({ at, counts }) => [at, counts]));
  return edges.slice(0, -1).map((from, index) => {
    const parts = TONES.map(() => 0);
    (counted.get(from) ?? []).forEach((count, value) => {
      const place = places[value] ?? -1;
      if (place >= 0) parts[place]! += count;
    });
    return { from, to: edges[index + 1]!, total: parts.reduce((sum, part) => sum + part, 0), parts };
  });
}

/** Whether one bar is so high that the others cannot be read. */
export function isLopsided(bars: Bar[]): boolean {
  const totals = bars.map(({ total }) => total).filter((total) => total > 0).sort((a, b) => a - b);
  const middle = totals[Math.floor(totals.length / 2)] ?? 0;
  return totals.length >= 5 && (totals.at(-1) ?? 0) > 6 * middle;
}
