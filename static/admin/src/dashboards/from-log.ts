/** A dashboard out of the log at hand: what is asked, and what the answers make. */
import type { Calendar } from '../charts/days';
import { hourEdges, hoursOfWeek } from '../charts/days';
import { TONES, toneColours } from '../charts/colours';
import type { LogAnswer, LogAsk, Show, Shown } from '../log';
import { bodyOf } from '../query/order';
import { toneOf } from '../table/tone';
import { toneLabels } from '../texts/explorer';
import type { ActionName } from '../types';
import type { Board, Top } from './board';
import { AUTOMATIC, BY_PEOPLE, isRemoved, isSecurity, REMOVED, SECURITY } from './kinds';
import type { Period } from './period';

/** How long lists of the biggest are. */
export const TOP = 8;
/** More than there are actions. */
const ACTIONS_MAX = 1000;

/** What a dashboard asks. */
export function asksOf(jql: string, period: Period, zone: string): LogAsk[] {
  const ask = (narrow: string[], shows: Show[]): LogAsk => ({ question: { jql: bodyOf(jql), narrow, zone }, shows });
  const actions: Show = { show: 'groups', by: 'action', limit: ACTIONS_MAX };
  const actors: Show = { show: 'groups', by: 'actor', limit: TOP };
  const { narrow, before } = period;
  return [
    ask(narrow, [
      actions,
      { show: 'histogram', edges: period.edges, by: 'action' },
      { show: 'histogram', edges: hourEdges(period.from, period.to) },
      { show: 'groups', by: 'container', limit: TOP },
    ]),
    ask([...narrow, BY_PEOPLE], [actors]),
    ask([...narrow, REMOVED], [actors]),
    ask([...narrow, SECURITY], [{ show: 'rows', limit: TOP }]),
    ask([...narrow, AUTOMATIC], [{ show: 'count' }]),
    ask(before.narrow, [actions]),
    ask([...before.narrow, BY_PEOPLE], [{ show: 'groups', by: 'actor', limit: 1 }]),
    ask([...before.narrow, AUTOMATIC], [{ show: 'count' }]),
  ];
}

/** What the answers make. */
export function fromLog(answers: LogAnswer[], period: Period, calendar: Calendar): Board | undefined {
  const [all, people, removed, security, automatic, before, peopleBefore, automaticBefore] = answers;
  if (!all || !people || !removed || !security || !automatic || !before || !peopleBefore || !automaticBefore) return undefined;
  const actions = groupsOf(all.shown[0]);
  const actionsBefore = groupsOf(before.shown[0]);
  const sum = (groups: Top[], test: (action: string) => boolean) => groups.reduce((sum, { value, count }) => (test(value) ? sum + count : sum), 0);
  const hours = (all.shown[2]?.show === 'histogram' ? all.shown[2].stretches : []).map(({ at, counts }) => ({ at, count: counts[0] ?? 0 }));
  return {
    count: { now: all.count, before: before.count },
    people: { now: distinctOf(people.shown[0]), before: distinctOf(peopleBefore.shown[0]) },
    removed: { now: removed.count, before: sum(actionsBefore, isRemoved) },
    security: { now: security.count, before: sum(actionsBefore, isSecurity) },
    automatic: { now: automatic.count, before: automaticBefore.count },
    zone: calendar.zone,
    ...byTone(all.shown[1], period.edges),
    hours: hoursOfWeek(calendar, hours),
    busy: hours.filter(({ count }) => count > 0),
    topPeople: groupsOf(people.shown[0]),
    topActions: actions.slice(0, TOP),
    topContainers: groupsOf(all.shown[3]),
    removers: groupsOf(removed.shown[0]),
    latestSecurity: security.shown[0]?.show === 'rows' ? security.shown[0].rows : [],
    open: all.open,
    warnings: all.warnings.map(({ message }) => message),
  };
}

const groupsOf = (shown: Shown | undefined): Top[] => (shown?.show === 'groups' ? shown.groups : []);
const distinctOf = (shown: Shown | undefined) => (shown?.show === 'groups' ? shown.distinct : 0);

/** Counts by action as counts by what actions do; kinds that do not occur are left out. */
export function byTone(shown: Shown | undefined, edges: number[]): Pick<Board, 'series' | 'bars'> {
  if (shown?.show !== 'histogram') return { series: [], bars: [] };
  const rowOf = shown.values.map((action) => TONES.indexOf(toneOf(action as ActionName)));
  const ends = new Map(edges.map((edge, index) => [edge, edges[index + 1] ?? edge]));
  const bars = shown.stretches.map(({ at, counts }) => {
    const folded = new Array<number>(TONES.length).fill(0);
    counts.forEach((count, index) => (folded[rowOf[index] ?? 0]! += count));
    return { at, to: ends.get(at) ?? at, counts: folded };
  });
  const present = TONES.map((_, row) => row).filter((row) => bars.some((bar) => bar.counts[row]! > 0));
  return {
    series: present.map((row) => ({ id: TONES[row]!, label: toneLabels[TONES[row]!] ?? TONES[row]!, colour: toneColours[TONES[row]!] })),
    bars: bars.map((bar) => ({ ...bar, counts: present.map((row) => bar.counts[row]!) })),
  };
}
