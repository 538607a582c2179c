/** The page's side of the log's worker. The worker starts with the first question. */
import { ApiError, askCatalogue, askTables, askValues } from '../api';
import type { Diagnostic } from '../types';
import type { Failure, FromWorker, HostCalls, How, ToWorker } from './protocol';
import { forgetForeseen, keepForeseen, takeForeseen } from './foreseen';
import type { Asked, LogAnswer, LogAsk } from './types';

const HOST: HostCalls = { catalogue: askCatalogue, values: askValues, tables: askTables };

/** What is asked in one go is answered in one go, if the last answer comes soon after the first: then the page draws once. */
const TOGETHER_MS = 30;

interface Round {
  waiting: Set<number>;
  held: (() => void)[];
  timer?: ReturnType<typeof setTimeout>;
}

const asked = new Map<number, Asked>();
const rounds = new Map<number, Round>();
let round: Round | undefined;
const watchers = new Set<() => void>();
let worker: Worker | undefined;
let deadOf: string | undefined;
let last = 0;

/** Loads what the questions need, then answers; never, when nobody wants to know any more. */
export function askLog(asks: LogAsk[], signal?: AbortSignal): Promise<LogAnswer[]> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return;
    const stop = start(asks, false, { answered: (answers, isLast) => isLast && resolve(answers), failed: reject });
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/** Has at hand what these questions need before anybody asks them, after everything else. Tells how many events they are about. */
export function loadAhead(asks: LogAsk[], onDone: (events: number) => void, onFailed: () => void): () => void {
  return start(asks, false, { answered: (answers) => onDone(answers.reduce((sum, { count }) => sum + count, 0)), failed: onFailed }, true);
}

/**
 * Has these questions answered before they are asked: whoever asks the same next has the answer at once. Waits so long at most. What is
 * only expected is answered by what is at hand, or not at all.
 */
export async function foresee(questions: LogAsk[][], patienceMs: number, isExpected: boolean): Promise<void> {
  forgetForeseen(...questions);
  const each = questions.map((asks) => {
    const ask = (on: Asked) => start(asks, true, on);
    return isExpected ? keepForeseen(asks, (on) => begin(asks, { interim: false, isAhead: false, isExpected }, on), ask) : keepForeseen(asks, ask);
  });
  await Promise.race([Promise.all(each), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
}

/** Begins to answer; gives what stops that. With `interim`, answers come again and again while more is being loaded. */
export function start(asks: LogAsk[], interim: boolean, on: Asked, isAhead = false): () => void {
  const stop = isAhead ? undefined : takeForeseen(asks, on);
  return stop ?? begin(asks, { interim, isAhead, isExpected: false }, on);
}

function begin(asks: LogAsk[], how: How, on: Asked): () => void {
  last += 1;
  const id = last;
  asked.set(id, on);
  if (!how.isAhead) join(id);
  say({ say: 'ask', id, asks, ...how });
  return () => {
    leave(id);
    if (asked.delete(id)) say({ say: 'cancel', id });
  };
}

function join(id: number) {
  if (!round) {
    round = { waiting: new Set(), held: [] };
    setTimeout(() => (round = undefined));
  }
  round.waiting.add(id);
  rounds.set(id, round);
}

/** Nothing more is to be waited for from this question; the others of its round may be told. */
function leave(id: number) {
  const mine = rounds.get(id);
  if (!mine) return;
  rounds.delete(id);
  mine.waiting.delete(id);
  if (mine.waiting.size === 0) tellAll(mine);
}

/** Tells of an answer, with those to what was asked in the same go. */
function tell(id: number, answer: () => void) {
  const mine = rounds.get(id);
  if (!mine) return answer();
  mine.held.push(answer);
  mine.timer ??= setTimeout(() => tellAll(mine), TOGETHER_MS);
  leave(id);
}

function tellAll(mine: Round) {
  clearTimeout(mine.timer);
  for (const id of mine.waiting) rounds.delete(id);
  mine.waiting.clear();
  for (const answer of mine.held.splice(0)) answer();
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
      tell(data.id, () => {
        const on = asked.get(data.id);
        if (data.isLast) asked.delete(data.id);
        on?.answered(data.answers, data.isLast);
      });
      break;
    }
    case 'failed': {
      tell(data.id, () => {
        const on = asked.get(data.id);
        asked.delete(data.id);
        on?.failed(toError(data.error));
      });
      break;
    }
    case 'grown':
      forgetForeseen();
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
