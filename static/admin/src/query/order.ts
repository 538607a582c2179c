/** The order of the query, read from and written into its text: the text stays the only truth. */

/** How the events are ordered. */
export type Order = 'newest' | 'oldest' | 'other';

/** Where `ORDER BY` starts outside quotes, or the length of the text. */
function orderStart(jql: string): number {
  const parts = /"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|\border\s+by\b/giu;
  for (const part of jql.matchAll(parts)) if (/^order/iu.test(part[0])) return part.index;
  return jql.length;
}

/** The text without its order. */
export const bodyOf = (jql: string) => jql.slice(0, orderStart(jql)).trimEnd();

/** The text of the order, with `ORDER BY`. */
export const orderTextOf = (jql: string) => jql.slice(orderStart(jql)).trim();

/** The order that this text asks for; without any, the newest comes first. */
export function orderOf(jql: string): Order {
  const terms = orderTextOf(jql).replace(/^order\s+by\s*/iu, '').trim();
  if (terms === '') return 'newest';
  const time = /^occurred(?:\s+(asc|desc))?$/iu.exec(terms);
  if (!time) return 'other';
  return time[1]?.toLowerCase() === 'desc' ? 'newest' : 'oldest';
}

/** The same query, with the other end of time first. */
export function turnOrder(jql: string): string {
  const body = bodyOf(jql);
  if (orderOf(jql) !== 'newest') return body;
  return `${body} ORDER BY occurred ASC`.trimStart();
}

/** The same query with one more condition. */
export function narrowed(jql: string, clause: string): string {
  const body = bodyOf(jql).trim();
  return [body === '' ? clause : /\bor\b/iu.test(body) ? `(${body}) AND ${clause}` : `${body} AND ${clause}`, orderTextOf(jql)].filter(Boolean).join(' ');
}
