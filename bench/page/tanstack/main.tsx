/** A table of TanStack Virtual, over the rows that the page shows, with the cells of the page. The rows are all in memory. */
import { useVirtualizer } from '@tanstack/react-virtual';
import 'virtual:theme-tokens.css';
import '@atlaskit/css-reset';
import { useMemo, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { ROW_PX } from '../../../static/admin/src/table/layout';
import { Row } from '../../../static/admin/src/table/Row';
import { makeClock } from '../../../static/admin/src/table/time';
import '../../../static/admin/src/table/table.css';
import '../../../static/admin/src/theme/base.css';
import type { Event } from '../../../static/admin/src/types';

const SPARE_ROWS = 8;
const given = new URLSearchParams(location.search);
const count = Number(given.get('count'));
const size = { width: Number(given.get('width')), height: Number(given.get('height')) };
const acts = { toggle: () => undefined, pick: () => undefined };

function Table({ events }: { events: Event[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const clock = useMemo(() => makeClock('Europe/Berlin', 'en', Date.now()), []);
  const list = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => ROW_PX, overscan: SPARE_ROWS });
  return (
    <div className="grid" role="table" style={size}>
      <div ref={scroller} className="rows" role="rowgroup" style={size}>
        <div role="presentation" style={{ height: list.getTotalSize(), position: 'relative' }}>
          {list.getVirtualItems().map(({ index, start }) => {
            const event = events[index % events.length]!;
            return (
              <div key={index} role="presentation" style={{ position: 'absolute', top: 0, left: 0, width: '100%', transform: `translateY(${start}px)` }}>
                <Row event={event} index={index} clock={clock} isOpen={false} isFresh={false} isUnsure={false} acts={acts} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

const rows = await fetch('/data/rows.json');
createRoot(document.getElementById('root')!).render(<Table events={(await rows.json()) as Event[]} />);
