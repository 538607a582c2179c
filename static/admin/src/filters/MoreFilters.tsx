import ChevronLeftIcon from '@atlaskit/icon/core/chevron-left';
import ChevronRightIcon from '@atlaskit/icon/core/chevron-right';
import { useState } from 'react';
import type { Question } from '../api';
import type { Edit } from '../query/useView';
import { explorer } from '../texts/explorer';
import type { QueryClause } from '../types';
import { ChangedFilter } from './ChangedFilter';
import { FilterPopup, type PopupActs } from './FilterPopup';
import { MORE, type FilterKind } from './kinds';
import { ValueFilter } from './ValueFilter';

interface Props {
  clauses: QueryClause[];
  question: Question;
  edit: Edit;
}

/** The rarer filters: a list of them, and then one. */
export function MoreFilters(props: Props) {
  return <FilterPopup label={explorer.filters.more}>{(popup) => <Content {...props} popup={popup} />}</FilterPopup>;
}

function Content({ clauses, question, edit, popup }: Props & { popup: PopupActs }) {
  const [chosen, setChosen] = useState<FilterKind | 'resolution'>();
  if (!chosen) {
    return (
      <ul className="filter-menu">
        {MORE.map((kind) => (
          <MenuLine key={kind.field} label={kind.label()} onChoose={() => setChosen(kind)} />
        ))}
        <MenuLine label={explorer.filters.resolution} onChoose={() => setChosen('resolution')} />
      </ul>
    );
  }
  const label = chosen === 'resolution' ? explorer.filters.resolution : chosen.label();
  return (
    <>
      <button type="button" className="filter-back" aria-label={`${explorer.filters.back}: ${label}`} onClick={() => setChosen(undefined)}>
        <ChevronLeftIcon label="" size="small" />
        {label}
      </button>
      {chosen === 'resolution' ? (
        <ChangedFilter field="resolution" clauses={clauses} edit={edit} close={popup.close} />
      ) : (
        <ValueFilter kind={chosen} clauses={clauses} question={question} edit={edit} focusFirst={(element) => element?.focus()} />
      )}
    </>
  );
}

function MenuLine({ label, onChoose }: { label: string; onChoose(): void }) {
  return (
    <li>
      <button type="button" onClick={onChoose}>
        {label}
        <ChevronRightIcon label="" size="small" />
      </button>
    </li>
  );
}
