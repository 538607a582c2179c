// @ts-check
/** Conditions of transactions, ranges of indexes and filters of entity queries. */
import { refuse } from './errors.mjs';

/** @typedef {{property: string, condition: string, values: any[]}} Condition */
/** @typedef {{and?: Condition[], or?: Condition[]}} Filter */

/** A missing attribute meets NOT_EXISTS, NOT_EQUAL_TO and NOT_CONTAINS and nothing else. */
const TESTS = /** @type {Record<string, (found: any, values: any[]) => boolean>} */ ({
  BEGINS_WITH: (found, [start]) => typeof found === 'string' && found.startsWith(String(start)),
  BETWEEN: (found, [low, high]) => found !== undefined && compare(found, low) >= 0 && compare(found, high) <= 0,
  EQUAL_TO: (found, [wanted]) => found === wanted,
  NOT_EQUAL_TO: (found, [wanted]) => found !== wanted,
  GREATER_THAN: (found, [bound]) => found !== undefined && compare(found, bound) > 0,
  GREATER_THAN_EQUAL_TO: (found, [bound]) => found !== undefined && compare(found, bound) >= 0,
  LESS_THAN: (found, [bound]) => found !== undefined && compare(found, bound) < 0,
  LESS_THAN_EQUAL_TO: (found, [bound]) => found !== undefined && compare(found, bound) <= 0,
  EXISTS: (found) => found !== undefined,
  NOT_EXISTS: (found) => found === undefined,
  CONTAINS: (found, [part]) => holds(found, part),
  NOT_CONTAINS: (found, [part]) => !holds(found, part),
});

/**
 * @param {any} found
 * @param {{condition: string, values: any[]}} condition
 */
export function meets(found, condition) {
  const test = TESTS[condition.condition];
  if (!test) refuse('INVALID_CONDITION', `There is no condition \`${condition.condition}\`.`);
  return test(found, condition.values ?? []);
}

/**
 * @param {any} value an entity, or undefined when there is none
 * @param {Filter | undefined} filter
 */
export function matches(value, filter) {
  const one = (/** @type {Condition} */ condition) => meets(value?.[condition.property], condition);
  if (filter?.and) return filter.and.every(one);
  return filter?.or ? filter.or.some(one) : true;
}

/** Order of index values: within a type by value, numbers before texts. */
export function compare(/** @type {any} */ left, /** @type {any} */ right) {
  if (typeof left !== typeof right) return typeof left < typeof right ? -1 : 1;
  return left < right ? -1 : left > right ? 1 : 0;
}

function holds(/** @type {any} */ found, /** @type {any} */ part) {
  return Array.isArray(found) ? found.includes(part) : typeof found === 'string' && found.includes(part);
}
