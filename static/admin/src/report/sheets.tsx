/** The three kinds of reports. */
import { useMemo } from 'react';
import { useBoard } from '../dashboards/useBoard';
import { readChoice } from '../dashboards/period';
import { Failed } from '../states/Failed';
import { Skeleton } from '../states/Skeleton';
import { count } from '../texts';
import { report as words } from '../texts/report';
import { totals as totalsWords } from '../texts/totals';
import { fieldOf } from '../totals/fields';
import { arranged, readOrder } from '../totals/order';
import { TotalsTable } from '../totals/TotalsTable';
import { useTotals } from '../totals/useTotals';
import { DashboardReport } from './DashboardReport';
import { EventsReport } from './EventsReport';
import { Sheet, type SheetProps } from './Sheet';
import { clausesOf } from './spec';
import { useEvents } from './useEvents';

/** Events of a query. */
export function EventsSheet(props: SheetProps) {
  const { spec, calendar, clock } = props;
  const question = useMemo(() => ({ jql: spec.jql, narrow: clausesOf(spec.times), zone: calendar.zone }), [spec.jql, spec.times, calendar]);
  const found = useEvents(question, spec.rows);
  if (found.error) return <Failed error={found.error} onRetry={() => window.location.reload()} />;
  if (found.state === 'waiting') return <Skeleton />;
  const total = found.count;
  return (
    <Sheet
      {...props}
      usualTitle={words.titles.events}
      count={total === undefined ? words.unknownCount : count(total)}
      shown={total === undefined ? words.shownFirst(found.rows.length) : words.shownRows(found.rows.length, total)}
      loaded={found.loaded}
    >
      {found.rows.length === 0 ? <p>{words.empty}</p> : <EventsReport question={question} found={found} calendar={calendar} clock={clock} />}
    </Sheet>
  );
}

/** Totals of a query. */
export function TotalsSheet(props: SheetProps) {
  const { spec, address, calendar, clock } = props;
  const field = fieldOf(address.get('by'));
  const order = readOrder(address.get('order'));
  const narrow = useMemo(() => clausesOf(spec.times), [spec.times]);
  const log = useTotals({ jql: spec.jql, narrow, zone: calendar.zone, field, byName: true });
  const rows = useMemo(() => arranged(log.totals ?? [], '', order), [log.totals, order.column, order.rising]);
  if (log.error) return <Failed error={log.error} onRetry={() => window.location.reload()} />;
  if (!log.totals || !log.answer) return <Skeleton />;
  return (
    <Sheet {...props} usualTitle={words.by(totalsWords.fields[field.name])} count={count(log.answer.count)} shown={words.shownRows(Math.min(spec.rows, rows.length), log.distinct)} loaded={log.loaded}>
      {rows.length === 0 ? (
        <p>{words.empty}</p>
      ) : (
        <section className="sheet-part is-long">
          <TotalsTable field={field} rows={rows.slice(0, spec.rows)} most={Math.max(...rows.map((row) => row.count))} count={log.answer.count} order={order} clock={clock} />
        </section>
      )}
    </Sheet>
  );
}

/** A dashboard. */
export function DashboardSheet(props: SheetProps) {
  const { viewer, spec, address, calendar, clock, now } = props;
  const chosen = address.get('period');
  const choice = useMemo(() => readChoice(chosen), [chosen]);
  const counted = useBoard({ jql: spec.jql, choice, zone: calendar.zone, now, isFull: viewer.access === 'all' });
  if (counted.error) return <Failed error={counted.error} onRetry={() => window.location.reload()} />;
  if (!counted.board) return <Skeleton />;
  return (
    <Sheet {...props} usualTitle={words.titles.dashboards} count={count(counted.board.count.now)} loaded={counted.loaded}>
      <DashboardReport board={counted.board} counted={counted} clock={clock} />
    </Sheet>
  );
}
