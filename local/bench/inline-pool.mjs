// @ts-check
/**
 * Runs functions in this thread, any number at a time, so that they live by this thread's clock, which a simulation sets.
 * Nothing is stopped at its limit of time or memory. The globals stay in place: one such pool in a process.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { installGlobals, runAs } from '../functions/globals.mjs';

/** @typedef {import('../functions/pool.mjs').Invocation} Invocation */

/**
 * @param {Parameters<typeof import('../functions/pool.mjs').makePool>[0]} options
 */
export function makeInlinePool({ codeDir, identity, egress, answer }) {
  /** @type {AsyncLocalStorage<Invocation>} */
  const current = new AsyncLocalStorage();
  const requireCode = createRequire(path.join(codeDir, 'index.cjs'));
  const idle = /** @type {Invocation} */ ({ functionKey: 'idle', handler: '', args: [], timeMs: 0 });
  let busy = 0;
  let steps = 0;

  installGlobals({
    identity,
    codeDir,
    egress,
    async ask(question) {
      steps += 1;
      const given = await answer(question, current.getStore() ?? idle);
      // Answers reach a function through a message, as text.
      return { ...given, headers: given.headers ?? [] };
    },
  });

  return {
    async invoke(/** @type {Invocation} */ invocation) {
      const { handler, args, timeMs, accountId, moduleKey } = invocation;
      const at = handler.lastIndexOf('.');
      const run = requireCode(`./${handler.slice(0, at)}.cjs`)[handler.slice(at + 1)];
      const call = { invocationId: randomUUID(), accountId, moduleKey, timeMs, deadline: Date.now() + timeMs };
      busy += 1;
      steps += 1;
      try {
        const value = await current.run(invocation, () => runAs(call, () => run(...JSON.parse(JSON.stringify(args)))));
        return JSON.stringify(value);
      } finally {
        busy -= 1;
        steps += 1;
      }
    },
    busy: () => busy,
    /** Grows with everything that happens. */
    steps: () => steps,
    async recycle() {},
    async close() {},
  };
}
