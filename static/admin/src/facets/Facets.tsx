import { memo, useRef } from 'react';
import type { Edit, Expected } from '../query/useView';
import { useLate } from '../states/useLate';
import { explorer } from '../texts/explorer';
import type { QueryClause } from '../types';
import { Facet } from './Facet';
import { FACETS, type FacetAnswer } from './kinds';
import './facets.css';

interface Props {
  answers: ReadonlyMap<string, FacetAnswer>;
  clauses: QueryClause[];
  /** Facets of which all values are wanted. */
  wide: ReadonlySet<string>;
  folded: ReadonlySet<string>;
  /** Whether the log is read from its beginning. */
  isOldestFirst: boolean;
  isScoped: boolean;
  isBusy: boolean;
  edit: Edit;
  expected: Expected;
  onWiden(id: string): void;
  onFold(id: string, isFolded: boolean): void;
}

/** What there is of each kind, with counts that ignore the facet's own filter; a click narrows the query. */
export const Facets = memo(function Facets({ answers, clauses, wide, folded, isOldestFirst, isScoped, isBusy, edit, expected, onWiden, onFold }: Props) {
  const own = useOwn(clauses);
  const isFaded = useLate(isBusy);
  return (
    <aside className={`facets${isFaded ? ' is-busy' : ''}`} aria-label={explorer.facets.label}>
      {FACETS.filter(({ id }) => !(isScoped && id === 'place')).map((kind) => (
        <Facet
          key={kind.id}
          kind={kind}
          answer={answers.get(kind.id)}
          clauses={own(kind.field)}
          isWide={wide.has(kind.id)}
          isFolded={folded.has(kind.id)}
          isOldestFirst={isOldestFirst}
          edit={edit}
          expected={expected}
          onWiden={onWiden}
          onFold={onFold}
        />
      ))}
    </aside>
  );
});

/** The filters of each field: the same list as long as it says the same, so that other facets need not be drawn anew. */
function useOwn(clauses: QueryClause[]): (field: string) => QueryClause[] {
  const kept = useRef(new Map<string, { text: string; list: QueryClause[] }>());
  return (wanted) => {
    const list = clauses.filter(({ field, form }) => field === wanted && form === 'values');
    const text = JSON.stringify(list.map(({ exclude, values }) => [exclude, values]));
    const before = kept.current.get(wanted);
    if (before?.text === text) return before.list;
    kept.current.set(wanted, { text, list });
    return list;
  };
}
