import type { ReactNode } from 'react';
import type { Viewer } from '../api';
import type { Calendar } from '../charts/days';
import type { Loaded } from '../log';
import { Name } from '../people/Name';
import { Gathering } from '../dashboards/Gathering';
import type { Clock } from '../table/time';
import { locale } from '../texts';
import { report as words } from '../texts/report';
import { InWords } from './InWords';
import type { Spec } from './spec';

/** What every report is given. */
export interface SheetProps {
  viewer: Viewer;
  spec: Spec;
  address: URLSearchParams;
  calendar: Calendar;
  clock: Clock;
  now: number;
  onTitle(title: string): void;
}

interface Props extends SheetProps {
  usualTitle: string;
  /** How many events there are; a text where they cannot be counted. */
  count: string;
  /** What the tables show, and what they leave out. */
  shown?: string;
  loaded?: Loaded;
  children: ReactNode;
}

/** The paper: what was asked, by whom, when, of which time; and below it the answer. */
export function Sheet({ viewer, spec, calendar, clock, now, onTitle, usualTitle, count, shown, loaded, children }: Props) {
  const { jql, times, title } = spec;
  return (
    <article className="sheet">
      <header>
        <p className="small subtle">{words.source}</p>
        <h1>
          <input key={title} aria-label={words.title} defaultValue={title || usualTitle} maxLength={200} onBlur={(event) => event.target.value !== (title || usualTitle) && onTitle(event.target.value)} />
        </h1>
        <dl className="sheet-facts">
          <Fact name={words.query}>{jql.trim() ? <code className="code">{jql}</code> : words.everything}</Fact>
          {jql.trim() !== '' && <InWords jql={jql} />}
          <Fact name={words.period}>
            {times.from === undefined ? words.whole : rangeOf(times.from, Math.min(times.to ?? now, Math.max(now, times.from)), calendar)} ({calendar.zone.replaceAll('_', ' ')})
          </Fact>
          <Fact name={words.scope}>{viewer.access === 'all' ? words.wholeSite : viewer.containers.map(({ name, key, id }) => (name && key ? `${name} (${key})` : (name ?? key ?? id))).join(', ')}</Fact>
          <Fact name={words.count}>{count}</Fact>
          <Fact name={words.madeBy}>
            <Name accountId={viewer.accountId} />
          </Fact>
          <Fact name={words.madeAt}>{clock.long(now)}</Fact>
        </dl>
      </header>
      {loaded && !loaded.complete && (
        <p className="remarks">
          {words.stillReading} <Gathering loaded={loaded} clock={clock} />
        </p>
      )}
      {children}
      {shown && <footer className="small subtle">{shown}</footer>}
    </article>
  );
}

/** One line of what is said on top. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** From when to when, to the minute; whole days without hours. */
function rangeOf(from: number, to: number, calendar: Calendar): string {
  const isDays = calendar.dayOf(from) === from && calendar.dayOf(to) === to;
  const format = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', ...(isDays ? {} : { timeStyle: 'short' as const }), timeZone: calendar.zone });
  return format.formatRange(from, isDays ? to - 1 : to);
}
