/**
 * Who may spend how much of the minute's units: capture first, then readers, then the work that can wait.
 *
 * Invocations share no memory and storage tells nobody what is left, so each keeps to what it knows: its own spending of
 * the last minute, and how often it was told that there were too many requests. What nobody has declared is capture:
 * writing an event down never waits for anything, and costs no bookkeeping.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { pause, timeLeft } from '../clock';
import { StorageFailure } from './failure';
import { Ledger } from './ledger';
import type { Cost, Kind, Spending } from './ledger';

/** For whom storage works. */
export type Priority = 'capture' | 'reader' | 'background';

/** What an installation may spend in a minute, of reads and of writes each. */
const UNITS_PER_MINUTE = 4_000;
/** The part of it that one invocation may spend. */
const SHARES: Record<Priority, number> = { capture: Infinity, reader: 1 / 2, background: 1 / 4 };
/** Background work halves its share for each time that storage was busy in the last minutes, down to an eighth. */
const CAREFUL_MS = 120_000;
const HALVINGS_MAX = 3;

/** Requests under way may turn out to be smaller than expected. */
const POLL_MS = 100;
/** The handler still needs time to say that it did not get through. */
const TIME_FOR_ANSWER_MS = 3_000;

interface Declared {
  priority: Priority;
  ledger: Ledger;
}

/** Known to what `withPriority` runs and to nothing else; it ends when that ends. */
const declared = new AsyncLocalStorage<Declared>();

/** Runs work whose requests are of this priority. Inside other such work only the priority is another: the books are the same. */
export function withPriority<T>(priority: Priority, work: () => Promise<T>): Promise<T> {
  return declared.run({ priority, ledger: declared.getStore()?.ledger ?? new Ledger() }, work);
}

/** The priority of what runs now. */
export function priority(): Priority {
  return declared.getStore()?.priority ?? 'capture';
}

/** What the invocation has spent so far; none when it has declared nothing. */
export function cost(): Cost {
  return (declared.getStore()?.ledger ?? new Ledger()).cost();
}

/** Whether so many units more may be read at once. Who can stop and say so does that, instead of waiting for the next minute. */
export function hasRoom(units: number): boolean {
  const holder = declared.getStore();
  const now = Date.now();
  return holder === undefined || holder.ledger.spent('read', now) + units <= shareOf(holder, now);
}

/**
 * Waits until a request of so many units may be sent, and books it. One request is let through whatever it costs. Fails
 * when the invocation would end before that.
 */
export async function admit(kind: Kind, units: number): Promise<Booking> {
  const holder = declared.getStore();
  if (holder === undefined) return new Booking();
  const { ledger } = holder;
  for (;;) {
    const now = Date.now();
    const spent = ledger.spent(kind, now);
    if (spent === 0 || spent + units <= shareOf(holder, now)) return new Booking(ledger, ledger.begin(kind, units, now));
    const wait = ledger.untilLess(kind, now);
    if (!ledger.isWaiting() && !timeLeft(wait + TIME_FOR_ANSWER_MS)) {
      throw new StorageFailure(`the share of ${holder.priority} work in this minute's units is used up`);
    }
    await pause(Math.min(wait, POLL_MS));
  }
}

/** Storage told that there were too many requests, without failing as a whole. */
export function noteThrottle(): void {
  declared.getStore()?.ledger.noteThrottle(Date.now());
}

/** A request on its way. */
export class Booking {
  constructor(
    private readonly ledger?: Ledger,
    private readonly spending?: Spending,
  ) {}

  /** The request was answered. What it was is measured only when somebody keeps books. */
  done(measure: () => { values: number; bytes: number }): void {
    if (this.ledger === undefined || this.spending === undefined) return;
    const { values, bytes } = measure();
    this.ledger.end(this.spending, values, bytes);
  }

  /** The request failed. */
  failed(isThrottled: boolean): void {
    if (this.ledger === undefined || this.spending === undefined) return;
    if (isThrottled) this.ledger.endThrottled(this.spending, Date.now());
    else this.ledger.endUnknown(this.spending);
  }
}

function shareOf({ priority: kind, ledger }: Declared, now: number): number {
  const share = UNITS_PER_MINUTE * SHARES[kind];
  if (kind !== 'background') return share;
  return share / 2 ** Math.min(ledger.throttles(CAREFUL_MS, now), HALVINGS_MAX);
}
