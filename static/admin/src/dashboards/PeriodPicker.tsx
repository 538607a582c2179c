import Button from '@atlaskit/button/new';
import Calendar from '@atlaskit/calendar';
import { useState } from 'react';
import { FilterPopup } from '../filters/FilterPopup';
import { locale, texts } from '../texts';
import { dashboards as words } from '../texts/dashboards';
import { LENGTHS, type Choice, type Length } from './period';

interface Props {
  choice: Choice;
  today: string;
  onChoose(choice: Choice): void;
}

/** How much time is looked at: some days up to today, or days of one's own. */
export function PeriodPicker({ choice, today, onChoose }: Props) {
  const own = 'from' in choice ? choice : undefined;
  return (
    <div className="period" role="group" aria-label={words.period}>
      {(Object.keys(LENGTHS) as Length[]).map((length) => (
        <Button key={length} spacing="compact" appearance="subtle" aria-pressed={'length' in choice && choice.length === length} isSelected={'length' in choice && choice.length === length} onClick={() => onChoose({ length })}>
          {words.lengths[length]}
        </Button>
      ))}
      <FilterPopup label={own ? daysLabel(own.from, own.to) : words.own} isSelected={own !== undefined}>
        {({ close }) => (
          <OwnDays
            own={own}
            today={today}
            onSet={(from, to) => {
              onChoose({ from, to });
              close();
            }}
          />
        )}
      </FilterPopup>
    </div>
  );
}

/** Days in words. */
export function daysLabel(from: string, to: string): string {
  const date = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const [first, last] = [from, to].map((day) => Date.parse(`${day}T00:00:00Z`)) as [number, number];
  return date.formatRange(first, last);
}

function OwnDays({ own, today, onSet }: { own: { from: string; to: string } | undefined; today: string; onSet(from: string, to: string): void }) {
  const [start, setStart] = useState<string>();
  const marked = start ? [start] : own ? [own.from, own.to] : [];
  return (
    <div className="own-days">
      <p className="small subtle" role="status">
        {start ? texts.filters.pickEnd : texts.filters.pickStart}
      </p>
      <Calendar
        label={texts.filters.calendar}
        locale={locale()}
        defaultMonth={Number((marked[0] ?? today).slice(5, 7))}
        defaultYear={Number((marked[0] ?? today).slice(0, 4))}
        today={today}
        maxDate={today}
        selected={marked}
        onSelect={({ iso }) => {
          if (!start) setStart(iso);
          else onSet(iso < start ? iso : start, iso < start ? start : iso);
        }}
      />
      {start && (
        <Button appearance="primary" spacing="compact" onClick={() => onSet(start, start)}>
          {`${texts.filters.apply} ${daysLabel(start, start)}`}
        </Button>
      )}
    </div>
  );
}
