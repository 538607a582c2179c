/** What one invocation has spent in storage. */

/** The platform counts, and limits, units of reads and of writes apart. */
export type Kind = 'read' | 'write';

/** What requests to storage have cost together. */
export interface Cost {
  requests: number;
  /** Values that were read or written; deletions are not. */
  values: number;
  /** Their length as JSON. */
  bytes: number;
  /** Units of the quota. */
  units: Record<Kind, number>;
}

/** One request. As long as it is open, `units` are those that it is expected to cost. */
export interface Spending {
  readonly at: number;
  readonly kind: Kind;
  units: number;
  isOpen: boolean;
}

/** The platform's measure: every request costs a unit for each 10 KB that it begins, at least one; a batch is rounded once. */
const UNIT_BYTES = 10 * 1024;
const MINUTE_MS = 60_000;

/** Units of one request that carries so many bytes. */
export function unitsOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / UNIT_BYTES));
}

/** The books of one invocation. They hold numbers and times, nothing that was read or written. */
export class Ledger {
  private readonly total: Cost = { requests: 0, values: 0, bytes: 0, units: { read: 0, write: 0 } };
  /** The requests of the last minute, oldest first. */
  private recent: Spending[] = [];
  private throttled: number[] = [];

  /** Everything so far; of requests under way what they are expected to cost. */
  cost(): Cost {
    return { ...this.total, units: { ...this.total.units } };
  }

  /** Books a request that is about to be sent. */
  begin(kind: Kind, units: number, now: number): Spending {
    const spending = { at: now, kind, units, isOpen: true };
    this.recent.push(spending);
    this.total.requests += 1;
    this.total.units[kind] += units;
    return spending;
  }

  /** Corrects a request by what it really was. */
  end(spending: Spending, values: number, bytes: number): void {
    this.correct(spending, unitsOf(bytes));
    this.total.values += values;
    this.total.bytes += bytes;
  }

  /** A request that was turned away costs nothing. */
  endThrottled(spending: Spending, now: number): void {
    this.correct(spending, 0);
    this.noteThrottle(now);
  }

  /** Remembers that there were too many requests. */
  noteThrottle(now: number): void {
    this.throttled.push(now);
  }

  /** Of a request without an answer nobody knows whether it took effect: it stays booked as expected. */
  endUnknown(spending: Spending): void {
    spending.isOpen = false;
  }

  /** Units spent in the minute that ends now. */
  spent(kind: Kind, now: number): number {
    this.recent = this.recent.filter(({ at }) => at > now - MINUTE_MS);
    return this.recent.reduce((sum, spending) => sum + (spending.kind === kind ? spending.units : 0), 0);
  }

  /** Milliseconds until the oldest request of the last minute is older than that. */
  untilLess(kind: Kind, now: number): number {
    const oldest = this.recent.find((spending) => spending.kind === kind);
    return oldest === undefined ? 0 : Math.max(1, oldest.at + MINUTE_MS - now);
  }

  /** Whether some request has not been answered yet. */
  isWaiting(): boolean {
    return this.recent.some(({ isOpen }) => isOpen);
  }

  /** How often storage had too many requests, in the last `ms` milliseconds. */
  throttles(ms: number, now: number): number {
    this.throttled = this.throttled.filter((at) => at > now - ms);
    return this.throttled.length;
  }

  private correct(spending: Spending, units: number): void {
    this.total.units[spending.kind] += units - spending.units;
    spending.units = units;
    spending.isOpen = false;
  }
}
