import Spinner from '@atlaskit/spinner';
import SearchIcon from '@atlaskit/icon/core/search';
import Textfield from '@atlaskit/textfield';
import { useState, type ReactNode } from 'react';
import { count, texts } from '../texts';
import { keyOf, ValueName } from '../values/ValueName';
import type { Choice } from './kinds';

interface Props {
  field: string;
  label: string;
  choices: Choice[];
  picked: ReadonlySet<string>;
  isExcluding: boolean;
  state: 'ready' | 'loading' | 'failed';
  emptyText: string;
  foot?: ReactNode;
  focusFirst(element: HTMLElement | null): void;
  onSearch(text: string): void;
  onToggle(choice: Choice, exclude: boolean): void;
}

/** A list of values to pick from, with a search above it. */
export function PickList({ field, label, choices, picked, isExcluding, state, emptyText, foot, focusFirst, onSearch, onToggle }: Props) {
  const [text, setText] = useState('');
  return (
    <div className="pick-list">
      <div className="pick-search">
        <Textfield
          aria-label={label}
          placeholder={label}
          ref={focusFirst}
          isCompact
          value={text}
          elemBeforeInput={<span className="pick-icon"><SearchIcon label="" size="small" /></span>}
          onChange={(event) => {
            setText(event.currentTarget.value);
            onSearch(event.currentTarget.value);
          }}
        />
      </div>
      <div className="pick-scroll">
        {grouped(choices).map(([group, choices]) => (
          <fieldset key={group}>
            <legend className={group ? undefined : 'hidden'}>{group || label}</legend>
            {choices.map((choice) => (
              <ChoiceLine key={keyOf(choice.value)} field={field} choice={choice} isPicked={picked.has(keyOf(choice.value))} isExcluding={isExcluding} onToggle={onToggle} />
            ))}
          </fieldset>
        ))}
        {state === 'loading' && <div className="pick-note" role="status"><Spinner size="small" label={texts.states.loading} /></div>}
        {state === 'failed' && <div className="pick-note" role="status">{texts.filters.findFailed}</div>}
        {state === 'ready' && choices.length === 0 && <div className="pick-note" role="status">{emptyText}</div>}
      </div>
      {foot}
    </div>
  );
}

interface LineProps {
  field: string;
  choice: Choice;
  isPicked: boolean;
  isExcluding: boolean;
  onToggle(choice: Choice, exclude: boolean): void;
}

function ChoiceLine({ field, choice, isPicked, isExcluding, onToggle }: LineProps) {
  const isExcluded = isPicked && isExcluding;
  return (
    <label
      className={`pick${isExcluded ? ' is-excluded' : ''}`}
      title={choice.hint}
      onClick={(click) => {
        if (!click.altKey) return;
        click.preventDefault();
        onToggle(choice, true);
      }}
    >
      <input type="checkbox" checked={isPicked} onChange={() => onToggle(choice, isExcluding)} />
      {choice.label ? <span className="clip">{choice.label}</span> : <ValueName field={field} value={choice.value} />}
      {isExcluded && <span className="pick-not">{texts.filters.not}</span>}
      {choice.count !== undefined && <span className="pick-count">{count(choice.count)}</span>}
    </label>
  );
}

/** Choices under their headings, in the order in which these first come. */
function grouped(choices: Choice[]): [group: string, choices: Choice[]][] {
  const groups = new Map<string, Choice[]>();
  for (const choice of choices) {
    const group = choice.group ?? '';
    groups.set(group, [...(groups.get(group) ?? []), choice]);
  }
  return [...groups];
}
