import Button from '@atlaskit/button/new';
import ArrowLeftIcon from '@atlaskit/icon/core/arrow-left';
import { useMemo } from 'react';
import { DayCalendar } from '../charts/DayCalendar';
import { dayEdges, type Calendar } from '../charts/days';
import { RankList } from '../charts/RankList';
import { Gathering } from '../dashboards/Gathering';
import { Latest } from '../dashboards/Latest';
import { openEvents, target } from '../dashboards/open';
import { Panel } from '../dashboards/Panel';
import type { Period } from '../dashboards/period';
import { actionRows, containerRows } from '../dashboards/ranked';
import { CopyButton } from '../detail/CopyButton';
import { useLog, type Shown } from '../log';
import { quote } from '../query/quote';
import { Failed } from '../states/Failed';
import { Skeleton } from '../states/Skeleton';
import type { Go } from '../states/usePlace';
import type { Clock } from '../table/time';
import { count as number, products } from '../texts';
import { people as words } from '../texts/people';
import type { Product } from '../types';
import { Face } from './Face';
import { Groups } from './Groups';
import { nameOf, usePerson } from './usePerson';
import '../charts/charts.css';

const TOP = 8;
const ROWS = 12;
const YEAR_DAYS = 364;

interface Props {
  accountId: string;
  period: Period;
  calendar: Calendar;
  clock: Clock;
  now: number;
  isFull: boolean;
  go: Go;
  onBack(): void;
}

/** Everything the log can tell about one person. */
export function Profile({ accountId, period, calendar, clock, now, isFull, go, onBack }: Props) {
  const entry = usePerson(accountId);
  const by = `actor = ${quote(accountId)}`;
  const year = useMemo(() => dayEdges(calendar, calendar.plusDays(now, -YEAR_DAYS), calendar.plusDays(now, 1)), [calendar, now]);
  const asks = useMemo(() => {
    const ask = (narrow: string[], ...shows: Parameters<typeof useLog>[0][number]['shows']) => ({ question: { jql: '', narrow, zone: clock.zone }, shows });
    return [
      ask([by, ...period.narrow], { show: 'groups', by: 'product', limit: TOP }, { show: 'groups', by: 'container', limit: TOP }, { show: 'groups', by: 'action', limit: TOP }, { show: 'rows', limit: ROWS }),
      ask([by], { show: 'groups', by: 'product', limit: TOP }),
      ask([by, `occurred >= ${year[0]}`], { show: 'histogram', edges: year }),
      ask([`subject = ${quote(accountId)}`, ...period.narrow], { show: 'rows', limit: ROWS }),
    ];
  }, [by, accountId, period, year, clock.zone]);
  const log = useLog(asks);
  const [inPeriod, ever, lastYear, about] = log.answers ?? [];
  const all = inPeriod?.count ?? 0;
  const open = (...clauses: string[]) => openEvents(go, calendar, target('', [by, ...clauses], period.from, period.to));
  return (
    <>
      <header className="profile-head">
        <span className="profile-face">
          <Face entry={entry} />
        </span>
        <div>
          <h2>
            {nameOf(entry)} {entry?.state === 'found' && !entry.person.active && <span className="lozenge tone-removed">{words.deactivated}</span>}
          </h2>
          <p className="small subtle profile-id">
            {words.profile.accountId} <span className="code">{accountId}</span> <CopyButton text={accountId} name={words.profile.copyId} />
          </p>
        </div>
        <Gathering loaded={log.loaded} clock={clock} />
        <Button spacing="compact" appearance="subtle" iconBefore={ArrowLeftIcon} onClick={onBack}>
          {words.profile.back}
        </Button>
        <Button spacing="compact" appearance="primary" onClick={() => go('events', new URLSearchParams({ jql: by, range: 'any' }).toString())}>
          {words.profile.everything}
        </Button>
      </header>
      {log.error && <Failed error={log.error} onRetry={onBack} />}
      {!log.error && !log.answers && <Skeleton />}
      {!log.error && log.answers && (
        <div className="boards-grid" aria-busy={log.isStale}>
          <Panel title={words.profile.calendar} className="wide" note={lastYear && words.profile.events(lastYear.count)}>
            <DayCalendar
              label={words.profile.calendar}
              calendar={calendar}
              days={histogramOf(lastYear?.shown[0])}
              onOpen={(at) => openEvents(go, calendar, target('', [by], at, calendar.plusDays(at, 1)))}
            />
          </Panel>
          <Panel title={words.profile.lastTitle}>
            <LastActiveList groups={groupsOf(ever?.shown[0])} clock={clock} />
          </Panel>
          {isFull && (
            <Panel title={words.profile.groups}>
              <Groups accountId={accountId} />
            </Panel>
          )}
          <Panel title={words.profile.products} note={number(all)}>
            <Ranks label={words.profile.products} total={all} rows={groupsOf(inPeriod?.shown[0]).map(({ value, count }) => ({ value, count, shown: products[value as Product] ?? value }))} onOpen={(value) => open(`product = ${quote(value)}`)} />
          </Panel>
          <Panel title={words.profile.containers}>
            <Ranks label={words.profile.containers} total={all} rows={containerRows(groupsOf(inPeriod?.shown[1]).filter(({ value }) => value !== ''))} onOpen={(value) => open(`project = ${quote(value)}`)} />
          </Panel>
          <Panel title={words.profile.actions}>
            <Ranks label={words.profile.actions} total={all} rows={actionRows(groupsOf(inPeriod?.shown[2]))} onOpen={(value) => open(`action = ${quote(value)}`)} />
          </Panel>
          <Panel title={words.profile.about}>
            <Latest label={words.profile.about} rows={rowsOf(about?.shown[0])} clock={clock} onOpen={(event) => openEvents(go, calendar, target('', [`subject = ${quote(accountId)}`], period.from, period.to), event)} />
          </Panel>
          <Panel title={words.profile.recent} className="wide">
            <Latest label={words.profile.recent} rows={rowsOf(inPeriod?.shown[3])} clock={clock} onOpen={(event) => openEvents(go, calendar, target('', [by], period.from, period.to), event)} />
          </Panel>
        </div>
      )}
    </>
  );
}

function Ranks(given: Parameters<typeof RankList>[0]) {
  return given.rows.length > 0 ? <RankList {...given} /> : <p className="subtle">{words.profile.nothing}</p>;
}

function LastActiveList({ groups, clock }: { groups: { value: string; last: number }[]; clock: Clock }) {
  if (groups.length === 0) return <p className="subtle">{words.profile.never}</p>;
  return (
    <dl className="facts">
      {[...groups]
        .sort((a, b) => b.last - a.last)
        .map(({ value, last }) => (
          <div key={value}>
            <dt>{products[value as Product] ?? value}</dt>
            <dd>{clock.long(last)}</dd>
          </div>
        ))}
    </dl>
  );
}

const groupsOf = (shown: Shown | undefined) => (shown?.show === 'groups' ? shown.groups : []);
const rowsOf = (shown: Shown | undefined) => (shown?.show === 'rows' ? shown.rows : []);
const histogramOf = (shown: Shown | undefined) =>
  shown?.show === 'histogram' ? shown.stretches.map(({ at, counts }) => ({ at, count: counts.reduce((sum, count) => sum + count, 0) })) : [];
