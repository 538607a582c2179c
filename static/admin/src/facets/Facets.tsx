import type { Edit } from '../query/useView';
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
  isScoped: boolean;
  isBusy: boolean;
  edit: Edit;
  onWiden(id: string): void;
}

/** What there is of each kind, with counts that ignore the facet's own filter; a click narrows the query. */
export function Facets({ answers, clauses, wide, isScoped, isBusy, edit, onWiden }: Props) {
  return (
    <aside className={`facets${isBusy ? ' is-busy' : ''}`} aria-label={explorer.facets.label}>
      {FACETS.filter(({ id }) => !(isScoped && id === 'place')).map((kind) => (
        <Facet key={kind.id} kind={kind} answer={answers.get(kind.id)} clauses={clauses.filter(({ field, form }) => field === kind.field && form === 'values')} isWide={wide.has(kind.id)} edit={edit} onWiden={() => onWiden(kind.id)} />
      ))}
    </aside>
  );
}
