// @ts-check
/** What a request to the storage API is about. */

/**
 * The keys of a request; of a query the prefix that it asks for.
 * @param {any} body
 * @returns {string[]}
 */
export function keysOf(body) {
  if (Array.isArray(body)) return body.flatMap(keysOf);
  if (typeof body !== 'object' || body === null) return [];
  const { key, where, set = [], delete: removals = [], check = [] } = body;
  if (typeof key === 'string') return [key];
  if (Array.isArray(where)) return where.flatMap(({ values = [] }) => values.map(String));
  return [set, removals, check].flatMap(keysOf);
}
