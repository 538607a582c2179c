// @ts-check
/** The little HTTP that the frame needs. */
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const TYPES = /** @type {Record<string, string>} */ ({
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
});
const BODY_MAX = 32 * 1024 * 1024;

/** @typedef {http.IncomingMessage} Request */
/** @typedef {http.ServerResponse} Reply */

/** Content type by file name. */
export const typeOf = (/** @type {string} */ file) => TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream';

/** Starts a server on the loopback interface and says where it is. */
export async function listen(/** @type {(request: Request, reply: Reply, url: URL) => Promise<void>} */ handle, /** @type {number} */ port) {
  const server = http.createServer((request, reply) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    handle(request, reply, url).catch((error) => {
      if (!reply.headersSent) send(reply, 500, 'text/plain; charset=utf-8', error.message);
      else reply.end();
    });
  });
  await new Promise((/** @type {(_: void) => void} */ resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://localhost:${address.port}`,
    close: () =>
      new Promise((/** @type {(_: void) => void} */ resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function send(
  /** @type {Reply} */ reply,
  /** @type {number} */ status,
  /** @type {string} */ type,
  /** @type {string | Buffer} */ body,
  /** @type {Record<string, string>} */ headers = {},
) {
  reply.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers });
  reply.end(body);
}

export const sendJson = (/** @type {Reply} */ reply, /** @type {any} */ value, status = 200) =>
  send(reply, status, 'application/json', JSON.stringify(value ?? null));

export const notFound = (/** @type {Reply} */ reply) => send(reply, 404, 'text/plain; charset=utf-8', 'not found');

/** @returns {Promise<string>} */
export async function readBody(/** @type {Request} */ request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_MAX) throw new Error('the request is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/**
 * Reads a file below a folder. Undefined when it is not there, or not below it.
 * @param {string} folder
 * @param {string} name a path of a URL
 * @returns {Buffer | undefined}
 */
export function readBelow(folder, name) {
  let decoded;
  try {
    decoded = decodeURIComponent(name);
  } catch {
    return undefined;
  }
  const file = path.resolve(folder, `.${path.sep}${decoded}`);
  if (!file.startsWith(path.resolve(folder) + path.sep)) return undefined;
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}
