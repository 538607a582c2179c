// @ts-check
/** Wires the parts of the platform together; `platform.mjs` adds the network and the end. */
import path from 'node:path';
import { openDatabase } from './database.mjs';
import { makeParcels } from './delivery/parcels.mjs';
import { makeQueues } from './delivery/queues.mjs';
import { makeResolvers } from './delivery/resolvers.mjs';
import { makeSchedules } from './delivery/schedules.mjs';
import { makeTriggers } from './delivery/triggers.mjs';
import { makeWebTriggers } from './delivery/web-triggers.mjs';
import { makeDoor } from './door.mjs';
import { makeFaults } from './faults/faults.mjs';
import { backendHosts } from './functions/egress.mjs';
import { makePool } from './functions/pool.mjs';
import { invocationContext, makeIdentity } from './identity.mjs';
import { makeStore } from './kvs/store.mjs';
import { LIMITS } from './limits.mjs';
import { readManifest, timeLimitMs } from './manifest.mjs';
import { makeNotices } from './notices.mjs';
import { makeProducts } from './products.mjs';
import { makeSiteFeed } from './site-feed.mjs';
import { makeStargate } from './stargate.mjs';

/** Most workers at a time, unless the caller says otherwise. */
const WORKERS = 4;

/**
 * @typedef {object} Options
 * @property {string} appDir folder with `manifest.yml` and the resources
 * @property {string} [codeDir] folder with the bundle (`index.cjs`); `appDir` by default
 * @property {string} [dataFile] where data is kept; `:memory:` by default
 * @property {string} [siteUrl] a site that answers for the products
 * @property {(request: import('./products.mjs').ProductRequest) => Response | Promise<Response>} [product] answers in place of a site
 * @property {() => number} [now] clock of storage, quotas and schedules
 * @property {Partial<import('./limits.mjs').Limits>} [limits]
 * @property {import('./faults/rules.mjs').Plan | import('./faults/rules.mjs').Rule[]} [faults]
 * @property {number} [workers]
 * @property {typeof makePool} [makePool] how functions run; in worker threads by default
 * @property {Record<string, string>} [variables] environment variables of the app
 * @property {(text: string, functionKey: string) => void} [onOutput] gets what functions print
 */

/** @typedef {ReturnType<typeof makeCore>} Core */

/**
 * @param {Options} options
 * @param {() => string} baseUrl where the frame is
 */
export function makeCore(options, baseUrl) {
  const appDir = path.resolve(options.appDir);
  const now = options.now ?? Date.now;
  const limits = { ...LIMITS, ...options.limits };
  const workers = options.workers ?? WORKERS;
  const manifest = readManifest(appDir);
  const identity = makeIdentity(manifest);
  const notices = makeNotices();
  const { notify } = notices;
  const faults = makeFaults(options.faults ?? [], limits);
  const db = openDatabase(options.dataFile ?? ':memory:');
  const store = makeStore({ db, entities: manifest.entities, limits, now });
  const products = makeProducts(options);
  const parcels = makeParcels({ db, limits });

  /** Runs a function of the manifest with its own limits. @type {Invoke} */
  const invoke = (functionKey, args, { moduleKey, accountId }) =>
    pool.invoke({
      functionKey,
      handler: manifest.functions.get(functionKey)?.handler ?? '',
      args: [...args, invocationContext(identity, accountId)],
      timeMs: timeLimitMs(manifest, functionKey, limits),
      moduleKey,
      accountId,
    });

  const triggers = makeTriggers({ manifest, identity, limits, invoke, parcels, faults, notify });
  const schedules = makeSchedules({ manifest, identity, db, now, invoke, notify });
  const queues = makeQueues({ manifest, identity, limits, now, invoke, parcels, notify });
  const webTriggers = makeWebTriggers({ manifest, identity, db, baseUrl, invoke });
  const resolvers = makeResolvers({ manifest, identity, limits, baseUrl, invoke });
  const stargate = makeStargate({ queues, webTriggers });
  const pool = (options.makePool ?? makePool)({
    codeDir: path.resolve(options.codeDir ?? appDir),
    identity,
    egress: backendHosts(manifest.external),
    memoryMB: manifest.memoryMB,
    size: workers,
    variables: options.variables,
    onOutput: options.onOutput ?? ((text, functionKey) => process.stderr.write(`[${functionKey}] ${text}`)),
    answer: makeDoor({ manifest, store, products, stargate, faults, limits, record: notices.record }),
  });
  const feed = makeSiteFeed({
    siteUrl: options.siteUrl,
    db,
    deliver: triggers.deliver,
    tick: schedules.tick,
    counts: triggers.counts,
    enforceQuotas: store.meter.enforce,
    concurrency: 2 * workers,
  });
  parcels.resume();
  return { manifest, identity, limits, faults, notices, products, webTriggers, resolvers, triggers, schedules, parcels, pool, store, feed, db, now, siteUrl: options.siteUrl };
}

/** @typedef {(functionKey: string, args: any[], options: {moduleKey: string, accountId?: string}) => Promise<string | undefined>} Invoke */
