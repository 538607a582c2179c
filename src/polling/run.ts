/**
 * Runs the pollers that are due.
 *
 * Safe to run twice at once and to be stopped anywhere: see the invariant of `Poller`. What one poller does wrong is its own:
 * the others run. Only when a product says that it has had too many requests all stop, because they share the quota.
 */
import { timeLeft } from '../clock';
import { recordOwn } from '../own-events';
import { Asker } from '../products/asker';
import type { Write } from '../generated';
import * as storage from '../storage';
import { agreedAdmin } from './agreed';
import * as budget from './budget';
import { readKept, writeKept } from './kept';
import type { Kept } from './kept';
import { CannotSee, Throttled } from './poller';
import type { Poller, Turn } from './poller';

/** A poller is not begun when less time is left. */
const TIME_FOR_RUN_MS = 10_000;
/** Schedules are not exact: what is due within this time is due. */
const EARLY_MS = 5 * 60_000;
/** When what failed is tried again. */
const RETRY_MINUTES = 60;
/** What may be kept of an error's message. */
const ERROR_LENGTH_MAX = 300;

/** What a round has done. */
export interface Polled {
  /** Areas that went through. */
  done: string[];
  /** Areas that failed, with why. */
  failed: Record<string, string>;
  /** Areas that the product does not show. */
  refused: string[];
  /** Areas that are due and wait for points or time. */
  waiting: string[];
}

/** For whom pollers run. */
interface Asking {
  /** In whose name the products are asked where they refuse the app. */
  admin: string | undefined;
  /** Whether an administrator waits for it. */
  isAsked: boolean;
}

/** Runs the pollers that are due, the one that has waited longest first; all of them when somebody asks for it. */
export function pollAll(pollers: readonly Poller[], { all = false } = {}): Promise<Polled> {
  return storage.withPriority('background', () => round(pollers, all));
}

async function round(pollers: readonly Poller[], all: boolean): Promise<Polled> {
  const now = Date.now();
  const admin = await agreedAdmin();
  const kept = await readKept(pollers.map(({ area }) => area));
  const due = pollers
    .map((poller, at) => ({ poller, kept: kept[at] ?? {} }))
    .filter(({ poller, kept }) => all || dueAt(poller, kept) - EARLY_MS <= now)
    .sort((a, b) => (a.kept.polled ?? 0) - (b.kept.polled ?? 0));
  const polled: Polled = { done: [], failed: {}, refused: [], waiting: [] };
  for (const { poller, kept: before } of due) await one(poller, before, { admin, isAsked: all }, polled);
  return polled;
}

/** When an area is due: what failed or was refused is tried again in the next hour. */
export function dueAt({ everyMinutes }: Poller, { polled = 0, failures, refused, untold }: Kept): number {
  const isUnsettled = failures !== undefined || refused !== undefined || untold !== undefined;
  const minutes = isUnsettled ? RETRY_MINUTES : everyMinutes;
  return polled + Math.min(minutes, everyMinutes) * 60_000;
}

async function one(poller: Poller, before: Kept, asking: Asking, polled: Polled): Promise<void> {
  const { area } = poller;
  const now = Date.now();
  const enough = timeLeft(TIME_FOR_RUN_MS);
  if (!enough || !(await budget.take(poller.cost, now, asking.isAsked ? budget.POINTS_ON_DEMAND : budget.POINTS_PER_HOUR))) {
    polled.waiting.push(area);
    // What waits is told, but `polled` stays: it comes first the next time.
    await writeKept(area, { ...before, waits: enough ? 'points' : 'time' });
    return;
  }
  const run = new Run(poller, before, asking, now);
  try {
    const outcome = await run.go();
    if (outcome === 'refused') polled.refused.push(area);
    else if (outcome === 'done') polled.done.push(area);
    else polled.failed[area] = outcome.error;
  } catch (error) {
    // Storage failed: even that the run failed cannot be kept.
    console.error('polling could not keep how it went', { area, error });
    polled.failed[area] = told(error);
  } finally {
    await budget.giveBack(poller.cost - run.spent, now).catch((error: unknown) => console.error('points could not be given back', { area, error }));
  }
}

