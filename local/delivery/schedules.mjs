// @ts-check
/** Scheduled triggers. They are not tried again when they fail, as on the platform. */
import { INTERVALS } from '../manifest.mjs';

const CHECK_EVERY_MS = 5000;

/**
 * @param {object} parts
 * @param {import('../manifest.mjs').Manifest} parts.manifest
 * @param {import('../identity.mjs').Identity} parts.identity
 * @param {import('../database.mjs').Database} parts.db
 * @param {() => number} parts.now
 * @param {(functionKey: string, args: any[], options: {moduleKey: string}) => Promise<string | undefined>} parts.invoke
 * @param {(notice: any) => void} parts.notify
 */
export function makeSchedules({ manifest, identity, db, now, invoke, notify }) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;

  async function run(/** @type {import('../manifest.mjs').Schedule} */ schedule) {
    db.remember(`schedule:${schedule.key}`, now());
    const context = { cloudId: identity.cloudId, moduleKey: schedule.key, userAccess: { enabled: false } };
    try {
      await invoke(schedule.function, [{ context, contextToken: 'local' }], { moduleKey: schedule.key });
      notify({ kind: 'schedule', key: schedule.key, outcome: 'done' });
      return { key: schedule.key, ok: true };
    } catch (error) {
      const message = /** @type {any} */ (error).message;
      notify({ kind: 'schedule', key: schedule.key, outcome: 'failed', error: message });
      return { key: schedule.key, ok: false, error: message };
    }
  }

  return {
    /**
     * Fires the scheduled triggers of an interval, or the one with that key.
     * @param {string} which
     */
    tick: (which) => Promise.all(manifest.schedules.filter((s) => s.interval === which || s.key === which).map(run)),
    /** Fires them when they are due, from now on. What became due while nobody served is fired once. */
    start() {
      for (const schedule of manifest.schedules) {
        if (db.recall(`schedule:${schedule.key}`) === undefined) db.remember(`schedule:${schedule.key}`, now());
      }
      const check = () => {
        for (const schedule of manifest.schedules) {
          if (now() - db.recall(`schedule:${schedule.key}`) >= INTERVALS[schedule.interval]) void run(schedule);
        }
      };
      timer = setInterval(check, CHECK_EVERY_MS);
    },
    stop: () => clearInterval(timer),
  };
}
