import CrossIcon from '@atlaskit/icon/core/cross';
import { useName } from '../people/usePerson';
import { EVERYTHING, PICK_FIELDS, togglePick, type Pick, type Query } from '../query/model';
import { actions, actorKinds, products, texts } from '../texts';
import type { ActionName, ActorKind, Product } from '../types';
import { rangeLabel } from './Dates';
import type { Ask } from './picked';

/** The filters that are set, each to be taken off. */
export function Chips({ query, ask }: { query: Query; ask: Ask }) {
  const picks = [...query.picks].sort((a, b) => PICK_FIELDS.indexOf(a.field) - PICK_FIELDS.indexOf(b.field));
  if (picks.length === 0 && !query.range) return null;
  return (
    <ul className="chips" aria-label={texts.filters.label}>
      {picks.map((pick) => (
        <li key={`${pick.field} ${pick.value}`}>
          {pick.field === 'actor' ? <PersonChip pick={pick} ask={ask} /> : <PickChip pick={pick} label={labelOf(pick)} ask={ask} />}
        </li>
      ))}
      {query.range && (
        <li>
          <Chip name={texts.filters.dates} label={rangeLabel(query.range)} onRemove={() => ask(({ range: _, ...others }) => others)} />
        </li>
      )}
      <li>
        <button type="button" className="link small" onClick={() => ask(({ jql }) => ({ ...EVERYTHING, jql }))}>
          {texts.filters.clearAll}
        </button>
      </li>
    </ul>
  );
}

function PersonChip({ pick, ask }: { pick: Pick; ask: Ask }) {
  return <PickChip pick={pick} label={useName(pick.value)} ask={ask} />;
}

function PickChip({ pick, label, ask }: { pick: Pick; label: string; ask: Ask }) {
  return <Chip name={texts.filters.fields[pick.field]} label={label} isExcluded={pick.exclude} onRemove={() => ask((query) => togglePick(query, pick))} />;
}

function Chip({ name, label, isExcluded = false, onRemove }: { name: string; label: string; isExcluded?: boolean; onRemove(): void }) {
  const words = [name, isExcluded ? texts.filters.not : '', label].filter(Boolean).join(' ');
  return (
    <span className={`chip${isExcluded ? ' is-excluded' : ''}`}>
      <span className="subtle">{name}</span>
      {isExcluded && <strong>{texts.filters.not}</strong>}
      <span className="clip">{label}</span>
      <button type="button" aria-label={texts.filters.remove(words)} onClick={onRemove}>
        <CrossIcon label="" size="small" />
      </button>
    </span>
  );
}

function labelOf({ field, value }: Pick): string {
  if (field === 'action') return actions[value as ActionName] ?? value;
  if (field === 'actorKind') return actorKinds[value as ActorKind] ?? value;
  if (field === 'product') return products[value as Product] ?? value;
  return value;
}
