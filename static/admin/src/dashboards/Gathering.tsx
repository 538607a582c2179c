import type { Loaded } from '../log';
import type { Clock } from '../table/time';
import { dashboards as words } from '../texts/dashboards';

/** How far the log has been read, as long as it is read. */
export function Gathering({ loaded, clock }: { loaded: Loaded | undefined; clock: Clock }) {
  if (!loaded || loaded.complete) return null;
  return (
    <span className="gathered small subtle">
      <progress max={Math.max(loaded.rowsWanted, 1)} value={loaded.rows} aria-label={words.loading} />
      {loaded.since === undefined ? words.loading : words.loadedBackTo(clock.short(loaded.since))}
    </span>
  );
}
