/** Ranges of time: as clauses, as bounds, in words. */
import type { Question } from '../api';
import { texts } from '../texts';
import { datesAs } from '../texts/language';
import { explorer } from '../texts/explorer';
import { isDays, isMoments, rangeOf, type Moments, type Preset, type Query, type Range } from './model';
import { quote } from './quote';
import { dayAfter, startOfDay, wallOf } from './zone';

const HOUR_MS = 3_600_000;
const LENGTHS: Record<Preset, [jql: string, ms: number]> = {
  hour: ['-1h', HOUR_MS],
  day: ['-24h', 24 * HOUR_MS],
  week: ['-7d', 7 * 24 * HOUR_MS],
  month: ['-30d', 30 * 24 * HOUR_MS],
  quarter: ['-90d', 90 * 24 * HOUR_MS],
  year: ['-365d', 365 * 24 * HOUR_MS],
};

/** A range as clauses of JQL. */
export function rangeClauses(range: Range): string[] {
  if (range === 'any') return [];
  if (isDays(range)) return [`occurred >= ${quote(range.from)}`, `occurred < ${quote(dayAfter(range.to))}`];
  // Numbers are milliseconds: no zone and no change of clocks can make them mean something else.
  if (isMoments(range)) return [`occurred >= ${range.since}`, `occurred < ${range.until}`];
  return [`occurred >= ${LENGTHS[range][0]}`];
}

/** From when to when; nothing when the range has no ends of its own. */
export function boundsOf(range: Range, zone: string, now: number): Moments | undefined {
  if (range === 'any') return undefined;
  if (isDays(range)) return { since: startOfDay(range.from, zone), until: startOfDay(dayAfter(range.to), zone) };
  if (isMoments(range)) return range;
  return { since: now - LENGTHS[range][1], until: now };
}

/** What is asked of the log; with a moment, nothing that came after it. */
export const questionOf = (query: Query, zone: string, upTo?: number): Question => ({
  jql: query.jql,
  narrow: [...rangeClauses(rangeOf(query)), ...(upTo === undefined ? [] : [`occurred <= ${upTo}`])],
  zone,
});

/** A range in words. */
export function rangeLabel(range: Range, zone: string): string {
  if (isDays(range)) return range.from === range.to ? dayLabel(range.from) : `${dayLabel(range.from)} – ${dayLabel(range.to)}`;
  if (isMoments(range)) return momentsLabel(range, zone);
  return range === 'any' ? texts.filters.anyTime : explorer.presets[range];
}

/** A day of the calendar as people write it. */
export const dayLabel = (day: string) =>
  datesAs({ month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

/** From one moment to the other, no finer than the two need, or by days only. */
export function momentsLabel({ since, until }: Moments, zone: string, isRough = false): string {
  const isDaily = isRough || [since, until].every((ms) => isMidnight(ms, zone));
  const day = { month: 'short', day: 'numeric', timeZone: zone } as const;
  const format = datesAs(isDaily ? day : { ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return format.formatRange(since, isDaily ? until - 1 : until);
}

function isMidnight(ms: number, zone: string): boolean {
  const { hour, minute } = wallOf(ms, zone);
  return hour === 0 && minute === 0;
}
