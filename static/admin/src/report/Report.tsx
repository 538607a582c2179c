import Button from '@atlaskit/button/new';
import { useMemo, useState } from 'react';
import PrinterIcon from '@atlaskit/icon/core/printer';
import ArrowLeftIcon from '@atlaskit/icon/core/arrow-left';
import { calendarOf } from '../charts/days';
import type { PlaceProps } from '../dashboards/Dashboards';
import { Failed } from '../states/Failed';
import { Skeleton } from '../states/Skeleton';
import { useAddress } from '../states/useAddress';
import { makeClock } from '../table/time';
import { report as words } from '../texts/report';
import { DashboardSheet, EventsSheet, TotalsSheet } from './sheets';
import { usePaper } from './paper';
import { readSpec, ROWS } from './spec';
import { useRecorded } from './useRecorded';
import '../dashboards/dashboards.css';
import './report.css';

/** A page that is made to be printed: what is asked, by whom, when, and the answer. */
export default function Report({ viewer, context, history, go }: PlaceProps) {
  const { zone, locale } = context;
  const [address, change] = useAddress(history, 'report');
  const [now] = useState(() => Date.now());
  const calendar = useMemo(() => calendarOf(zone), [zone]);
  const clock = useMemo(() => makeClock(zone, locale, now), [zone, locale, now]);
  const search = address.toString();
  const spec = useMemo(() => readSpec(new URLSearchParams(search), calendar, now), [search, calendar, now]);
  const { state, retry } = useRecorded(spec.of, spec.jql, address.get('period') ?? '');
  usePaper();
  const given = { viewer, spec, address, calendar, clock, now, onTitle: (title: string) => change((params) => (title.trim() ? params.set('title', title) : params.delete('title'))) };
  return (
    <main className="page report">
      <div className="report-bar">
        <Button iconBefore={ArrowLeftIcon} appearance="subtle" onClick={() => go(spec.of)}>
          {words.back}
        </Button>
        <span className="small subtle">{words.note}</span>
        {spec.of !== 'dashboards' && (
          <label className="small">
            {words.rows}{' '}
            <select value={spec.rows} onChange={(event) => change((params) => params.set('rows', event.target.value))}>
              {ROWS.map((rows) => (
                <option key={rows}>{rows}</option>
              ))}
            </select>
          </label>
        )}
        <Button appearance="primary" iconBefore={PrinterIcon} isDisabled={state !== 'recorded'} onClick={() => window.print()}>
          {words.print}
        </Button>
      </div>
      {state === 'waiting' && <Skeleton />}
      {typeof state === 'object' && (
        <>
          <p>{words.recordFailed}</p>
          <Failed error={state} onRetry={retry} />
        </>
      )}
      {state === 'recorded' && spec.of === 'events' && <EventsSheet {...given} />}
      {state === 'recorded' && spec.of === 'totals' && <TotalsSheet {...given} />}
      {state === 'recorded' && spec.of === 'dashboards' && <DashboardSheet {...given} />}
    </main>
  );
}
