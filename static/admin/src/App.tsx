import { Fragment, lazy, Suspense, useCallback, useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { ApiError, askContext, askPageUrl, askSavedViews, askViewer, openHistory, type PageContext, type PageHistory, type SavedViews, type Viewer } from './api';
import { Coverage } from './coverage/Coverage';
import type { PlaceProps } from './dashboards/Dashboards';
import { Explorer } from './Explorer';
import { openLog } from './log';
import { readView } from './query/address';
import { questionOf } from './query/range';
import { Failed } from './states/Failed';
import { pageHistory } from './states/page-history';
import { placeIn } from './saved/address';
import { SavedMenu } from './saved/SavedMenu';
import { shippedViews } from './saved/shipped';
import { useSaved } from './saved/useSaved';
import { Places } from './states/Places';
import { PreferencesProvider } from './states/preferences';
import { Tour } from './states/Tour';
import { addressOf, PlaceContext, placeOf, usePlace, type Go, type PlaceName } from './states/usePlace';
import { Refused } from './states/Refused';
import { Skeleton } from './states/Skeleton';
import { askEarly } from './table/early';
import { languageOf, locale, speak, texts } from './texts';
import { loadCoreWords } from './texts/core';
import { TimelineOpening } from './timeline/opening';
import { writeThread, type Thread } from './timeline/thread';

const Dashboards = lazy(() => import('./dashboards/Dashboards'));
const Totals = lazy(() => import('./totals/Totals'));
const Report = lazy(() => import('./report/Report'));
const People = lazy(() => import('./people/People'));
const Deleted = lazy(() => import('./deleted/Deleted'));
const Timeline = lazy(() => import('./timeline/Timeline'));
const LATER: Partial<Record<PlaceName, ComponentType<PlaceProps>>> = { dashboards: Dashboards, totals: Totals, report: Report, people: People, deleted: Deleted, timeline: Timeline };
const Beside = lazy(() => import('./timeline/Beside'));

interface Ready {
  viewer: Viewer;
  context: PageContext;
  history: PageHistory;
  pageUrl: string | undefined;
  /** Nothing when they could not be loaded. */
  savedViews: SavedViews | undefined;
}
type Start = { state: 'loading' } | { state: 'failed'; error: ApiError } | ({ state: 'ready' } & Ready);

/** Finds out who is looking, then shows the log, or why not. */
export function App() {
  const [start, setStart] = useState<Start>({ state: 'loading' });
  const load = useCallback(() => {
    setStart({ state: 'loading' });
    prepare().then(
      (ready) => setStart({ state: 'ready', ...ready }),
      (error: unknown) => setStart({ state: 'failed', error: error instanceof ApiError ? error : new ApiError('internal', String(error)) }),
    );
  }, []);
  useEffect(load, [load]);

  if (start.state === 'ready' && start.viewer.access !== 'none') {
    const { viewer, context } = start;
    return (
      <PreferencesProvider kept={viewer.preferences} ownZone={context.zone}>
        {(chosen) => {
          const language = chosen.language ?? languageOf(context.locale);
          speak(language, context.locale);
          const shown = { ...context, zone: chosen.zone === 'utc' ? 'UTC' : context.zone, locale: locale() };
          // Another language is another page: nothing of it may keep its old words.
          return (
            <Fragment key={language}>
              {viewer.thing ? <Later><Beside thing={viewer.thing} context={shown} /></Later> : <Pages {...start} context={shown} />}
            </Fragment>
          );
        }}
      </PreferencesProvider>
    );
  }
  return (
    <main className="page">
      <header className="page-head">
        <h1>{texts.title}</h1>
      </header>
      {start.state === 'loading' && <Skeleton />}
      {start.state === 'failed' && <Failed error={start.error} onRetry={load} />}
      {start.state === 'ready' && <Refused product={start.viewer.product} isProject={/project/iu.test(start.context.moduleKey)} reason={start.viewer.reason} />}
    </main>
  );
}

/** The page that is shown: the log itself, or what is made of it. */
function Pages(ready: Ready) {
  const { history, viewer } = ready;
  const [place, goTo] = usePlace(history);
  const saved = useSaved(ready.savedViews);
  // Pages read the address when they begin: one that is sent elsewhere begins anew.
  const [turn, setTurn] = useState(0);
  const go = useCallback<Go>(
    (place, search) => {
      goTo(place, search);
      if (search !== undefined) setTurn((turn) => turn + 1);
    },
    [goTo],
  );
  const openTimeline = useCallback((thread: Thread) => go('timeline', writeThread(thread)), [go]);
  const isFull = viewer.access === 'all';
  const places = (
    <>
      <Places current={place} isFull={isFull} onGo={go} />
      <SavedMenu history={history} isFull={isFull} saved={saved} go={go} />
    </>
  );
  return (
    <PlaceContext.Provider value={go}>
      <TimelineOpening.Provider value={openTimeline}>
        <Place key={turn} place={place} given={{ ...ready, go, places }} />
        <Tour />
      </TimelineOpening.Provider>
    </PlaceContext.Provider>
  );
}

function Place({ place, given }: { place: PlaceName; given: PlaceProps }) {
  if (place === 'coverage' && given.viewer.access === 'all') return <Coverage {...given} />;
  const Chosen = LATER[place];
  return Chosen ? <Later><Chosen {...given} /></Later> : <Explorer {...given} />;
}

/** What is fetched when it is first shown. */
function Later({ children }: { children: ReactNode }) {
  return <Suspense fallback={<main className="page"><Skeleton /></main>}>{children}</Suspense>;
}

async function prepare(): Promise<Ready> {
  const [context, host] = await Promise.all([askContext(), openHistory()]);
  const history = pageHistory(host);
  const isBeside = /issue|page/u.test(context.moduleKey);
  if (!isBeside) foresee(history, context.zone);
  const [viewer, pageUrl, savedViews] = await Promise.all([askViewer(), host && askPageUrl(context.moduleKey), isBeside ? undefined : askSavedViews().catch(() => undefined)]);
  if (viewer.preferences.language) await loadCoreWords(viewer.preferences.language);
  // An address that says nothing is that of a page which is opened anew.
  const first = history.location.search ? undefined : chosenAddress(savedViews, viewer.access === 'all');
  if (first) history.replace({ pathname: history.location.pathname || '/', search: first });
  return { viewer, context, history, pageUrl, savedViews };
}

/** Has what is likely to be shown on its way while it is found out who is looking. */
function foresee(history: PageHistory, zone: string) {
  openLog();
  const search = history.location.search ?? '';
  if (placeOf(search) === 'events') askEarly(questionOf(readView(search).query, zone));
}

/** The address of the view that the page opens with. */
function chosenAddress(saved: SavedViews | undefined, isFull: boolean): string | undefined {
  const view = [...(saved?.views ?? []), ...shippedViews(isFull)].find(({ id }) => id === saved?.default);
  if (!view) return undefined;
  const { place, rest } = placeIn(view.address);
  return addressOf(place, rest);
}
