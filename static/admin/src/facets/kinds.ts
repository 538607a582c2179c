/** The facets: what the log counts by, and which field of the query each narrows. */
import type { GroupField, Show, ShownOf } from '../log';
import { toneOf } from '../table/tone';
import { explorer } from '../texts/explorer';
import type { ActionName } from '../types';
import { rememberField, rememberName } from '../values/names';

/** A facet. */
export interface FacetKind {
  id: string;
  by: GroupField;
  /** The field of the query. */
  field: string;
  /** No column has it: records are loaded to count it, so it is asked for only while it is unfolded. */
  isDeep?: true;
  /** Folds the log's groups into fewer. */
  fold?(value: string): string;
  label(): string;
}

/** One value with its count. */
export interface FacetValue {
  value: string;
  count: number;
  name?: string;
  key?: string;
}

/** A facet as the log answered it. */
export interface FacetAnswer {
  distinct: number;
  values: FacetValue[];
  /** How many of the matches were looked at, when that is not all. */
  of?: number;
}

const named = (field: string) => () => explorer.fields[field] ?? field;

export const FACETS: FacetKind[] = [
  { id: 'kind', by: 'action', field: 'actionKind', fold: (action) => toneOf(action as ActionName), label: named('actionKind') },
  { id: 'actor', by: 'actor', field: 'actor', label: named('actor') },
  { id: 'place', by: 'container', field: 'project', label: named('project') },
  { id: 'action', by: 'action', field: 'action', label: named('action') },
  { id: 'product', by: 'product', field: 'product', label: named('product') },
  { id: 'changed', by: 'changedField', field: 'changedField', isDeep: true, label: named('changedField') },
];

/** How many values a facet shows at first. */
export const FIRST_VALUES = 6;
const ALL_VALUES = 500;

/** What is asked for a facet. */
export const showOf = (kind: FacetKind, isWhole: boolean): Show => ({ show: 'groups', by: kind.by, limit: kind.fold || isWhole ? ALL_VALUES : FIRST_VALUES });

/** The groups of an answer as a facet. */
export function facetOf(kind: FacetKind, { distinct, groups, of }: Omit<ShownOf<'groups'>, 'show'>): FacetAnswer {
  if (kind.by === 'container') for (const { value, name } of groups) rememberName(value, name);
  if (kind.by === 'changedField') groups.forEach(({ name }) => rememberField(name));
  if (!kind.fold) return { distinct, values: groups, ...(of != null && { of }) };
  const folded = new Map<string, number>();
  for (const { value, count } of groups) folded.set(kind.fold(value), (folded.get(kind.fold(value)) ?? 0) + count);
  const values = [...folded].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
  return { distinct: values.length, values };
}

/** A value as the query calls it: a project by its key, where the log knows it. */
export const queryValueOf = ({ value, key }: FacetValue) => key ?? value;
