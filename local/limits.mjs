// @ts-check
/**
 * The numbers of the Forge platform, in one place. Tests may change any of them through `createPlatform({limits})`.
 * Sizes are bytes, times are milliseconds unless the name says otherwise.
 */

const KIB = 1024;

/** @typedef {typeof LIMITS} Limits */

/** What the platform documents today. */
export const LIMITS = {
  /** Longest storage key, in characters. */
  keyLength: 500,
  /** Largest stored value, as JSON. */
  valueBytes: 240 * KIB,
  /** Largest secret, as JSON. */
  secretBytes: 128 * KIB,
  /** How deep a stored value may be nested. */
  valueDepth: 31,
  /** Page size of a query when none is asked for. */
  pageDefault: 10,
  /** Largest page size of a query. */
  pageMax: 100,
  /** Items in one batch, operations in one transaction. */
  groupItems: 25,
  /** Bytes in one batch or transaction. */
  groupBytes: 4 * KIB * KIB,
  /** Longest time to live of a value. */
  ttlMs: 365 * 86_400_000,
  /** Size of one metered unit. */
  unitBytes: 10 * KIB,
  /** Read units an installation may spend in a minute. */
  readUnitsPerMinute: 4000,
  /** Write units an installation may spend in a minute. */
  writeUnitsPerMinute: 4000,
  /** Storage requests an installation may send in a second. */
  requestsPerSecond: 1000,
  /** How long a query may miss a write. Zero makes queries consistent. */
  queryDelayMs: 0,
  /** How long an expired value stays readable. The platform allows itself up to 48 hours. */
  expiredVisibleMs: 0,

  /** Largest product event. A larger one is not delivered at all. */
  eventBytes: 200_000,
  /** Largest payload a page may send with `invoke`. */
  invokeRequestBytes: 500 * KIB,
  /** Largest answer a page may get from `invoke`. */
  invokeResponseBytes: 5 * KIB * KIB,
  /** Time limit of resolvers and product triggers. */
  functionMs: 25_000,
  /** Time limit of web triggers. */
  webTriggerMs: 55_000,
  /** Time limit of consumers and scheduled triggers that do not set `timeoutSeconds`. */
  backgroundMs: 55_000,
  /** Largest `timeoutSeconds`. */
  backgroundSecondsMax: 900,

  /** How often a product event is tried again when the function asks for it. */
  triggerRetries: 4,
  /** Longest `retryAfter`. */
  retryAfterSecondsMax: 900,
  /** Largest `retryData`, as JSON. */
  retryDataBytes: 4 * KIB,
  /** Milliseconds that one second of `retryAfter`, `delayInSeconds` or back-off lasts. Tests set it to 1. */
  secondMs: 1000,

  /** Events in one push to a queue. */
  pushEvents: 50,
  /** Bytes in one push to a queue. */
  pushBytes: 200 * KIB,
  /** Queue events an installation may push in a minute. */
  pushEventsPerMinute: 500,
  /** How long a queue event is tried again, in seconds. */
  queueRetentionSeconds: 86_400,
};

/** Sandbox tokens of the app's iframe. */
export const IFRAME_SANDBOX =
  'allow-downloads allow-forms allow-modals allow-pointer-lock allow-same-origin allow-scripts';
