/** Questions that were asked before anybody wanted to know: whoever asks the same next takes their answers over. */
import type { Asked, LogAnswer, LogAsk } from './types';

/** What nobody has asked for by then is not asked for soon. By the time that it is, the answers would be old. */
const KEPT_MS = 1_000;

interface Foreseen {
  told?: [answers: LogAnswer[], isLast: boolean];
  /** Who asked the same since. */
  on?: Asked;
  stop(): void;
  /** Nobody waits for it any more. */
  done(): void;
  whole: Promise<void>;
  timer?: ReturnType<typeof setTimeout>;
}

const foreseen = new Map<string, Foreseen>();
const keyOf = (asks: LogAsk[]) => JSON.stringify(asks);

/** Begins to ask; gives what stops that. */
type Begin = (on: Asked) => () => void;

/**
 * Keeps what `begin` asks, unless it was asked already; resolves when it is answered. What fails and was taken over meanwhile is asked
 * `again`, where that may help.
 */
export function keepForeseen(asks: LogAsk[], begin: Begin, again?: Begin): Promise<void> {
  const mine = foreseen.get(keyOf(asks)) ?? begun(asks, begin, again);
  clearTimeout(mine.timer);
  mine.timer = setTimeout(() => drop(asks, mine) && mine.stop(), KEPT_MS);
  return mine.whole;
}

function begun(asks: LogAsk[], begin: Begin, again: Begin | undefined): Foreseen {
  let done = () => {};
  const mine: Foreseen = { stop: () => undefined, done: () => done(), whole: new Promise((resolve) => (done = resolve)) };
  mine.stop = begin({
    answered: (answers, isLast) => {
      mine.told = [answers, isLast];
      mine.on?.answered(answers, isLast);
      if (isLast) done();
    },
    failed: (error) => {
      drop(asks, mine);
      if (mine.on && again) mine.stop = again(mine.on);
      else mine.on?.failed(error);
      done();
    },
  });
  foreseen.set(keyOf(asks), mine);
  return mine;
}

/** Lets somebody take over what was asked already; gives what stops it. */
export function takeForeseen(asks: LogAsk[], on: Asked): (() => void) | undefined {
  const found = foreseen.size > 0 ? foreseen.get(keyOf(asks)) : undefined;
  if (!found) return undefined;
  drop(asks, found);
  found.on = on;
  if (found.told) on.answered(...found.told);
  return () => found.stop();
}

/** The answers to what was foreseen, when all of it is answered. They can be taken over still. */
export function foreseenAnswers(asks: LogAsk[]): LogAnswer[] | undefined {
  const [answers, isLast] = (foreseen.size > 0 && foreseen.get(keyOf(asks))?.told) || [];
  return isLast ? answers : undefined;
}

/** The log is not what it was, or something else is asked than this. */
export function forgetForeseen(...others: LogAsk[][]) {
  const kept = new Set(others.map(keyOf));
  for (const [key, { stop, done }] of foreseen) {
    if (kept.has(key)) continue;
    foreseen.delete(key);
    stop();
    done();
  }
}

const drop = (asks: LogAsk[], mine: Foreseen) => foreseen.get(keyOf(asks)) === mine && foreseen.delete(keyOf(asks));
