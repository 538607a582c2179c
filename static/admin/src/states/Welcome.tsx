import { IconButton } from '@atlaskit/button/new';
import CrossIcon from '@atlaskit/icon/core/cross';
import { useContext, useEffect, useState } from 'react';
import { askBackfill, type Backfill } from '../api';
import { welcome as says } from '../texts/welcome';
import { PlaceContext } from './usePlace';
import { usePreferences } from './preferences';

const REFRESH_MS = 15_000;

/** For who is here for the first time: what is kept, what can be added, and a tour. Nothing once it was closed. */
export function Welcome({ isFull, events }: { isFull: boolean; events: number | undefined }) {
  const { chosen, choose, tour } = usePreferences();
  const go = useContext(PlaceContext);
  const backfill = useBackfill(isFull);
  const { job } = backfill ?? {};
  const isReading = job !== undefined && job.finishedAt === undefined;
  if (chosen.toured) return isReading ? <History backfill={backfill} onShow={() => go('coverage')} /> : null;
  return (
    <>
      <section className="welcome" aria-label={says.label}>
        <div>
          <strong>{says.title}</strong>
          <p>
            {isFull && events !== undefined ? says.since(events) : says.scoped} {backfill && !job && says.noHistory}
          </p>
        </div>
        {backfill && !job && (
          <button type="button" className="link" onClick={() => go('coverage')}>
            {says.readHistory}
          </button>
        )}
        <button
          type="button"
          className="link"
          onClick={() => {
            go('events');
            tour(true);
          }}
        >
          {says.tour}
        </button>
        <IconButton appearance="subtle" spacing="compact" icon={CrossIcon} label={says.dismiss} onClick={() => choose({ toured: true })} />
      </section>
      {isReading && <History backfill={backfill} onShow={() => go('coverage')} />}
    </>
  );
}

/** How far reading the past has got, wherever one is. */
function History({ backfill, onShow }: { backfill: Backfill | undefined; onShow(): void }) {
  const { job, hoursLeft } = backfill ?? {};
  if (!job) return null;
  const words = says.history;
  const isPaused = job.pausedAt !== undefined;
  const parts = [isPaused ? words.paused : words.running(job.issues, job.approximate), words.added(job.records), !isPaused && hoursLeft !== undefined && words.left(hoursLeft)];
  return (
    <div className="history-progress small">
      <progress aria-label={words.running(job.issues, job.approximate)} {...(job.approximate && { max: Math.max(job.approximate, job.issues), value: job.issues })} />
      <span role="status">{parts.filter(Boolean).join(' · ')}</span>
      <button type="button" className="link small" onClick={onShow}>
        {words.show}
      </button>
    </div>
  );
}

/** How the backfill goes, for those who may know: again and again as long as it runs. */
function useBackfill(isFull: boolean): Backfill | undefined {
  const [backfill, setBackfill] = useState<Backfill>();
  const isRunning = backfill?.job !== undefined && backfill.job.finishedAt === undefined;
  useEffect(() => {
    if (!isFull) return undefined;
    const ask = () => void (document.visibilityState === 'visible' && askBackfill().then(setBackfill, () => undefined));
    if (!backfill) ask();
    if (!isRunning) return undefined;
    const timer = setInterval(ask, REFRESH_MS);
    return () => clearInterval(timer);
  }, [isFull, isRunning]);
  return backfill;
}
