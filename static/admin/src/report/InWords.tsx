import { useClauses } from '../query/useClauses';
import { explorer } from '../texts/explorer';
import { report as words } from '../texts/report';
import type { QueryClause } from '../types';
import { useValueName, type FieldValue } from '../values/ValueName';
import { Fact } from './Sheet';

/** The query as a sentence a person can check, as far as it has simple parts. */
export function InWords({ jql }: { jql: string }) {
  const read = useClauses(jql);
  if (!read?.ok || read.clauses.length === 0) return null;
  return (
    <Fact name={words.words}>
      <ul className="in-words">
        {read.clauses.map((clause) => (
          <li key={clause.from}>
            <Clause clause={clause} />
          </li>
        ))}
      </ul>
    </Fact>
  );
}

function Clause({ clause: { field, form, exclude, values, text } }: { clause: QueryClause }) {
  if (form !== 'values' || !field) return <code className="code">{text}</code>;
  return (
    <>
      {explorer.fields[field] ?? field} {exclude ? words.isNot : words.is}{' '}
      {values.map((value, index) => (
        <span key={value.jql}>
          {index > 0 && ` ${words.or} `}
          <Value field={field} value={value} />
        </span>
      ))}
    </>
  );
}

function Value({ field, value }: { field: string; value: FieldValue }) {
  return <>“{useValueName(field, value)}”</>;
}
