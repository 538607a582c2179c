import { useState } from 'react';
import { togglePick, withoutFields, type Query } from '../query/model';
import { actions, families, texts, type Family } from '../texts';
import type { ActionName } from '../types';
import { FilterPopup, type PopupActs } from './FilterPopup';
import { PickList, type ChoiceGroup } from './PickList';
import { pickedOf, type Ask } from './picked';

const NAMES = Object.keys(actions) as ActionName[];
const familyOf = (name: ActionName) => name.slice(0, name.indexOf('.')) as Family;

/** What happened, grouped by what it happened to. */
export function Actions({ query, ask }: { query: Query; ask: Ask }) {
  const picks = query.picks.filter((pick) => pick.field === 'action');
  return (
    <FilterPopup label={texts.filters.actions} picked={picks.length}>
      {({ focusFirst }) => <ActionList query={query} focusFirst={focusFirst} ask={ask} />}
    </FilterPopup>
  );
}

function ActionList({ query, focusFirst, ask }: { query: Query; focusFirst: PopupActs['focusFirst']; ask: Ask }) {
  const [text, setText] = useState('');
  return (
    <PickList
      label={texts.filters.findActions}
      state="ready"
      emptyText={texts.filters.noMatch}
      groups={groupsOf(text)}
      picked={pickedOf(query, 'action', false)}
      excluded={pickedOf(query, 'action', true)}
      focusFirst={focusFirst}
      onSearch={setText}
      onToggle={(value, exclude) => ask((query) => togglePick(query, { field: 'action', value, exclude }))}
      onClear={() => ask((query) => withoutFields(query, ['action']))}
    />
  );
}

function groupsOf(text: string): ChoiceGroup[] {
  const wanted = text.trim().toLowerCase();
  const matches = NAMES.filter((name) => `${name} ${actions[name]} ${families[familyOf(name)]}`.toLowerCase().includes(wanted));
  return [...new Set(matches.map(familyOf))].map((family) => ({
    title: families[family],
    choices: matches.filter((name) => familyOf(name) === family).map((name) => ({ value: name, label: actions[name], hint: name })),
  }));
}
