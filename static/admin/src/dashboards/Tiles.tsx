import { StatTile } from '../charts/StatTile';
import { count, locale } from '../texts';
import { dashboards as words } from '../texts/dashboards';
import type { Board, Both } from './board';
import { AUTOMATIC, BY_PEOPLE, REMOVED, SECURITY } from './kinds';
import type { Counted } from './useBoard';

/** Nothing on sign-ins is in any feed that an app may read without a key that lets data leave Atlassian: this says so. */
function SignIns({ onWhy }: { onWhy?(): void }) {
  const { label, shown, why, more } = words.signIns;
  return (
    <li className="tile is-unknown">
      <div>
        <span className="tile-label">{label}</span>
        <strong>{shown}</strong>
        <span className="tile-change subtle">{why}</span>
        {onWhy && (
          <button type="button" className="link small" onClick={onWhy}>
            {more}
          </button>
        )}
      </div>
    </li>
  );
}

/** The numbers on top of a dashboard, each with what it was before. */
export function Tiles({ board, counted, onOpen, onSignIns }: { board: Board; counted: Counted; onOpen?(...clauses: string[]): void; onSignIns?(): void }) {
  const { period, oldest } = counted;
  const canCompare = oldest === undefined || oldest <= period.before.from;
  const perDay = board.count.now / period.daysPassed;
  const tile = (name: keyof typeof words.tiles, { now, before }: Both, clauses: string[] = [], shown = count(now)) => (
    <StatTile
      label={words.tiles[name]}
      help={(words.tileHelp as Partial<Record<string, string>>)[name]}
      shown={shown}
      now={now}
      before={canCompare ? before : undefined}
      beforeIs={words.lastDays(period.days)}
      onOpen={onOpen && (() => onOpen(...clauses))}
    />
  );
  return (
    <ul className="tiles">
      {tile('events', board.count)}
      {tile('perDay', { now: perDay, before: board.count.before / period.daysPassed }, [], new Intl.NumberFormat(locale(), { maximumFractionDigits: perDay < 100 ? 1 : 0 }).format(perDay))}
      {tile('people', board.people, [BY_PEOPLE])}
      {tile('removed', board.removed, [REMOVED])}
      {tile('security', board.security, [SECURITY])}
      {tile('automatic', board.automatic, [AUTOMATIC])}
      <SignIns onWhy={onSignIns} />
    </ul>
  );
}
