import Button from '@atlaskit/button/new';
import Calendar from '@atlaskit/calendar';
import ClockIcon from '@atlaskit/icon/core/clock';
import { memo, useState } from 'react';
import { isDays, PRESETS, rangeOf, speaksOfTime, type Days, type Query, type Range } from '../query/model';
import { dayLabel, rangeLabel } from '../query/range';
import type { Ask, Edit } from '../query/useView';
import { dayAfter, dayOf } from '../query/zone';
import { locale, texts } from '../texts';
import { explorer } from '../texts/explorer';
import { FilterPopup } from './FilterPopup';

/** A range longer than this is marked by its ends only. */
const MARKED_DAYS_MAX = 400;

interface Props {
  query: Query;
  zone: string;
  ask: Ask;
  edit: Edit;
}

/** When it happened: a length of time up to now, or days. Always there, because there always is a range. */
export const Dates = memo(function Dates({ query, zone, ask, edit }: Props) {
  const range = rangeOf(query);
  const isInText = !query.range && speaksOfTime(query.jql);
  return (
    <FilterPopup label={isInText ? explorer.filters.asInQuery : rangeLabel(range, zone)} icon={ClockIcon}>
      {({ close }) => (
        <DateRange
          range={range}
          today={dayOf(Date.now(), zone)}
          onSet={(range) => {
            // Time is asked in one place: what the text says of it goes.
            if (speaksOfTime(query.jql)) edit({ do: 'clear', field: 'occurred' });
            ask((query) => ({ ...query, range }));
            close();
          }}
        />
      )}
    </FilterPopup>
  );
});

function DateRange({ range, today, onSet }: { range: Range; today: string; onSet(range: Range): void }) {
  const days: Days | undefined = isDays(range) ? range : undefined;
  const [start, setStart] = useState<string>();
  const shown = start ? { from: start, to: start } : days;
  const onDay = (day: string) => {
    if (!start) setStart(day);
    else onSet(day < start ? { from: day, to: start } : { from: start, to: day });
  };
  return (
    <div className="dates">
      <ul className="presets">
        {[...PRESETS, 'any' as const].map((preset) => (
          <li key={preset}>
            <button type="button" aria-pressed={range === preset} onClick={() => onSet(preset)}>
              {preset === 'any' ? texts.filters.anyTime : explorer.presets[preset]}
            </button>
          </li>
        ))}
      </ul>
      <div>
        <p className="small subtle" role="status">
          {start ? texts.filters.pickEnd : texts.filters.pickStart}
        </p>
        <Calendar
          label={texts.filters.calendar}
          locale={locale()}
          weekStartDay={locale() === 'en-US' ? 0 : 1}
          defaultMonth={Number((shown?.from ?? today).slice(5, 7))}
          defaultYear={Number((shown?.from ?? today).slice(0, 4))}
          today={today}
          maxDate={today}
          selected={shown ? daysOf(shown.from, shown.to) : []}
          onSelect={(selection) => onDay(selection.iso)}
        />
        {start && (
          <Button appearance="primary" spacing="compact" onClick={() => onSet({ from: start, to: start })}>
            {`${texts.filters.apply} ${dayLabel(start)}`}
          </Button>
        )}
      </div>
    </div>
  );
}

function daysOf(from: string, to: string): string[] {
  const days = [from];
  while (days.at(-1)! < to && days.length < MARKED_DAYS_MAX) days.push(dayAfter(days.at(-1)!));
  return days;
}
