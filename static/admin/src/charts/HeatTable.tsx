import { useRef, type KeyboardEvent } from 'react';
import { charts as words } from '../texts/charts';
import { dayName, hourName } from './weekdays';
import './charts.css';

interface Props {
  label: string;
  /** 168 counts: the first is Monday, 00:00 to 01:00. */
  hours: number[];
  onOpen?(weekday: number, hour: number): void;
}

const LEVELS = 6;
const two = (hour: number) => String(hour).padStart(2, '0');

/** How much happens at which hour of the week, as a table whose cells are coloured. Arrow keys move, Enter opens. */
export function HeatTable({ label, hours, onOpen }: Props) {
  const table = useRef<HTMLTableElement>(null);
  const most = Math.max(1, ...hours);
  const first = Math.max(0, hours.indexOf(Math.max(...hours)));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -24, ArrowDown: 24 }[event.key];
    const cells = [...(table.current?.querySelectorAll<HTMLElement>('td button') ?? [])];
    const next = cells[cells.indexOf(document.activeElement as HTMLElement) + (step ?? 0)];
    if (step === undefined || !next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <>
      <table className="heat" ref={table} aria-label={onOpen ? `${label}. ${words.keys}` : label} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <td />
            {Array.from({ length: 24 }, (_, hour) => (
              <th key={hour} scope="col">
                {hour % 3 === 0 ? two(hour) : <span className="hidden">{two(hour)}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: 7 }, (_, weekday) => (
            <tr key={weekday}>
              <th scope="row" aria-label={dayName(weekday, 'long')}>
                {dayName(weekday, 'short')}
              </th>
              {Array.from({ length: 24 }, (_, hour) => {
                const index = weekday * 24 + hour;
                const count = hours[index] ?? 0;
                const title = `${dayName(weekday, 'long')}, ${hourName(hour)}: ${words.events(count)}`;
                return (
                  <td key={hour}>
                    {onOpen ? (
                      <button
                        type="button"
                        className={`heat-${levelOf(count, most)}`}
                        tabIndex={index === first ? 0 : -1}
                        title={title}
                        aria-label={title}
                        aria-disabled={count === 0}
                        onClick={() => count > 0 && onOpen(weekday, hour)}
                      />
                    ) : (
                      <span className={`heat-${levelOf(count, most)}`} title={title}>
                        <span className="hidden">{count}</span>
                      </span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <Scale />
    </>
  );
}

/** What the colours mean. */
export function Scale() {
  return (
    <p className="heat-scale" aria-hidden="true">
      {words.fewer}
      {Array.from({ length: LEVELS + 1 }, (_, level) => (
        <span key={level} className={`heat-${level}`} />
      ))}
      {words.more}
    </p>
  );
}

/** From 0 for nothing to the darkest: by the root, so that quiet hours differ from dead ones. */
export const levelOf = (count: number, most: number) => (count === 0 ? 0 : Math.max(1, Math.ceil(Math.sqrt(count / most) * LEVELS)));
