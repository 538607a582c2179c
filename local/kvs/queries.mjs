// @ts-check
/** Queries over plain keys and over the indexes of entities. */
import { compare, matches, meets } from './conditions.mjs';
import { refuse } from './errors.mjs';

const ALL = Number.MAX_SAFE_INTEGER - 1;

/**
 * @param {object} parts
 * @param {ReturnType<import('./entries.mjs').makeEntries>} parts.entries
 * @param {ReturnType<import('./meter.mjs').makeMeter>} parts.meter
 * @param {import('../limits.mjs').Limits} parts.limits
 * @param {(name: string) => any} parts.definitionOf
 * @param {(entry: import('./entries.mjs').Entry, metadata?: string[]) => any} parts.present
 */
export function makeQueries({ entries, meter, limits, definitionOf, present }) {
  const pageSize = (/** @type {number | undefined} */ asked) => {
    const size = asked ?? limits.pageDefault;
    if (!Number.isInteger(size) || size < 1 || size > limits.pageMax)
      refuse('LIST_QUERY_LIMIT_EXCEEDED', `The limit must be between 1 and ${limits.pageMax}.`);
    return size;
  };
  const book = (/** @type {import('./entries.mjs').Entry[]} */ page) =>
    meter.book('read', page.reduce((sum, entry) => sum + Buffer.byteLength(entry.value), 0));

  return {
    /** Plain keys in their order, optionally those with a prefix. */
    plain(/** @type {string} */ space, /** @type {any} */ { limit, after, where, options }) {
      const size = pageSize(limit);
      const found = entries.scan({ space, prefix: prefixOf(where), after: after && readCursor(after).key, count: size + 1 });
      const page = found.slice(0, size);
      book(page);
      return {
        data: page.map((entry) => present(entry, options?.metadataFields)),
        ...(found.length > size && { cursor: writeCursor({ key: page[size - 1].key }) }),
      };
    },

    /** One index of an entity. As on the platform, filters apply to a page that is already cut: a page may come out
     * short, or empty, and still have a cursor. */
    entity(/** @type {string} */ space, /** @type {any} */ request) {
      const size = pageSize(request.limit);
      const index = findIndex(definitionOf(request.entityName), request.indexName);
      if (index.partition.length !== (request.partition?.length ?? 0))
        refuse('INVALID_PARTITION', `The index \`${request.indexName}\` has the partition [${index.partition}].`);
      const direction = request.sort === 'DESC' ? -1 : 1;
      const rangeOf = (/** @type {any} */ item) => (index.range ? item.value[index.range] : item.entry.key);
      const order = (/** @type {any} */ a, /** @type {any} */ b) =>
        direction * (compare(rangeOf(a), rangeOf(b)) || compare(a.entry.key, b.entry.key));
      const items = entries
        .scan({ space, count: ALL })
        .map((entry) => ({ entry, value: JSON.parse(entry.value) }))
        .filter((item) => index.partition.every((name, at) => item.value[name] === request.partition[at]))
        .filter((item) => rangeOf(item) !== undefined)
        .filter((item) => !request.range || meets(rangeOf(item), request.range))
        .sort(order);
      const start = request.cursor ? readCursor(request.cursor) : undefined;
      const rest = start
        ? items.filter((item) => direction * (compare(rangeOf(item), start.range) || compare(item.entry.key, start.key)) > 0)
        : items;
      const page = rest.slice(0, size);
      book(page.map((item) => item.entry));
      const last = page[page.length - 1];
      return {
        data: page
          .filter((item) => matches(item.value, request.filters))
          .map((item) => present(item.entry, request.options?.metadataFields)),
        ...(rest.length > size && { cursor: writeCursor({ key: last.entry.key, range: rangeOf(last) }) }),
      };
    },
  };
}

function prefixOf(/** @type {any[] | undefined} */ where) {
  if (!where?.length) return undefined;
  const [condition] = where;
  if (where.length > 1 || condition.property !== 'key' || condition.condition !== 'BEGINS_WITH')
    refuse('QUERY_WHERE_INVALID', 'A query may hold one condition: the key begins with a text.');
  return String(condition.values[0]);
}

/** @returns {{partition: string[], range: string | undefined}} */
function findIndex(/** @type {any} */ definition, /** @type {string} */ name) {
  if (name === 'by-key') return { partition: [], range: undefined };
  for (const index of definition.indexes ?? []) {
    if (index === name) return { partition: [], range: name };
    if (index.name === name) return { partition: index.partition ?? [], range: index.range?.[0] };
  }
  return refuse('INVALID_INDEX', `The entity \`${definition.name}\` has no index \`${name}\`.`);
}

const writeCursor = (/** @type {object} */ place) => Buffer.from(JSON.stringify(place)).toString('base64url');

/** @returns {any} */
function readCursor(/** @type {string} */ text) {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return refuse('INVALID_CURSOR', 'The cursor is not one of ours.');
  }
}
