/** A dashboard out of the counts that the log keeps of each day, for times too long to be loaded. Its days are those of UTC. */
import { PALETTE, REST_COLOUR } from '../charts/colours';
import { families, texts } from '../texts';
import { dashboards as words } from '../texts/dashboards';
import type { OverviewAnswer } from '../types';
import type { Board, Both } from './board';
import { TOP } from './from-log';
import { isAutomatic, isRemoved, isSecurity } from './kinds';

const DAY = 86_400_000;

/** What the answer makes, in bars that begin at these edges. */
export function fromOverview(answer: OverviewAnswer, edges: number[]): Board {
  const sum = <T extends { count: Both }>(rows: T[], test: (row: T) => boolean): Both =>
    rows.filter(test).reduce((sum, { count }) => ({ now: sum.now + count.now, before: sum.before + count.before }), { now: 0, before: 0 });
  const shown = answer.families.slice(0, PALETTE.length);
  const rest = answer.families.slice(PALETTE.length);
  const series = shown.map(({ family }, index) => ({ id: family, label: (families as Record<string, string>)[family] ?? family, colour: PALETTE[index]! }));
  const columns = shown.map(({ days }) => days);
  if (rest.length > 0) {
    series.push({ id: '', label: words.otherKinds, colour: REST_COLOUR });
    columns.push(answer.days.map((_, day) => rest.reduce((sum, { days }) => sum + (days[day] ?? 0), 0)));
  }
  const bars = edges.slice(0, -1).map((at, index) => {
    const to = edges[index + 1]!;
    const [first, end] = [at, to].map((ms) => Math.round((ms - answer.from) / DAY));
    return { at, to, counts: columns.map((days) => days.slice(first, end).reduce((sum, count) => sum + count, 0)) };
  });
  return {
    count: answer.count,
    people: answer.peopleAll,
    removed: sum(answer.actions, ({ action }) => isRemoved(action)),
    security: sum(answer.actions, ({ action }) => isSecurity(action)),
    automatic: sum(answer.kinds, ({ kind }) => isAutomatic(kind)),
    zone: 'UTC',
    series,
    bars,
    hours: answer.hours,
    topPeople: answer.people.slice(0, TOP).map(({ account, count }) => ({ value: account, count: count.now })),
    topActions: answer.actions.filter(({ count }) => count.now > 0).slice(0, TOP).map(({ action, count }) => ({ value: action, count: count.now })),
    topContainers: answer.containers.slice(0, TOP).map(({ id, key, name, kind, count }) => ({ value: id, name: name ?? key, kind, count: count.now })),
    open: 0,
    warnings: answer.problems.length > 0 ? [texts.states.incomplete] : [],
  };
}
