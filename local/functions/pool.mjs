// @ts-check
/** The app's functions: a pool of worker threads, each serving one invocation at a time, each stopped hard at its limit. */
import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';

/** How long a new worker may take to load the bundle. It does not count against the function's own time. */
const LOAD_MS = 10_000;

/** How a function ended without an answer. `platform` failures are the platform's fault and are tried again. */
export class FunctionError extends Error {
  /**
   * @param {'FUNCTION_ERROR' | 'FUNCTION_TIME_OUT' | 'FUNCTION_OUT_OF_MEMORY' | 'FUNCTION_KILLED'} code
   * @param {string} message
   * @param {{name?: string, stack?: string}} [detail]
   */
  constructor(code, message, detail = {}) {
    super(message);
    this.code = code;
    this.platform = code !== 'FUNCTION_ERROR';
    if (detail.name) this.name = detail.name;
    if (detail.stack) this.stack = detail.stack;
  }
}

/**
 * @typedef {object} Invocation
 * @property {string} functionKey
 * @property {string} handler `module.export`
 * @property {any[]} args
 * @property {number} timeMs
 * @property {string} [accountId]
 * @property {string} [moduleKey]
 */

/** @typedef {{status: number, statusText?: string, headers?: [string, string][], body?: any, failure?: string, kill?: 'before' | 'after'}} PlatformAnswer */

/** @typedef {{worker: Worker, job: Job | undefined, stale: boolean, loaded: boolean}} Seat */
/** @typedef {{id: number, invocation: Invocation, resolve: (text: string | undefined) => void, reject: (error: Error) => void, timer?: NodeJS.Timeout}} Job */

/**
 * @param {object} options
 * @param {string} options.codeDir
 * @param {import('../identity.mjs').Identity} options.identity
 * @param {string[]} options.egress
 * @param {number} options.memoryMB
 * @param {number} options.size most workers at a time
 * @param {(question: any, invocation: Invocation) => PlatformAnswer | Promise<PlatformAnswer>} options.answer
 * @param {(text: string, functionKey: string) => void} options.onOutput
 * @param {Record<string, string>} [options.variables] environment variables of the app
 */
