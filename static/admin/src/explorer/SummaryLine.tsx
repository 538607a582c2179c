import FilterIcon from '@atlaskit/icon/core/filter';
import { momentsLabel } from '../query/range';
import type { Order } from '../query/order';
import type { FacetsState } from '../facets/useFacets';
import { usePreference } from '../states/usePreference';
import { ZoneSwitch } from '../states/ZoneSwitch';
import type { Rows } from '../table/rows';
import type { Spent } from '../table/useEvents';
import { count as written, locale, texts } from '../texts';
import { explorer } from '../texts/explorer';
import type { LogView } from './useLogView';

/** Of a range longer than this nobody wants to read minutes. */
const ROUGH_MS = 3 * 86_400_000;

interface Props {
  /** Of all that matches; nothing while only pages are known. */
  count: number | undefined;
  rows: Rows;
  order: Order;
  zone: string;
  view: LogView;
  spent: Spent | undefined;
  live: 'off' | 'on' | 'stalled';
  isLive: boolean;
  facets: FacetsState | undefined;
  onLive(isLive: boolean): void;
}

/** How much was found, from when to when, how fast; and whether new events come by themselves. */
export function SummaryLine({ count, rows, order, zone, view, spent, live, isLive, facets, onLive }: Props) {
  const [showsCost, setShowsCost] = usePreference('show-what-answers-read', false);
  const words = explorer.summary;
  const orders = { newest: texts.table.newestFirst, oldest: texts.table.oldestFirst, other: texts.table.queryOrder };
  const parts = [view.bounds && momentsLabel(view.bounds, zone, view.bounds.until - view.bounds.since > ROUGH_MS), orders[order], count !== undefined && words.took(view.millis), progressOf(view, zone)];
  return (
    <div className="summary">
      {facets && (
        <button type="button" className="icon-button" aria-pressed={facets.isShown} aria-label={facets.isShown ? explorer.facets.hide : explorer.facets.show} title={facets.isShown ? explorer.facets.hide : explorer.facets.show} onClick={facets.turn}>
          <FilterIcon label="" size="small" />
        </button>
      )}
      <span role="status">
        {count === undefined ? (
          <strong>{texts.table.shown(rows.length, rows.isWhole)}</strong>
        ) : (
          <>
            <strong className="summary-count">{written(count)}</strong> <strong>{words.events(count)}</strong>
          </>
        )}
        <span className="subtle">
          {parts
            .filter(Boolean)
            .map((part) => ` · ${part as string}`)
            .join('')}
        </span>
      </span>
      <ZoneSwitch zone={zone} />
      {view.log.loaded && !view.log.loaded.complete && <progress className="summary-progress" max={Math.max(1, view.log.loaded.rowsWanted)} value={view.log.loaded.rows} aria-label={progressOf(view, zone)} />}
      <button
        type="button"
        className={`live${isLive ? (live === 'stalled' ? ' is-stalled' : '') : ' is-off'}`}
        aria-pressed={isLive}
        title={!isLive ? words.livePaused : live === 'stalled' ? texts.table.stalledHelp : words.liveToggle}
        onClick={() => onLive(!isLive)}
      >
        {isLive && live === 'stalled' ? texts.table.stalled : words.liveOn}
      </button>
      {view.open > 0 && <span className="subtle">{words.open(view.open)}</span>}
      {view.log.state === 'failed' && (
        <span className="subtle" title={view.log.error?.message}>
          {words.noLog}
        </span>
      )}
      {spent && count === undefined && (
        <button type="button" className="link small" aria-pressed={showsCost} title={texts.table.costHelp} onClick={() => setShowsCost(!showsCost)}>
          {showsCost ? texts.table.spent(spent) : texts.table.cost}
        </button>
      )}
    </div>
  );
}

/** How far the log has been loaded, while it is not all there. */
function progressOf({ log }: LogView, zone: string): string | undefined {
  const { loaded } = log;
  if (!loaded || loaded.complete) return undefined;
  if (loaded.since !== undefined) return explorer.summary.loadedBack(new Intl.DateTimeFormat(locale(), { month: 'short', day: 'numeric', timeZone: zone }).format(loaded.since));
  return explorer.summary.loading(Math.floor((100 * loaded.rows) / Math.max(1, loaded.rowsWanted)));
}
