/** The log at hand, in a worker of its own: whatever it has to do, the page stays quick. */
import type { Log } from '../generated/log/core';
import { Keeper, type Job } from './keeper';
import type { Failure, FromWorker, HostCalls, ToWorker } from './protocol';

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Failure): void;
}

const calls = new Map<number, Waiting>();
let lastCall = 0;
const jobs = new Map<number, Job>();

const host: HostCalls = {
  catalogue: (known) => call('catalogue', known),
  values: (keys) => call('values', keys),
  tables: (question) => call('tables', question),
};
const keeper = load().then((log) => new Keeper(log, host));
keeper.then(
  // Who asks first finds the list here, or on its way; and is told when it cannot be had.
  (keeper) => keeper.list().catch(() => undefined),
  (error: unknown) => reply({ say: 'dead', message: String(error) }),
);

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  switch (data.say) {
    case 'ask': {
      const { id, asks, interim, isAhead, isExpected } = data;
      const job: Job = { asks, interim, isAhead, isExpected, isOver: false, answered: (answers, isLast) => reply({ say: 'answers', id, answers, isLast }) };
      jobs.set(id, job);
      // What is cancelled by a message that waits already is not begun.
      setTimeout(() => void begin(id, job));
      break;
    }
    case 'cancel':
      stop(data.id);
      break;
    case 'refresh':
      void refresh();
      break;
    case 'called': {
      const waiting = calls.get(data.call);
      calls.delete(data.call);
      if ('error' in data) waiting?.reject(data.error);
      else waiting?.resolve(data.ok);
    }
  }
};

async function begin(id: number, job: Job) {
  if (job.isOver) return;
  try {
    await (await keeper).run(job);
  } catch (error) {
    if (!job.isOver) reply({ say: 'failed', id, error: asFailure(error) });
  } finally {
    stop(id);
  }
}

function stop(id: number) {
  const job = jobs.get(id);
  if (job) job.isOver = true;
  jobs.delete(id);
}

let isRefreshing = false;
async function refresh() {
  if (isRefreshing) return;
  isRefreshing = true;
  try {
    if (await (await keeper).refresh()) reply({ say: 'grown' });
  } catch {
    // The next look may succeed; what is at hand stays valid.
  } finally {
    isRefreshing = false;
  }
}

function call<T>(name: keyof HostCalls, payload: unknown): Promise<T> {
  lastCall += 1;
  const id = lastCall;
  return new Promise<T>((resolve, reject) => {
    calls.set(id, { resolve: resolve as (answer: unknown) => void, reject });
    reply({ say: 'call', call: id, name, payload });
  });
}

/** Where the content security policy refuses WASM, the same log is there as plain JavaScript. */
async function load(): Promise<Log> {
  try {
    const [core, { default: url }] = await Promise.all([import('../generated/log/core.js'), import('../generated/log/core.wasm?url')]);
    core.init(await (await fetch(url)).arrayBuffer());
    reply({ say: 'variant', variant: 'wasm' });
    return new core.Log();
  } catch {
    const plain = await import('../generated/log/plain.js');
    plain.init();
    reply({ say: 'variant', variant: 'plain' });
    return new plain.Log();
  }
}

function asFailure(error: unknown): Failure {
  if (typeof error === 'object' && error !== null && 'code' in error && 'message' in error) return error as Failure;
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}

function reply(message: FromWorker) {
  self.postMessage(message);
}
