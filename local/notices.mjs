// @ts-check
/** What happened lately: deliveries, schedules and queue events for whoever watches, and every request of a function. */

const NOTICES_KEPT = 200;
const CALLS_KEPT = 20_000;

export function makeNotices() {
  /** @type {any[]} */
  let recent = [];
  /** @type {any[]} */
  let calls = [];
  /** @type {Set<(notice: any) => void>} */
  const watchers = new Set();
  let number = 0;

  return {
    /** Tells everybody who watches. */
    notify(/** @type {any} */ notice) {
      number += 1;
      const complete = { number, at: Date.now(), ...notice };
      recent.push(complete);
      if (recent.length > 2 * NOTICES_KEPT) recent = recent.slice(-NOTICES_KEPT);
      for (const watcher of watchers) watcher(complete);
    },
    recent: () => recent.slice(-NOTICES_KEPT),
    /** @returns {() => void} stops watching */
    watch(/** @type {(notice: any) => void} */ watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    /** Remembers one request of a function. */
    record(/** @type {any} */ call) {
      calls.push(call);
      if (calls.length > 2 * CALLS_KEPT) calls = calls.slice(-CALLS_KEPT);
    },
    calls: () => calls.slice(-CALLS_KEPT),
    forgetCalls: () => void (calls = []),
  };
}
