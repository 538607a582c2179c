// @ts-check
/**
 * The shape of a plan of faults, as it comes over HTTP or from a test, and the check that nothing in it is misspelt: a
 * fault that never happens would make its test pass for nothing.
 *
 * @typedef {object} Plan
 * @property {number} [seed] decides what `probability` leaves open; drawn, and told, when it is not given
 * @property {number} [queryDelayMs] how long a storage query misses a write from now on; unchanged when it is not given
 * @property {Rule[]} rules
 *
 * @typedef {'storage' | 'product' | 'event'} Target
 *
 * @typedef {object} Rule
 * @property {Target} on what to spoil
 * @property {string} [match] a text the path (or the event type) must contain
 * @property {string} [method] storage: what follows `/api/v1/`, such as `set`, `batch/get`, `query`. Products: `GET`, `POST` ...
 * @property {string} [key] storage: a prefix of one of the keys, or of the prefix that a query asks for
 * @property {string} [functionKey] only requests of this function
 * @property {number} [nth] only the nth matching one, counted from 1
 * @property {number} [every] every nth matching one
 * @property {number} [probability] each matching one with this probability
 * @property {number} [times] at most so often; unlimited by default
 * @property {string} do what happens, see `ACTIONS`
 * @property {number} [seconds] how long `time-out`, `delay` and `reorder` take, in seconds of the platform
 * @property {number} [share] the part of a batch's items that `partial` fails, from 0 to 1; at least one item fails
 */

/** What can be done to what. */
export const ACTIONS = /** @type {Record<Target, string[]>} */ ({
  storage: ['fail', 'throttle', 'time-out', 'lose-answer', 'partial', 'kill-before', 'kill-after'],
  product: ['fail', 'throttle', 'time-out', 'lose-answer', 'kill-before', 'kill-after'],
  event: ['duplicate', 'delay', 'reorder', 'drop-and-retry'],
});

/** Members of a rule: what each must be. */
const MEMBERS = /** @type {Record<string, (value: any, rule: Rule) => boolean>} */ ({
  on: (value) => Object.hasOwn(ACTIONS, value),
  match: isText,
  method: (value, { on }) => isText(value) && on !== 'event',
  key: (value, { on }) => isText(value) && on === 'storage',
  functionKey: (value, { on }) => isText(value) && on !== 'event',
  nth: isCount,
  every: isCount,
  probability: isPart,
  times: isCount,
  do: (value, { on }) => ACTIONS[on]?.includes(value) ?? false,
  seconds: (value) => Number.isFinite(value) && value >= 0,
  share: isPart,
});
const PLAN_MEMBERS = ['seed', 'queryDelayMs', 'rules'];

/**
 * Reads a plan; a list of rules alone is one as well.
 * @param {any} given
 * @returns {Plan}
 */
export function readPlan(given) {
  const plan = Array.isArray(given) ? { rules: given } : given;
  if (typeof plan !== 'object' || plan === null) throw new Error('a plan of faults is an object or a list of rules');
  const unknown = Object.keys(plan).find((name) => !PLAN_MEMBERS.includes(name));
  if (unknown !== undefined) throw new Error(`a plan of faults has no member \`${unknown}\``);
  const { seed, queryDelayMs, rules = [] } = plan;
  if (seed !== undefined && !Number.isInteger(seed)) throw new Error('the seed of the faults must be a whole number');
  if (queryDelayMs !== undefined && !(Number.isFinite(queryDelayMs) && queryDelayMs >= 0))
    throw new Error('`queryDelayMs` must be a number of milliseconds');
  if (!Array.isArray(rules)) throw new Error('`rules` must be a list');
  rules.forEach(checkRule);
  return { seed, queryDelayMs, rules };
}

function checkRule(/** @type {any} */ rule, /** @type {number} */ at) {
  if (typeof rule !== 'object' || rule === null) throw new Error(`fault ${at + 1} is no object`);
  for (const name of ['on', 'do']) {
    if (!(name in rule)) throw new Error(`fault ${at + 1} lacks \`${name}\``);
  }
  for (const [name, value] of Object.entries(rule)) {
    const isGood = Object.hasOwn(MEMBERS, name) && MEMBERS[name](value, rule);
    if (value !== undefined && !isGood) throw new Error(`fault ${at + 1}: \`${name}\` cannot be ${JSON.stringify(value)} here`);
  }
}

function isText(/** @type {any} */ value) {
  return typeof value === 'string' && value !== '';
}

function isCount(/** @type {any} */ value) {
  return Number.isInteger(value) && value >= 1;
}

function isPart(/** @type {any} */ value) {
  return Number.isFinite(value) && value >= 0 && value <= 1;
}
