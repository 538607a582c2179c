// @ts-check
/** Web triggers: public addresses that run a function. Addresses survive a restart. */
import { randomUUID } from 'node:crypto';

/** @typedef {{method: string, headers: Record<string, string[]>, query: Record<string, string[]>, body: string, path: string}} WebRequest */
/** @typedef {{statusCode: number, headers: Record<string, string[]>, body: string}} WebResponse */

/**
 * @param {object} parts
 * @param {import('../manifest.mjs').Manifest} parts.manifest
 * @param {import('../identity.mjs').Identity} parts.identity
 * @param {import('../database.mjs').Database} parts.db
 * @param {() => string} parts.baseUrl
 * @param {(functionKey: string, args: any[], options: {moduleKey: string}) => Promise<string | undefined>} parts.invoke
 */
export function makeWebTriggers({ manifest, identity, db, baseUrl, invoke }) {
  /** @returns {Record<string, string>} address id by module key */
  const addresses = () => db.recall('webTriggers') ?? {};
  const urlOf = (/** @type {string} */ id) => `${baseUrl()}/x1/${id}`;

  return {
    /** @returns {string | undefined} the address; undefined when the manifest has no such module */
    getUrl(/** @type {string} */ key, forceCreate = false) {
      if (!manifest.webTriggers.some((module) => module.key === key)) return undefined;
      const known = addresses();
      if (forceCreate || !known[key]) db.remember('webTriggers', { ...known, [key]: randomUUID() });
      return urlOf(addresses()[key]);
    },
    deleteUrl(/** @type {string} */ id) {
      const rest = Object.entries(addresses()).filter(([, known]) => known !== id);
      db.remember('webTriggers', Object.fromEntries(rest));
    },
    list: () => Object.entries(addresses()).map(([triggerKey, id]) => ({ triggerKey, url: urlOf(id) })),

    /**
     * Serves a request to an address. Undefined when there is no such address.
     * @param {string} id
     * @param {WebRequest} request
     * @returns {Promise<WebResponse | undefined>}
     */
    async serve(id, request) {
      const key = Object.entries(addresses()).find(([, known]) => known === id)?.[0];
      const module = manifest.webTriggers.find((candidate) => candidate.key === key);
      if (!module) return undefined;
      const argument = {
        method: request.method,
        headers: request.headers,
        body: request.body,
        path: `/x1/${id}${request.path}`,
        userPath: request.path,
        queryParameters: request.query,
        context: { cloudId: identity.cloudId, moduleKey: module.key },
        contextToken: 'local',
      };
      const text = await invoke(module.function, [argument], { moduleKey: module.key });
      return readResponse(module, text === undefined ? {} : JSON.parse(text));
    },
  };
}

/** A static web trigger names one of the outputs in the manifest; a dynamic one answers freely.
 * @returns {WebResponse} */
function readResponse(/** @type {import('../manifest.mjs').WebTrigger} */ module, /** @type {any} */ answer) {
  if (module.response?.type === 'static') {
    const output = module.response.outputs?.find((/** @type {any} */ o) => o.key === answer?.outputKey);
    if (!output) return { statusCode: 424, headers: {}, body: '' };
    return { statusCode: output.statusCode ?? 200, headers: { 'content-type': [output.contentType ?? 'text/plain'] }, body: output.body ?? '' };
  }
  return { statusCode: answer?.statusCode ?? 424, headers: answer?.headers ?? {}, body: answer?.body ?? '' };
}
