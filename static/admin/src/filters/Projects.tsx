import { useState } from 'react';
import { findProjects } from '../api';
import { togglePick, withoutFields, type Query } from '../query/model';
import { texts } from '../texts';
import { FilterPopup, type PopupActs } from './FilterPopup';
import { PickList } from './PickList';
import { pickedOf, type Ask } from './picked';
import { useFound } from './useFound';

/** Where it happened. */
export function Projects({ query, ask }: { query: Query; ask: Ask }) {
  const picks = query.picks.filter((pick) => pick.field === 'project');
  return (
    <FilterPopup label={texts.filters.projects} picked={picks.length}>
      {({ focusFirst }) => <ProjectList query={query} focusFirst={focusFirst} ask={ask} />}
    </FilterPopup>
  );
}

function ProjectList({ query, focusFirst, ask }: { query: Query; focusFirst: PopupActs['focusFirst']; ask: Ask }) {
  const [text, setText] = useState('');
  const { found, state } = useFound(text, findProjects);
  const chosen = query.picks.filter((pick) => pick.field === 'project').map((pick) => pick.value);
  // What is picked stays in the list, also when the search does not find it or the project is gone.
  const missing = chosen.filter((key) => !found.some((project) => project.key === key));
  return (
    <PickList
      label={texts.filters.findProjects}
      state={state}
      emptyText={texts.filters.noMatch}
      groups={[
        { title: texts.filters.selected, choices: missing.map((key) => ({ value: key, label: key })) },
        { choices: found.map(({ key, name }) => ({ value: key, label: `${name} (${key})` })) },
      ]}
      picked={pickedOf(query, 'project', false)}
      excluded={pickedOf(query, 'project', true)}
      focusFirst={focusFirst}
      onSearch={setText}
      onToggle={(value, exclude) => ask((query) => togglePick(query, { field: 'project', value, exclude }))}
      onClear={() => ask((query) => withoutFields(query, ['project']))}
    />
  );
}