/** One run of one poller. */
class Run implements Turn {
  spent = 0;
  readonly ask: Asker;
  readonly isAsked: boolean;
  private recorded = 0;
  private newest: number | undefined;

  constructor(
    private readonly poller: Poller,
    private readonly before: Kept,
    asking: Asking,
    readonly now: number,
  ) {
    this.isAsked = asking.isAsked;
    this.ask = new Asker(this, asking.admin);
    this.newest = before.newest;
  }

  async go(): Promise<'done' | 'refused' | { error: string }> {
    const { area } = this.poller;
    // A run that was stopped may not have got to it.
    if (this.before.untold !== undefined) await tell(area, this.before.untold);
    try {
      const state = await this.poller.run(this.before.state, this);
      const kept = { ...this.kept(state), succeeded: this.now };
      // Whoever is stopped here says the same an hour later, so what is told and when is kept before it is on record.
      if (this.before.refused !== undefined) await this.tell(kept, { action: 'capture.resumed', at: this.now });
      await writeKept(area, kept);
      return 'done';
    } catch (error) {
      if (error instanceof CannotSee) return this.refused(error.reason);
      if (error instanceof Throttled) await budget.stopUntil(error.until, this.now);
      else console.error('polling failed', { area, error });
      const message = told(error);
      const { refused, refusedSince } = this.before;
      await writeKept(area, { ...this.kept(this.saved), refused, refusedSince, error: message, failures: (this.before.failures ?? 0) + 1 } as Kept);
      return { error: message };
    }
  }

  points(): number {
    return Math.max(0, this.poller.cost - this.spent);
  }

  spend(points: number): void {
    this.spent += points;
  }

  mayGoOn(points: number, ms = TIME_FOR_RUN_MS): boolean {
    return this.points() >= points && timeLeft(ms);
  }

  async record(writes: Write[], newest?: number): Promise<void> {
    await storage.withPriority('capture', () => storage.setAll(writes.map(({ key, value }) => ({ key, value: JSON.parse(value) as storage.Value }))));
    this.recorded += writes.length;
    if (newest !== undefined) this.newest = Math.max(newest, this.newest ?? newest);
  }

  async save(state: object): Promise<void> {
    this.saved = state;
    const { polled, succeeded, refused, refusedSince, error, failures } = this.before;
    await writeKept(this.poller.area, { ...this.kept(state), polled, succeeded, refused, refusedSince, error, failures } as Kept);
  }

  private saved: object | undefined = undefined;

  private async refused(reason: string): Promise<'refused'> {
    const { area } = this.poller;
    const { refused, refusedSince } = this.before;
    const kept = { ...this.kept(this.saved), refused: reason, refusedSince: refused === undefined ? this.now : (refusedSince ?? this.now) };
    if (refused === undefined) await this.tell(kept, { action: 'capture.refused', at: this.now, reason });
    await writeKept(area, kept);
    return 'refused';
  }

  private async tell(kept: Kept, untold: NonNullable<Kept['untold']>): Promise<void> {
    const { area } = this.poller;
    await writeKept(area, { ...kept, untold });
    await tell(area, untold);
  }

  /** What every outcome keeps. */
  private kept(state: object | undefined): Kept {
    const kept = state ?? this.before.state;
    return {
      ...(kept !== undefined && { state: kept }),
      polled: this.now,
      ...(this.before.succeeded !== undefined && { succeeded: this.before.succeeded }),
      ...(this.newest !== undefined && { newest: this.newest }),
      recorded: (this.before.recorded ?? 0) + this.recorded,
      points: this.spent,
    };
  }
}

/** Puts on record that an area can be seen no more, or again. */
function tell(area: string, { action, at, reason }: NonNullable<Kept['untold']>): Promise<void> {
  return recordOwn(action, reason === undefined ? { at, note: area } : { at, note: `${area}: ${reason}`, facts: { area, reason } });
}

function told(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.slice(0, ERROR_LENGTH_MAX);
}
