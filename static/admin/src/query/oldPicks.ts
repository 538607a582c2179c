/** Addresses once held picked values beside the query, such as `project=PAY&not-action=issue.viewed`. They still open. */
import { quote } from './quote';

const FIELDS = ['actor', 'actorKind', 'project', 'action', 'product', 'issue', 'subject'];
/** Fields that a record may not have. Leaving out a value must not leave out the records without any. */
const MAY_BE_EMPTY = ['actor', 'project', 'issue'];

/** The picked values of such an address as clauses. */
export function oldPicks(params: URLSearchParams): string[] {
  const people = ['actor', 'actorKind'].flatMap((field) => wanted(field, params.getAll(field)));
  const things = FIELDS.slice(2).flatMap((field) => wanted(field, params.getAll(field)));
  const unwanted = FIELDS.flatMap((field) => excluded(field, params.getAll(`not-${field}`)));
  return [...(people.length > 1 ? [`(${people.join(' OR ')})`] : people), ...things, ...unwanted];
}

function wanted(field: string, values: string[]): string[] {
  if (values.length === 0) return [];
  return [values.length === 1 ? `${field} = ${quote(values[0]!)}` : `${field} IN (${values.map(quote).join(', ')})`];
}

function excluded(field: string, values: string[]): string[] {
  if (values.length === 0) return [];
  const clause = values.length === 1 ? `${field} != ${quote(values[0]!)}` : `${field} NOT IN (${values.map(quote).join(', ')})`;
  return [MAY_BE_EMPTY.includes(field) ? `(${clause} OR ${field} IS EMPTY)` : clause];
}
