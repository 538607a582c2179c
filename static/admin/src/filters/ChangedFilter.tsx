import Button from '@atlaskit/button/new';
import { useEffect, useId, useState } from 'react';
import { findValues } from '../query/completion/siteValues';
import { quote } from '../query/quote';
import type { Edit } from '../query/useView';
import { texts } from '../texts';
import { explorer } from '../texts/explorer';
import type { HostValueKind, QueryClause } from '../types';

interface Props {
  field: 'status' | 'resolution';
  clauses: QueryClause[];
  edit: Edit;
  close(): void;
}

/** A field that went from one value to another: `status CHANGED FROM "To Do" TO Done`. */
export function ChangedFilter({ field, clauses, edit, close }: Props) {
  const at = clauses.findIndex((clause) => clause.field === field && clause.operator === 'CHANGED');
  const present = clauses[at];
  const [from, setFrom] = useState(() => valueOf(present, 'FROM'));
  const [to, setTo] = useState(() => valueOf(present, 'TO'));
  const names = useNames(field);
  const apply = () => {
    const clause = [`${field} CHANGED`, from && `FROM ${from === 'EMPTY' ? from : quote(from)}`, to && `TO ${quote(to)}`].filter(Boolean).join(' ');
    edit(present ? { do: 'replace', at, clause } : { do: 'add', clause });
    close();
  };
  return (
    <form
      className="changed-filter"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      {field === 'status' && <Select label={explorer.filters.from} value={from} names={names} onChange={setFrom} />}
      <Select label={explorer.filters.to} value={to} names={names} onChange={setTo} />
      <div className="changed-foot">
        <Button type="submit" appearance="primary" spacing="compact">
          {texts.filters.apply}
        </Button>
        {present && (
          <button
            type="button"
            className="link small"
            onClick={() => {
              edit({ do: 'remove', at });
              close();
            }}
          >
            {explorer.filters.remove}
          </button>
        )}
      </div>
    </form>
  );
}

function Select({ label, value, names, onChange }: { label: string; value: string; names: string[]; onChange(value: string): void }) {
  const id = useId();
  const all = value && !names.includes(value) ? [value, ...names] : names;
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{explorer.filters.any}</option>
        {all.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

const valueOf = (clause: QueryClause | undefined, word: string) => clause?.narrowing.find((narrowing) => narrowing.word === word)?.values[0]?.text ?? '';

/** The names that the site has, each once. */
function useNames(kind: HostValueKind): string[] {
  const [names, setNames] = useState<string[]>([]);
  useEffect(() => {
    let isGone = false;
    findValues({ field: kind, kind, prefix: '', quote: false }).then(
      (found) => !isGone && setNames([...new Set(found.map(({ label }) => label))]),
      // The list stays empty; the query line takes any name.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [kind]);
  return names;
}
