// @ts-check
/**
 * Faults on demand. Every fault is a rule that says what to spoil and when; the platform asks here before it answers a
 * storage or product request and before it delivers an event.
 *
 * @typedef {object} Rule
 * @property {'storage' | 'product' | 'event'} on what to spoil
 * @property {string} [match] a text the path (or the event type) must contain
 * @property {string} [functionKey] only requests of this function
 * @property {number} [nth] only the nth matching one, counted from 1
 * @property {number} [every] every nth matching one
 * @property {number} [times] at most so often; unlimited by default
 * @property {'fail' | 'throttle' | 'kill-before' | 'kill-after' | 'duplicate'} do
 *   fail: answer 500. throttle: answer 429. kill-before, kill-after: stop the function before or after the request takes
 *   effect. duplicate: deliver the event twice.
 */

/**
 * @param {Rule[]} [rules]
 */
export function makeFaults(rules = []) {
  /** @type {{rule: Rule, seen: number, done: number}[]} */
  let active = [];

  const set = (/** @type {Rule[]} */ next) => {
    active = next.map((rule) => ({ rule, seen: 0, done: 0 }));
  };
  set(rules);

  /** What to do with the next request or event. The first rule that applies decides. */
  function pick(/** @type {Rule['on']} */ on, /** @type {string} */ name, /** @type {string | undefined} */ functionKey) {
    /** @type {Rule['do'] | undefined} */
    let decided;
    for (const entry of active) {
      const { rule } = entry;
      if (rule.on !== on || (rule.match && !name.includes(rule.match))) continue;
      if (rule.functionKey && rule.functionKey !== functionKey) continue;
      entry.seen += 1;
      const due = rule.nth ? entry.seen === rule.nth : entry.seen % (rule.every ?? 1) === 0;
      if (decided || !due || entry.done >= (rule.times ?? Infinity)) continue;
      entry.done += 1;
      decided = rule.do;
    }
    return decided;
  }

  return {
    /** Replaces all rules and starts counting anew. */
    set,
    storage: (/** @type {string} */ path, /** @type {string} */ functionKey) => pick('storage', path, functionKey),
    product: (/** @type {string} */ path, /** @type {string} */ functionKey) => pick('product', path, functionKey),
    event: (/** @type {string} */ eventType) => pick('event', eventType, undefined),
    /** How often each rule has been applied. */
    counts: () => active.map(({ rule, done }) => ({ ...rule, applied: done })),
  };
}

/**
 * The answer that a fault gives in place of the real one, if it gives one.
 * @param {Rule['do'] | undefined} fault
 * @returns {import('./functions/pool.mjs').PlatformAnswer | undefined}
 */
export function spoiledAnswer(fault) {
  const json = /** @type {[string, string][]} */ ([['content-type', 'application/json']]);
  switch (fault) {
    case 'fail':
      return { status: 500, headers: json, body: JSON.stringify({ code: 'INTERNAL_ERROR', message: 'A fault was asked for.' }) };
    case 'throttle':
      return { status: 429, headers: json, body: JSON.stringify({ code: 'RATE_LIMIT_EXCEEDED', message: 'A fault was asked for.' }) };
    case 'kill-before':
      return { status: 0, kill: 'before' };
    default:
      return undefined;
  }
}
