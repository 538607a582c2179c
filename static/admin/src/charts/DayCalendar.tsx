import { locale } from '../texts';
import { charts as words } from '../texts/charts';
import type { Calendar } from './days';
import { levelOf, Scale } from './HeatTable';
import './charts.css';

interface Props {
  label: string;
  /** In whose zone days are. */
  calendar: Calendar;
  /** Days without a gap, the oldest first. */
  days: { at: number; count: number }[];
  onOpen?(at: number): void;
}

interface Week {
  at: number;
  days: ({ at: number; count: number } | undefined)[];
}

/** How much happened on each day, a column a week. */
export function DayCalendar({ label, calendar, days, onOpen }: Props) {
  const weeks = weeksOf(calendar, days);
  const most = Math.max(1, ...days.map((day) => day.count));
  const date = new Intl.DateTimeFormat(locale(), { dateStyle: 'full', timeZone: calendar.zone });
  const month = new Intl.DateTimeFormat(locale(), { month: 'short', timeZone: calendar.zone });
  const weekday = new Intl.DateTimeFormat(locale(), { weekday: 'short', timeZone: 'UTC' });
  return (
    <div className="calendar-days">
      <table className="heat" aria-label={label}>
        <thead>
          <tr>
            <td />
            {spansOf(weeks, (at) => month.format(at)).map(([name, span, at]) => (
              <th key={at} scope="colgroup" colSpan={span}>
                {span > 1 ? name : ''}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: 7 }, (_, row) => (
            <tr key={row}>
              <th scope="row">{weekday.format(Date.UTC(2024, 0, 1 + row))}</th>
              {weeks.map(({ at, days }) => {
                const day = days[row];
                const title = day && `${date.format(day.at)}: ${words.events(day.count)}`;
                return (
                  <td key={at}>
                    {day && (
                      <button type="button" className={`heat-${levelOf(day.count, most)}`} tabIndex={day.count > 0 ? 0 : -1} title={title} aria-label={title} aria-disabled={!onOpen || day.count === 0} onClick={() => day.count > 0 && onOpen?.(day.at)} />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <Scale />
    </div>
  );
}

function weeksOf(calendar: Calendar, days: { at: number; count: number }[]): Week[] {
  const weeks: Week[] = [];
  for (const day of days) {
    const row = calendar.weekday(day.at);
    if (row === 0 || weeks.length === 0) weeks.push({ at: day.at, days: new Array<undefined>(7).fill(undefined) });
    weeks.at(-1)!.days[row] = day;
  }
  return weeks;
}

/** Months above the weeks that begin in them. */
function spansOf(weeks: Week[], nameOf: (at: number) => string): [name: string, span: number, at: number][] {
  const spans: [string, number, number][] = [];
  for (const { at } of weeks) {
    const name = nameOf(at);
    const last = spans.at(-1);
    if (last?.[0] === name) last[1] += 1;
    else spans.push([name, 1, at]);
  }
  return spans;
}
