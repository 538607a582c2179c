/** The page's side of the core's worker. The worker starts with the first question. */
import type { CheckAnswer, CheckRequest, ClausesAnswer, ClausesRequest, CompleteAnswer, CompleteRequest, EditAnswer, EditRequest } from '../types';
import type { CoreReply, CoreRequest, Variant } from './protocol';

interface Waiting {
  resolve(answer: string): void;
  reject(error: Error): void;
}
type Envelope<T> = { ok: T } | { error: { code: string; message: string } };

/** A worker that says nothing for so long is taken for one that cannot start. */
const START_MS = 15_000;

const waiting = new Map<number, Waiting>();
let worker: Worker | undefined;
let isDead = false;
let last = 0;

/** What is wrong with a query, as far as it can be told without the site. */
export const checkHere = (request: CheckRequest) => ask<CheckAnswer>('check', request);

/** What may come at the caret. */
export const completeHere = (request: CompleteRequest) => ask<CompleteAnswer>('complete', request);

/** The clauses of a query that must all hold. */
export const clausesHere = (request: ClausesRequest) => ask<ClausesAnswer>('clauses', request);

/** The query with one of its filters changed. */
export const editHere = (request: EditRequest) => ask<EditAnswer>('edit', request);

/** Whether the core can be asked here at all, as far as is known. */
export const isCoreHere = () => !isDead;

async function ask<T>(door: CoreRequest['door'], request: object): Promise<T> {
  const answer = await new Promise<string>((resolve, reject) => {
    const started = start();
    if (!started) return reject(new Error('the worker cannot start'));
    last += 1;
    waiting.set(last, { resolve, reject });
    started.postMessage({ id: last, door, request: JSON.stringify(request) } satisfies CoreRequest);
  });
  const envelope = JSON.parse(answer) as Envelope<T>;
  if ('ok' in envelope) return envelope.ok;
  throw new Error(envelope.error.message);
}

function start(): Worker | undefined {
  if (worker || isDead) return worker;
  try {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  } catch {
    return stop();
  }
  const timer = setTimeout(stop, START_MS);
  worker.onerror = (event) => {
    event.preventDefault();
    stop();
  };
  worker.onmessage = ({ data }: MessageEvent<CoreReply>) => {
    if ('variant' in data) {
      clearTimeout(timer);
      note(data.variant);
    } else settle(data);
  };
  return worker;
}

function settle(reply: Exclude<CoreReply, { variant: Variant }>) {
  const asked = waiting.get(reply.id);
  waiting.delete(reply.id);
  if ('answer' in reply) asked?.resolve(reply.answer);
  else {
    asked?.reject(new Error(reply.failure));
    // A core that failed once is not in a known state: the host answers from now on.
    stop();
  }
}

function stop(): undefined {
  isDead = true;
  worker?.terminate();
  worker = undefined;
  note('none');
  for (const asked of waiting.values()) asked.reject(new Error('the worker cannot start'));
  waiting.clear();
}

/** For support and tests: which build answers. */
const note = (variant: Variant | 'none') => (document.documentElement.dataset['core'] = variant);
