// @ts-check
/**
 * A stand-in for the Forge platform on one machine: runs an app's bundle with the unmodified `@forge/*` packages.
 *
 * ```js
 * const platform = await createPlatform({ appDir: '.', codeDir: 'dist', dataFile: ':memory:', product: (request) => ... });
 * await platform.deliver({ eventType: 'avi:jira:created:issue', issue: {...} });
 * await platform.invokeResolver('page', 'load', {}, { accountId: 'somebody' });
 * await platform.close();
 * ```
 *
 * What it does not do: enforce scopes other than `storage:app`, evaluate filter expressions of triggers, run remotes,
 * containers, Forge SQL or the object store.
 */
import { makeCore } from './core.mjs';
import { listenFrame } from './frame/server.mjs';
import { stock } from './stock.mjs';

/** @typedef {Awaited<ReturnType<typeof createPlatform>>} Platform */

/** @param {import('./core.mjs').Options} options */
export async function createPlatform(options) {
  let address = 'http://localhost';
  const core = makeCore(options, () => address);
  const { manifest, identity, notices, triggers, schedules, resolvers, parcels, pool, store, db } = core;
  /** @type {{url: string, assetsUrl: string, close: () => Promise<void>} | undefined} */
  let frame;
  /** @type {Promise<void> | undefined} */
  let closing;

  return {
    manifest,
    identity,
    /** The numbers in force; they may be changed at any time. */
    limits: core.limits,
    /** Faults on demand, see `faults/`. */
    faults: core.faults,
    notices,
    webTriggers: core.webTriggers,
    deliver: triggers.deliver,
    tick: schedules.tick,
    invokeResolver: resolvers.invokeResolver,
    /** The storage API itself: one request, one answer, with all limits. */
    storage: store.handle,
    /** Fills an empty storage from a file, see `stock.mjs`. */
    stock: (/** @type {string} */ file) => stock(store.inspect, db, file),
    /** Direct access to what is stored, past all limits. */
    kvs: store.inspect,
    /** Requests and units used so far. */
    usage: store.meter.used,
    /** Switches the quotas of the storage off and on. */
    enforceQuotas: store.meter.enforce,
    /** Lets the quotas begin anew, as after a minute's rest. */
    restQuotas: store.meter.rest,
    /** Every request of a function so far, oldest first (the last 20,000). */
    calls: notices.calls,
    /** What became of the product events so far. */
    counts: triggers.counts,
    /** Events that wait to be delivered, again or for the first time. */
    waiting: parcels.count,
    /** Follows the events of the site. */
    feed: core.feed,
    /** Fires scheduled triggers when they are due. */
    startSchedules: schedules.start,
    /** Loads the bundle anew for the next invocations. */
    recycle: pool.recycle,

    /** Delivers `avi:forge:installed:app` once in the life of the data. Lifecycle events do not carry their type. */
    async install(/** @type {string | undefined} */ accountId = undefined) {
      if (db.recall('installed')) return;
      db.remember('installed', core.now());
      const event = {
        id: identity.installationId,
        ...(accountId && { installerAccountId: accountId }),
        app: { id: identity.appId, version: identity.appVersion, name: manifest.name },
        environment: { id: identity.environmentId },
      };
      await triggers.deliver(event, { name: 'avi:forge:installed:app' });
    },

    /** Resolves when nothing runs and nothing waits. */
    async idle() {
      do {
        await parcels.idle();
        await new Promise((resolve) => setTimeout(resolve, 2));
      } while (parcels.count() > 0 || pool.busy() > 0);
    },

    /**
     * Serves the frame, the page's assets and the web triggers.
     * @param {import('./frame/server.mjs').FrameOptions} [frameOptions]
     */
    async listen(frameOptions = {}) {
      frame = await listenFrame(core, frameOptions);
      address = frame.url;
      return frame;
    },

    /** Stops everything. What was under way is delivered again by the next platform on the same data. */
    close: () => (closing ??= end()),
  };

  async function end() {
    schedules.stop();
    core.feed.stop();
    parcels.close();
    await frame?.close();
    await pool.close();
    db.close();
  }
}
