import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import ChevronRightIcon from '@atlaskit/icon/core/chevron-right';
import { memo, useState, type MouseEvent } from 'react';
import { entryOf } from '../people/directory';
import { nameOf } from '../people/usePerson';
import { quote } from '../query/quote';
import type { Edit, Expected } from '../query/useView';
import { useLatest } from '../states/useLatest';
import { actions } from '../texts';
import { explorer } from '../texts/explorer';
import type { ActionName, QueryChange, QueryClause } from '../types';
import { FacetLine } from './FacetLine';
import { FIRST_VALUES, queryValueOf, type FacetAnswer, type FacetKind, type FacetValue } from './kinds';

/** Lines that are shown at most; a search finds the others. */
const LINES_MAX = 100;

// One element for all: it is not drawn anew.
const FOLDED = <ChevronRightIcon label="" size="small" />;
const UNFOLDED = <ChevronDownIcon label="" size="small" />;

interface Props {
  kind: FacetKind;
  answer: FacetAnswer | undefined;
  /** The filters of this field. */
  clauses: QueryClause[];
  isWide: boolean;
  isFolded: boolean;
  isOldestFirst: boolean;
  edit: Edit;
  expected: Expected;
  onWiden(id: string): void;
  onFold(id: string, isFolded: boolean): void;
}

/** The values of one kind. */
export const Facet = memo(function Facet({ kind, answer, clauses, isWide, isFolded, isOldestFirst, edit, expected, onWiden, onFold }: Props) {
  const [text, setText] = useState('');
  const label = kind.label();
  const words = explorer.facets;
  const stateOf = (value: FacetValue): 'picked' | 'excluded' | undefined => {
    const names = [value.value, value.name, value.key].filter((name) => name !== undefined).map((name) => name.toLowerCase());
    const clause = clauses.find(({ values }) => values.some((other) => !other.arguments && names.includes(other.text.toLowerCase())));
    return clause && (clause.exclude ? 'excluded' : 'picked');
  };
  const shown = visible(answer?.values ?? [], isWide, text, (value) => stateOf(value) !== undefined);
  const max = Math.max(1, ...(answer?.values ?? []).map(({ count }) => count));
  const changeOf = (value: FacetValue, how?: { altKey: boolean; ctrlKey: boolean; metaKey: boolean }): QueryChange => {
    const { field } = kind;
    const jql = quote(queryValueOf(value));
    const isExcluded = stateOf(value) === 'excluded';
    if (how?.altKey || isExcluded) return { do: 'toggle', field, value: jql, exclude: true };
    if (how?.ctrlKey || how?.metaKey) return { do: 'toggle', field, value: jql, exclude: false };
    return { do: 'only', field, value: jql };
  };
  const pick = useLatest((value: FacetValue, how: MouseEvent) => edit(changeOf(value, how)));
  const point = useLatest((value: FacetValue) => expected.edit(changeOf(value)));
  return (
    <section className="facet" aria-label={label}>
      <h2>
        <button type="button" aria-expanded={!isFolded} onClick={() => onFold(kind.id, !isFolded)}>
          {isFolded ? FOLDED : UNFOLDED}
          {label}
        </button>
        {answer && !kind.fold && <span className="subtle">{words.shown(Math.min(shown.length, answer.distinct), answer.distinct)}</span>}
      </h2>
      {!isFolded && (
        <>
          {isWide && (
            <input type="search" className="facet-search" aria-label={words.find(label)} placeholder={words.find(label)} value={text} onChange={(event) => setText(event.target.value)} />
          )}
          {answer?.of !== undefined && <p className="subtle small">{words.covers(answer.of, isOldestFirst)}</p>}
          {!answer && [72, 54, 40].map((width) => <span key={width} className="bone" style={{ width: `${width}%` }} />)}
          <ul>
            {shown.map((value) => (
              <li key={value.value}>
                <FacetLine kind={kind} value={value} share={value.count / max} state={stateOf(value)} onPick={pick} onPoint={point} />
              </li>
            ))}
          </ul>
          {answer && shown.length === 0 && <p className="subtle small">{words.none}</p>}
          {answer && answer.distinct > FIRST_VALUES && !kind.fold && (
            <button type="button" className="link small" onClick={() => onWiden(kind.id)}>
              {isWide ? words.less : words.more}
            </button>
          )}
        </>
      )}
    </section>
  );
});

/** The most frequent ones, and those that are picked; with a search, those that match it. */
function visible(values: FacetValue[], isWide: boolean, text: string, isSet: (value: FacetValue) => boolean): FacetValue[] {
  const wanted = text.trim().toLowerCase();
  if (isWide) return values.filter((value) => wanted === '' || wordsOf(value).some((word) => word.toLowerCase().includes(wanted))).slice(0, LINES_MAX);
  return values.filter((value, index) => index < FIRST_VALUES || isSet(value));
}

function wordsOf({ value, name, key }: FacetValue): string[] {
  const person = entryOf(value);
  return [value, name, key, actions[value as ActionName], person.state === 'found' ? nameOf(person) : ''].filter((word) => word !== undefined);
}
