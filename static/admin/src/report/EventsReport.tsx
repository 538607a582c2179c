import { useMemo } from 'react';
import { byTone } from '../dashboards/from-log';
import { barNames } from '../dashboards/names';
import { RankList } from '../charts/RankList';
import { TimeBars } from '../charts/TimeBars';
import { dayEdges, hourEdges, weekEdges, type Calendar } from '../charts/days';
import { actionRows, peopleRows } from '../dashboards/ranked';
import type { Question } from '../api';
import { useLog, type LogAsk } from '../log';
import { bodyOf } from '../query/order';
import type { Clock } from '../table/time';
import { dashboards } from '../texts/dashboards';
import { report as words } from '../texts/report';
import { EventLines } from './EventLines';
import type { Found } from './useEvents';

const DAY = 86_400_000;
const HOURS_MAX = 3;
const DAYS_MAX = 120;
const TOP = 6;

interface Props {
  question: Question;
  found: Found;
  calendar: Calendar;
  clock: Clock;
}

/** Events as a chart, as lists of the biggest, and one by one. */
export function EventsReport({ question, found, calendar, clock }: Props) {
  const { first, last, rows } = found;
  const bars = useMemo(() => (first === undefined || last === undefined ? undefined : barsOf(calendar, first, last)), [calendar, first, last]);
  const asks = useMemo(
    (): LogAsk[] =>
      bars
        ? [{ question: { ...question, jql: bodyOf(question.jql) }, shows: [{ show: 'histogram', edges: bars.edges, by: 'action' }, { show: 'groups', by: 'actor', limit: TOP }, { show: 'groups', by: 'action', limit: TOP }] }]
        : [],
    [bars, question],
  );
  const { answers, isStale } = useLog(asks);
  const answer = isStale ? undefined : answers?.[0];
  const [, people, actions] = answer?.shown ?? [];
  return (
    <>
      {bars && answer && (
        <section className="sheet-part">
          <h2>{dashboards.perStretch[bars.each]}</h2>
          <TimeBars label={dashboards.perStretch[bars.each]} {...byTone(answer.shown[0], bars.edges)} {...barNames(bars.each, bars.edges.length - 1, calendar.zone)} height={120} />
        </section>
      )}
      {answer && (
        <div className="sheet-pair">
          {people?.show === 'groups' && people.groups.length > 0 && (
            <section className="sheet-part">
              <h2>{dashboards.people}</h2>
              <RankList label={dashboards.people} rows={peopleRows(people.groups)} total={answer.count} />
            </section>
          )}
          {actions?.show === 'groups' && actions.groups.length > 0 && (
            <section className="sheet-part">
              <h2>{dashboards.actions}</h2>
              <RankList label={dashboards.actions} rows={actionRows(actions.groups)} total={answer.count} />
            </section>
          )}
        </div>
      )}
      <section className="sheet-part is-long">
        <h2>{words.events}</h2>
        <EventLines rows={rows} clock={clock} />
      </section>
    </>
  );
}

/** Bars that are neither too many nor too few. */
function barsOf(calendar: Calendar, first: number, last: number): { edges: number[]; each: 'hour' | 'day' | 'week' } {
  const from = calendar.dayOf(first);
  const to = calendar.plusDays(last, 1);
  const days = (to - from) / DAY;
  if (days <= HOURS_MAX) return { edges: hourEdges(from, to), each: 'hour' };
  return days <= DAYS_MAX ? { edges: dayEdges(calendar, from, to), each: 'day' } : { edges: weekEdges(calendar, from, to), each: 'week' };
}
