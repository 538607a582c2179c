/** The page's side of the log's worker. The worker starts with the first question. */
import { ApiError, askCatalogue, askTables, askValues } from '../api';
import type { Diagnostic } from '../types';
import type { Failure, FromWorker, HostCalls, ToWorker } from './protocol';
import { togetherOf, type Loaded, type LogAnswer, type LogAsk } from './types';

interface Asked {
  answered(answers: LogAnswer[], isLast: boolean): void;
  failed(error: ApiError): void;
}

const HOST: HostCalls = { catalogue: askCatalogue, values: askValues, tables: askTables };

const asked = new Map<number, Asked>();
const watchers = new Set<() => void>();
let worker: Worker | undefined;
let deadOf: string | undefined;
let last = 0;

/** Loads what the questions need, the newest first, then answers. */
export function askLog(asks: LogAsk[], onLoaded?: (loaded: Loaded) => void): Promise<LogAnswer[]> {
  return new Promise((resolve, reject) => {
    start(asks, onLoaded !== undefined, {
      answered: (answers, isLast) => {
        const loaded = togetherOf(answers);
        if (loaded) onLoaded?.(loaded);
        if (isLast) resolve(answers);
      },
      failed: reject,
    });
  });
}

/** Has at hand what these questions need before anybody asks them, after everything else. Tells how many events they are about. */
export function loadAhead(asks: LogAsk[], onDone: (events: number) => void, onFailed: () => void): () => void {
  return start(asks, false, { answered: (answers) => onDone(answers.reduce((sum, { count }) => sum + count, 0)), failed: onFailed }, true);
}

/** Begins to answer; gives what stops that. With `interim`, answers come again and again while more is being loaded. */
export function start(asks: LogAsk[], interim: boolean, on: Asked, isAhead = false): () => void {
  last += 1;
  const id = last;
  asked.set(id, on);
  say({ say: 'ask', id, asks, interim, isAhead });
  return () => {
    if (asked.delete(id)) say({ say: 'cancel', id });
  };
}

/** Has the log be at hand soon: what every question needs is loaded already. */
export function openLog() {
  worker ??= open();
}

/** Looks whether the log has grown; who watches is told. */
export const refreshLog = () => say({ say: 'refresh' });

/** Tells when the log has grown, until the given function is called. */
export function watchLog(onGrown: () => void): () => void {
  watchers.add(onGrown);
  return () => watchers.delete(onGrown);
}

function say(message: ToWorker) {
  worker ??= open();
  if (worker) worker.postMessage(message);
  else if (message.say === 'ask') queueMicrotask(() => die(deadOf ?? ''));
}

function open(): Worker | undefined {
  if (deadOf !== undefined) return undefined;
  try {
    const opened = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    opened.onmessage = ({ data }: MessageEvent<FromWorker>) => hear(data);
    opened.onerror = (event) => {
      event.preventDefault();
      die(event.message);
    };
    return opened;
  } catch (error) {
    deadOf = String(error);
    return undefined;
  }
}

function hear(data: FromWorker) {
  switch (data.say) {
    case 'variant':
      // For support and tests: which build answers.
      document.documentElement.dataset['log'] = data.variant;
      break;
    case 'answers': {
      const on = asked.get(data.id);
      if (data.isLast) asked.delete(data.id);
      on?.answered(data.answers, data.isLast);
      break;
    }
    case 'failed': {
      const on = asked.get(data.id);
      asked.delete(data.id);
      on?.failed(toError(data.error));
      break;
    }
    case 'grown':
      watchers.forEach((watcher) => watcher());
      break;
    case 'call':
      void answerCall(data.call, data.name, data.payload);
      break;
    case 'dead':
      die(data.message);
  }
}

async function answerCall(call: number, name: keyof HostCalls, payload: unknown) {
  try {
    const ok = await (HOST[name] as (payload: unknown) => Promise<unknown>)(payload);
    worker?.postMessage({ say: 'called', call, ok } satisfies ToWorker);
  } catch (error) {
    const { code, message, help, diagnostics } = error instanceof ApiError ? error : new ApiError('internal', String(error));
    worker?.postMessage({ say: 'called', call, error: { code, message, help, diagnostics } } satisfies ToWorker);
  }
}

/** Nothing can be answered any more. */
function die(message: string) {
  deadOf = message;
  worker?.terminate();
  worker = undefined;
  document.documentElement.dataset['log'] = 'none';
  const error = new ApiError('no-worker', message);
  for (const on of asked.values()) on.failed(error);
  asked.clear();
}

const toError = ({ code, message, help, diagnostics }: Failure) => new ApiError(code, message, help, (diagnostics ?? []) as Diagnostic[]);
