// @ts-check
/**
 * The globals through which the unmodified `@forge/*` packages reach the platform: `__forge_runtime__`,
 * `__forge_fetch__` and `fetch`. They must be in place before the bundle is loaded, because some packages look at them
 * when they are imported.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import net from 'node:net';
import { isAllowed } from './egress.mjs';

/** @typedef {import('./worker.mjs').CallFacts} CallFacts */

/** Keeps each invocation's runtime with its own promises, even those that are left over from an earlier invocation. */
const current = new AsyncLocalStorage();

/**
 * @param {object} parts
 * @param {import('../identity.mjs').Identity} parts.identity
 * @param {string} parts.codeDir
 * @param {string[]} parts.egress hosts the app may call
 * @param {(question: any) => Promise<any>} parts.ask asks the main thread
 */
export function installGlobals({ identity, codeDir, egress, ask }) {
  const atLoadTime = makeRuntime(identity, codeDir, { invocationId: 'load', timeMs: 0 });
  Object.defineProperty(globalThis, '__forge_runtime__', {
    configurable: true,
    get() {
      const call = /** @type {CallFacts | undefined} */ (current.getStore());
      return call ? makeRuntime(identity, codeDir, call) : atLoadTime;
    },
  });

  const request = async (/** @type {any} */ question, /** @type {any} */ init) => {
    const call = /** @type {CallFacts | undefined} */ (current.getStore());
    const { body, headers } = await readInit(init);
    const answer = await ask({ ...question, method: init?.method ?? 'GET', headers, body, call });
    if (answer.failure) throw new TypeError('fetch failed', { cause: new Error(answer.failure) });
    return makeResponse(answer);
  };

  /** @type {any} */ (globalThis).__forge_fetch__ = (/** @type {any} */ meta, /** @type {string} */ path, /** @type {any} */ init) =>
    request({ kind: 'forge', meta, path }, init);

  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!isAllowed(url, egress)) throw refusal(url);
    return request({ kind: 'fetch', path: url }, input instanceof Request ? input : init);
  };
  refuseSockets();
}

/**
 * Runs an invocation with its own runtime.
 * @template T
 * @param {CallFacts} call
 * @param {() => T} work
 */
export function runAs(call, work) {
  return current.run(call, work);
}

/** There is no `kvs` member on purpose: without it `@forge/kvs` goes through `__forge_fetch__` alone. */
function makeRuntime(
  /** @type {import('../identity.mjs').Identity} */ identity,
  /** @type {string} */ codeDir,
  /** @type {CallFacts} */ call,
) {
  return {
    appContext: {
      appId: identity.appId,
      appVersion: identity.appVersion,
      environmentId: identity.environmentId,
      environmentType: identity.environmentType,
      invocationId: call.invocationId,
      installationId: identity.installationId,
      moduleKey: call.moduleKey,
      license: identity.license,
      installation: identity.installation,
      permissions: identity.permissions,
    },
    lambdaContext: {
      awsRequestId: call.invocationId,
      getRemainingTimeInMillis: () => Math.max(0, (call.deadline ?? 0) - Date.now()),
    },
    contextAri: identity.contextAri,
    aaid: call.accountId,
    externalAuth: [],
    metrics: SILENT_METRICS,
    container: { appCodeDir: codeDir },
    proxy: { token: 'local', url: 'http://localhost' },
    tracing: { traceId: call.invocationId.replaceAll('-', ''), spanId: call.invocationId.slice(0, 8) },
  };
}

const SILENT_METRICS = {
  counter: () => ({ incr() {}, decr() {} }),
  timing: () => ({ measure: () => ({ stop() {} }) }),
};

/** Reads the options of a request; bodies other than text are turned into bytes. */
async function readInit(/** @type {any} */ init) {
  if (!init) return { headers: [], body: undefined };
  if (typeof init.body === 'string' || init.body === undefined || init.body === null)
    return { headers: [...new Headers(init.headers)], body: init.body ?? undefined };
  const request =
    init instanceof Request
      ? init
      : new Request('http://localhost/', /** @type {any} */ ({ method: 'POST', headers: init.headers, body: init.body, duplex: 'half' }));
  return { headers: [...request.headers], body: new Uint8Array(await request.arrayBuffer()) };
}

/** Statuses that must not carry a body. */
const EMPTY = new Set([101, 204, 205, 304]);

function makeResponse(/** @type {any} */ { status, statusText, headers, body }) {
  return new Response(EMPTY.has(status) ? null : body, { status, statusText, headers });
}

function refusal(/** @type {string} */ url) {
  const error = new Error(`URL not included in the external fetch backend permissions: ${url}. Visit go.atlassian.com/forge-egress for more information.`);
  return Object.assign(error, { name: 'REQUEST_EGRESS_ALLOWLIST_ERR', status: 403 });
}

/** Other ways to the network would go around the egress rules, so a worker has none. */
function refuseSockets() {
  net.Socket.prototype.connect = function refuse() {
    this.destroy(Object.assign(new Error('Functions have no sockets; use fetch'), { code: 'EACCES' }));
    return this;
  };
}
