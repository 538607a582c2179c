import Spinner from '@atlaskit/spinner';
import SearchIcon from '@atlaskit/icon/core/search';
import Textfield from '@atlaskit/textfield';
import { useState, type ReactNode } from 'react';
import { texts } from '../texts';

/** One value that can be picked. */
export interface Choice {
  value: string;
  label: string;
  hint?: string;
  before?: ReactNode;
}

/** Values under a heading. */
export interface ChoiceGroup {
  title?: string;
  choices: Choice[];
}

interface Props {
  label: string;
  groups: ChoiceGroup[];
  picked: ReadonlySet<string>;
  excluded: ReadonlySet<string>;
  state: 'ready' | 'loading' | 'failed';
  emptyText: string;
  focusFirst(element: HTMLElement | null): void;
  onSearch(text: string): void;
  onToggle(value: string, exclude: boolean): void;
  onClear(): void;
}

/** A list of values to pick from, with a search above it. */
export function PickList({ label, groups, picked, excluded, state, emptyText, focusFirst, onSearch, onToggle, onClear }: Props) {
  const [text, setText] = useState('');
  const shown = groups.filter((group) => group.choices.length > 0);
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
        {shown.map((group, index) => (
          <fieldset key={group.title ?? index}>
            <legend className={group.title ? undefined : 'hidden'}>{group.title ?? label}</legend>
            {group.choices.map((choice) => (
              <label key={choice.value} className={`pick${excluded.has(choice.value) ? ' is-excluded' : ''}`} title={choice.hint}>
                <input
                  type="checkbox"
                  checked={picked.has(choice.value) || excluded.has(choice.value)}
                  onChange={() => onToggle(choice.value, excluded.has(choice.value))}
                />
                {choice.before}
                <span className="clip">{choice.label}</span>
                {excluded.has(choice.value) && <span className="pick-not">{texts.filters.not}</span>}
              </label>
            ))}
          </fieldset>
        ))}
        {state === 'loading' && <div className="pick-note" role="status"><Spinner size="small" label={texts.states.loading} /></div>}
        {state === 'failed' && <div className="pick-note" role="status">{texts.filters.findFailed}</div>}
        {state === 'ready' && shown.length === 0 && <div className="pick-note" role="status">{emptyText}</div>}
      </div>
      {picked.size + excluded.size > 0 && (
        <div className="pick-foot">
          <button type="button" className="link small" onClick={onClear}>
            {texts.filters.clearOne}
          </button>
        </div>
      )}
    </div>
  );
}
