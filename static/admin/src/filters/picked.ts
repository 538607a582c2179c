import type { PickField, Query } from '../query/model';

/** Changes the query. */
export type Ask = (change: (query: Query) => Query) => void;

/** The values of a field that are picked, or left out. */
export const pickedOf = (query: Query, field: PickField, exclude: boolean): ReadonlySet<string> =>
  new Set(query.picks.filter((pick) => pick.field === field && pick.exclude === exclude).map((pick) => pick.value));
