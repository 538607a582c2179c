// @ts-check
/** Carries out faults of requests: what the function gets in place of the answer, and what takes effect all the same. */
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('../functions/pool.mjs').PlatformAnswer} PlatformAnswer */
/** @typedef {import('./faults.mjs').Fault} Fault */

/** How long a request that times out takes, unless its rule says so. */
const TIME_OUT_SECONDS = 10;
const JSON_TYPE = /** @type {[string, string]} */ (['content-type', 'application/json']);
/** What Jira and Confluence tell about their limits besides the status. */
const PRODUCT_LIMIT = /** @type {[string, string][]} */ ([
  ['retry-after', '5'],
  ['ratelimit-reason', 'jira-burst-based'],
]);

/**
 * Carries out a request as its fault wants it.
 * @param {Fault | undefined} fault
 * @param {() => PlatformAnswer | Promise<PlatformAnswer>} perform does what was asked for
 * @param {{secondMs: number, product?: boolean}} where
 * @returns {PlatformAnswer | Promise<PlatformAnswer>}
 */
export function spoil(fault, perform, { secondMs, product = false }) {
  switch (fault?.do) {
    case undefined:
      return perform();
    case 'fail':
      return refusal(500, 'INTERNAL_ERROR');
    case 'throttle':
      return refusal(429, 'RATE_LIMIT_EXCEEDED', product ? PRODUCT_LIMIT : []);
    case 'time-out':
      return sleep((fault.seconds ?? TIME_OUT_SECONDS) * secondMs, noAnswer('the request timed out'), { ref: false });
    case 'kill-before':
      return { status: 0, kill: 'before' };
    case 'kill-after':
      return after(perform(), { status: 0, kill: 'after' });
    case 'lose-answer':
      return after(perform(), noAnswer('the answer was lost'));
    default:
      throw new Error(`the fault \`${fault?.do}\` is not one of requests`);
  }
}

/**
 * Does a part of a batch and reports the rest as failed, item by item, as the platform does when it is short of capacity.
 * @param {Fault} fault
 * @param {any[]} items
 * @param {(items: any[]) => {status: number, body?: any}} perform
 */
export function doInPart({ share = 0.5, chance }, items, perform) {
  const failing = Math.min(items.length, Math.max(1, Math.round(items.length * share)));
  const first = Math.floor(chance * items.length);
  const fails = (/** @type {any} */ _, /** @type {number} */ at) => (at - first + items.length) % items.length < failing;
  const rest = items.filter((item, at) => !fails(item, at));
  const { status, body } = rest.length > 0 ? perform(rest) : { status: 200, body: { successfulKeys: [], failedKeys: [] } };
  if (status !== 200) return { status, body };
  const failed = items.filter(fails).map(({ key, entityName }) => ({
    key,
    ...(entityName && { entityName }),
    error: { code: 'INTERNAL_ERROR', message: 'A fault was asked for.' },
  }));
  return { status, body: { ...body, failedKeys: [...body.failedKeys, ...failed] } };
}

/** @returns {PlatformAnswer} */
function refusal(/** @type {number} */ status, /** @type {string} */ code, /** @type {[string, string][]} */ headers = []) {
  return { status, headers: [JSON_TYPE, ...headers], body: JSON.stringify({ code, message: 'A fault was asked for.' }) };
}

/** The connection breaks. @returns {PlatformAnswer} */
function noAnswer(/** @type {string} */ failure) {
  return { status: 0, failure };
}

/** @returns {PlatformAnswer | Promise<PlatformAnswer>} */
function after(/** @type {PlatformAnswer | Promise<PlatformAnswer>} */ done, /** @type {PlatformAnswer} */ answer) {
  return done instanceof Promise ? done.then(() => answer) : answer;
}
