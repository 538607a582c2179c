/**
 * Whether it is kept who only looked at or searched for something. Off until an administrator switches it on: there may be more of
 * these than of all else.
 */
import * as storage from './storage';

const KEY = 'c:views';
/** Names of events of which nothing is kept otherwise: `avi:jira:viewed:issue`, `avi:confluence:performed:search` ... */
const VIEW = /:viewed:|:performed:search$/u;

/** Whether an event is to be kept as far as this is concerned. Asks storage for views only: all other events read nothing. */
export async function keepsView(eventType: unknown): Promise<boolean> {
  return typeof eventType === 'string' && VIEW.test(eventType) && (await keepsViews());
}

/** Whether views are kept. */
export async function keepsViews(): Promise<boolean> {
  const [[, value] = []] = await storage.getAllSmall([KEY], 100);
  return (value as { on?: unknown } | null | undefined)?.on === true;
}

/** Switches it. */
export async function keepViews(on: boolean): Promise<void> {
  await storage.set(KEY, { on });
}
