// @ts-check
/**
 * The frame: a Jira-like page on one port, the app's own page on another, so that they are two origins as in the cloud.
 * The first port also serves the web triggers.
 */
import { fileURLToPath } from 'node:url';
import { IFRAME_SANDBOX } from '../limits.mjs';
import { makeAssets } from './assets.mjs';
import { makeBackend } from './backend.mjs';
import { listen, notFound, readBelow, readBody, send, sendJson, typeOf } from './http.mjs';
import { askPlaces, placePages } from './places.mjs';

/** @typedef {{port?: number, assetsPort?: number, cspOnEverything?: boolean}} FrameOptions */

const PAGE_DIR = fileURLToPath(new URL('./page', import.meta.url));

/**
 * @param {import('../core.mjs').Core} platform
 * @param {FrameOptions} options
 */
export async function listenFrame(platform, { port = 0, assetsPort = 0, cspOnEverything = false }) {
  const backend = makeBackend(platform);
  let frameUrl = '';
  const assets = await listen(makeAssets(platform.manifest, () => frameUrl, cspOnEverything), assetsPort);

  /** @type {Record<string, (request: import('./http.mjs').Request, reply: import('./http.mjs').Reply, url: URL) => Promise<void>>} */
  const routes = {
    'GET /': async (_request, reply) => send(reply, 200, typeOf('index.html'), /** @type {Buffer} */ (readBelow(PAGE_DIR, 'index.html'))),
    'GET /__frame/state': async (_request, reply) =>
      sendJson(reply, {
        appName: platform.manifest.name,
        pages: placePages(platform.manifest),
        resources: Object.fromEntries(platform.manifest.pages.map((page) => [page.key, page.resource])),
        assetsUrl: assets.url,
        sandbox: IFRAME_SANDBOX,
        ...(await askPlaces(platform)),
      }),
    'GET /__frame/notices': async (request, reply) => watch(platform, request, reply),
    'POST /__frame/bridge': async (request, reply) => {
      try {
        sendJson(reply, { ok: true, value: await backend.bridge(JSON.parse(await readBody(request))) });
      } catch (error) {
        const { name, message, code } = /** @type {any} */ (error);
        sendJson(reply, { ok: false, error: { name, message, code } });
      }
    },
    'POST /__frame/rest': async (_request, reply) => {
      platform.store.meter.rest();
      // What the app has counted of the products' quota for this hour.
      platform.store.inspect.delete('c:budget');
      sendJson(reply, {});
    },
    'GET /__frame/faults': async (_request, reply) => sendJson(reply, platform.faults.state()),
    'POST /__frame/faults': async (request, reply) => {
      try {
        platform.faults.set(JSON.parse(await readBody(request)));
        sendJson(reply, platform.faults.state());
      } catch (error) {
        sendJson(reply, { error: /** @type {Error} */ (error).message }, 400);
      }
    },
    'GET /__frame/board': async (_request, reply, url) => pass(reply, await backend.site(`/_site/board${url.search}`)),
    'POST /__frame/act': async (request, reply) => pass(reply, await backend.site('/_site/act', await readBody(request))),
    'POST /__frame/again': async (request, reply) => pass(reply, await backend.site('/_site/again', await readBody(request))),
    'POST /__frame/emit': async (request, reply) => pass(reply, await backend.site('/_site/emit', await readBody(request))),
  };

  const frame = await listen(async (request, reply, url) => {
    const webTrigger = /^\/x1\/([^/]+)(\/.*)?$/.exec(url.pathname);
    if (webTrigger) {
      await serveWebTrigger(platform, request, reply, url, webTrigger[1], webTrigger[2] ?? '');
      return;
    }
    // One name only: the app's page accepts no other parent, and a foreign name must not lead here.
    if (request.headers.host !== new URL(frameUrl).host) {
      reply.writeHead(307, { location: frameUrl + (request.url ?? '/') });
      reply.end();
      return;
    }
    // Other sites in the same browser must not be able to act through this server.
    if (request.method === 'POST' && request.headers.origin !== frameUrl) {
      send(reply, 403, typeOf('note.txt'), 'wrong origin');
      return;
    }
    const route = routes[`${request.method} ${url.pathname}`];
    if (route) {
      await route(request, reply, url);
      return;
    }
    const file = url.pathname.startsWith('/__frame/') && readBelow(PAGE_DIR, url.pathname.slice('/__frame/'.length));
    if (file) send(reply, 200, typeOf(url.pathname), file);
    else notFound(reply);
  }, port);
  frameUrl = frame.url;

  return {
    url: frame.url,
    assetsUrl: assets.url,
    async close() {
      await Promise.all([frame.close(), assets.close()]);
    },
  };
}

const pass = (/** @type {import('./http.mjs').Reply} */ reply, /** @type {{status: number, body: string}} */ { status, body }) =>
  send(reply, status, 'application/json', body);

/** Server-sent events: what happened lately, then everything as it happens. */
function watch(
  /** @type {import('../core.mjs').Core} */ { notices },
  /** @type {import('./http.mjs').Request} */ request,
  /** @type {import('./http.mjs').Reply} */ reply,
) {
  reply.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const write = (/** @type {any} */ notice) => reply.write(`data: ${JSON.stringify(notice)}\n\n`);
  reply.write(': hello\n\n');
  notices.recent().forEach(write);
  const stop = notices.watch(write);
  request.on('close', stop);
}

async function serveWebTrigger(
  /** @type {import('../core.mjs').Core} */ platform,
  /** @type {import('./http.mjs').Request} */ request,
  /** @type {import('./http.mjs').Reply} */ reply,
  /** @type {URL} */ url,
  /** @type {string} */ id,
  /** @type {string} */ path,
) {
  /** @type {Record<string, string[]>} */
  const headers = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = [value ?? []].flat();
  /** @type {Record<string, string[]>} */
  const query = {};
  for (const [name, value] of url.searchParams) (query[name] ??= []).push(value);
  const body = await readBody(request);
  const answer = await platform.webTriggers.serve(id, { method: request.method ?? 'GET', headers, query, body, path });
  if (!answer) {
    notFound(reply);
    return;
  }
  const lines = Object.entries(answer.headers).map(([name, values]) => [name, [values].flat().join(', ')]);
  reply.writeHead(answer.statusCode, Object.fromEntries(lines));
  reply.end(answer.body);
}
