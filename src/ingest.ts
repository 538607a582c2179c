/** From a payload to write-ahead keys, and what happens when they cannot be written. */
import { InvocationError, InvocationErrorCode } from '@forge/events';
import { withCore } from './engine';
import type { Write } from './generated';
import { push } from './keep-queue';
import type { Kept } from './keep-queue';
import { rawRecord } from './raw-record';
import * as storage from './storage';
import { keepsView } from './views';

/** What the platform puts around a product's payload; it differs from delivery to delivery, and holds a token. */
const PLATFORM_MEMBERS = ['context', 'contextToken', 'retryContext'];

/**
 * The platform retries four times. The queue takes over one retry earlier, so that it does not matter whether a platform
 * counts from zero or from one.
 */
const RETRIES_BEFORE_QUEUE = 3;
const RETRIES_MAX = 4;
/**
 * Seconds within which each retry comes. The longest is the platform's; events of a burst need it, because they all wait for
 * the units of later minutes.
 */
const RETRY_WITHIN = [60, 300, 900, 900];
const RETRY_FROM = 5;

/** An event as the platform hands it to a trigger. */
export interface Delivery {
  retryContext?: { retryCount?: number; retryData?: unknown } | null;
  [member: string]: unknown;
}

/** Writes what an event says, and nothing else. Throws when that was not possible. */
export async function record(payload: unknown, hint: string | undefined, recorded: number): Promise<void> {
  const writes = await normalize(payload, hint, recorded);
  // In order, one after the other: a record comes after the parts it points to.
  for (const { key, value } of writes) await storage.set(key, JSON.parse(value) as storage.Value);
}

/**
 * What a trigger does with an event. When storage fails the platform is asked to deliver it again, which it does for a
 * returned `InvocationError` only; the last resort is the queue, and when that fails too, the invocation does.
 */
export async function recordOrRetry(delivery: Delivery, hint?: string): Promise<InvocationError | void> {
  const payload = withoutPlatformMembers(delivery);
  const recorded = firstSeen(delivery) ?? Date.now();
  try {
    await record(payload, hint, recorded);
  } catch (error) {
    const retryCount = delivery.retryContext?.retryCount ?? 0;
    console.error('an event could not be written', { retryCount, hint, error });
    if (retryCount < RETRIES_BEFORE_QUEUE) return retryLater(retryCount, { recorded });
    return keepOrRetry({ payload, hint, recorded }, retryCount);
  }
}

/** Puts an event into the queue. The queue takes 500 events a minute: when it refuses, the last retry is still there. */
async function keepOrRetry(kept: Kept, retryCount: number): Promise<InvocationError | void> {
  try {
    await push(kept);
  } catch (error) {
    if (retryCount >= RETRIES_MAX) throw error;
    console.error('the queue refused an event', { retryCount, error });
    return retryLater(retryCount, { recorded: kept.recorded });
  }
}

/**
 * When an event came in for the first time, if this is another try. An event that states no time happened then, whichever try
 * succeeds: its record has the same key each time.
 */
function firstSeen({ retryContext }: Delivery): number | undefined {
  const recorded = (retryContext?.retryData as { recorded?: unknown } | null | undefined)?.recorded;
  return typeof recorded === 'number' && recorded > 0 && recorded <= Date.now() ? recorded : undefined;
}

/**
 * Asks the platform to deliver again, later each time, at a moment of its own: what was refused together must not come back
 * together.
 */
export function retryLater(retryCount: number, retryData?: object): InvocationError {
  const within = RETRY_WITHIN[Math.min(retryCount, RETRY_WITHIN.length - 1)] ?? RETRY_FROM;
  const retryAfter = Math.round(RETRY_FROM + Math.random() * (within - RETRY_FROM));
  return new InvocationError({ retryAfter, retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST, ...(retryData && { retryData }) });
}

async function normalize(payload: unknown, hint: string | undefined, recorded: number): Promise<Write[]> {
  // Not below: when storage does not answer, the event is delivered again.
  const views = await keepsView((payload as { eventType?: unknown } | null)?.eventType);
  try {
    return await withCore((core) => core.ingest(payload, hint, recorded, views));
  } catch (error) {
    // Whatever is wrong with the core, the event must not be lost with it.
    console.error('the core could not read an event', { hint, error });
    return rawRecord(payload, hint, recorded);
  }
}

function withoutPlatformMembers(delivery: Delivery): Record<string, unknown> {
  return Object.fromEntries(Object.entries(delivery).filter(([member]) => !PLATFORM_MEMBERS.includes(member)));
}
