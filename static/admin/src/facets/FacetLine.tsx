import type { MouseEvent } from 'react';
import { compact, count } from '../texts';
import { explorer } from '../texts/explorer';
import { useValueName, ValueName } from '../values/ValueName';
import { queryValueOf, type FacetKind, type FacetValue } from './kinds';

interface Props {
  kind: FacetKind;
  value: FacetValue;
  /** Of the most frequent value's count. */
  share: number;
  state: 'picked' | 'excluded' | undefined;
  onPick(click: MouseEvent): void;
}

/** A value: its name, its count, a bar. */
export function FacetLine({ kind, value, share, state, onPick }: Props) {
  const shown = { text: value.value };
  const name = useValueName(kind.field, shown);
  const words = explorer.facets;
  return (
    <button
      type="button"
      className={`facet-line${state ? ` is-${state}` : ''}`}
      data-value={queryValueOf(value)}
      aria-pressed={state === 'excluded' ? 'mixed' : state === 'picked'}
      aria-label={words.counted(name, value.count)}
      title={state ? words.off(name) : words.hint(name)}
      onClick={onPick}
    >
      <ValueName field={kind.field} value={shown} />
      <span className="facet-count" title={count(value.count)}>
        {compact(value.count)}
      </span>
      <span className="facet-bar" style={{ width: `${Math.max(share * 100, value.count > 0 ? 1 : 0)}%` }} />
    </button>
  );
}
