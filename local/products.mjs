// @ts-check
/** Requests to Jira and Confluence: passed on to the site, with who asks in two headers and nothing else to trust. */

/**
 * @typedef {object} ProductRequest
 * @property {string} product `jira` or `confluence`
 * @property {'user' | 'app' | 'none'} as
 * @property {string} [accountId]
 * @property {string} method
 * @property {string} path
 * @property {[string, string][]} headers
 * @property {any} [body]
 */

/** @typedef {import('./functions/pool.mjs').PlatformAnswer} PlatformAnswer */

/** Headers that belong to one hop, or that say who asks. */
const DROPPED = new Set(['host', 'connection', 'content-length', 'content-encoding', 'transfer-encoding', 'x-as', 'x-account', 'authorization', 'cookie']);

/**
 * @param {object} options
 * @param {string} [options.siteUrl]
 * @param {(request: ProductRequest) => Response | Promise<Response>} [options.product] answers in place of a site
 */
export function makeProducts({ siteUrl, product }) {
  const respond = product ?? ((/** @type {ProductRequest} */ request) => passOn(siteUrl, request));
  return {
    /**
     * @param {ProductRequest} request
     * @returns {Promise<PlatformAnswer>}
     */
    async request(request) {
      if (request.as === 'user' && !request.accountId)
        return { status: 401, headers: [['forge-proxy-error', 'NEEDS_AUTHENTICATION_ERR']], body: '' };
      return readAnswer(await respond(request));
    },
  };
}

/**
 * Reads a response into something that can be posted to a worker.
 * @param {Response} response
 * @returns {Promise<PlatformAnswer>}
 */
export async function readAnswer(response) {
  return {
    status: response.status,
    statusText: response.statusText,
    headers: keep([...response.headers]),
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

function passOn(/** @type {string | undefined} */ siteUrl, /** @type {ProductRequest} */ request) {
  if (!siteUrl) return Response.json({ errorMessages: ['There is no site.'] }, { status: 503 });
  const headers = new Headers(keep(request.headers));
  headers.set('x-as', request.as === 'user' ? 'user' : 'app');
  if (request.as === 'user' && request.accountId) headers.set('x-account', request.accountId);
  const path = request.path.startsWith('/') ? request.path : `/${request.path}`;
  return fetch(siteUrl + path, { method: request.method, headers, body: request.body });
}

/** @returns {[string, string][]} */
function keep(/** @type {[string, string][]} */ headers) {
  return headers.filter(([name]) => !DROPPED.has(name.toLowerCase()));
}
