import type { ReactNode } from 'react';
import { Name } from '../people/Name';
import { texts } from '../texts';
import type { IssueFacts } from '../types';

/** The fields of an issue that was deleted, as they were last. */
export function LastKnown({ issue }: { issue: IssueFacts }) {
  const labels = Object.entries(texts.detail.issueFields) as [keyof IssueFacts, string][];
  const rows = labels.map(([name, label]) => [label, shown(issue, name)] as const).filter(([, value]) => value !== undefined);
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{texts.detail.lastKnown}</h2>
      <dl className="facts">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A field's value; undefined when the log does not know it. */
function shown(issue: IssueFacts, name: keyof IssueFacts): ReactNode | undefined {
  const value = issue[name];
  if (value === undefined) return undefined;
  const empty = <span className="subtle">{texts.table.empty}</span>;
  if (typeof value === 'string') {
    if (value === '') return empty;
    return PEOPLE.has(name) ? <Name accountId={value} /> : value;
  }
  const words = (Array.isArray(value) ? value : [value]).map((one) => (typeof one === 'string' ? one : (one.name ?? one.id)));
  return words.filter(Boolean).join(', ') || empty;
}

const PEOPLE = new Set<keyof IssueFacts>(['assignee', 'reporter', 'creator']);
