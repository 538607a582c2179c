import SearchIcon from '@atlaskit/icon/core/search';
import { useEffect, useMemo, useState } from 'react';
import { calendarOf } from '../charts/days';
import { Gathering } from '../dashboards/Gathering';
import { openEvents, target } from '../dashboards/open';
import { periodOf, readChoice, writeChoice } from '../dashboards/period';
import { PeriodPicker } from '../dashboards/PeriodPicker';
import type { PlaceProps } from '../dashboards/Dashboards';
import { CopyButton } from '../detail/CopyButton';
import { ReportButton } from '../report/ReportButton';
import { JqlLine } from '../query/JqlLine';
import { Failed } from '../states/Failed';
import { SearchBox } from '../states/SearchBox';
import { Notice } from '../states/Notice';
import { PageHead } from '../states/PageHead';
import { Skeleton } from '../states/Skeleton';
import { useAddress } from '../states/useAddress';
import { linkOf } from '../states/usePlace';
import { useKeysOn } from '../states/preferences';
import { makeClock } from '../table/time';
import { dashboards } from '../texts/dashboards';
import { totals as words } from '../texts/totals';
import { csvOf } from './csv';
import { FIELDS, fieldOf } from './fields';
import { arranged, readOrder, turn, writeOrder, type Total } from './order';
import { Pager } from './Pager';
import { TotalsTable } from './TotalsTable';
import { useTotals, VALUES_MAX } from './useTotals';
import '../dashboards/dashboards.css';
import './totals.css';

const PAGE_ROWS = 50;

/** How often each person, project, action ... occurs: a list whose every number opens its events. */
export default function Totals({ viewer, context, history, pageUrl, places, go }: PlaceProps) {
  const { zone, locale } = context;
  const [address, change] = useAddress(history, 'totals');
  const [keysOn, setKeysOn] = useKeysOn();
  const [now] = useState(() => Date.now());
  const clock = useMemo(() => makeClock(zone, locale, now), [zone, locale, now]);
  const here = useMemo(() => calendarOf(zone), [zone]);
  const jql = address.get('jql') ?? '';
  const chosen = address.get('period');
  const period = useMemo(() => periodOf(readChoice(chosen), here, now), [chosen, here, now]);
  const field = fieldOf(address.get('by'));
  const order = readOrder(address.get('order'));
  const [find, setFind] = useState('');
  const [page, setPage] = useState(0);
  useEffect(() => setPage(0), [find, jql, chosen, field, order.column, order.rising]);
  useEffect(() => setFind(''), [field]);

  const log = useTotals({ jql, narrow: period.narrow, zone, field, byName: find !== '' || order.column === 'name' });
  const rows = useMemo(() => arranged(log.totals ?? [], find, order), [log.totals, find, order.column, order.rising]);
  const count = log.answer?.count ?? 0;
  const set = (name: string, value: string) => change((params) => (value.trim() ? params.set(name, value) : params.delete(name)));
  const open = ({ value }: Total) => openEvents(go, here, target(jql, field.clauses(value), period.from, period.to));
  const csv = () => csvOf([words.csv, ...rows.map(({ name, value, count: events, last }) => [name, value.replace('\u0000', ' → '), events, count === 0 ? 0 : Math.round((events / count) * 10_000) / 10_000, new Date(last).toISOString()])]);
  return (
    <main className="page boards">
      <PageHead places={places} scope={viewer.access === 'scoped' ? viewer.containers : undefined} isFull={viewer.access === 'all'} keysOn={keysOn} onKeys={setKeysOn} link={linkOf(pageUrl, history.location.search)} />
      <JqlLine jql={jql} zone={zone} account={viewer.accountId} isBusy={log.isStale} onRun={(jql) => set('jql', jql)} onLeave={() => undefined} />
      <div className="boards-bar">
        <PeriodPicker choice={period.choice} today={here.iso(now)} onChoose={(choice) => set('period', writeChoice(choice))} />
        <Gathering loaded={log.loaded} clock={clock} />
        <ReportButton onMake={() => go('report', reportOf(address))} />
      </div>
      <div className="totals-bar">
        <label>
          <span className="small subtle">{words.by}</span>
          <select value={field.name} onChange={(event) => set('by', event.target.value)}>
            {FIELDS.map(({ name }) => (
              <option key={name} value={name}>
                {words.fields[name]}
              </option>
            ))}
          </select>
        </label>
        <SearchBox label={words.find} text={find} onChange={setFind} />
        <span className="small subtle" role="status">
          {log.totals && (find ? words.found(rows.length) : words.summary(log.distinct, count))}
          {log.distinct > VALUES_MAX && ` ${words.cut(VALUES_MAX)}`}
        </span>
        {rows.length > 0 && <CopyButton text={csv} label={words.copy} />}
      </div>
      {log.answer && log.answer.open > 0 && <p className="remarks">{dashboards.open(log.answer.open)}</p>}
      {field.name === 'field' && rows.length > 0 && <p className="small subtle totals-note">{words.many}</p>}
      {log.error && <Failed error={log.error} onRetry={() => set('jql', jql)} />}
      {!log.error && !log.totals && <Skeleton />}
      {!log.error && log.totals && rows.length === 0 && (
        <Notice icon={SearchIcon} title={words.emptyTitle}>
          <p>{words.emptyHelp}</p>
        </Notice>
      )}
      {!log.error && rows.length > 0 && (
        <>
          <TotalsTable
            field={field}
            rows={rows.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS)}
            most={Math.max(...rows.map((row) => row.count))}
            count={count}
            order={order}
            clock={clock}
            onTurn={(column) => set('order', writeOrder(turn(order, column)))}
            onOpen={open}
          />
          <Pager page={page} rows={PAGE_ROWS} of={rows.length} onPage={setPage} />
        </>
      )}
    </main>
  );
}

/** The same on paper. */
function reportOf(address: URLSearchParams): string {
  const params = new URLSearchParams(address);
  params.delete('page');
  params.set('of', 'totals');
  return params.toString();
}
