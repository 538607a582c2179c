// @ts-check
/** Counts storage requests and units, and refuses what goes beyond the quota of the second or of the minute. */
import { StorageError } from './errors.mjs';

/**
 * @param {import('../limits.mjs').Limits} limits
 * @param {() => number} now
 */
export function makeMeter(limits, now) {
  let enforced = true;
  const second = { start: 0, requests: 0 };
  const minute = { start: 0, read: 0, write: 0 };
  const total = { requests: 0, read: 0, write: 0, readBytes: 0, writeBytes: 0, refused: 0 };

  const limit = (/** @type {boolean} */ over, /** @type {string} */ what) => {
    if (!over || !enforced) return;
    total.refused += 1;
    throw new StorageError(429, 'RATE_LIMIT_EXCEEDED', `Rate limit exceeded: ${what}.`);
  };

  /** The second and the minute begin anew, as after a minute's rest. */
  const rest = () => {
    second.requests = 0;
    Object.assign(minute, { read: 0, write: 0 });
  };

  return {
    rest,
    /** Switches refusal on or off; what was used while it was off does not count against the minute in which it is switched on. */
    enforce(/** @type {boolean} */ on) {
      if (on && !enforced) rest();
      enforced = on;
    },
    /** Counts one request, and refuses it when this second or this minute is used up. */
    request(/** @type {'read' | 'write'} */ kind) {
      const time = now();
      if (time - second.start >= 1000) Object.assign(second, { start: time, requests: 0 });
      if (time - minute.start >= 60_000) Object.assign(minute, { start: time, read: 0, write: 0 });
      limit(second.requests >= limits.requestsPerSecond, `${limits.requestsPerSecond} requests a second`);
      const units = kind === 'read' ? limits.readUnitsPerMinute : limits.writeUnitsPerMinute;
      limit(minute[kind] >= units, `${units} ${kind} units a minute`);
      second.requests += 1;
      total.requests += 1;
    },
    /** Books the bytes of the request that was just let through: at least one unit, rounded up once per request. */
    book(/** @type {'read' | 'write'} */ kind, /** @type {number} */ bytes) {
      const units = Math.max(1, Math.ceil(bytes / limits.unitBytes));
      minute[kind] += units;
      total[kind] += units;
      total[kind === 'read' ? 'readBytes' : 'writeBytes'] += bytes;
    },
    /** What was used since the start. */
    used: () => ({ ...total }),
  };
}