export function makePool({ codeDir, identity, egress, memoryMB, size, answer, onOutput, variables = {} }) {
  /** @type {Set<Seat>} */
  const seats = new Set();
  /** @type {Job[]} */
  const queue = [];
  let jobs = 0;
  let closed = false;

  /** Gives the next waiting job to an idle worker; starts one when all are busy and there is room. */
  function next() {
    while (queue.length > 0) {
      const seat = [...seats].find((candidate) => !candidate.job) ?? (seats.size < size ? start() : undefined);
      if (!seat) return;
      begin(seat, /** @type {Job} */ (queue.shift()));
    }
  }

  function start() {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
      workerData: { codeDir, identity, egress },
      env: { NODE_ENV: 'production', ...variables },
      execArgv: ['--enable-source-maps'],
      resourceLimits: { maxOldGenerationSizeMb: memoryMB },
      stdout: true,
      stderr: true,
    });
    /** @type {Seat} */
    const seat = { worker, job: undefined, stale: false, loaded: false };
    seats.add(seat);
    const output = (/** @type {Buffer} */ data) => onOutput(String(data), seat.job?.invocation.functionKey ?? 'idle');
    worker.stdout.on('data', output);
    worker.stderr.on('data', output);
    worker.on('message', (message) => void receive(seat, message));
    worker.on('error', (error) => end(seat, crash(error)));
    worker.on('exit', () => end(seat, new FunctionError('FUNCTION_KILLED', 'the process ended')));
    return seat;
  }

  function begin(/** @type {Seat} */ seat, /** @type {Job} */ job) {
    seat.job = job;
    const { invocation } = job;
    const at = invocation.handler.lastIndexOf('.');
    limitTime(seat, job, invocation.timeMs + (seat.loaded ? 0 : LOAD_MS));
    seat.worker.postMessage({
      type: 'invoke',
      id: job.id,
      module: invocation.handler.slice(0, at),
      export: invocation.handler.slice(at + 1),
      args: JSON.stringify(invocation.args),
      call: {
        invocationId: randomUUID(),
        accountId: invocation.accountId,
        moduleKey: invocation.moduleKey,
        timeMs: invocation.timeMs,
      },
    });
  }

  function limitTime(/** @type {Seat} */ seat, /** @type {Job} */ job, /** @type {number} */ ms) {
    clearTimeout(job.timer);
    const { functionKey, timeMs } = job.invocation;
    job.timer = setTimeout(() => stop(seat, new FunctionError('FUNCTION_TIME_OUT', `${functionKey} ran longer than ${timeMs} ms`)), ms);
  }

  async function receive(/** @type {Seat} */ seat, /** @type {any} */ message) {
    if (message.type === 'ask') {
      await reply(seat, message);
      return;
    }
    const { job } = seat;
    if (!job || job.id !== message.id) return;
    if (message.type === 'loaded') {
      seat.loaded = true;
      limitTime(seat, job, job.invocation.timeMs);
      return;
    }
    clearTimeout(job.timer);
    seat.job = undefined;
    if (message.type === 'done') job.resolve(message.text);
    else job.reject(new FunctionError('FUNCTION_ERROR', message.error.message, message.error));
    if (seat.stale) dismiss(seat);
    next();
  }

  async function reply(/** @type {Seat} */ seat, /** @type {any} */ question) {
    const invocation = seat.job?.invocation ?? { functionKey: 'idle', handler: '', args: [], timeMs: 0 };
    /** @type {PlatformAnswer} */
    let given;
    try {
      const pending = answer(question, invocation);
      given = pending instanceof Promise ? await pending : pending;
    } catch (error) {
      given = { status: 0, failure: String(error) };
    }
    if (given.kill) stop(seat, new FunctionError('FUNCTION_KILLED', `${invocation.functionKey} was killed by a fault`));
    else seat.worker.postMessage({ type: 'answer', ask: question.ask, ...given });
  }

  /** Stops a worker at once, in the middle of whatever it does. */
  function stop(/** @type {Seat} */ seat, /** @type {FunctionError} */ reason) {
    end(seat, reason);
    void seat.worker.terminate();
  }

  function dismiss(/** @type {Seat} */ seat) {
    seats.delete(seat);
    return seat.worker.terminate();
  }

  function end(/** @type {Seat} */ seat, /** @type {FunctionError} */ reason) {
    if (!seats.delete(seat)) return;
    const { job } = seat;
    seat.job = undefined;
    if (job) {
      clearTimeout(job.timer);
      job.reject(reason);
    }
    if (!closed) next();
  }

  return {
    /**
     * Runs one function. The answer is JSON text, or undefined when the function returns nothing.
     * @param {Invocation} invocation
     * @returns {Promise<string | undefined>}
     */
    invoke(invocation) {
      if (closed) return Promise.reject(new FunctionError('FUNCTION_KILLED', 'the platform is closed'));
      return new Promise((resolve, reject) => {
        jobs += 1;
        queue.push({ id: jobs, invocation, resolve, reject });
        next();
      });
    },
    /** Forgets the warm workers, so that the next invocations load the bundle anew. Busy ones finish first. */
    async recycle() {
      for (const seat of seats) seat.stale = true;
      await Promise.all([...seats].filter((seat) => !seat.job).map(dismiss));
    },
    busy: () => [...seats].filter((seat) => seat.job).length + queue.length,
    async close() {
      closed = true;
      await Promise.all(
        [...seats].map((seat) => {
          stop(seat, new FunctionError('FUNCTION_KILLED', 'the platform is closed'));
          return seat.worker.terminate();
        }),
      );
      for (const job of queue.splice(0)) job.reject(new FunctionError('FUNCTION_KILLED', 'the platform is closed'));
    },
  };
}

function crash(/** @type {any} */ error) {
  if (error?.code === 'ERR_WORKER_OUT_OF_MEMORY') return new FunctionError('FUNCTION_OUT_OF_MEMORY', 'the function ran out of memory');
  return new FunctionError('FUNCTION_KILLED', `the process crashed: ${error?.message ?? error}`, { stack: error?.stack });
}
