// @ts-check
/**
 * Runs in a worker thread: loads the app's bundle once and then serves one invocation at a time, as a warm process of
 * the platform does. It has no sockets and no database: whatever it wants from outside, it asks the main thread for.
 *
 * Two differences from the platform: a worker thread cannot change its working directory, so files must be found by
 * `__dirname`; and memory outside the JavaScript heap (WebAssembly, buffers) does not count against the memory limit.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { installGlobals, runAs } from './globals.mjs';

/** @typedef {{type: 'invoke', id: number, module: string, export: string, args: string, call: CallFacts}} InvokeMessage */
/** @typedef {{invocationId: string, accountId?: string, moduleKey?: string, timeMs: number, deadline?: number}} CallFacts */

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
const { codeDir, identity, egress } = workerData;
const requireCode = createRequire(path.join(codeDir, 'index.cjs'));

/** @type {Map<number, (answer: any) => void>} */
const waiting = new Map();
let asked = 0;
let loaded = false;

installGlobals({
  identity,
  codeDir,
  egress,
  ask: (question) =>
    new Promise((resolve) => {
      asked += 1;
      waiting.set(asked, resolve);
      port.postMessage({ type: 'ask', ask: asked, ...question });
    }),
});

port.on('message', (message) => {
  if (message.type === 'answer') {
    waiting.get(message.ask)?.(message);
    waiting.delete(message.ask);
  } else {
    void invoke(message);
  }
});

async function invoke(/** @type {InvokeMessage} */ message) {
  try {
    const handler = findHandler(message.module, message.export);
    if (!loaded) {
      loaded = true;
      port.postMessage({ type: 'loaded', id: message.id });
    }
    const call = { ...message.call, deadline: Date.now() + message.call.timeMs };
    const value = await runAs(call, () => handler(...JSON.parse(message.args)));
    port.postMessage({ type: 'done', id: message.id, text: JSON.stringify(value) });
  } catch (error) {
    port.postMessage({ type: 'failed', id: message.id, error: describe(error) });
  }
}

/** `index.onEvent` is the export `onEvent` of `<code>/index.cjs` (or `.js`). */
function findHandler(/** @type {string} */ module, /** @type {string} */ name) {
  const exports = requireCode(resolveModule(module));
  if (typeof exports[name] !== 'function') throw new Error(`${module}.${name} is not an exported function`);
  return exports[name];
}

function resolveModule(/** @type {string} */ module) {
  const base = path.join(codeDir, module);
  try {
    return requireCode.resolve(`${base}.cjs`);
  } catch {
    return requireCode.resolve(base);
  }
}

function describe(/** @type {any} */ error) {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  return { name: error.name, message: error.message, stack: error.stack };
}
