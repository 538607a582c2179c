import { useEffect, useState, type ReactNode } from 'react';
import { askNewest } from '../api';
import { utcOf, type Clock } from '../table/time';
import { liveAreas, liveNames, says as words } from '../texts/coverage';

const says = words.live;
type Newest = number | 'none' | 'failed';

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
          ({ rows }) => rows[0]?.occurred ?? 'none',
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
  return <span title={utcOf(newest)}>{says.last(clock.short(newest))}</span>;
}
