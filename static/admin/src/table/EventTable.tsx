import ArrowDownIcon from '@atlaskit/icon/core/arrow-down';
import ArrowUpIcon from '@atlaskit/icon/core/arrow-up';
import { forwardRef, memo, useCallback, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useReducer, useRef, useState, type ReactElement, type ReactNode } from 'react';
import type { Order } from '../query/order';
import { useDrawn } from '../states/useDrawn';
import { useLate } from '../states/useLate';
import { texts } from '../texts';
import type { Event } from '../types';
import type { RowActs } from './act';
import { ROW_PX, SPARE_ROWS, topOf, windowOf, type Opening } from './layout';
import { Measured } from './Measured';
import { PendingRow, Row } from './Row';
import type { Rows } from './rows';
import { Slots } from './slots';
import type { Clock } from './time';
import { useViewport } from './useViewport';
import './table.css';

const DETAIL_GUESS_PX = 240;
/** The next page is asked for when this much is left below. */
const AHEAD_PX = 10 * ROW_PX;

/** What others may do to the list. */
export interface EventTableHandle {
  toTop(): void;
  focusRow(index: number): void;
  activeRow(): number;
}

interface Props {
  rows: Rows;
  openIds: ReadonlySet<string>;
  freshIds: ReadonlySet<string>;
  unsureIds: ReadonlySet<string>;
  revealId?: string;
  clock: Clock;
  order: Order;
  isBusy: boolean;
  /** More rows may come between these. */
  isAsking: boolean;
  acts: RowActs;
  footer: ReactNode;
  pill: ReactNode;
  detailOf(event: Event): ReactNode;
  onTurn(): void;
  onNearEnd(): void;
  onAtTop(isAtTop: boolean): void;
}

/** The list of events: rows of one height, a few of them open, only those in view rendered. */
export const EventTable = forwardRef<EventTableHandle, Props>(function EventTable(props, handle) {
  const { rows, openIds, freshIds, unsureIds, revealId, clock, acts, detailOf, onNearEnd, onAtTop } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [heights, setHeights] = useState<Record<string, number>>({});
  const [active, setActive] = useState(-1);
  const isFaded = useLate(props.isBusy);

  const openings = useMemo<Opening[]>(
    () =>
      [...openIds]
        .flatMap((id) => {
          const index = rows.placeOf(id);
          return index === undefined ? [] : [{ index, height: heights[id] ?? DETAIL_GUESS_PX }];
        })
        .sort((a, b) => a.index - b.index),
    [rows, openIds, heights],
  );
  const total = topOf(rows.length, openings);
  const { viewport, scrollPx, scrollTo } = useViewport(scroller, total);
  // Of another list, what is seen is drawn first.
  const isNew = useDrawn(rows.key) !== rows.key;
  const seen = windowOf(viewport.top, viewport.height, rows.length, openings, 0);
  const { first, last } = windowOf(viewport.top, viewport.height, rows.length, openings, SPARE_ROWS);
  const wanted = isNew ? seen : { first, last };
  useEffect(() => rows.want(wanted.first, wanted.last), [rows, wanted.first, wanted.last]);
  const [, redraw] = useReducer((turn: number) => turn + 1, 0);
  useEffect(() => rows.watch?.(redraw), [rows]);
  // Rows that came in above move what is read down: the view goes along.
  useLayoutEffect(() => {
    if (rows.moved) scrollTo(viewport.top + rows.moved.by * ROW_PX);
  }, [rows.moved?.turn]);

  const isNearEnd = !rows.isWhole && viewport.top + viewport.height + AHEAD_PX > total;
  useEffect(() => {
    if (isNearEnd) onNearEnd();
  }, [isNearEnd, onNearEnd]);
  const isAtTop = viewport.top < ROW_PX;
  useEffect(() => onAtTop(isAtTop), [isAtTop, onAtTop]);

  const show = (index: number) => {
    const element = scroller.current;
    if (!element) return;
    const top = topOf(index, openings);
    if (top < viewport.top) scrollTo(top);
    else if (top + ROW_PX > viewport.top + element.clientHeight) scrollTo(top + 2 * ROW_PX - element.clientHeight);
  };
  useImperativeHandle(handle, () => ({
    toTop: () => scrollTo(0),
    focusRow: (index) => {
      setActive(index);
      show(index);
    },
    activeRow: () => active,
  }));
  // A row can take the focus only after it has been rendered at its new place.
  useLayoutEffect(() => {
    if (active >= first && active < last) scroller.current?.querySelector<HTMLElement>(`[data-row="${active}"]`)?.focus({ preventScroll: true });
  }, [active]);
  const shownKey = useRef(rows.key);
  useLayoutEffect(() => {
    if (shownKey.current !== rows.key) scrollTo(0);
    shownKey.current = rows.key;
    const index = revealId ? rows.placeOf(revealId) : undefined;
    if (index !== undefined) show(index);
  }, [revealId, rows.key]);

  const onHeight = useCallback((id: string, height: number) => setHeights((old) => (old[id] === height ? old : { ...old, [id]: height })), []);
  const allSlots = useRef<Slots>(null) as { current: Slots | null };
  const slots = (allSlots.current ??= new Slots()).take(first, last, active);
  // Rows are known by their places: the row at a place shows another event when the list is another.
  const rowAt = (index: number) => {
    const event = rows.at(index);
    const key = slots.get(index);
    if (!event) return <PendingRow key={key} index={index} />;
    const isOpen = openIds.has(event.id);
    return (
      <RowAndDetail
        key={key}
        event={event}
        index={index}
        clock={clock}
        isOpen={isOpen}
        isFresh={freshIds.has(event.id)}
        isUnsure={unsureIds.has(event.id)}
        acts={acts}
        detail={isOpen ? detailOf(event) : undefined}
        onHeight={onHeight}
      />
    );
  };
  // Making and removing rows takes longest: those below what is seen stay as they are until the frame is drawn.
  const below = useRef<ReactElement[]>([]);
  const shown = Array.from({ length: (isNew ? seen.last : last) - first }, (_, offset) => rowAt(first + offset));
  if (isNew) shown.push(...below.current.filter(({ key, props: { index } }) => index >= seen.last && index < last && key === String(slots.get(index))));
  useLayoutEffect(() => void (below.current = shown));

  return (
    <div className={`table${isFaded ? ' is-busy' : ''}`}>
      {props.pill}
      <div className="grid" role="table" aria-label={texts.table.label} aria-rowcount={rows.isWhole ? rows.length + 1 : -1} aria-busy={props.isBusy || props.isAsking}>
        <Head order={props.order} onTurn={props.onTurn} clock={clock} />
        <div ref={scroller} className="rows" role="rowgroup" tabIndex={0} aria-label={texts.table.keys} onFocus={(event) => setActive(rowOf(event.target) ?? active)}>
          <div role="presentation" style={{ height: scrollPx }}>
            <div role="presentation" style={{ transform: `translateY(${topOf(first, openings) - viewport.top + viewport.scrolled}px)` }}>
              {shown}
            </div>
          </div>
          {props.footer}
        </div>
      </div>
    </div>
  );
});

