import { toneColours } from '../charts/colours';
import { PersonLine } from '../people/Name';
import { toneOf } from '../table/tone';
import type { Clock } from '../table/time';
import { count as number } from '../texts';
import { charts } from '../texts/charts';
import { totals as words } from '../texts/totals';
import type { ActionName } from '../types';
import type { TotalField } from './fields';
import type { Column, Order, Total } from './order';
import '../charts/charts.css';

interface Props {
  field: TotalField;
  rows: Total[];
  /** The biggest of all, for the bars. */
  most: number;
  /** Events in all, for the shares. */
  count: number;
  order: Order;
  clock: Clock;
  onTurn?(column: Column): void;
  onOpen?(total: Total): void;
}

/** Totals, one a line. */
export function TotalsTable({ field, rows, most, count, order, clock, onTurn, onOpen }: Props) {
  const head = (column: Column, label: string, className = '') => {
    const isOn = order.column === column;
    return (
      <th scope="col" className={className} aria-sort={isOn ? (order.rising ? 'ascending' : 'descending') : 'none'}>
        {onTurn ? (
          <button type="button" title={words.sortBy(label)} onClick={() => onTurn(column)}>
            {label} <span aria-hidden="true">{isOn ? (order.rising ? '↑' : '↓') : ''}</span>
          </button>
        ) : (
          label
        )}
      </th>
    );
  };
  return (
    <table className="totals">
      <colgroup>
        <col className="totals-name" />
        <col className="totals-count" />
        <col />
        <col className="totals-part" />
        <col className="totals-last" />
      </colgroup>
      <thead>
        <tr>
          {head('name', words.fields[field.name])}
          {head('count', words.columns.count, 'number')}
          <th scope="col" colSpan={2}>
            {words.columns.share}
          </th>
          {head('last', words.columns.last)}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.value}>
            <th scope="row" title={field.name === 'page' || field.name === 'place' ? row.value : undefined}>
              <span className="totals-words">
                {field.by === 'actor' ? <PersonLine accountId={row.value} /> : field.by === 'action' ? <span className={`lozenge tone-${toneOf(row.value as ActionName)}`}>{row.name}</span> : <span className="clip">{row.name}</span>}
                {row.title && <span className={`clip subtle${field.by === 'action' ? ' code' : ''}`}>{row.title}</span>}
              </span>
            </th>
            <td className="number">
              {onOpen ? (
                <button type="button" className="link" aria-label={words.open(row.name, row.count)} onClick={() => onOpen(row)}>
                  {number(row.count)}
                </button>
              ) : (
                number(row.count)
              )}
            </td>
            <td>
              <svg width="100%" height="8" aria-hidden="true">
                <rect className="rank-track" width="100%" height="8" rx="2" />
                <rect width={`${Math.max((row.count / most) * 100, 0.5)}%`} height="8" rx="2" style={{ fill: field.by === 'action' ? toneColours[toneOf(row.value as ActionName)] : 'var(--ds-chart-blue-bold)' }} />
              </svg>
            </td>
            <td className="number subtle">{charts.share(row.count, count)}</td>
            <td>
              <time className="code" dateTime={new Date(row.last).toISOString()}>
                {clock.short(row.last)}
              </time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
