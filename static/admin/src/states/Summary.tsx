import type { Order } from '../query/order';
import type { Spent } from '../table/useEvents';
import { texts } from '../texts';
import { usePreference } from './usePreference';
import { ZoneSwitch } from './ZoneSwitch';

interface Props {
  rows: number;
  isAll: boolean;
  order: Order;
  zone: string;
  live: 'off' | 'on' | 'stalled';
  spent: Spent;
}

/** What an order is called. */
function orderName(order: Order): string {
  const { newestFirst, oldestFirst, queryOrder } = texts.table;
  return { newest: newestFirst, oldest: oldestFirst, other: queryOrder }[order];
}

/** What is shown, on one line. */
export function Summary({ rows, isAll, order, zone, live, spent }: Props) {
  const [showsCost, setShowsCost] = usePreference('show-what-answers-read', false);
  return (
    <div className="summary">
      <span role="status">
        <strong>{texts.table.shown(rows, isAll)}</strong>
        <span className="subtle">{` · ${orderName(order)} · `}</span>
        <ZoneSwitch zone={zone} />
      </span>
      {live !== 'off' && (
        <span className={`live subtle${live === 'stalled' ? ' is-stalled' : ''}`} title={live === 'on' ? texts.table.liveHelp : texts.table.stalledHelp}>
          {live === 'on' ? texts.table.live : texts.table.stalled}
        </span>
      )}
      <button type="button" className="link small" aria-pressed={showsCost} title={texts.table.costHelp} onClick={() => setShowsCost(!showsCost)}>
        {showsCost ? texts.table.spent(spent) : texts.table.cost}
      </button>
    </div>
  );
}
