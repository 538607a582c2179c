// @ts-check
/** Serves the app's own files on their own origin, as Forge's CDN does, with the bridge injected first and the policy on. */
import { fileURLToPath } from 'node:url';
import { notFound, readBelow, send, typeOf } from './http.mjs';
import { pagePolicy } from './csp.mjs';

const BRIDGE = '/__bridge/bridge.js';
const PAGE_DIR = fileURLToPath(new URL('./page', import.meta.url));

/**
 * @param {import('../manifest.mjs').Manifest} manifest
 * @param {() => string} frameUrl
 * @param {boolean} cspOnEverything
 */
export function makeAssets(manifest, frameUrl, cspOnEverything) {
  return async function serve(
    /** @type {import('./http.mjs').Request} */ _request,
    /** @type {import('./http.mjs').Reply} */ reply,
    /** @type {URL} */ url,
  ) {
    if (url.pathname === BRIDGE) {
      send(reply, 200, typeOf(BRIDGE), /** @type {Buffer} */ (readBelow(PAGE_DIR, 'bridge.js')));
      return;
    }
    const [, key, ...rest] = url.pathname.split('/');
    const folder = manifest.resources.get(key);
    const name = rest.join('/') || 'index.html';
    const file = folder && readBelow(folder, name);
    if (!folder || !file) {
      notFound(reply);
      return;
    }
    const isHtml = typeOf(name).startsWith('text/html');
    const page = (isHtml ? file : readBelow(folder, 'index.html') ?? '').toString();
    const headers = isHtml || cspOnEverything ? { 'content-security-policy': pagePolicy(page, manifest, frameUrl()) } : undefined;
    send(reply, 200, typeOf(name), isHtml ? withBridge(page, frameUrl()) : file, headers);
  };
}

/** The bridge must exist before the app's own scripts run, so its script comes first in the head. */
function withBridge(/** @type {string} */ html, /** @type {string} */ frameUrl) {
  const script = `<script src="${BRIDGE}" data-parent="${frameUrl}"></script>`;
  if (/<head[^>]*>/i.test(html)) return html.replace(/<head[^>]*>/i, (head) => head + script);
  return script + html;
}
