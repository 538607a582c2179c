import type { Order } from '../query/order';
import type { Spent } from '../table/useEvents';
import { texts } from '../texts';
import { usePreference } from './usePreference';

interface Props {
  rows: number;
  isAll: boolean;
  order: Order;
  zone: string;
  live: 'off' | 'on' | 'stalled';
  spent: Spent;
}

const ORDERS: Record<Order, string> = {
  newest: texts.table.newestFirst,
  oldest: texts.table.oldestFirst,
  other: texts.table.queryOrder,
};

/** What is shown, on one line. */
export function Summary({ rows, isAll, order, zone, live, spent }: Props) {
  const [showsCost, setShowsCost] = usePreference('show-what-answers-read', false);
  return (
    <div className="summary">
      <span role="status">
        <strong>{texts.table.shown(rows, isAll)}</strong>
        <span className="subtle">{` · ${ORDERS[order]} · ${zone.replaceAll('_', ' ')}`}</span>
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
