import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { PageContext, PageHistory, Viewer } from './api';
import { Detail } from './detail/Detail';
import { ExportButton } from './exporting/ExportButton';
import { FilterBar } from './filters/FilterBar';
import { linkTo } from './query/address';
import { narrowOf } from './query/clauses';
import { JqlLine, type JqlLineHandle } from './query/JqlLine';
import { isEverything, togglePick, type Pick } from './query/model';
import { orderOf, turnOrder } from './query/order';
import { useView } from './query/useView';
import { Empty } from './states/Empty';
import { Failed } from './states/Failed';
import { PageHead } from './states/PageHead';
import { Remarks } from './states/Remarks';
import { Skeleton } from './states/Skeleton';
import { Summary } from './states/Summary';
import { useKeysOn } from './states/preferences';
import { EventTable, type EventTableHandle } from './table/EventTable';
import { Footer } from './table/Footer';
import { Pill } from './table/Pill';
import { makeClock } from './table/time';
import { useEvents } from './table/useEvents';
import { useKeys, type KeyActs } from './table/useKeys';
import { useNewest } from './table/useNewest';
import { usePageHeight } from './theme/usePageHeight';
import type { Event } from './types';

const ExportDialog = lazy(() => import('./exporting/ExportDialog').then(({ ExportDialog }) => ({ default: ExportDialog })));

const FRESH_MS = 3000;
const NONE: ReadonlySet<string> = new Set();

interface Props {
  viewer: Viewer;
  context: PageContext;
  history: PageHistory | undefined;
  pageUrl: string | undefined;
  /** The way to the app's other pages. */
  places: ReactNode;
}

