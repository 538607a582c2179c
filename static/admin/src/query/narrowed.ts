/** A query with more conditions, as one text: what a click on a number opens. */
import { bodyOf } from './order';

/** The query without its order, and each of the clauses. */
export function narrowed(jql: string, clauses: string[]): string {
  const body = bodyOf(jql).trim();
  return [...(body === '' ? [] : [hasOr(body) ? `(${body})` : body]), ...clauses].join(' AND ');
}

/** Whether OR is in the text outside quotes. */
const hasOr = (jql: string) => [...jql.matchAll(/"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|\bor\b|\|/giu)].some(([part]) => /^(?:or|\|)$/iu.test(part));
