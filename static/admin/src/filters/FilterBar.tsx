import { memo } from 'react';
import type { Question } from '../api';
import type { Clauses } from '../query/useClauses';
import type { Edit, Expected } from '../query/useView';
import { texts } from '../texts';
import { explorer } from '../texts/explorer';
import { ChangedFilter } from './ChangedFilter';
import { Chips } from './Chips';
import { FilterPopup } from './FilterPopup';
import { ACTIONS, PEOPLE, PLACES, type FilterKind } from './kinds';
import { MoreFilters } from './MoreFilters';
import { ValueFilter } from './ValueFilter';

interface Props {
  /** The clauses of the query; nothing where the core cannot be asked: then filters can only add to the text. */
  clauses: Clauses | undefined;
  /** The part of the log that values are listed of. */
  question: Question;
  isScoped: boolean;
  edit: Edit;
  expected?: Expected | undefined;
  /** Shows a clause in the line of the query. */
  onShow(from: number, to: number): void;
}

/** The filters, and what they are set to. In a scoped view the place is given and not a filter. */
export const FilterBar = memo(function FilterBar({ clauses: read, question, isScoped, edit, expected, onShow }: Props) {
  const clauses = read?.clauses ?? [];
  const kinds: FilterKind[] = isScoped ? [PEOPLE, ACTIONS] : [PEOPLE, PLACES, ACTIONS];
  const pickedOf = (field: string) => clauses.filter((clause) => clause.field === field && clause.form === 'values').flatMap(({ values }) => values).length;
  const isStatusChange = clauses.some(({ field, operator }) => field === 'status' && operator === 'CHANGED');
  return (
    <div className="filters" role="group" aria-label={texts.filters.label}>
      {kinds.map((kind) => (
        <FilterPopup key={kind.field} label={kind.label()} picked={pickedOf(kind.field)}>
          {({ focusFirst }) => <ValueFilter kind={kind} clauses={clauses} question={question} focusFirst={focusFirst} edit={edit} />}
        </FilterPopup>
      ))}
      <FilterPopup label={explorer.filters.status} isSelected={isStatusChange}>
        {({ close }) => <ChangedFilter field="status" clauses={clauses} edit={edit} close={close} />}
      </FilterPopup>
      <MoreFilters clauses={clauses} question={question} edit={edit} />
      <Chips clauses={clauses} question={question} edit={edit} expected={expected} onShow={onShow} />
    </div>
  );
});
