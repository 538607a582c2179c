import { useCallback, useState } from 'react';
import { findPeople } from '../api';
import { remember } from '../people/directory';
import { Face } from '../people/Face';
import { useName, usePerson } from '../people/usePerson';
import { togglePick, withoutFields, type Query } from '../query/model';
import { actorKinds, texts } from '../texts';
import type { ActorKind } from '../types';
import { FilterPopup, type PopupActs } from './FilterPopup';
import { PickList, type Choice } from './PickList';
import { pickedOf, type Ask } from './picked';
import { useFound } from './useFound';

const KINDS: ActorKind[] = ['automation', 'app', 'customer', 'anonymous', 'system', 'unknown'];

/** Who did it: people by name, and actors that are not people by kind. */
export function People({ query, ask }: { query: Query; ask: Ask }) {
  const picks = query.picks.filter((pick) => pick.field === 'actor' || pick.field === 'actorKind');
  return (
    <FilterPopup label={texts.filters.people} picked={picks.length}>
      {({ focusFirst }) => <PeopleList query={query} focusFirst={focusFirst} ask={ask} />}
    </FilterPopup>
  );
}

function PeopleList({ query, focusFirst, ask }: { query: Query; focusFirst: PopupActs['focusFirst']; ask: Ask }) {
  const [text, setText] = useState('');
  const find = useCallback(async (text: string) => {
    // Some sites refuse to list people without a text to find.
    const people = text ? await findPeople(text) : await findPeople('').catch(() => []);
    remember(people);
    return people;
  }, []);
  const { found, state } = useFound(text, find);
  const chosen = query.picks.filter((pick) => pick.field === 'actor').map((pick) => pick.value);
  const others = found.filter((person) => !chosen.includes(person.accountId));
  const kinds = KINDS.filter((kind) => actorKinds[kind].toLowerCase().includes(text.trim().toLowerCase()));
  const isKind = (value: string) => KINDS.some((kind) => kind === value);
  return (
    <PickList
      label={texts.filters.findPeople}
      state={state}
      emptyText={text ? texts.filters.noMatch : texts.filters.typeToFind}
      groups={[
        { title: chosen.length > 0 ? texts.filters.selected : undefined, choices: chosen.map(personChoice) },
        { title: texts.filters.people, choices: others.map((person) => personChoice(person.accountId)) },
        { title: texts.filters.otherActors, choices: kinds.map((kind) => ({ value: kind, label: actorKinds[kind], before: <Face entry={undefined} kind={kind} /> })) },
      ]}
      picked={new Set([...pickedOf(query, 'actor', false), ...pickedOf(query, 'actorKind', false)])}
      excluded={new Set([...pickedOf(query, 'actor', true), ...pickedOf(query, 'actorKind', true)])}
      focusFirst={focusFirst}
      onSearch={setText}
      onToggle={(value, exclude) => ask((query) => togglePick(query, { field: isKind(value) ? 'actorKind' : 'actor', value, exclude }))}
      onClear={() => ask((query) => withoutFields(query, ['actor', 'actorKind']))}
    />
  );
}

const personChoice = (accountId: string): Choice => ({ value: accountId, label: '', before: <PersonChoice accountId={accountId} /> });

function PersonChoice({ accountId }: { accountId: string }) {
  const entry = usePerson(accountId);
  const name = useName(accountId);
  return (
    <>
      <Face entry={entry} />
      <span className="clip">{name}</span>
    </>
  );
}
