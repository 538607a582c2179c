// @ts-check
/**
 * Faults on demand. Every fault is a rule that says what to spoil and when (`rules.mjs`); the platform asks here before it
 * answers a storage or product request and before it delivers an event. `spoil.mjs` carries out what is decided here.
 */
import { draw } from './chance.mjs';
import { readPlan } from './rules.mjs';

/** @typedef {import('./rules.mjs').Rule} Rule */
/** @typedef {import('./rules.mjs').Plan} Plan */

/**
 * What may be spoilt.
 * @typedef {object} Occasion
 * @property {string} name the path, or the event type
 * @property {string} [method]
 * @property {string[]} [keys] keys of a storage request
 * @property {string} [functionKey]
 */

/**
 * What to do, with a number of its own from 0 to 1 for whatever else has to be decided by chance.
 * @typedef {object} Fault
 * @property {string} do
 * @property {number} [seconds]
 * @property {number} [share]
 * @property {number} chance
 */

/**
 * @param {Plan | Rule[]} given
 * @param {import('../limits.mjs').Limits} limits
 */
export function makeFaults(given, limits) {
  let seed = 0;
  /** @type {{rule: Rule, seen: number, done: number}[]} */
  let active = [];

  const set = (/** @type {Plan | Rule[]} */ next) => {
    const plan = readPlan(next);
    seed = plan.seed ?? Math.floor(Math.random() * 2 ** 31);
    if (plan.queryDelayMs !== undefined) limits.queryDelayMs = plan.queryDelayMs;
    active = plan.rules.map((rule) => ({ rule, seen: 0, done: 0 }));
  };
  set(given);

  /** What to do with the next request or event. The first rule that applies decides; all that match have seen it. */
  function pick(/** @type {Rule['on']} */ on, /** @type {Occasion} */ occasion) {
    /** @type {Fault | undefined} */
    let decided;
    for (const [number, entry] of active.entries()) {
      const { rule } = entry;
      if (rule.on !== on || !isMeant(rule, occasion)) continue;
      entry.seen += 1;
      if (decided || entry.done >= (rule.times ?? Infinity) || !isDue(rule, entry.seen, number)) continue;
      entry.done += 1;
      decided = { do: rule.do, seconds: rule.seconds, share: rule.share, chance: draw(seed, number, entry.seen, 1) };
    }
    return decided;
  }

  function isDue(/** @type {Rule} */ rule, /** @type {number} */ seen, /** @type {number} */ number) {
    if (rule.nth !== undefined && seen !== rule.nth) return false;
    if (seen % (rule.every ?? 1) !== 0) return false;
    return rule.probability === undefined || draw(seed, number, seen) < rule.probability;
  }

  return {
    /** Replaces all rules and starts counting anew. Throws when the plan cannot be read; then nothing changes. */
    set,
    storage: (/** @type {Occasion} */ request) => pick('storage', request),
    product: (/** @type {Occasion} */ request) => pick('product', request),
    event: (/** @type {string} */ eventType) => pick('event', { name: eventType }),
    /** The plan in force, how often each rule has matched and how often it has been applied. */
    state: () => ({
      seed,
      queryDelayMs: limits.queryDelayMs,
      rules: active.map(({ rule, seen, done }) => ({ ...rule, seen, applied: done })),
    }),
    /** How often each rule has been applied. */
    counts: () => active.map(({ rule, done }) => ({ ...rule, applied: done })),
  };
}

function isMeant(/** @type {Rule} */ rule, /** @type {Occasion} */ { name, method, keys = [], functionKey }) {
  const { match, key } = rule;
  if (match !== undefined && !name.includes(match)) return false;
  if (rule.method !== undefined && rule.method.toLowerCase() !== method?.toLowerCase()) return false;
  if (key !== undefined && !keys.some((candidate) => candidate.startsWith(key))) return false;
  if (rule.functionKey !== undefined && rule.functionKey !== functionKey) return false;
  // Of a request that is no batch nothing can fail in part.
  return rule.do !== 'partial' || name.includes('/batch/');
}
