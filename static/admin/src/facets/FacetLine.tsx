import { memo, type MouseEvent } from 'react';
import { compact, count } from '../texts';
import { explorer } from '../texts/explorer';
import { nameWithPicture, useNamed } from '../values/ValueName';
import { queryValueOf, type FacetKind, type FacetValue } from './kinds';

interface Props {
  kind: FacetKind;
  value: FacetValue;
  /** Of the most frequent value's count. */
  share: number;
  state: 'picked' | 'excluded' | undefined;
  /** Stays the same. */
  onPick(value: FacetValue, click: MouseEvent): void;
  onPoint(value: FacetValue): void;
}

/** A value: its name, its count, a bar. */
export const FacetLine = memo(function FacetLine({ kind, value, share, state, onPick, onPoint }: Props) {
  const shown = { text: value.value };
  const named = useNamed(kind.field, shown);
  const { name } = named;
  const words = explorer.facets;
  return (
    <button
      type="button"
      className={`facet-line${state ? ` is-${state}` : ''}`}
      data-value={queryValueOf(value)}
      aria-pressed={state === 'excluded' ? 'mixed' : state === 'picked'}
      aria-label={words.counted(name, value.count)}
      title={state ? words.off(name) : words.hint(name)}
      onClick={(click) => onPick(value, click)}
      onPointerMove={() => onPoint(value)}
    >
      {nameWithPicture(kind.field, shown, named)}
      <span className="facet-count" title={count(value.count)}>
        {compact(value.count)}
      </span>
      <span className="facet-bar" style={{ width: `${Math.max(share * 100, value.count > 0 ? 1 : 0)}%` }} />
    </button>
  );
}, isSame);

/** What is shown of a value that was counted anew may be the same. */
function isSame(before: Props, after: Props): boolean {
  const { value, ...others } = before;
  const isOther = (Object.keys(others) as (keyof typeof others)[]).some((name) => before[name] !== after[name]);
  return !isOther && value.value === after.value.value && value.count === after.value.count && value.name === after.value.name && value.key === after.value.key;
}
