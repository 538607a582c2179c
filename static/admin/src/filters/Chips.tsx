import CrossIcon from '@atlaskit/icon/core/cross';
import Popup from '@atlaskit/popup';
import { useMemo, useState } from 'react';
import type { Question } from '../api';
import type { Edit, Expected } from '../query/useView';
import { texts } from '../texts';
import { explorer } from '../texts/explorer';
import type { QueryClause } from '../types';
import { useValueName, type FieldValue } from '../values/ValueName';
import { ChangedFilter } from './ChangedFilter';
import { kindOf } from './kinds';
import { ValueFilter } from './ValueFilter';

interface Props {
  clauses: QueryClause[];
  question: Question;
  edit: Edit;
  expected: Expected | undefined;
  onShow(from: number, to: number): void;
}

/** The conditions of the query, each to be changed, turned into its opposite, or taken off. */
export function Chips(props: Props) {
  const { clauses, edit } = props;
  if (clauses.length === 0) return null;
  return (
    <ul className="chips" aria-label={texts.filters.label}>
      {clauses.map((clause, at) => (
        <li key={`${clause.field ?? ''} ${clauses.slice(0, at).filter(({ field }) => field === clause.field).length}`}>
          <Chip {...props} clause={clause} at={at} />
        </li>
      ))}
      <li>
        <button type="button" className="link small" onClick={() => edit(...clauses.map(() => ({ do: 'remove' as const, at: 0 })))}>
          {texts.filters.clearAll}
        </button>
      </li>
    </ul>
  );
}

const NO_VALUE: FieldValue = { text: '' };

/** How a clause is called: its field, whether it leaves out, its values. */
function useWords({ field, form, exclude, operator, values, narrowing, text }: QueryClause) {
  const [first = NO_VALUE] = values;
  const name = useValueName(field ?? '', first);
  const label = field ? (explorer.fields[field] ?? field) : '';
  if (form === 'values') return { label, isNot: exclude, value: values.length > 1 ? `${name} ${texts.table.more(values.length - 1)}` : name };
  if (operator === 'CHANGED') {
    const of = (word: string) => narrowing.find((narrowing) => narrowing.word === word)?.values.map((value) => value.text).join(', ') ?? '';
    const isPlain = narrowing.every(({ word }) => word === 'FROM' || word === 'TO');
    if (isPlain) return { label, isNot: false, value: explorer.filters.changed(of('FROM'), of('TO')) };
  }
  if (form === 'term' && field && operator && narrowing.length === 0) return { label, isNot: false, value: `${operator} ${values.map((value) => value.jql).join(', ')}` };
  return { label: '', isNot: false, value: text.replace(/^\((.*)\)$/su, '$1') };
}

function Chip({ clause, at, clauses, question, edit, expected, onShow }: Props & { clause: QueryClause; at: number }) {
  const [isOpen, setOpen] = useState(false);
  const { label, isNot, value } = useWords(clause);
  const words = [label, isNot ? texts.filters.not : '', value].filter(Boolean).join(' ');
  const close = () => setOpen(false);
  const kind = clause.form === 'values' ? kindOf(clause.field) : undefined;
  const changed = clause.operator === 'CHANGED' && (clause.field === 'status' || clause.field === 'resolution') ? clause.field : undefined;
  // While it is shut, nobody sees what it holds: only its button can change.
  const popup = useMemo(() => (
    <Popup
      isOpen={isOpen}
      onClose={close}
      placement="bottom-start"
      role="dialog"
      label={explorer.filters.edit(words)}
      content={({ setInitialFocusRef }) => (
        <div className="popup">
          {kind && <ValueFilter kind={kind} clauses={clauses} question={question} focusFirst={setInitialFocusRef} edit={edit} />}
          {!kind && changed && <ChangedFilter field={changed} clauses={clauses} edit={edit} close={close} />}
          {!kind && !changed && (
            <Condition
              clause={clause}
              onNegate={() => {
                edit({ do: 'negate', at });
                close();
              }}
              onShow={() => {
                close();
                onShow(clause.from, clause.to);
              }}
            />
          )}
        </div>
      )}
      trigger={(trigger) => (
        <button {...trigger} type="button" className="chip-words" title={clause.text} aria-label={explorer.filters.edit(words)} onClick={(click) => (click.altKey ? edit({ do: 'negate', at }) : setOpen((open) => !open))}>
          {label && <span className="chip-field">{label}</span>}
          {isNot && <strong>{texts.filters.not}</strong>}
          <span className="clip">{value}</span>
        </button>
      )}
    />
  ), [isOpen, label, isNot, value, clause.text, at, edit, isOpen && clauses, isOpen && question]);
  return (
    <span className={`chip${clause.exclude ? ' is-excluded' : ''}`}>
      {popup}
      <button type="button" aria-label={texts.filters.remove(words)} onPointerMove={() => expected?.edit({ do: 'remove', at })} onClick={() => edit({ do: 'remove', at })}>
        <CrossIcon label="" size="small" />
      </button>
    </span>
  );
}

/** A condition that no filter can show: its text, and what can be done with it. */
function Condition({ clause, onNegate, onShow }: { clause: QueryClause; onNegate(): void; onShow(): void }) {
  return (
    <div className="condition">
      <p className="code">{clause.text}</p>
      <button type="button" className="link" onClick={onNegate}>
        {explorer.filters.negate}
      </button>
      <button type="button" className="link" onClick={onShow}>
        {explorer.filters.inQuery}
      </button>
    </div>
  );
}
