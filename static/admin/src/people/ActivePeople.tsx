import PeopleGroupIcon from '@atlaskit/icon/core/people-group';
import { useMemo, useState } from 'react';
import { Gathering } from '../dashboards/Gathering';
import type { Period } from '../dashboards/period';
import { CopyButton } from '../detail/CopyButton';
import { Failed } from '../states/Failed';
import { Notice } from '../states/Notice';
import { Skeleton } from '../states/Skeleton';
import { SearchBox } from '../states/SearchBox';
import type { Clock } from '../table/time';
import { locale } from '../texts';
import { people as words } from '../texts/people';
import { csvOf } from '../totals/csv';
import { PeopleTable, type PeopleColumn } from './PeopleTable';
import { useActivity, type Activity } from './useActivity';
import { useNames } from './useNames';

/** Who was active in a time, and how much. */
export function ActivePeople({ period, clock, onOpen }: { period: Period; clock: Clock; onOpen(accountId: string): void }) {
  const log = useActivity(period.narrow, clock.zone);
  const [find, setFind] = useState('');
  const [order, setOrder] = useState<{ column: PeopleColumn; rising: boolean }>({ column: 'count', rising: false });
  const all = log.people ?? [];
  const nameOf = useNames(find !== '' || order.column === 'name' ? all.map(({ accountId }) => accountId) : []);
  const rows = useMemo(() => arranged(all, find, order.column, order.rising, nameOf), [all, find, order, nameOf]);
  const csv = () =>
    csvOf([words.csv, ...rows.map(({ accountId, count, jira, confluence }) => [nameOf(accountId), accountId, count, isoOf(jira), isoOf(confluence)])]);
  if (log.error) return <Failed error={log.error} onRetry={() => window.location.reload()} />;
  if (!log.people) return <Skeleton />;
  return (
    <>
      <div className="people-bar">
        <SearchBox label={words.find} text={find} onChange={setFind} />
        <span className="small subtle" role="status">
          {find ? words.found(rows.length) : words.summary(all.length, log.count)}
        </span>
        <Gathering loaded={log.loaded} clock={clock} />
        {rows.length > 0 && <CopyButton text={csv} label={words.copy} />}
      </div>
      {rows.length === 0 ? (
        <Notice icon={PeopleGroupIcon} title={words.emptyTitle}>
          <p>{words.emptyHelp}</p>
        </Notice>
      ) : (
        <PeopleTable
          rows={rows}
          clock={clock}
          order={order}
          onTurn={(column) => setOrder((order) => (order.column === column ? { column, rising: !order.rising } : { column, rising: column === 'name' }))}
          onOpen={onOpen}
        />
      )}
    </>
  );
}

function arranged(people: Activity[], find: string, column: PeopleColumn, rising: boolean, nameOf: (accountId: string) => string): Activity[] {
  const wanted = find.trim().toLocaleLowerCase(locale());
  const found = wanted === '' ? people : people.filter(({ accountId }) => nameOf(accountId).toLocaleLowerCase(locale()).includes(wanted));
  const { compare } = new Intl.Collator(locale());
  const by = (a: Activity, b: Activity) => (column === 'name' ? compare(nameOf(a.accountId), nameOf(b.accountId)) : (a[column] ?? 0) - (b[column] ?? 0));
  return [...found].sort((a, b) => (rising ? by(a, b) : by(b, a)) || b.count - a.count);
}

const isoOf = (ms: number | undefined) => (ms === undefined ? '' : new Date(ms).toISOString());
