import { lazy, Suspense, useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import type { PageContext, PageHistory, Viewer } from './api';
import { Detail } from './detail/Detail';
import { ExportButton } from './exporting/ExportButton';
import { SummaryLine } from './explorer/SummaryLine';
import { useForesight } from './explorer/useForesight';
import { useLogView } from './explorer/useLogView';
import { useOpenRows } from './explorer/useOpenRows';
import { useWishes } from './explorer/useWishes';
import { useZoom } from './explorer/useZoom';
import { Facets } from './facets/Facets';
import { useFacets } from './facets/useFacets';
import { Dates } from './filters/Dates';
import { FilterBar } from './filters/FilterBar';
import { Histogram } from './histogram/Histogram';
import { useAhead } from './log';
import { linkTo, writeView } from './query/address';
import { JqlLine, type JqlLineHandle } from './query/JqlLine';
import { isUnfiltered, rangeOf, withText, type Pick } from './query/model';
import { orderOf, turnOrder } from './query/order';
import { quote } from './query/quote';
import { questionOf } from './query/range';
import { useClauses } from './query/useClauses';
import { useView } from './query/useView';
import { ReportButton } from './report/ReportButton';
import { eventsReport } from './report/of-events';
import { Empty } from './states/Empty';
import { Failed } from './states/Failed';
import { PageHead } from './states/PageHead';
import { Remarks, Warnings } from './states/Remarks';
import { Skeleton } from './states/Skeleton';
import { useKeysOn } from './states/preferences';
import type { Go } from './states/usePlace';
import { useLatest } from './states/useLatest';
import { usePreference } from './states/usePreference';
import { EventTable, type EventTableHandle } from './table/EventTable';
import { Footer } from './table/Footer';
import { Pill } from './table/Pill';
import { makeClock } from './table/time';
import { useKeys, type KeyActs } from './table/useKeys';
import { useList } from './table/useList';
import { usePageHeight } from './theme/usePageHeight';
import type { Event, QueryClause } from './types';
import './explorer/explorer.css';

const ExportDialog = lazy(() => import('./exporting/ExportDialog').then(({ ExportDialog }) => ({ default: ExportDialog })));

const NONE: ReadonlySet<string> = new Set();
const NO_CLAUSES: QueryClause[] = [];

interface Props {
  viewer: Viewer;
  context: PageContext;
  history: PageHistory;
  pageUrl: string | undefined;
  /** The way to the app's other pages. */
  places: ReactNode;
  go: Go;
}

/** The log itself: what is asked above, what was found below. */
export function Explorer({ viewer, context, history, pageUrl, places, go }: Props) {
  const { zone, locale } = context;
  const foresight = useForesight();
  const { view, ask, edit, expected, open } = useView(history, foresight.of);
  const { query } = view;
  const clock = useMemo(() => makeClock(zone, locale, Date.now()), [zone, locale]);
  const clauses = useClauses(query.jql);
  const facets = useFacets();
  const [isLive, setLive] = usePreference('live', true);
  // Without live updates the log is shown as it was when they were switched off.
  const [upTo, setUpTo] = useState(() => (isLive ? undefined : Date.now()));
  const question = useMemo(() => questionOf(query, zone, upTo), [query, zone, upTo]);
  const seen = useLogView(query, question, clauses, facets);
  const order = orderOf(query.jql);

  const { openIds, toggle: toggleWhole, closeAll } = useOpenRows(view.open, open);
  const [isAtTop, setAtTop] = useState(true);
  const [isExporting, setExporting] = useState(false);
  const [keysOn, setKeysOn] = useKeysOn();
  const table = useRef<EventTableHandle>(null);
  const line = useRef<JqlLineHandle>(null);
  const height = usePageHeight();
  // Rows move only under the eyes of somebody who looks at the top and reads nothing: else a pill tells of them.
  const mayMove = isLive && isAtTop && openIds.size === 0;
  const list = useList({ question, wanted: view.open, log: seen.log, isLive, mayMove });
  const { rows, answered } = list;
  const toggle = useWishes(rows, toggleWhole);
  const zoom = useZoom(query, ask, edit, expected);
  const turnLive = (isOn: boolean) => {
    // The clock of this computer may be behind those of the product.
    setUpTo(isOn ? undefined : Math.max(Date.now(), order === 'newest' ? (rows?.at(0)?.occurred ?? 0) : 0));
    setLive(isOn);
  };

  const pick = useCallback(({ field, value, exclude }: Pick) => edit({ do: 'toggle', field, value: quote(value), exclude }), [edit]);
  const acts = useMemo(() => ({ toggle, pick }), [toggle, pick]);

  const keys = useRef<KeyActs>(null) as { current: KeyActs | null };
  const activeEvent = () => rows?.at(table.current?.activeRow() ?? -1);
  keys.current = {
    move: (step) => table.current?.focusRow(clampTo((table.current?.activeRow() ?? -1) + step, rows?.length ?? 0)),
    toggle: () => {
      const event = activeEvent();
      if (event) toggle(event);
    },
    close: () => {
      const event = activeEvent();
      if (event && openIds.has(event.id)) toggle(event);
      else if (openIds.size > 0) closeAll();
      else if (zoom.isZoomed) zoom.reset();
    },
    search: () => line.current?.focus(),
    live: () => turnLive(!isLive),
    exportRows: () => setExporting(true),
  };
  useKeys(keysOn, keys);

  const isBehind = seen.log.isStale || seen.log.state === 'waiting';
  const hasLog = seen.log.state === 'shown';
  foresight.see({ zone, upTo, facets, isOn: hasLog });
  const isAnswered = rows !== undefined && !list.isBusy && (!hasLog || (!isBehind && seen.log.loaded?.complete === true));
  const { bounds } = seen;
  useAhead(JSON.stringify(rangeOf(query)), isAnswered && hasLog && bounds ? { ...bounds, events: seen.log.loaded?.rows ?? 0 } : undefined);

  const link = useLatest(() => (pageUrl ? linkTo(pageUrl, { query }) : ''));
  const actions = useMemo(() => <ExportButton onClick={() => setExporting(true)} />, []);
  const run = useLatest((jql: string) => (jql === query.jql ? list.retry() : ask((query) => withText(query, jql))));
  const expectRun = useLatest((jql: string) => expected.ask((query) => withText(query, jql)));
  const toList = useLatest(() => table.current?.focusRow(0));
  const makeReport = useLatest(() => go('report', eventsReport(query, zone)));
  const showClause = useLatest((from: number, to: number) => line.current?.select(from, to));
  const linkOf = (event: Event) => pageUrl && linkTo(pageUrl, { query, open: { id: event.id, occurred: event.occurred } });
  const scope = viewer.access === 'scoped' ? viewer.containers : undefined;
  const unsureIds = answered?.unsure ?? NONE;
  return (
    // For support, tests and measurements: the question that everything on the page answers.
    <main className="page" style={{ height }} data-answered={isAnswered ? writeView({ query }) : undefined}>
      <PageHead places={places} scope={scope} isFull={viewer.access === 'all'} keysOn={keysOn} onKeys={setKeysOn} link={pageUrl ? link : undefined} actions={actions} />
      <div className="ask">
        <JqlLine
          ref={line}
          jql={query.jql}
          zone={zone}
          account={viewer.accountId}
          isBusy={list.isBusy}
          onRun={run}
          onExpect={expectRun}
          onLeave={toList}
        />
        <Dates query={query} zone={zone} ask={ask} edit={edit} />
        <ReportButton isBig onMake={makeReport} />
      </div>
      <FilterBar clauses={clauses} question={question} isScoped={scope !== undefined} edit={edit} expected={expected} onShow={showClause} />
      {list.error && <Failed error={list.error} onRetry={list.retry} />}
      {!rows && !list.error && <Skeleton />}
      {rows && !list.error && (
        <>
          <SummaryLine
            count={hasLog ? seen.count : undefined}
            rows={rows}
            order={order}
            zone={zone}
            view={seen}
            spent={answered?.spent}
            live={list.live}
            isLive={isLive}
            onLive={turnLive}
            facets={hasLog ? facets : undefined}
          />
          {answered && <Remarks answered={answered} />}
          {!answered && seen.warnings.length > 0 && <Warnings warnings={seen.warnings} />}
          {hasLog && seen.bars.length > 0 && (
            <Histogram bars={seen.bars} zone={zone} isBusy={isBehind} isZoomed={zoom.isZoomed} onZoom={zoom.into} onExpectZoom={zoom.expectInto} onReset={zoom.reset} onExpectReset={zoom.expectReset} />
          )}
          <div className="explorer-body">
            {hasLog && facets.isShown && (
              <Facets answers={seen.facets} clauses={clauses?.clauses ?? NO_CLAUSES} wide={facets.wide} folded={facets.folded} isOldestFirst={order === 'oldest'} isScoped={scope !== undefined} isBusy={isBehind} edit={edit} expected={expected} onWiden={facets.widen} onFold={facets.fold} />
            )}
            {rows.length === 0 && !list.isBusy ? (
              <Empty isFresh={isUnfiltered(query) && query.range === 'any'} onTry={(jql) => ask(() => ({ jql }))} />
            ) : (
              <EventTable
                ref={table}
                rows={rows}
                openIds={openIds}
                freshIds={list.freshIds}
                unsureIds={unsureIds}
                revealId={view.open?.id}
                clock={clock}
                order={order}
                isBusy={list.isBusy}
                isAsking={list.isAsking}
                acts={acts}
                detailOf={(event) => <Detail event={event} isUnsure={unsureIds.has(event.id)} isFull={viewer.access === 'all'} clock={clock} linkOf={linkOf} ask={ask} />}
                onTurn={() => ask((query) => ({ ...query, jql: turnOrder(query.jql) }))}
                onNearEnd={list.more === 'failed' ? doNothing : list.loadMore}
                onAtTop={setAtTop}
                footer={<Footer more={list.more} hasMore={!rows.isWhole} onRetry={list.loadMore} />}
                pill={
                  <Pill
                    fresh={list.waiting}
                    isCut={list.isCut}
                    onShow={() => {
                      list.showWaiting();
                      table.current?.toTop();
                    }}
                  />
                }
              />
            )}
          </div>
        </>
      )}
      {isExporting && (
        <Suspense>
          <ExportDialog
            question={question}
            count={hasLog ? seen.count : undefined}
            isEverything={isUnfiltered(query) && query.range === 'any'}
            isOldestFirst={order === 'oldest'}
            clock={clock}
            onClose={() => setExporting(false)}
          />
        </Suspense>
      )}
    </main>
  );
}

const doNothing = () => undefined;

const clampTo = (index: number, length: number) => Math.min(Math.max(index, 0), length - 1);
