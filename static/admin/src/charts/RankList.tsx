import type { ReactNode } from 'react';
import { count } from '../texts';
import { charts as words } from '../texts/charts';
import './charts.css';

/** One line of a list of the biggest. */
export interface Ranked {
  value: string;
  /** What is shown; a name, perhaps with a picture. */
  shown: ReactNode;
  count: number;
  colour?: string;
  title?: string;
}

interface Props {
  label: string;
  rows: Ranked[];
  /** What shares are parts of. */
  total: number;
  onOpen?(value: string): void;
}

/** The biggest, each with a bar, a number and its share. A click opens its events. */
export function RankList({ label, rows, total, onOpen }: Props) {
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <ol className="rank" aria-label={label}>
      {rows.map((row) => (
        <li key={row.value}>
          {onOpen ? (
            <button type="button" title={row.title} onClick={() => onOpen(row.value)}>
              <Line row={row} most={most} total={total} />
            </button>
          ) : (
            <div>
              <Line row={row} most={most} total={total} />
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}

function Line({ row, most, total }: { row: Ranked; most: number; total: number }) {
  return (
    <>
      <span className="rank-name">{row.shown}</span>
      <span className="rank-bar" aria-hidden="true">
        <svg width="100%" height="8">
          <rect className="rank-track" width="100%" height="8" rx="2" />
          <rect width={`${Math.max((row.count / most) * 100, 0.5)}%`} height="8" rx="2" style={{ fill: row.colour ?? 'var(--ds-chart-blue-bold)' }} />
        </svg>
      </span>
      <span className="number">
        {count(row.count)}
        <span className="hidden"> {words.unit(row.count)}, </span>
      </span>
      <span className="number subtle">{words.share(row.count, total)}</span>
    </>
  );
}
