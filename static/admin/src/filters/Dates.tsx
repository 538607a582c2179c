import Button from '@atlaskit/button/new';
import Calendar from '@atlaskit/calendar';
import { useState } from 'react';
import { dayAfter } from '../query/clauses';
import type { Preset, Query, Range } from '../query/model';
import { locale, texts } from '../texts';
import { FilterPopup } from './FilterPopup';
import type { Ask } from './picked';

const PRESETS: Preset[] = ['hour', 'day', 'week', 'month', 'quarter'];
/** A range longer than this is marked by its ends only. */
const MARKED_DAYS_MAX = 400;

/** When it happened: a length of time up to now, or days. */
export function Dates({ query, today, ask }: { query: Query; today: string; ask: Ask }) {
  const { range } = query;
  return (
    <FilterPopup label={range ? rangeLabel(range) : texts.filters.dates} isSelected={range !== undefined}>
      {({ close }) => (
        <DateRange
          range={range}
          today={today}
          onSet={(range) => {
            ask((query) => ({ ...query, range }));
            close();
          }}
        />
      )}
    </FilterPopup>
  );
}

/** A range in words. */
export function rangeLabel(range: Range): string {
  if ('preset' in range) return texts.filters.presets[range.preset];
  return range.from === range.to ? dayLabel(range.from) : `${dayLabel(range.from)} – ${dayLabel(range.to)}`;
}

const dayLabel = (day: string) =>
  new Intl.DateTimeFormat(locale(), { month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

function DateRange({ range, today, onSet }: { range: Range | undefined; today: string; onSet(range: Range | undefined): void }) {
  const days = range && 'from' in range ? range : undefined;
  const [start, setStart] = useState<string>();
  const shown = start ? { from: start, to: start } : days;
  const onDay = (day: string) => {
    if (!start) setStart(day);
    else onSet(day < start ? { from: day, to: start } : { from: start, to: day });
  };
  return (
    <div className="dates">
      <ul className="presets">
        {[undefined, ...PRESETS].map((preset) => {
          const isOn = preset ? range !== undefined && 'preset' in range && range.preset === preset : range === undefined;
          return (
            <li key={preset ?? 'any'}>
              <button type="button" aria-pressed={isOn} onClick={() => onSet(preset && { preset })}>
                {preset ? texts.filters.presets[preset] : texts.filters.anyTime}
              </button>
            </li>
          );
        })}
      </ul>
      <div>
        <p className="small subtle" role="status">
          {start ? texts.filters.pickEnd : texts.filters.pickStart}
        </p>
        <Calendar
          label={texts.filters.calendar}
          locale={locale()}
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
