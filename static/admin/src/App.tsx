import { lazy, Suspense, useCallback, useEffect, useState, type ReactNode } from 'react';
import { ApiError, askContext, askPageUrl, askViewer, openHistory, type PageContext, type PageHistory, type Viewer } from './api';
import { Coverage } from './coverage/Coverage';
import { Explorer } from './Explorer';
import { Failed } from './states/Failed';
import { pageHistory } from './states/page-history';
import { Places } from './states/Places';
import { usePlace } from './states/usePlace';
import { Refused } from './states/Refused';
import { Skeleton } from './states/Skeleton';
import { locale, texts } from './texts';

const Dashboards = lazy(() => import('./dashboards/Dashboards'));
const Totals = lazy(() => import('./totals/Totals'));
const Report = lazy(() => import('./report/Report'));

interface Ready {
  viewer: Viewer;
  context: PageContext;
  history: PageHistory;
  pageUrl: string | undefined;
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

  if (start.state === 'ready' && start.viewer.access !== 'none') return <Pages {...start} />;
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
  const [place, go] = usePlace(ready.history);
  const isFull = ready.viewer.access === 'all';
  const given = { ...ready, go, places: <Places current={place} isFull={isFull} onGo={go} /> };
  if (place === 'dashboards') return <Later><Dashboards {...given} /></Later>;
  if (place === 'totals') return <Later><Totals {...given} /></Later>;
  if (place === 'report') return <Later><Report {...given} /></Later>;
  if (place === 'coverage' && isFull) return <Coverage {...given} />;
  return <Explorer {...given} />;
}

/** What is fetched when it is first shown. */
function Later({ children }: { children: ReactNode }) {
  return <Suspense fallback={<main className="page"><Skeleton /></main>}>{children}</Suspense>;
}

async function prepare(): Promise<Ready> {
  const [viewer, context, history] = await Promise.all([askViewer(), askContext(), openHistory()]);
  const pageUrl = history && (await askPageUrl(context.moduleKey));
  return { viewer, context: { ...context, locale: locale() }, history: pageHistory(history), pageUrl };
}
