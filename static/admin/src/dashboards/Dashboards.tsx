import Button from '@atlaskit/button/new';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { PageContext, PageHistory, Viewer } from '../api';
import { calendarOf } from '../charts/days';
import { ReportButton } from '../report/ReportButton';
import { JqlLine } from '../query/JqlLine';
import { Failed } from '../states/Failed';
import { PageHead } from '../states/PageHead';
import { Skeleton } from '../states/Skeleton';
import { useAddress } from '../states/useAddress';
import { linkOf, type Go } from '../states/usePlace';
import { useKeysOn } from '../states/preferences';
import { makeClock } from '../table/time';
import { dashboards as words } from '../texts/dashboards';
import { Boards } from './Boards';
import { Gathered } from './Gathered';
import { openEvents } from './open';
import { readChoice, writeChoice } from './period';
import { PeriodPicker } from './PeriodPicker';
import { useBoard } from './useBoard';
import './dashboards.css';

export interface PlaceProps {
  viewer: Viewer;
  context: PageContext;
  history: PageHistory;
  pageUrl: string | undefined;
  places: ReactNode;
  go: Go;
}

/** How often it is looked whether a new day has begun. */
const DAY_CHECK_MS = 60_000;

/** What happened, in pictures: each of them opens the events behind it. */
export default function Dashboards({ viewer, context, history, pageUrl, places, go }: PlaceProps) {
  const { zone, locale } = context;
  const [address, change] = useAddress(history, 'dashboards');
  const [keysOn, setKeysOn] = useKeysOn();
  const jql = address.get('jql') ?? '';
  const period = address.get('period');
  const choice = useMemo(() => readChoice(period), [period]);
  const here = useMemo(() => calendarOf(zone), [zone]);
  const now = useDay(here.dayOf);
  const clock = useMemo(() => makeClock(zone, locale, now), [zone, locale, now]);
  const counted = useBoard({ jql, choice, zone, now, isFull: viewer.access === 'all' });
  const ask = (jql: string) => change((params) => (jql.trim() ? params.set('jql', jql) : params.delete('jql')));
  return (
    <main className="page boards">
      <PageHead places={places} scope={viewer.access === 'scoped' ? viewer.containers : undefined} isFull={viewer.access === 'all'} keysOn={keysOn} onKeys={setKeysOn} link={linkOf(pageUrl, history.location.search)} />
      <JqlLine jql={jql} zone={zone} account={viewer.accountId} isBusy={counted.isStale} onRun={ask} onLeave={() => undefined} />
      <div className="boards-bar">
        <PeriodPicker choice={choice} today={here.iso(now)} onChoose={(choice) => change((params) => params.set('period', writeChoice(choice)))} />
        <Gathered counted={counted} clock={clock} />
        <Button spacing="compact" onClick={() => go('totals', new URLSearchParams({ ...(jql && { jql }), period: writeChoice(choice) }).toString())}>
          {words.totals}
        </Button>
        <ReportButton onMake={() => go('report', new URLSearchParams({ of: 'dashboards', ...(jql && { jql }), period: writeChoice(choice) }).toString())} />
      </div>
      {counted.error && <Failed error={counted.error} onRetry={() => ask(jql)} />}
      {!counted.error && !counted.board && <Skeleton />}
      {!counted.error && counted.board && (
        <Boards
          board={counted.board}
          counted={counted}
          jql={jql}
          here={here}
          clock={clock}
          isScoped={viewer.access !== 'all'}
          onCoverage={() => go('coverage')}
          onOpen={(target, event) => openEvents(go, here, target, event)}
        />
      )}
    </main>
  );
}

/** The present time, told again when a new day begins. */
function useDay(dayOf: (ms: number) => number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow((now) => (dayOf(Date.now()) === dayOf(now) ? now : Date.now())), DAY_CHECK_MS);
    return () => clearInterval(timer);
  }, [dayOf]);
  return now;
}

