// @ts-check
/** The one door through which running functions reach the platform: storage, products, the platform's own endpoints. */
import { spoiledAnswer } from './faults.mjs';
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
 * @param {ReturnType<import('./faults.mjs').makeFaults>} parts.faults
 * @param {(call: {kind: string, path: string, status: number, functionKey: string, as?: string}) => void} parts.record
 */
export function makeDoor({ manifest, store, products, stargate, faults, record }) {
  function storage(/** @type {any} */ question, /** @type {string} */ functionKey) {
    if (!manifest.scopes.includes(STORAGE_SCOPE))
      return json(403, { code: 'UNAUTHORIZED', message: `The manifest lacks the scope \`${STORAGE_SCOPE}\`.` });
    const fault = faults.storage(question.path, functionKey);
    const spoiled = spoiledAnswer(fault);
    if (spoiled) return spoiled;
    const { status, body } = store.handle(question.path, JSON.parse(question.body));
    return fault === 'kill-after' ? { status: 0, kill: /** @type {const} */ ('after') } : json(status, body);
  }

  async function product(/** @type {any} */ question, /** @type {string} */ functionKey) {
    const fault = faults.product(question.path, functionKey);
    const spoiled = spoiledAnswer(fault);
    if (spoiled) return spoiled;
    const { meta, call } = question;
    const answer = await products.request({
      product: meta.remote,
      as: meta.provider,
      accountId: meta.accountId ?? call?.accountId,
      method: question.method,
      path: question.path,
      headers: question.headers,
      body: question.body,
    });
    return fault === 'kill-after' ? { status: 0, kill: /** @type {const} */ ('after') } : answer;
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
