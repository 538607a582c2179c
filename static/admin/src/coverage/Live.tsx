import { useEffect, useState, type ReactNode } from 'react';
import { askNewest } from '../api';
import { lengthOf, utcOf, type Clock } from '../table/time';
import { liveAreas, liveNames, says as words } from '../texts/coverage';

const says = words.live;
/** Events that come within this are as quick as the products say. */
const LATE_MS = 60_000;
/** When the newest event happened, and how much later the app had it; milliseconds. */
type Newest = { at: number; late: number } | 'none' | 'failed';

/** What arrives as it happens: for each area the last event, asked of the log itself. */
export function Live({ clock, zone, children }: { clock: Clock; zone: string; children: ReactNode }) {
  const [newest, setNewest] = useState<Record<string, Newest>>({});
  useEffect(() => {
    let isGone = false;
    // One after the other: a page that is only looked at must not take the store from those who search.
    const askAll = async () => {
      for (const { name, families } of liveAreas) {
        if (isGone) return;
        const jql = `actionFamily IN (${families.map((family) => `"${family}"`).join(', ')}) AND provenance = live`;
        const found: Newest = await askNewest({ jql, narrow: [], zone }, 1, undefined).then(
          ({ rows: [row] }) => (row === undefined ? 'none' : { at: row.occurred, late: Math.max(0, row.recorded - row.occurred) }),
          () => 'failed' as const,
        );
        setNewest((before) => ({ ...before, [name]: found }));
      }
    };
    void askAll();
    return () => {
      isGone = true;
    };
  }, [zone]);
  return (
    <section className="panel" aria-labelledby="live">
      <h2 id="live">{says.title}</h2>
      <p className="subtle">{says.help}</p>
      <ul className="live-areas">
        {liveAreas.map(({ name }) => (
          <li key={name}>
            <strong>{liveNames[name]}</strong>
            <span className="subtle small">
              <Last newest={newest[name]} clock={clock} />
            </span>
          </li>
        ))}
      </ul>
      {children}
    </section>
  );
}

function Last({ newest, clock }: { newest: Newest | undefined; clock: Clock }) {
  if (newest === undefined) return <>{says.looking}</>;
  if (newest === 'none') return <>{says.none}</>;
  if (newest === 'failed') return <>{says.failed}</>;
  return (
    <span title={utcOf(newest.at)}>
      {says.last(clock.short(newest.at))}
      {newest.late >= LATE_MS && <>, {says.late(lengthOf(newest.late))}</>}
    </span>
  );
}
