/** What is asked: the typed query, the filters that were picked, and a range of time. */

/** Fields that a click or a filter can pick values of. */
export type PickField = 'actor' | 'actorKind' | 'project' | 'action' | 'product' | 'issue' | 'subject';

/** Fields in the order in which their chips are shown. */
export const PICK_FIELDS: PickField[] = ['actor', 'actorKind', 'project', 'action', 'product', 'issue', 'subject'];

/** One picked value. */
export interface Pick {
  field: PickField;
  value: string;
  exclude: boolean;
}

/** Lengths of time that end now. */
export type Preset = 'hour' | 'day' | 'week' | 'month' | 'quarter';

/** A range of time: a length that ends now, or days of the user's zone, both included. */
export type Range = { preset: Preset } | { from: string; to: string };

/** Everything that decides which events are shown. */
export interface Query {
  jql: string;
  picks: Pick[];
  range?: Range;
}

/** The query that shows everything. */
export const EVERYTHING: Query = { jql: '', picks: [] };

const isSame = (a: Pick, b: Pick) => a.field === b.field && a.value === b.value;

/** Whether this value is picked, and how. */
export const findPick = (query: Query, field: PickField, value: string) =>
  query.picks.find((pick) => pick.field === field && pick.value === value);

/** Adds a pick, replaces its opposite, or takes it back when it is there already. */
export function togglePick(query: Query, pick: Pick): Query {
  const others = query.picks.filter((other) => !isSame(other, pick));
  const isThere = query.picks.some((other) => isSame(other, pick) && other.exclude === pick.exclude);
  return { ...query, picks: isThere ? others : [...others, pick] };
}

/** Without any pick of these fields. */
export const withoutFields = (query: Query, fields: PickField[]): Query => ({
  ...query,
  picks: query.picks.filter((pick) => !fields.includes(pick.field)),
});

/** Whether nothing is asked, so that everything is shown. */
export const isEverything = (query: Query) => query.jql.trim() === '' && query.picks.length === 0 && !query.range;
