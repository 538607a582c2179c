/** Requests that are repeated when they fail for a passing reason, and that keep to the governor. */
import { pause, timeLeft } from '../clock';
import { StorageFailure } from './failure';
import { admit, noteThrottle, priority } from './governor';
import { unitsOf } from './ledger';
import type { Kind } from './ledger';

/** What is asked of storage. */
export interface Asked {
  /** For messages. */
  what: string;
  kind: Kind;
  /** Bytes of the values: known of a write, expected of a read. */
  bytes: number;
}

/** What a request moved. */
export interface Moved {
  values: number;
  bytes: number;
}

/** An item of a batch that failed. */
export interface FailedItem {
  key: string;
  error: { code: string };
}

/** A function with a user or a retry behind it gives up early; one with minutes to go waits for the next minute's units. */
const ATTEMPTS_MAX = 5;
const PATIENT_ATTEMPTS_MAX = 10;
const PATIENT_FROM_MS = 120_000;
/**
 * An event that storage has no units for comes again by the platform, at no cost; waiting here for the next minute would cost
 * the time of the function, and in a burst the requests of others.
 */
const THROTTLED_CAPTURE_ATTEMPTS_MAX = 3;
/** Background work makes room for the others at once. */
const FIRST_PAUSE_MS = { capture: 150, reader: 150, background: 1_000 };
const PAUSE_MAX_MS = 60_000;
/** Below this an attempt is the last one: the handler still needs time to say that it failed. */
const TIME_FOR_ANSWER_MS = 3_000;

/** Repeats a request that failed for a passing reason, waiting longer each time. */
export async function attempt<T>(asked: Asked, request: () => Promise<T>, measure: (answer: T) => Moved): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    const booking = await admit(asked.kind, unitsOf(asked.bytes));
    try {
      const answer = await request();
      booking.done(() => measure(answer));
      return answer;
    } catch (error) {
      const isThrottled = statusOf(error) === 429;
      booking.failed(isThrottled);
      const isHopeless = isThrottled && priority() === 'capture' && tried >= THROTTLED_CAPTURE_ATTEMPTS_MAX;
      if (!isPassing(error) || isHopeless || isLast(tried)) throw new StorageFailure(asked.what, { cause: error });
      await pause(pauseMs(tried));
    }
  }
}

/** Repeats a batch for the items that failed, until none is left. */
export async function untilDone<T extends { key: string }>(
  what: string,
  batch: T[],
  request: (rest: T[]) => Promise<{ failedKeys: FailedItem[] }>,
): Promise<void> {
  let rest = batch;
  for (let tried = 1; ; tried += 1) {
    const { failedKeys } = await request(rest);
    const failed = new Map(failedKeys.filter(({ error }) => !isMissing(error.code)).map((item) => [item.key, item.error]));
    rest = rest.filter(({ key }) => failed.has(key));
    if (rest.length === 0) return;
    const codes = [...new Set([...failed.values()].map(({ code }) => code))];
    if (codes.some(isThrottle)) noteThrottle();
    if (isLast(tried)) throw new StorageFailure(`${what}: ${rest.length} items failed (${codes.join(', ')})`);
    await pause(pauseMs(tried));
  }
}

/** Too many requests, a fault of the platform, or no answer at all. A refusal for any other reason will not change. */
function isPassing(error: unknown): boolean {
  const status = statusOf(error);
  return status === undefined || status === 429 || status >= 500;
}

/** The status that storage answered with; none when there was no answer. */
function statusOf(error: unknown): number | undefined {
  return (error as { responseDetails?: { status: number } }).responseDetails?.status;
}

function isMissing(code: string): boolean {
  return code === 'KEY_NOT_FOUND' || code === 'NOT_FOUND';
}

function isThrottle(code: string): boolean {
  return code === 'RATE_LIMIT_EXCEEDED' || code === 'TOO_MANY_REQUESTS';
}

function isLast(tried: number): boolean {
  return tried >= (timeLeft(PATIENT_FROM_MS) ? PATIENT_ATTEMPTS_MAX : ATTEMPTS_MAX) || !timeLeft(TIME_FOR_ANSWER_MS);
}

function pauseMs(tried: number): number {
  return Math.min(FIRST_PAUSE_MS[priority()] * 2 ** (tried - 1), PAUSE_MAX_MS) * (0.5 + Math.random());
}
