import Button from '@atlaskit/button/new';
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { agreeToPolling, ApiError, askCoverage, pollNow, setViews, type Coverage as Answer, type PageContext, type Viewer } from '../api';
import { Name } from '../people/Name';
import { Failed } from '../states/Failed';
import { PageHead } from '../states/PageHead';
import { Skeleton } from '../states/Skeleton';
import { useKeysOn } from '../states/preferences';
import { makeClock } from '../table/time';
import { Backfill } from './Backfill';
import { ClosedPlaces } from './ClosedPlaces';
import { Live } from './Live';
import { Polled } from './Polled';
import { says } from '../texts/coverage';
import './coverage.css';

type State = { state: 'loading' } | { state: 'failed'; error: ApiError } | { state: 'shown'; answer: Answer; isBusy: boolean };

/** What the log sees, how, and what it cannot see: for the whole site. */
export function Coverage({ context, viewer, places }: { context: PageContext; viewer: Viewer; places: ReactNode }) {
  const { zone, locale } = context;
  const clock = useMemo(() => makeClock(zone, locale, Date.now()), [zone, locale]);
  const [keysOn, setKeysOn] = useKeysOn();
  const [state, setState] = useState<State>({ state: 'loading' });
  const take = useCallback((asked: () => Promise<Answer>) => {
    setState((state) => (state.state === 'shown' ? { ...state, isBusy: true } : { state: 'loading' }));
    asked().then(
      (answer) => setState({ state: 'shown', answer, isBusy: false }),
      (error: unknown) => setState({ state: 'failed', error: error instanceof ApiError ? error : new ApiError('internal', String(error)) }),
    );
  }, []);
  useEffect(() => take(askCoverage), [take]);
  return (
    <main className="page coverage">
      <PageHead places={places} isFull keysOn={keysOn} onKeys={setKeysOn} />
      {state.state === 'loading' && <Skeleton />}
      {state.state === 'failed' && <Failed error={state.error} onRetry={() => take(askCoverage)} />}
      <Live clock={clock} zone={zone}>
        {state.state === 'shown' && (
          <p>
            {state.answer.views ? says.live.viewsOn : says.live.viewsOff}{' '}
            <button type="button" className="link" disabled={state.isBusy} onClick={() => take(() => setViews(!state.answer.views))}>
              {state.answer.views ? says.live.stopViews : says.live.keepViews}
            </button>
          </p>
        )}
      </Live>
      {state.state === 'shown' && (
        <section className="panel" aria-labelledby="polled" aria-busy={state.isBusy}>
          <div className="panel-head">
            <h2 id="polled">{says.polled.title}</h2>
            <Button isDisabled={state.isBusy} onClick={() => take(pollNow)}>
              {state.isBusy ? says.polled.asking : says.polled.askNow}
            </Button>
          </div>
          <p className="subtle">{says.polled.help}</p>
          <Polled answer={state.answer} clock={clock} />
          <p className="subtle small">{says.polled.points(state.answer.points)}</p>
          <p className="agreement">
            {state.answer.agreed === undefined ? says.polled.nobodyAgrees : <>{says.polled.agreed} <Name accountId={state.answer.agreed} />.</>}{' '}
            {state.answer.agreed === undefined || state.answer.agreed === viewer.accountId ? (
              <button type="button" className="link" disabled={state.isBusy} onClick={() => take(() => agreeToPolling(state.answer.agreed === undefined))}>
                {state.answer.agreed === undefined ? says.polled.agree : says.polled.withdraw}
              </button>
            ) : null}
          </p>
        </section>
      )}
      {state.state === 'shown' && <ClosedPlaces closed={state.answer.closed} clock={clock} />}
      <Backfill clock={clock} />
      <section className="panel" aria-labelledby="unseen">
        <h2 id="unseen">{says.unseen.title}</h2>
        <dl className="unseen">
          {says.unseen.list.map(([what, why]) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd className="subtle">{why}</dd>
            </div>
          ))}
        </dl>
      </section>
    </main>
  );
}