type RowAndDetailProps = Parameters<typeof Row>[0] & { detail: ReactNode; onHeight(id: string, height: number): void };

/** A row and what it opens. Rows that stay as they are cost nothing while others come into view. */
const RowAndDetail = memo(function RowAndDetail({ detail, onHeight, ...row }: RowAndDetailProps) {
  const { id } = row.event;
  return (
    <div role="presentation">
      <Row {...row} />
      {row.isOpen && (
        <Measured key={id} onHeight={(height) => onHeight(id, height)}>
          {detail}
        </Measured>
      )}
    </div>
  );
});

function rowOf(target: EventTarget): number | undefined {
  const expander = target instanceof Element ? target.closest('[data-event]')?.querySelector('[data-row]') : null;
  const row = expander?.getAttribute('data-row');
  return row ? Number(row) : undefined;
}

const Head = memo(function Head({ order, onTurn, clock }: { order: Order; onTurn(): void; clock: Clock }) {
  const Arrow = order === 'oldest' ? ArrowUpIcon : ArrowDownIcon;
  const { time, ...others } = texts.columns;
  return (
    <div role="rowgroup">
      <div className="row head" role="row" aria-rowindex={1}>
        <span role="columnheader">
          <span className="hidden">{others.details}</span>
        </span>
        <span role="columnheader" aria-sort={order === 'newest' ? 'descending' : order === 'oldest' ? 'ascending' : 'none'}>
          <button type="button" className="cell-button" title={`${texts.table.sort(order === 'newest')}\n${clock.zone}`} onClick={onTurn}>
            {time}
            {order !== 'other' && <Arrow label="" size="small" />}
          </button>
        </span>
        <span role="columnheader">{others.actor}</span>
        <span role="columnheader">{others.action}</span>
        <span role="columnheader">{others.subject}</span>
        <span role="columnheader">{others.change}</span>
        <span role="columnheader" className="product">
          {others.product}
        </span>
      </div>
    </div>
  );
});
