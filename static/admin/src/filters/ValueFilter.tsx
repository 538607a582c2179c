import { useCallback, useEffect, useState } from 'react';
import type { Question } from '../api';
import type { Edit } from '../query/useView';
import { texts } from '../texts';
import { explorer } from '../texts/explorer';
import type { QueryClause } from '../types';
import { keyOf } from '../values/ValueName';
import type { Choice, FilterKind } from './kinds';
import { PickList } from './PickList';
import { Polarity } from './Polarity';
import { useFound } from './useFound';

const NONE: ReadonlyMap<string, boolean> = new Map();

interface Props {
  kind: FilterKind;
  /** The clauses of the query; those of this filter say what is picked. */
  clauses: QueryClause[];
  question: Question;
  focusFirst(element: HTMLElement | null): void;
  edit: Edit;
}

/** The values of a field: which are shown, or which are left out. */
export function ValueFilter({ kind, clauses, question, focusFirst, edit }: Props) {
  const { field } = kind;
  const mine = clauses.filter((clause) => clause.field === field && clause.form === 'values');
  const [isExcluding, setExcluding] = useState(() => mine.length > 0 && mine.every(({ exclude }) => exclude));
  const shown = mine.filter(({ exclude }) => exclude === isExcluding);
  const values = shown.flatMap((clause) => clause.values);
  const [text, setText] = useState('');
  const key = JSON.stringify(question);
  const find = useCallback((text: string) => kind.find(text, question), [kind, key]);
  const { found, state } = useFound(text, find);

  // A box that was clicked shows it at once; the text of the query follows.
  const [clicked, setClicked] = useState(NONE);
  const said = JSON.stringify(values);
  useEffect(() => setClicked(NONE), [said]);
  const picked = new Set(values.map(keyOf));
  for (const [key, isPicked] of clicked) {
    if (isPicked) picked.add(key);
    else picked.delete(key);
  }
  const known = new Map(found.map((choice) => [keyOf(choice.value), choice]));
  // What was picked before comes first, also when the search does not find it or it is gone. Nothing moves while one picks.
  const [before] = useState(values);
  const isFirst = new Set([...before, ...values.filter((value) => !known.has(keyOf(value)))].map(keyOf));
  const all = new Map([...before, ...values].map((value) => [keyOf(value), value]));
  const first = [...isFirst].map((key): Choice => ({ ...known.get(key), value: all.get(key)!, jql: all.get(key)!.jql, group: texts.filters.selected }));
  const others = found.filter(({ value }) => !isFirst.has(keyOf(value)));
  const label = kind.label();
  return (
    <PickList
      field={field}
      label={explorer.filters.find(label)}
      choices={[...first, ...others]}
      picked={picked}
      isExcluding={isExcluding}
      state={state}
      emptyText={text ? texts.filters.noMatch : explorer.filters.typeToFind}
      focusFirst={focusFirst}
      onSearch={setText}
      onToggle={(choice, exclude) => {
        if (exclude === isExcluding) setClicked(new Map([...clicked, [keyOf(choice.value), !picked.has(keyOf(choice.value))]]));
        edit({ do: 'toggle', field, value: choice.jql, exclude });
      }}
      foot={
        <Polarity
          isExcluding={isExcluding}
          hasValues={values.length > 0}
          onTurn={(exclude) => {
            setExcluding(exclude);
            if (values.length > 0) edit({ do: 'set', field, values: [], exclude: !exclude }, { do: 'set', field, values: values.map(({ jql }) => jql), exclude });
          }}
          onClear={() => edit({ do: 'set', field, values: [], exclude: isExcluding })}
        />
      }
    />
  );
}
