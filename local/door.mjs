// @ts-check
/** The one door through which running functions reach the platform: storage, products, the platform's own endpoints. */
import { doInPart, spoil } from './faults/spoil.mjs';
import { keysOf } from './kvs/requests.mjs';
import { readAnswer } from './products.mjs';

/** @typedef {import('./functions/pool.mjs').PlatformAnswer} PlatformAnswer */

const JSON_HEADERS = /** @type {[string, string][]} */ ([['content-type', 'application/json']]);
const STORAGE_SCOPE = 'storage:app';

/**
 * @param {object} parts
 * @param {import('./manifest.mjs').Manifest} parts.manifest
 * @param {ReturnType<import('./kvs/store.mjs').makeStore>} parts.store
 * @param {ReturnType<import('./products.mjs').makeProducts>} parts.products
 * @param {ReturnType<import('./stargate.mjs').makeStargate>} parts.stargate
 * @param {ReturnType<import('./faults/faults.mjs').makeFaults>} parts.faults
 * @param {import('./limits.mjs').Limits} parts.limits
 * @param {(call: {kind: string, path: string, status: number, functionKey: string, as?: string}) => void} parts.record
 */
export function makeDoor({ manifest, store, products, stargate, faults, limits, record }) {
  function storage(/** @type {any} */ question, /** @type {string} */ functionKey) {
    if (!manifest.scopes.includes(STORAGE_SCOPE))
      return json(403, { code: 'UNAUTHORIZED', message: `The manifest lacks the scope \`${STORAGE_SCOPE}\`.` });
    const { path } = question;
    const asked = JSON.parse(question.body);
    const fault = faults.storage({ name: path, method: path.replace('/api/v1/', ''), keys: keysOf(asked), functionKey });
    const answer = (/** @type {any} */ body) => store.handle(path, body);
    if (fault?.do === 'partial') {
      const { status, body } = doInPart(fault, asked, answer);
      return json(status, body);
    }
    const perform = () => {
      const { status, body } = answer(asked);
      return json(status, body);
    };
    return spoil(fault, perform, limits);
  }

  function product(/** @type {any} */ question, /** @type {string} */ functionKey) {
    const { meta, call, method, path, headers, body } = question;
    const accountId = meta.accountId ?? call?.accountId;
    const perform = () => products.request({ product: meta.remote, as: meta.provider, accountId, method, path, headers, body });
    return spoil(faults.product({ name: path, method, functionKey }), perform, { secondMs: limits.secondMs, product: true });
  }

  /** @returns {PlatformAnswer | Promise<PlatformAnswer>} */
  function choose(/** @type {any} */ question, /** @type {string} */ functionKey) {
    if (question.kind === 'fetch')
      return fetch(question.path, { method: question.method, headers: question.headers, body: question.body }).then(readAnswer);
    const { type, remote } = question.meta;
    if (type === 'kvs') return storage(question, functionKey);
    if (type === 'fpp' && remote === 'stargate') {
      const { status, body, error } = stargate(question.path, question.body ? JSON.parse(question.body) : {});
      return json(status, body, error);
    }
    if (type === 'fpp') return product(question, functionKey);
    return json(501, { message: `The local platform does not offer ${type} requests.` }, 'NOT_OFFERED');
  }

  /**
   * Answers one question of a running function, and records that it was asked.
   * @param {any} question
   * @param {{functionKey: string}} invocation
   * @returns {PlatformAnswer | Promise<PlatformAnswer>}
   */
  return function answer(question, { functionKey }) {
    const note = (/** @type {PlatformAnswer} */ given) => {
      const kind = question.kind === 'fetch' ? 'fetch' : question.meta.type === 'kvs' ? 'storage' : question.meta.remote ?? question.meta.type;
      record({ kind, path: question.path, status: given.status, functionKey, as: question.meta?.provider });
      return given;
    };
    const given = choose(question, functionKey);
    return given instanceof Promise ? given.then(note) : note(given);
  };
}

/** @returns {PlatformAnswer} */
function json(/** @type {number} */ status, /** @type {any} */ body, /** @type {string | undefined} */ error = undefined) {
  const headers = error ? [...JSON_HEADERS, /** @type {[string, string]} */ (['forge-proxy-error', error])] : JSON_HEADERS;
  return { status, headers, body: body === undefined ? undefined : JSON.stringify(body) };
}
