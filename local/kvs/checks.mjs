// @ts-check
/** What keys, values and entities must look like. */
import { refuse } from './errors.mjs';

const KEY = /^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/;
const INTEGER_MAX = 2_147_483_647;
const TTL_UNITS = { SECONDS: 1000, MINUTES: 60_000, HOURS: 3_600_000, DAYS: 86_400_000 };

/**
 * @param {any} key
 * @param {import('../limits.mjs').Limits} limits
 * @returns {asserts key is string}
 */
export function checkKey(key, limits) {
  if (typeof key !== 'string' || key.length === 0) refuse('KEY_TOO_SHORT', 'The key must have at least one character.');
  if (key.length > limits.keyLength) refuse('KEY_TOO_LONG', `The key has more than ${limits.keyLength} characters.`);
  if (!KEY.test(key)) refuse('INVALID_KEY', `The key does not match the pattern ${KEY}.`);
}

/**
 * @param {any} value
 * @param {number} bytesMax
 * @param {import('../limits.mjs').Limits} limits
 * @returns {string} the value as JSON
 */
export function checkValue(value, bytesMax, limits) {
  if (value === undefined || value === null) refuse('INVALID_REQUEST_BODY', 'A value must be given and must not be null.');
  const text = JSON.stringify(value);
  if (Buffer.byteLength(text) > bytesMax) refuse('MAX_SIZE', `The value has more than ${bytesMax} bytes.`);
  if (depthOf(value, limits.valueDepth + 1) > limits.valueDepth)
    refuse('MAX_DEPTH', `The value is nested more than ${limits.valueDepth} levels deep.`);
  return text;
}

/**
 * @param {any} value
 * @param {any} definition the entity of the manifest
 */
export function checkEntity(value, definition) {
  if (typeof value !== 'object' || Array.isArray(value)) refuse('INVALID_ENTITY_VALUE', 'The value of an entity must be an object.');
  for (const [name, content] of Object.entries(value)) {
    const type = definition.attributes?.[name]?.type;
    if (!type) refuse('INVALID_ENTITY_VALUE', `The entity \`${definition.name}\` has no attribute \`${name}\`.`);
    if (!isOfType(content, type)) refuse('INVALID_ENTITY_VALUE', `The attribute \`${name}\` must be of type ${type}.`);
  }
}

/**
 * @param {any} ttl
 * @param {import('../limits.mjs').Limits} limits
 * @returns {number | undefined} milliseconds
 */
export function checkTtl(ttl, limits) {
  if (ttl === undefined || ttl === null) return undefined;
  const unit = TTL_UNITS[/** @type {keyof typeof TTL_UNITS} */ (ttl.unit)];
  if (!unit || !(ttl.value > 0)) refuse('INVALID_TTL', 'A time to live needs a positive value and a unit.');
  if (ttl.value * unit > limits.ttlMs) refuse('INVALID_TTL', 'A time to live may not be longer than a year.');
  return ttl.value * unit;
}

/** Depth of nesting; a plain value has depth 0. Stops counting at `enough`. */
function depthOf(/** @type {any} */ value, /** @type {number} */ enough) {
  if (typeof value !== 'object' || value === null) return 0;
  let deepest = 0;
  if (enough > 1) {
    for (const item of Object.values(value)) deepest = Math.max(deepest, depthOf(item, enough - 1));
  }
  return deepest + 1;
}

function isOfType(/** @type {any} */ content, /** @type {string} */ type) {
  switch (type) {
    case 'any':
      return content !== null;
    case 'string':
      return typeof content === 'string';
    case 'boolean':
      return typeof content === 'boolean';
    case 'integer':
      return Number.isInteger(content) && Math.abs(content) <= INTEGER_MAX;
    case 'float':
      return typeof content === 'number';
    default:
      return false;
  }
}
