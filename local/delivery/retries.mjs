// @ts-check
/** What a function's answer says about trying again. Product events and queues share it. */

/** @typedef {{after: number, reason: string, data?: any}} Retry */

/** Longest gap between two tries that nobody asked for, in seconds. */
const BACK_OFF_MAX = 900;

/**
 * Reads an `InvocationError` that a function returned.
 * @param {string | undefined} text the answer as JSON
 * @param {import('../limits.mjs').Limits} limits
 * @returns {Retry | undefined}
 */
export function askedRetry(text, limits) {
  if (!text?.includes('"_retry":true')) return undefined;
  const answer = JSON.parse(text);
  if (answer?._retry !== true) return undefined;
  const { retryAfter = 1, retryReason = 'FUNCTION_RETRY_REQUEST', retryData } = answer.retryOptions ?? {};
  const fits = retryData === undefined || Buffer.byteLength(JSON.stringify(retryData)) <= limits.retryDataBytes;
  return {
    after: Math.min(Math.max(Number(retryAfter) || 1, 1), limits.retryAfterSecondsMax),
    reason: retryReason,
    ...(fits && { data: retryData }),
  };
}

/** Seconds to wait after so many failed tries: 1, 2, 4 ... 900. */
export function backOff(/** @type {number} */ attempt) {
  return Math.min(2 ** attempt, BACK_OFF_MAX);
}

/** The `retryContext` a function sees on its next try. */
export function retryContext(/** @type {Retry} */ retry, /** @type {number} */ count) {
  return { retryCount: count, retryReason: retry.reason, retryData: retry.data };
}
