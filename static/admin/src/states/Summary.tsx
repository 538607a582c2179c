import type { Order } from '../query/order';
import { texts } from '../texts';

interface Props {
  rows: number;
  isAll: boolean;
  order: Order;
  zone: string;
  live: 'off' | 'on' | 'stalled';
}

const ORDERS: Record<Order, string> = {
  newest: texts.table.newestFirst,
  oldest: texts.table.oldestFirst,
  other: texts.table.queryOrder,
};

/** What is shown, on one line. */
export function Summary({ rows, isAll, order, zone, live }: Props) {
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
    </div>
  );
}
