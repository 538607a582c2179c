import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { utcOf, type Clock } from '../table/time';
import { count as number } from '../texts';
import { people as words } from '../texts/people';
import { Face } from './Face';
import type { Activity } from './useActivity';
import { nameOf, usePerson } from './usePerson';

/** Rows that are drawn at first, and each time more are wanted. */
const STEP = 100;

export type PeopleColumn = 'name' | 'count' | 'jira' | 'confluence';

interface Props {
  rows: Activity[];
  clock: Clock;
  order: { column: PeopleColumn; rising: boolean };
  onTurn(column: PeopleColumn): void;
  onOpen(accountId: string): void;
}

const COLUMNS: PeopleColumn[] = ['name', 'count', 'jira', 'confluence'];

/** People with what the log has of them, one a line. */
export function PeopleTable({ rows, clock, order, onTurn, onOpen }: Props) {
  const [shown, setShown] = useState(STEP);
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <>
      <table className="people-table" aria-label={words.table}>
        <colgroup>
          <col className="people-name" />
          <col className="people-count" />
          <col />
          <col className="people-last" />
          <col className="people-last" />
        </colgroup>
        <thead>
          <tr>
            {COLUMNS.map((column) => {
              const isOn = order.column === column;
              return (
                <th key={column} scope="col" className={column === 'count' ? 'number' : undefined} aria-sort={isOn ? (order.rising ? 'ascending' : 'descending') : 'none'}>
                  <button type="button" title={words.sortBy(words.columns[column])} onClick={() => onTurn(column)}>
                    {words.columns[column]} <span aria-hidden="true">{isOn ? (order.rising ? '↑' : '↓') : ''}</span>
                  </button>
                </th>
              );
            }).flatMap((head) => (head.key === 'count' ? [head, <td key="share" />] : [head]))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row) => (
            <tr key={row.accountId}>
              <th scope="row">
                <PersonButton accountId={row.accountId} onOpen={onOpen} />
              </th>
              <td className="number">{number(row.count)}</td>
              <td className="people-bar-cell">
                <svg width="100%" height="8" aria-hidden="true">
                  <rect className="rank-track" width="100%" height="8" rx="2" />
                  <rect width={`${Math.max((row.count / most) * 100, 0.5)}%`} height="8" rx="2" style={{ fill: 'var(--ds-chart-blue-bold)' }} />
                </svg>
              </td>
              <td>
                <Moment ms={row.jira} clock={clock} />
              </td>
              <td>
                <Moment ms={row.confluence} clock={clock} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <p className="people-more">
          <Button spacing="compact" onClick={() => setShown(shown + STEP)}>
            {words.more(Math.min(STEP, rows.length - shown))}
          </Button>
        </p>
      )}
    </>
  );
}

/** A person whose profile opens with a click. */
export function PersonButton({ accountId, onOpen }: { accountId: string; onOpen(accountId: string): void }) {
  const entry = usePerson(accountId);
  return (
    <button type="button" className="link person-button" aria-label={words.open(nameOf(entry))} onClick={() => onOpen(accountId)}>
      <Face entry={entry} />
      <span className="clip">{nameOf(entry)}</span>
      {entry?.state === 'found' && !entry.person.active && <span className="lozenge tone-removed">{words.deactivated}</span>}
    </button>
  );
}

/** A time, or nothing. */
export function Moment({ ms, clock }: { ms: number | undefined; clock: Clock }) {
  if (ms === undefined) return <span className="subtle">{words.none}</span>;
  return (
    <time className="code" dateTime={new Date(ms).toISOString()} title={utcOf(ms)}>
      {clock.short(ms)}
    </time>
  );
}
