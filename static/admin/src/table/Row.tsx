import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import ChevronRightIcon from '@atlaskit/icon/core/chevron-right';
import { actions, products, texts } from '../texts';
import type { Listed } from './rows';
import type { RowActs } from './act';
import { ActionCell } from './ActionCell';
import { ActorCell, useActorName } from './ActorCell';
import { ChangeCell } from './ChangeCell';
import { SubjectCell } from './SubjectCell';
import { utcOf, type Clock } from './time';

// One element for all rows: it is not drawn anew.
const OPEN = <ChevronDownIcon label="" size="small" />;
const SHUT = <ChevronRightIcon label="" size="small" />;

interface Props {
  event: Listed;
  index: number;
  clock: Clock;
  isOpen: boolean;
  isFresh: boolean;
  /** Nobody can tell whether it matches. */
  isUnsure: boolean;
  acts: RowActs;
}

/** One event on one line. */
export function Row({ event, index, clock, isOpen, isFresh, isUnsure, acts }: Props) {
  const actorName = useActorName(event.actor);
  return (
    <div
      className={`row${isOpen ? ' is-open' : ''}${isFresh ? ' is-fresh' : ''}`}
      role="row"
      aria-rowindex={index + 2}
      data-event={event.id}
      aria-busy={event.isBare}
      onClick={(click) => isBackground(click.target) && acts.toggle(event)}
    >
      <span role="cell">
        <button
          type="button"
          className="expander"
          data-row={index}
          aria-expanded={isOpen}
          aria-label={texts.table.open(actions[event.action] ?? event.action, actorName)}
          onClick={() => acts.toggle(event)}
        >
          {isOpen ? OPEN : SHUT}
        </button>
      </span>
      <span role="cell">
        <time className="code" dateTime={new Date(event.occurred).toISOString()} title={utcOf(event.occurred)}>
          {clock.short(event.occurred)}
        </time>
      </span>
      <span role="cell">
        <ActorCell actor={event.actor} name={actorName} acts={acts} />
      </span>
      <span role="cell">
        <ActionCell action={event.action} acts={acts} />
      </span>
      <span role="cell">
        <SubjectCell event={event} acts={acts} />
      </span>
      <span role="cell">
        {isUnsure && (
          <span className="lozenge tone-trouble unsure" title={texts.table.cannotTellHelp}>
            {texts.table.cannotTell}
          </span>
        )}
        {event.isBare ? <span className="bone bone-change" /> : <ChangeCell event={event} />}
      </span>
      <span role="cell" className="product">
        <button type="button" className="cell-button" title={texts.table.filterHint(products[event.product])} onClick={(click) => acts.pick({ field: 'product', value: event.product, exclude: click.altKey })}>
          <span className="clip subtle">{products[event.product]}</span>
        </button>
      </span>
    </div>
  );
}

/** Clicks on a button do what the button says; selecting text does nothing; anywhere else opens the row. */
function isBackground(target: EventTarget): boolean {
  const isControl = target instanceof Element && target.closest('button, a, input') !== null;
  return !isControl && (window.getSelection()?.isCollapsed ?? true);
}

/** A row that is on its way. */
export function PendingRow({ index }: { index: number }) {
  return (
    <div className="row pending" role="row" aria-rowindex={index + 2}>
      {[0, 142, 96, 110, 180, 150].map((width, cell) => (
        <span key={cell} role="cell">
          {width > 0 && <span className="bone" style={{ width }} />}
        </span>
      ))}
    </div>
  );
}
