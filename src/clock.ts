/** How long this invocation may still run. */
import { getAppContext } from '@forge/api';

/** Whether at least `ms` milliseconds are left before the platform stops this invocation. */
export function timeLeft(ms: number): boolean {
  return getAppContext().invocationRemainingTimeInMillis() > ms;
}

/** Waits; used between attempts only. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