/** The log itself: what is asked above, what was found below. */
export function Explorer({ viewer, context, history, pageUrl, places }: Props) {
  const { zone, locale } = context;
  const { view, ask, open } = useView(history);
  const { query } = view;
  const clock = useMemo(() => makeClock(zone, locale, Date.now()), [zone, locale]);
  const question = useMemo(() => ({ jql: query.jql, narrow: narrowOf(query), zone }), [query, zone]);
  const { log, loadMore, takeIn, retry } = useEvents(question, view.open);
  const answered = log.state === 'shown' ? log.answered : log.state === 'loading' ? log.before : undefined;
  const rows = answered?.rows;
  const order = orderOf(query.jql);

  const [openIds, setOpenIds] = useState<ReadonlySet<string>>(() => new Set(view.open ? [view.open.id] : []));
  const [freshIds, setFreshIds] = useState<ReadonlySet<string>>(new Set());
  const [isAtTop, setAtTop] = useState(true);
  const [isExporting, setExporting] = useState(false);
  const [keysOn, setKeysOn] = useKeysOn();
  const table = useRef<EventTableHandle>(null);
  const line = useRef<JqlLineHandle>(null);
  const height = usePageHeight();

  const isLive = log.state === 'shown' && order === 'newest';
  const newest = useNewest(question, rows, answered?.cursor !== undefined, answered?.generation, isLive);
  const newestUnsure = useRef(newest.unsure);
  newestUnsure.current = newest.unsure;
  const unsureIds = answered?.unsure ?? NONE;
  const insert = useCallback(
    (events: Event[]) => {
      takeIn(events, newestUnsure.current);
      setFreshIds(new Set(events.map((event) => event.id)));
      setTimeout(() => setFreshIds(new Set()), FRESH_MS);
    },
    [takeIn],
  );
  // Rows move only under the eyes of somebody who looks at the top and reads nothing: else a pill tells of them.
  const mayInsert = isAtTop && openIds.size === 0 && !newest.isCut;
  useEffect(() => {
    if (mayInsert && newest.fresh.length > 0) insert(newest.fresh);
  }, [mayInsert, newest.fresh.length]);

  const toggle = useCallback(
    (event: Event) => {
      const isOpen = openIds.has(event.id);
      setOpenIds((ids) => new Set(isOpen ? [...ids].filter((id) => id !== event.id) : [...ids, event.id]));
      open(isOpen ? undefined : { id: event.id, occurred: event.occurred });
    },
    [openIds, open],
  );
  const pick = useCallback((pick: Pick) => ask((query) => togglePick(query, pick)), [ask]);
  const acts = useMemo(() => ({ toggle, pick }), [toggle, pick]);

  const keys = useRef<KeyActs>(null) as { current: KeyActs | null };
  keys.current = {
    move: (step) => table.current?.focusRow(clampTo((table.current?.activeRow() ?? -1) + step, rows?.length ?? 0)),
    toggle: () => {
      const event = rows?.[table.current?.activeRow() ?? -1];
      if (event) toggle(event);
    },
    close: () => {
      const event = rows?.[table.current?.activeRow() ?? -1];
      if (event && openIds.has(event.id)) toggle(event);
      else if (openIds.size > 0) {
        setOpenIds(new Set());
        open(undefined);
      }
    },
    search: () => line.current?.focus(),
    exportRows: () => setExporting(true),
  };
  useKeys(keysOn, keys);

  const linkOf = (event: Event) => pageUrl && linkTo(pageUrl, { query, open: { id: event.id, occurred: event.occurred } });
  const scope = viewer.access === 'scoped' ? viewer.containers : undefined;
  return (
    <main className="page" style={{ height }}>
      <PageHead places={places} scope={scope} isFull={viewer.access === 'all'} keysOn={keysOn} onKeys={setKeysOn} link={pageUrl && linkTo(pageUrl, { query })} actions={<ExportButton onClick={() => setExporting(true)} />} />
      <JqlLine
        ref={line}
        jql={query.jql}
        zone={zone}
        account={viewer.accountId}
        isBusy={log.state === 'loading'}
        onRun={(jql) => (jql === query.jql ? retry() : ask((query) => ({ ...query, jql })))}
        onLeave={() => table.current?.focusRow(0)}
      />
      <FilterBar query={query} today={clock.jql(Date.now()).slice(0, 10)} isScoped={scope !== undefined} ask={ask} />
      {log.state === 'failed' && <Failed error={log.error} onRetry={retry} />}
      {log.state === 'loading' && !rows && <Skeleton />}
      {answered && rows && (
        <>
          <Summary rows={rows.length} isAll={answered.cursor === undefined} order={order} zone={zone} spent={answered.spent} live={isLive ? (newest.isStalled ? 'stalled' : 'on') : 'off'} />
          <Remarks answered={answered} />
          {rows.length === 0 && log.state === 'shown' ? (
            <Empty isFresh={isEverything(query)} onTry={(jql) => ask(() => ({ jql, picks: [] }))} />
          ) : (
            <EventTable
              ref={table}
              rows={rows}
              openIds={openIds}
              freshIds={freshIds}
              unsureIds={unsureIds}
              revealId={view.open?.id}
              clock={clock}
              order={order}
              hasMore={answered.cursor !== undefined}
              isBusy={log.state === 'loading'}
              acts={acts}
              detailOf={(event) => <Detail event={event} isUnsure={unsureIds.has(event.id)} isFull={viewer.access === 'all'} clock={clock} linkOf={linkOf} ask={ask} />}
              onTurn={() => ask((query) => ({ ...query, jql: turnOrder(query.jql) }))}
              onNearEnd={log.state === 'shown' && log.more === 'failed' ? doNothing : loadMore}
              onAtTop={setAtTop}
              footer={<Footer more={log.state === 'shown' ? log.more : 'idle'} hasMore={answered.cursor !== undefined} onRetry={loadMore} />}
              pill={
                <Pill
                  fresh={mayInsert ? 0 : newest.fresh.length}
                  isCut={newest.isCut}
                  onShow={() => {
                    if (newest.isCut) retry();
                    else insert(newest.fresh);
                    table.current?.toTop();
                  }}
                />
              }
            />
          )}
        </>
      )}
      {isExporting && (
        <Suspense>
          <ExportDialog question={question} isEverything={isEverything(query)} isOldestFirst={order === 'oldest'} clock={clock} onClose={() => setExporting(false)} />
        </Suspense>
      )}
    </main>
  );
}

const doNothing = () => undefined;

const clampTo = (index: number, length: number) => Math.min(Math.max(index, 0), length - 1);
